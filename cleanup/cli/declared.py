"""Commands, and how they declare their options: in typer's terms, but without importing it, which takes longer than a hook takes
to read its files.

Two parsers work from one declaration: `lightparser` reads ordinary lines of the commands that hooks run, and typer reads all
others and knows about help (see `program`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cleanup.text.namedtuple import NamedTuple


class Declared(NamedTuple):
    """An option or argument: the arguments of typer's class of that name."""

    kind: str
    names: tuple[str, ...]
    settings: dict[str, Any]


def Option(*names: str, **settings: Any) -> Any:
    """Like `typer.Option`."""
    return Declared("Option", names, settings)


def Argument(**settings: Any) -> Any:
    """Like `typer.Argument`."""
    return Declared("Argument", (), settings)


REQUIRED: Any = object()


class Parameter(NamedTuple):
    """A parameter of a command, annotated with its type and declaration; `default` is `REQUIRED` where it has none."""

    name: str
    annotation: Any
    default: Any

    @property
    def kind(self) -> Any:
        """The type of its values, without how it is declared."""
        return self.annotation.__origin__

    @property
    def declared(self) -> Declared:
        """How it is declared."""
        found: Declared = self.annotation.__metadata__[0]
        return found


class Command(NamedTuple):
    """A command of the program; `run` takes its parameters by name."""

    name: str
    help: str
    parameters: tuple[Parameter, ...]
    run: Callable[..., None]


def command(function: Callable[..., None]) -> Command:
    """The command that a function is, by its name, docstring and parameters."""
    return Command(function.__name__, function.__doc__ or "", _parameters_of(function), function)


class Exit(Exception):
    """Like `typer.Exit`: ends the program with this status."""

    def __init__(self, code: int = 0) -> None:
        self.exit_code = code


def _parameters_of(function: Callable[..., None]) -> tuple[Parameter, ...]:
    """Without `inspect`, whose import takes longer than all this."""
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    values = (*[REQUIRED] * (len(names) - len(defaults)), *defaults)
    types = [eval(function.__annotations__[name], function.__globals__) for name in names]
    return tuple(map(Parameter, names, types, values))
