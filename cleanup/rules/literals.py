"""Which literals a pattern needs: read from the pattern itself, as the prefilter of RE2 does.

A pattern is tried only on lines that hold one of its rule's literals. A line that it matches without any of them is silently
passed over: so tests hold the shipped rules to `always_holds`, and a rule that names no literals gets those of `literals`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from itertools import product
from math import fsum, inf, prod
from typing import Any

from cleanup.rules.prefixes import members

_MOST_STRINGS = 1000
"""Strings of a stretch, at most; of more, nothing is known."""

_IDEOGRAMS = "\u2e80"
"""From this code point on, a character says as much as a word."""

Cost = Callable[[str], float]
Stretch = tuple[set[str] | None, frozenset[str] | None]
"""All strings that a part of a pattern matches, in lower case, if they are few; and literals of which each match holds one, the
cheapest that were found."""


def literals(pattern: str) -> tuple[str, ...]:
    """Strings in lower case, one of which is in every line that the pattern matches; none if that cannot be told."""
    found = _needed(pattern, _size)
    if found is None or any(_size(each) == inf for each in found):
        return ()
    return tuple(sorted(each for each in found if not any(other in each for other in found - {each})))


def always_holds(pattern: str, given: Iterable[str]) -> bool:
    """Whether every line that the pattern matches holds one of the literals `given`, in any case."""
    return bool(_told(pattern, [literal.lower() for literal in given]))


@cache
def needed(pattern: str, given: tuple[str, ...]) -> tuple[str, ...]:
    """A few of the literals `given`, in lower case, one of which is in every line that the pattern matches: the longest that will
    do, as long ones are rare. All of them if that cannot be told."""
    small = [literal.lower() for literal in given]
    return tuple(sorted(_told(pattern, small) or set(small)))


def _told(pattern: str, given: Sequence[str]) -> set[str]:
    """Those of `given` of which every line that the pattern matches holds one; none if that cannot be told."""

    def longest(text: str) -> str:
        return max((literal for literal in given if literal in text), key=len, default="")

    def cost(text: str) -> float:
        literal = longest(text)
        return 2.0 ** -len(literal) if literal else inf

    found = set(map(longest, _needed(pattern, cost) or ()))
    return found if all(found) else set()


def _needed(pattern: str, cost: Cost) -> frozenset[str] | None:
    return _sequence(import_module("re._parser").parse(pattern), cost)[1]


def _size(text: str) -> float:
    """The cost of a literal: a longer one is rarer, and one of fewer than three letters is no help."""
    letters = len(text.strip()) + sum(sign >= _IDEOGRAMS for sign in text)
    return inf if letters < 3 else 1 / letters**2


def _sequence(parts: Iterable[Any], cost: Cost) -> Stretch:
    """Parts in a row. If they make too many strings, parts in front are dropped one by one: the end still tells."""
    run: list[set[str]] = []
    found: list[frozenset[str]] = []
    whole = True
    for part in parts:
        exact, best = _part(str(part[0]), part[1], cost)
        found += [best] if best is not None else []
        if exact is not None and prod(map(len, run)) * len(exact) <= _MOST_STRINGS:
            run.append(exact)
            continue
        found.append(_texts(run))
        whole = False
        run = [] if exact is None else [*run, exact]
        while prod(map(len, run)) > _MOST_STRINGS:
            run = run[1:]
    found.append(_texts(run))
    return set(found[-1]) if whole else None, _cheapest(found, cost)


def _texts(run: Iterable[set[str]]) -> frozenset[str]:
    return frozenset(map("".join, product(*run)))


def _part(name: str, value: Any, cost: Cost) -> Stretch:
    if name in ("AT", "ASSERT_NOT"):
        return {""}, None
    if name == "ASSERT":
        return {""}, _sequence(value[1], cost)[1]
    if name in ("LITERAL", "IN"):
        signs = [chr(value)] if name == "LITERAL" else list(members(value))
        return {sign.lower() for sign in signs} or None, None
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _sequence(value[-1] if name == "SUBPATTERN" else value, cost)
    if name == "BRANCH":
        return _branches([_sequence(branch, cost) for branch in value[1]])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        exact, best = _sequence(inner, cost)
        once = exact if exact is not None and most == 1 else None
        return (once if least or once is None else once | {""}), best if least else None
    return None, None


def _branches(found: list[Stretch]) -> Stretch:
    exact: set[str] | None = set()
    best: frozenset[str] | None = frozenset()
    for texts, literals in found:
        exact = None if exact is None or texts is None else exact | texts
        best = None if best is None or literals is None else best | literals
    return exact if exact is not None and len(exact) <= _MOST_STRINGS else None, best


def _cheapest(found: list[frozenset[str]], cost: Cost) -> frozenset[str] | None:
    # `fsum`, as a sum of floats depends on their order, and that of a set on Python's hash seed
    return min((each for each in found if "" not in each), key=lambda texts: fsum(map(cost, texts)), default=None)
