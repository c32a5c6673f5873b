"""Declaring a command's options without importing typer, which takes longer than a hook takes to read its files.

The names are typer's: `as_typer` makes a command of typer's from one that uses them, and `parsed` reads an ordinary command line
without it. What is not ordinary (help, mistakes, anything `parsed` is not sure of) is left to typer, so that no message has two
versions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin

from cleanup.text.namedtuple import NamedTuple

Command = Callable[..., None]


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


class Parameter(NamedTuple):
    """A parameter of a command; `default` is `REQUIRED` where it has none."""

    name: str
    annotation: Any
    default: Any


REQUIRED: Any = object()


class Exit(Exception):
    """Like `typer.Exit`: ends the program with this status."""

    def __init__(self, code: int = 0) -> None:
        self.exit_code = code


def as_typer(command: Command) -> Command:
    """The command with typer's own declarations for ours."""
    import inspect

    import typer

    def run(**arguments: Any) -> None:
        command(**arguments)

    parameters = []
    for name, annotation, default in parameters_of(command):
        if given := _declared(annotation):
            made = getattr(typer, given.kind)(*given.names, **given.settings)
            annotation = Annotated[annotation.__origin__, made]
        standard = inspect.Parameter.empty if default is REQUIRED else default
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        parameters.append(inspect.Parameter(name, kind, default=standard, annotation=annotation))
    run.__name__, run.__doc__, run.__module__ = command.__name__, command.__doc__, command.__module__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
    run.__annotations__ = {}
    return run


def parsed(command: Command, args: Sequence[str]) -> dict[str, Any] | None:
    """The command's arguments on an ordinary command line; None for one that is for typer to read."""
    values: dict[str, Any] = {}
    options: dict[str, Parameter] = {}
    rest: Parameter | None = None
    for each in parameters_of(command):
        given = _declared(each.annotation)
        if given is None or (given.kind == "Argument" and (rest or _kind(each) is not list)):
            return None
        if given.kind == "Argument":
            rest = each
        else:
            values[each.name] = each.default
            options |= dict.fromkeys(given.names or (f"--{each.name.replace('_', '-')}",), each)
    paths: list[str] = []
    words = iter(args)
    for word in words:
        if word == "-" or not word.startswith("-"):
            paths.append(word)
            continue
        name, sign, text = word.partition("=")
        parameter = options.get(name)
        if parameter is None or not _read(parameter, text if sign else None, words, values):
            return None
    return values | {rest.name: paths} if rest and paths else None


def _read(parameter: Parameter, text: str | None, words: Iterator[str], values: dict[str, Any]) -> bool:
    """Put the value of one option, `text` or the next of `words`, among the values; False if it may be a mistake."""
    kind = _kind(parameter)
    if kind is bool:
        values[parameter.name] = True
        return text is None
    if text is None:
        text = next(words, "-")
        if text.startswith("-"):
            return False
    settings = (_declared(parameter.annotation) or _NOTHING).settings
    least, most = settings.get("min"), settings.get("max")
    if kind in (int, float) and not (text.isascii() and text.replace(".", "", kind is float).isdigit()):
        return False
    try:
        value = text if kind is list else kind(text)
    except ValueError:
        return False
    if (least is not None and value < least) or (most is not None and value > most):
        return False
    values[parameter.name] = [*(values[parameter.name] or ()), value] if kind is list else value
    return True


_NOTHING = Declared("Option", (), {})
_KINDS = (str, int, float, bool, Path, list)


def parameters_of(command: Command) -> list[Parameter]:
    """The parameters of a command, or those it says it has (`parameters`). Importing `inspect` takes longer than all this."""
    said: list[Parameter] | None = getattr(command, "parameters", None)
    if said is not None:
        return said
    code, defaults = command.__code__, command.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    values = (*[REQUIRED] * (len(names) - len(defaults)), *defaults)
    known = command.__globals__
    return [Parameter(name, eval(command.__annotations__[name], known), value) for name, value in zip(names, values, strict=True)]


def _declared(annotation: Any) -> Declared | None:
    more: tuple[Any, ...] = getattr(annotation, "__metadata__", ())
    return more[0] if len(more) == 1 and isinstance(more[0], Declared) else None


def _kind(parameter: Parameter) -> Any:
    """The type of the values of a parameter, `list` for several texts; None for what is not read here."""
    declared = parameter.annotation.__origin__
    kinds = [each for each in get_args(declared) if each is not NoneType] if get_origin(declared) is UnionType else [declared]
    kind = list if kinds == [list[str]] else kinds[0] if len(kinds) == 1 else None
    return kind if kind in _KINDS or (isinstance(kind, type) and issubclass(kind, Enum)) else None
