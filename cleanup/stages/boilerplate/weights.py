"""What facts weigh: the sums of two logistic regressions at once, and the facts that speak most against a line, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, compress, repeat
from operator import add, mul
from typing import Any, Generic, TypeVar

from cleanup.stages.boilerplate.columns import Columns, Facts, Kind, Telling, crossed

T = TypeVar("T")
W = TypeVar("W", float, complex)

Told = tuple[float, str]
"""What a fact weighs in the second pass, and how to say it."""

_MOST_KEYS = 10_000
"""Keys of one kind that are remembered: the 240 raw pages of bench/quality have 1,165 of the commonest."""

TOLD = {
    "guess": "it does not look like prose of the article",
    "guesses around:5": "what stands around it looks no more like it",
    "guesses around:12": "what stands around it looks no more like it",
    "guess above:1": "the line above is none of it",
    "guess below:1": "the line below is none of it",
    "before the guessed stretch": "the article begins further down",
    "away from the guessed stretch": "it stands far from the article",
    "guessed before": "most of the article stands before it",
    "guessed behind": "most of the article stands behind it",
    "no prose before": "no paragraph stands before it",
    "no prose behind": "no paragraph follows",
    "short lines around": "short lines stand around it",
    "short lines beside": "short lines stand around it",
    "tail begun": "comments or links have begun above it",
    "rule": "a rule names it",
    "menu word": "it is a word of menus",
    "repeated": "it stands more than once",
    "capitals": "most of its words are capitalized",
    "all capitals": "it is in capitals",
    "copyright": "it is a copyright line",
    "bullet": "it is an entry of a list",
    "link": "it is a link",
    "bar": "bars divide it",
}
"""Facts in words for the reader, of a line that goes."""


class Weights(Generic[W]):
    """What each fact weighs: a number, or a complex number for two passes at once.

    What the facts of a key add up to is remembered.
    """

    def __init__(self, weights: Mapping[str, W], nothing: W) -> None:
        """`nothing` is the zero that sums of such weights begin with."""
        self._weights: Mapping[str, W] = weights
        self._nothing: W = nothing
        self._keyed: Callable[[Telling], _Known[W]] = cache(partial(_by_key, self.score))
        self._measured: Callable[[Sequence[str], Kind], list[W]] = cache(self._of_measures)

    def score(self, facts: Facts) -> W:
        """What facts add up to."""
        total: W = sum(map(mul, map(self._weights.get, facts, repeat(0.0)), facts.values()), self._nothing)
        return total

    def scores(self, columns: Columns) -> Iterator[W]:
        """What the facts of each line add up to."""
        weights = map(_Known(partial(self._measured, tuple(columns.measured))).__getitem__, columns.kinds)
        rows = zip(*columns.measured.values(), strict=True)
        totals = iter([sum(map(mul, each, values), self._nothing) for each, values in zip(weights, rows, strict=True)])
        for tell, keys in columns.keyed.items():
            totals = map(add, totals, map(self._keyed(tell).__getitem__, keys))
        return totals

    def _of_measures(self, names: Sequence[str], kind: Kind) -> list[W]:
        """What each measure weighs on lines of a kind."""
        return [self.score(crossed(kind, {name: 1.0})) for name in names]


class Tellings:
    """The facts that can be told and speak against a line, by the weights of the second pass."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._telling = {fact: (weights[fact], words) for fact, words in TOLD.items() if weights.get(fact, 0.0) < 0}
        self._keyed = cache(partial(_by_key, self._told))

    def against(self, columns: Iterable[Columns], chosen: Sequence[bool]) -> Iterator[tuple[str, ...]]:
        """For each of the lines that are chosen the two facts that weigh most against it, in words."""
        told: list[Iterable[Iterable[Told]]] = [[()] * sum(chosen)]
        products, words = [], []
        for each in columns:
            for tell, keys in each.keyed.items():
                found = [*map(self._keyed(tell).__getitem__, compress(keys, chosen))]
                if any(found):
                    told.append(found)
            for fact in each.measured.keys() & self._telling.keys():
                products.append(map(mul, repeat(self._telling[fact][0]), compress(each.measured[fact], chosen)))
                words.append(self._telling[fact][1])
        if products:
            told.append(map(zip, zip(*products, strict=True), repeat(words)))
        return map(_worst, map(chain.from_iterable, zip(*told, strict=True)))

    def _told(self, facts: Facts) -> tuple[Told, ...]:
        telling = self._telling
        return tuple([(telling[fact][0] * facts[fact], telling[fact][1]) for fact in facts.keys() & telling.keys()])


class _Known(dict[Any, T]):
    """What is known of keys, found once each; all is forgotten where this would be too much."""

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find

    def __missing__(self, key: Any) -> T:
        if len(self) >= _MOST_KEYS:
            self.clear()
        found = self[key] = self._find(key)
        return found


def _by_key(read: Callable[[Facts], T], tell: Telling) -> _Known[T]:
    return _Known(lambda key: read(tell(key)))


def _worst(told: Iterable[Told]) -> tuple[str, ...]:
    """In words; the same for two facts at most, so that three are enough."""
    return tuple(dict.fromkeys([words for weight, words in sorted(told)[:3] if weight < 0]))[:2]
