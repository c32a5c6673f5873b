"""What a run writes: cleaned files, the account of every edit, the page, and the way back.

The account: account.py says what it holds and reads it, accountwriter.py writes it. cache.py leaves what the next run need not do
again, lastrun.py picks that up. report.py makes the page, with the texts that cleanedtext.py finds again.

Record files: rewrite.py writes them to one of targets.py, newrecord.py makes the bytes of each record.

The way back: undo.py goes through an account, replay.py undoes text files and restore.py record files; places.py says where files
lie, originals.py keeps those whose bytes cannot be made again.

That nothing is lost: lock.py lets one run at a time write to a place; samefolder.py notices that it was taken away, edited.py
that somebody changed what a run would overwrite, and leftovers.py what earlier runs left there.
"""
