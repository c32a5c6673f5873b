"""The command line: one file per command. Results go to stdout, messages to stderr. Only here are typer and rich imported."""
