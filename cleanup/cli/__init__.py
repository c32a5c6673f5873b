"""The face: one file a command. Results go to stdout, talk to stderr. Only here are typer and rich imported."""
