"""Text as values: spans, edits, change sets, documents. Imports nothing of ours.

A change is a value (edit.py, changeset.py), found between two versions (align.py), known again in a text that has changed
(anchor.py), or whole lines with what parts them (blocks.py). A document is a text and what is known of it (document.py), among it
its folded lines (fold.py) and its language (language.py), much of that told from one byte a character (onebyte.py).

dataclass.py, namedtuple.py, lazy.py (with precompile.py), cached.py and packaged.py give what the standard library has, without
its price: defining dataclasses and named tuples alone took 30 of the 110 ms in which one file is checked. brief.py is work in a
thread that ends soon. atomic.py writes a file whole or not at all, and namedfile.py names it where that fails.
"""
