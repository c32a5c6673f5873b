"""`cleanup`: the program. Exit status 0: clean or written; 1: found, changed or failed; 2: usage, configuration, a missing path."""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated

import typer

from cleanup.cli.check import check
from cleanup.cli.fix import fix
from cleanup.cli.init import init
from cleanup.cli.rules import rules
from cleanup.cli.undo import undo

app = typer.Typer(
    name="cleanup",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
for command in (check, fix, undo, rules, init):
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        from cleanup import __version__

        typer.echo(f"cleanup {__version__}")
        raise typer.Exit


@app.callback()
def cleanup(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    """Clean scraped article text, with an account of every edit and a way back, byte for byte."""


def main() -> None:
    """Run the program; a reader that goes away (`cleanup check | head`) and Ctrl-C end it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the interpreter's last flush must not fail again
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
