"""Which files a run works on, and how they are read: named, found in folders, told apart, opened, their records chosen.

walk.py finds them, with search.py in folders and ignore.py for what is passed by, and gives a Source for each (source.py).
collisions.py asks whether two of them would be one in the output; changed.py asks git for their changed lines. regular.py opens
them, recordfile.py reads the records of one, documents.py all documents of many.
"""
