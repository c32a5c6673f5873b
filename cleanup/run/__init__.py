"""A whole folder: files, engine and report brought together. A file for each thing that is asked for:

check.py says what would change; fix.py writes a mirror tree or one record file, inplace.py the files themselves, both as
request.py says. dedup.py decides among the documents that corpus.py has read, and unique.py writes what stays; learn.py makes a
profile; compare.py reads two accounts; baseline.py keeps what was accepted; remotefiles.py brings files from addresses.

Whatever cleans takes its outcomes, in order, from outcomes.py: the files that were found become items, whose tasks are done in
one process or several, and what comes of them goes to the account and to record files that are written anew.

Below are the floors results/, workers/ and sources/: what is written, the work, and what is read.
"""
