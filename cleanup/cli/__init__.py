"""The command line: one file per command. Results go to stdout, messages to stderr. Only here are typer and rich imported.

app.py is the program. A command declares its options (declared.py, options.py, given.py), and two parsers read a command line:
lightparser.py what is ordinary, typer everything else (program.py). configuration.py adds what a file says, sources.py finds the
files, and progress.py says at the end what happened.
"""
