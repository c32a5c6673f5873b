"""The account of a run: one set of records, several views of it. Made from edits, never from a diff of two texts."""
