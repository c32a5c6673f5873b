"""Reading and writing documents: bytes and text, Markdown's protected stretches, atomic replacement."""
