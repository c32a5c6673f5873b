"""The whole program as typer knows it: every command, its help, and what is wrong with a command line."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Sequence
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from cleanup.cli.check import check
from cleanup.cli.compare import compare
from cleanup.cli.declared import REQUIRED, Command
from cleanup.cli.dedup import dedup
from cleanup.cli.explain import explain
from cleanup.cli.fix import fix
from cleanup.cli.init import init
from cleanup.cli.learn import learn
from cleanup.cli.report import report
from cleanup.cli.rules import rules
from cleanup.cli.undo import undo


def as_typer(command: Command) -> Callable[..., None]:
    """The command as typer wants it: a function whose signature has typer's own declarations in the place of ours."""

    def run(**arguments: Any) -> None:
        command.run(**arguments)

    parameters = []
    for each in command.parameters:
        kind, names, settings = each.declared
        made = getattr(typer, kind)(*names, **settings)
        default = Parameter.empty if each.default is REQUIRED else each.default
        parameters.append(
            Parameter(each.name, Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=Annotated[each.kind, made])
        )
    run.__name__, run.__doc__ = command.name, command.help
    run.__signature__, run.__annotations__ = Signature(parameters), {}  # type: ignore[attr-defined]  # what typer reads
    return run


app = typer.Typer(
    name="cleanup",
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
for command in (check, fix, learn, dedup, undo, report, explain, compare, rules, init):
    app.command()(as_typer(command))


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
    gc.enable()  # the program is there: see `cleanup.cli.app.main`
    try:
        status = app(list(args) or ["--help"], prog_name="cleanup", standalone_mode=False)
    except _Usage as error:
        name = error.ctx.command_path if error.ctx else "cleanup"
        unknown = name == "cleanup" and not args[0].startswith("-")
        hint = "cleanup check shows what would change, cleanup fix cleans; " if unknown else ""
        print(f"{name}: {error.format_message().strip().rstrip('.')}; {hint}see {name} --help", file=sys.stderr)
        return 2
    except typer.Abort:
        return 128 + signal.SIGINT
    return status or 0 if args else 2
