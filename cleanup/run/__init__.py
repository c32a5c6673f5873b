"""A whole folder: files, engine and report brought together."""
