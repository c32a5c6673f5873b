"""How a text is read before it is judged: its shape, its sentences and links, what is prose, what says the same."""
