"""Cleans scraped articles and accounts for every edit, with a way back, byte for byte."""

__version__ = "0.1.0"
