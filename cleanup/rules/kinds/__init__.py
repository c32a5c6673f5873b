"""How rules find lines: one file a kind. Each is asked about few lines, those that the tables of `finder` lead it to."""
