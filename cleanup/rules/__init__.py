"""What is known about dirt, as data: rules in TOML files, each with examples of what it removes and what it must keep.

rule.py says what a rule is. read.py reads a file of them, extend.py adds what other files say to them, load.py puts together
those shipped, those of plugins (plugins.py) and those of the user, select.py chooses by code. What takes long to make of the
shipped ones is ready-made (ready.py, kept.py).

A text is searched for all rules at once (finder.py), each line by itself:

1. The first and the last letters of the folded line are looked up among those of all phrases (keys.py, table.py).
2. Its first letters are looked up among those of all patterns (prefixes.py); where a pattern may begin with anything, one pass
   over the text finds the literals that it needs (literals.py, prefilter.py).
3. What the line may hold by that is looked at closely, by kinds of rules (kinds/), and found are hits (hit.py).

The first two steps cost a few lookups a line and lead to a few lines in a hundred: to too many, never too few. What is found out
about a line by itself is remembered for all documents that hold it. Whether a hit goes is decided afterwards, for all of a text
together, by its place and its neighbours (company.py).
"""
