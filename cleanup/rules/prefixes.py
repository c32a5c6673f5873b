"""How the lines begin that a pattern matches: read from the pattern itself, as the prefilter of RE2 does.

A rule has patterns in twenty languages, most of which begin with a word: the first letters of a folded line tell which to try.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from cleanup.text.fold import fold

SIZES = (6, 4)
"""Letters of a prefix: most patterns determine six, one in twelve only four."""

_MOST_BEGINNINGS = 500
"""Beginnings of one pattern, at most; one with more has no prefixes."""

_OPEN = "\0"
"""Ends a beginning behind which anything may follow."""

_CLASSES = {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": "", "CATEGORY_NOT_WORD": ""}
"""What the characters of a class fold to, where every digit counts as 0."""


def prefix(folded: str, size: int = SIZES[0]) -> str:
    """The first letters of a folded line, every digit a zero. A line that is shorter is its own prefix."""
    begun = folded[:size]
    return begun if begun.isalpha() else "".join(["0" if sign.isdecimal() else sign for sign in begun])


@cache
def prefixes(pattern: str) -> tuple[str, ...]:
    """The prefixes of all lines that a pattern matches, in the first of SIZES that it determines; none without any."""
    for size in SIZES:
        with suppress(Exception):  # the parser of `re` is no public one
            found = _sequence(_parsed(pattern), {""}, size)
            if not any(_OPEN in each for each in found):
                return tuple(sorted(found))
    return ()


@lru_cache(1)
def _parsed(pattern: str) -> Iterable[Any]:
    parts: Iterable[Any] = import_module("re._parser").parse(pattern)
    return parts


def _sequence(parts: Iterable[Any], begun: set[str], size: int) -> set[str]:
    """The beginnings in `begun`, continued by the parts; one that has `size` letters, or ends in _OPEN, stays as it is."""
    for part in parts:
        growing = {each for each in begun if len(each) < size and not each.endswith(_OPEN)}
        if not growing:
            break
        begun = begun - growing | _part(str(part[0]), part[1], growing, size)
        if len(begun) > _MOST_BEGINNINGS:
            raise ValueError("too many beginnings")
    return begun


def _part(name: str, value: Any, begun: set[str], size: int) -> set[str]:
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return begun
    if name in ("LITERAL", "IN"):
        letters = {fold(chr(value))} if name == "LITERAL" else _letters(value)
        return {prefix(each + letter, size) for each in begun for letter in letters}
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _sequence(value[-1] if name == "SUBPATTERN" else value, begun, size)
    if name == "BRANCH":
        return set().union(*(_sequence(branch, begun, size) for branch in value[1]))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        found = set[str]() if least else set(begun)
        for _ in range(min(most, size)):
            begun = _sequence(inner, begun, size)
            found |= begun
        return found
    return {each + _OPEN for each in begun}


def _letters(parts: list[Any]) -> set[str]:
    """What the characters of a set fold to; _OPEN if it does not list them."""
    if str(parts[0][0]) == "NEGATE":
        return {""} if any(str(value) == "CATEGORY_WORD" for _, value in parts[1:]) else {_OPEN}
    listed = [part for part in parts if str(part[0]) != "CATEGORY"]
    signs = list(members(listed))
    classes = [_CLASSES.get(str(value), _OPEN) for name, value in parts if str(name) == "CATEGORY"]
    return {*map(fold, signs), *classes} if signs or not listed else {_OPEN}


def members(parts: Iterable[Any]) -> list[str]:
    """The characters of a set; none if it does not list them."""
    found: list[str] = []
    for name, value in parts:
        if str(name) == "LITERAL":
            found.append(chr(value))
        elif str(name) == "RANGE" and value[1] - value[0] < 32:
            found += map(chr, range(value[0], value[1] + 1))
        else:
            return []
    return found
