"""Reading and writing documents, so that what nobody changed comes back byte for byte.

One text a file: text.py and detect.py decode, encoded.py asks whether what was cleaned can be encoded; markdown.py and
switches.py say what to leave alone in Markdown. Many a file: records.py says what a format of records does; jsonl.py, table.py
and parquet.py do it. Either way compressed.py packs and unpacks, and remote.py fetches and sends.
"""
