"""`cleanup`: the program. Exit status 0: clean or written; 1: found, changed or failed; 2: usage, configuration, missing path."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Sequence
from typing import Annotated, Any, TextIO

import typer

from cleanup.cli.check import check
from cleanup.cli.compare import compare
from cleanup.cli.dedup import dedup
from cleanup.cli.escape import show_all
from cleanup.cli.explain import explain
from cleanup.cli.fix import fix
from cleanup.cli.init import init
from cleanup.cli.learn import learn
from cleanup.cli.report import report
from cleanup.cli.rules import rules
from cleanup.cli.undo import undo

app = typer.Typer(
    name="cleanup",
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
for command in (check, fix, learn, dedup, undo, report, explain, compare, rules, init):
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


_Usage: Any = typer.BadParameter.__mro__[1]
"""What typer raises for a mistake on the command line; it has no public name for it."""


def run(args: Sequence[str]) -> int:
    """The exit status after running the program with `args`. Mistakes on the command line are one line on stderr."""
    try:
        status = app(list(args) or ["--help"], prog_name="cleanup", standalone_mode=False)
    except _Usage as error:
        name = error.ctx.command_path if error.ctx else "cleanup"
        print(f"{name}: {error.format_message().strip().rstrip('.')}; see {name} --help", file=sys.stderr)
        return 2
    except typer.Abort:
        return 128 + signal.SIGINT
    return status or 0 if args else 2


def main() -> None:
    """Run the program; a reader that goes away (`cleanup check | head`) and Ctrl-C end it quietly."""
    sys.stdout, sys.stderr = _stream(sys.stdout), _stream(sys.stderr)
    warnings.showwarning = _show_warning
    try:
        status = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        status = 1
        _discard_output()
    except OSError as error:
        print(f"cleanup: the output cannot be written: {error.strerror or error}", file=sys.stderr)
        status = 2
        _discard_output()
    except KeyboardInterrupt:
        status = 128 + signal.SIGINT
    sys.exit(status)


def _stream(stream: TextIO | None) -> TextIO:
    """Standard output or error, ready for any text; Python gives None for one that is closed."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A warning of ours as one line for the user; others as Python shows them."""
    from cleanup.rules.plugins import PluginWarning

    ours = issubclass(category, PluginWarning)
    (file or sys.stderr).write(
        f"cleanup: {show_all(str(message))}\n" if ours else warnings.formatwarning(message, category, filename, lineno, line)
    )


def _discard_output() -> None:
    """The interpreter flushes once more at its end, and that must not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
