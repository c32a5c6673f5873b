"""Facts of the lines of a page, column by column: a model judges by them in half the time that facts of each line take.

What holds or does not comes by keys: lines with the same key have the same facts, whose weights are added up once. The key
("short", 1, 18) of `gaps`, say, stands for {"lines since prose:1": 1.0, "no prose behind": 1.0, ...}. What is measured comes as
numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import sub
from typing import Any, TypeVar

from cleanup.text.namedtuple import NamedTuple

T = TypeVar("T")
N = TypeVar("N", int, float)

Facts = Mapping[str, float]
"""Numbers from 0 to 1 by the names that stand in the model's weights; a fact that is 0 may be left out."""

FactsOfKey = Callable[[Any], Facts]
"""Gives the facts that a key stands for."""

Kind = str
"""What a line is, in the words that facts are crossed with: "prose", "short" or "medium", and "bullet" if it is one."""

_PARTED = ("parted before", "parted behind")

_TOGETHER = {
    "prose": ("in the stretch", "tail begun", "short lines around", "prose behind", "prose before", "indent", *_PARTED),
    "bullet": ("in the stretch", "short lines around", *_PARTED),
} | dict.fromkeys(
    ("short", "medium"),
    ("in the stretch", "between prose", "indent", "short lines beside", "no prose before", "no prose behind", *_PARTED),
)
"""Facts that mean something else for paragraphs, for short lines, for those between, and for entries of lists."""

AWAY = 20
"""Lines from a stretch after which more say no more."""


class Columns(NamedTuple):
    """One column a fact, or a few.

    kinds     what each line is
    keyed     by the function that gives the facts of a key: the key of each line
    measured  by the name of the fact: its number for each line
    """

    kinds: Sequence[Kind]
    keyed: Mapping[FactsOfKey, Sequence[Any]]
    measured: Mapping[str, Sequence[float]]


def crossed(kind: Kind, facts: Facts) -> dict[str, float]:
    """The facts, and once more those that mean something else for a line of this kind."""
    more = {f"{name} & {fact}": facts[fact] for name in kind.split() for fact in _TOGETHER[name] if fact in facts}
    return {**facts, **more}


def sums(values: Iterable[N]) -> list[N]:
    """What the values add up to before each and behind the last, so that every window of them costs the same."""
    return list(accumulate(values, initial=0))


def windows(sums: Sequence[N], begin: int, end: int) -> Iterator[N]:
    """For each place what stands from `begin` to before `end`, counted from it."""
    return map(sub, clamped(sums, end), clamped(sums, begin))


def clamped(sums: Sequence[N], step: int) -> list[N]:
    """For each place the sum so many places further on, that of the first or last where there are none."""
    return shifted(sums[:-1], step, sums[0] if step < 0 else sums[-1])


def shifted(values: Sequence[T], step: int, none: T) -> list[T]:
    """For each place the value so many places further on, `none` where there are none."""
    missing = [none] * min(abs(step), len(values))
    return [*missing, *values[: len(values) - len(missing)]] if step < 0 else [*values[len(missing) :], *missing]


def ramp(count: int, most: int) -> list[int]:
    """The numbers from 1 up to `count`, at most `most`."""
    return [*range(1, min(count, most) + 1), *[most] * (count - most)]


def away(first: int, last: int, size: int) -> list[int]:
    """For each place how far it is from the stretch from `first` to before `last`, at most AWAY: negative before it, 0 inside."""
    return [*[-lines for lines in reversed(ramp(first, AWAY))], *[0] * (last - first), *ramp(size - last, AWAY)]


def heaviest(weights: Iterable[float]) -> tuple[int, int]:
    """Begin and end of the stretch of greatest weight (Kadane 1984); the first of equals, empty if all weigh against."""
    best, bounds = 0.0, (0, 0)
    total, start = 0.0, 0
    for place, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, place
        total += weight
        if total > best:
            best, bounds = total, (start, place + 1)
    return bounds
