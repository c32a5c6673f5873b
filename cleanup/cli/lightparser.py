"""Reading ordinary lines of commands that take one or more paths: these, and options written out, each with a value that fits.

What is not ordinary (help, mistakes, several short options in a word, whatever this is not sure of) is left to typer, so that no
message has two versions. What is read here typer would read the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from cleanup.cli.declared import Command, Parameter

_KINDS = (str, int, float, bool, Path, list)


class _NotOrdinary(Exception):
    """A line for typer."""


def parsed(command: Command, args: Sequence[str]) -> dict[str, Any] | None:
    """The command's arguments on an ordinary command line; None for one that is for typer to read."""
    values: dict[str, Any] = {}
    options: dict[str, Parameter] = {}
    argument = ""
    for each in command.parameters:
        if each.declared.kind == "Argument":
            argument = each.name
        else:
            values[each.name] = each.default
            options |= dict.fromkeys(each.declared.names or (f"--{each.name.replace('_', '-')}",), each)
    paths: list[str] = []
    words = iter(args)
    for word in words:
        if word == "-" or not word.startswith("-"):
            paths.append(word)
            continue
        name, sign, text = word.partition("=")
        if name not in options:
            return None
        option = options[name]
        try:
            value = _value(option, text if sign else None, words)
        except _NotOrdinary:
            return None
        values[option.name] = [*(values[option.name] or ()), value] if _kind(option) is list else value
    return values | {argument: paths} if paths else None


def _value(option: Parameter, text: str | None, words: Iterator[str]) -> Any:
    """The value of one option, from `text` or else the next of `words`. Raises _NotOrdinary if it may be a mistake."""
    kind = _kind(option)
    if kind is bool:
        if text is not None:
            raise _NotOrdinary
        return True
    if text is None:
        text = next(words, "-")
        if text.startswith("-"):
            raise _NotOrdinary
    if kind in (int, float) and not (text.isascii() and text.replace(".", "", kind is float).isdigit()):
        raise _NotOrdinary
    try:
        value = text if kind is list else kind(text)
    except ValueError:
        raise _NotOrdinary from None
    least, most = option.declared.settings.get("min"), option.declared.settings.get("max")
    if (least is not None and value < least) or (most is not None and value > most):
        raise _NotOrdinary
    return value


def _kind(option: Parameter) -> Any:
    """The type of one value, `list` for several texts; None for what is not read here."""
    kinds = (
        [each for each in get_args(option.kind) if each is not NoneType]
        if get_origin(option.kind) is UnionType
        else [option.kind]
    )
    kind = list if kinds == [list[str]] else kinds[0] if len(kinds) == 1 else None
    return kind if kind in _KINDS or (isinstance(kind, type) and issubclass(kind, Enum)) else None
