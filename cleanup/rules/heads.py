"""How the lines begin that a pattern matches: read from the pattern itself, as the prefilter of RE2 does.

A rule has patterns in twenty languages, most of which begin with a word; three letters of a line tell which of them to try.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

SIZE = 3
"""Letters of a head."""

_MOST = 500
"""Beginnings of one pattern that are told apart."""

_OPEN = "\0"
"""Ends a beginning behind which anything may follow."""


def heads(pattern: str) -> tuple[str, ...]:
    """The first SIZE small letters of all lines that a pattern matches, as far as `is_told` by them; none if nothing tells.

    A line that is shorter is its own head.
    """
    with suppress(Exception):  # the parser of `re` is no public one
        found = _sequence(import_module("re._parser").parse(pattern), {""})
        if all(head and _OPEN not in head and is_told(head) for head in found):
            return tuple(sorted(found))
    return ()


def is_told(text: str) -> bool:
    """Whether small letters tell all that a text matches where case does not count: long s and dotless i match others."""
    return text.isascii() or (text.casefold() == text.lower() and "ı" not in text and "İ" not in text)


def _sequence(parts: Iterable[Any], begun: set[str]) -> set[str]:
    """How what begins with one of `begun` goes on; a beginning of SIZE letters, or with _OPEN at its end, stays as it is."""
    for part in parts:
        growing = {each for each in begun if len(each) < SIZE and not each.endswith(_OPEN)}
        if not growing:
            break
        begun = begun - growing | _part(str(part[0]), part[1], growing)
        if len(begun) > _MOST:
            raise ValueError("too many beginnings")
    return begun


def _part(name: str, value: Any, begun: set[str]) -> set[str]:
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return begun
    if name in ("LITERAL", "IN"):
        signs = [chr(value)] if name == "LITERAL" else list(members(value))
        return {each + (sign.lower() if is_told(sign) else _OPEN) for each in begun for sign in signs or [_OPEN]}
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _sequence(value[-1] if name == "SUBPATTERN" else value, begun)
    if name == "BRANCH":
        return set().union(*(_sequence(branch, begun) for branch in value[1]))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        once = _sequence(inner, begun)
        more = once if most == 1 else _sequence(inner, _sequence(inner, once))
        twice = set() if most == 1 else _sequence(inner, once) | more
        return once | twice | (begun if least == 0 else set())
    return {each + _OPEN for each in begun}


def members(parts: Iterable[Any]) -> Iterator[str]:
    """The characters of a set; none if it is no list of some."""
    found: list[str] = []
    for name, value in parts:
        if str(name) == "LITERAL":
            found.append(chr(value))
        elif str(name) == "RANGE" and value[1] - value[0] < 32:
            found += map(chr, range(value[0], value[1] + 1))
        else:
            return
    yield from found
