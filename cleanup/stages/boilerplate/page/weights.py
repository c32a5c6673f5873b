"""What facts weigh: the sums of two logistic regressions at once, and the facts that speak most against a line, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, compress, repeat
from operator import add, mul
from typing import Any, Generic, TypeVar

from cleanup.stages.boilerplate.page.columns import Columns, Facts, FactsOfKey, Kind, crossed

T = TypeVar("T")
W = TypeVar("W", float, complex)

Objection = tuple[float, str]
"""What a fact of a line weighs in the second pass, and how to say it."""

_MOST_KEYS = 10_000
"""Keys of one kind that are remembered: the 240 raw pages it was fitted on have 1,165 of the commonest."""

IN_WORDS = {
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
    "parted before": "something of the page parts it from the prose",
    "parted behind": "something of the page parts it from the prose",
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
        self._keyed: Callable[[FactsOfKey], _Memo[W]] = cache(partial(_by_key, self.score))
        self._measured: Callable[[Sequence[str], Kind], list[W]] = cache(self._of_measures)

    def score(self, facts: Facts) -> W:
        """What facts add up to."""
        total: W = sum(map(mul, map(self._weights.get, facts, repeat(0.0)), facts.values()), self._nothing)
        return total

    def scores(self, columns: Columns) -> Iterator[W]:
        """What the facts of each line add up to."""
        weights = map(_Memo(partial(self._measured, tuple(columns.measured))).__getitem__, columns.kinds)
        rows = zip(*columns.measured.values(), strict=True)
        totals = iter([sum(map(mul, each, values), self._nothing) for each, values in zip(weights, rows, strict=True)])
        for facts_of, keys in columns.keyed.items():
            totals = map(add, totals, map(self._keyed(facts_of).__getitem__, keys))
        return totals

    def _of_measures(self, names: Sequence[str], kind: Kind) -> list[W]:
        """What each measure weighs on lines of a kind."""
        return [self.score(crossed(kind, {name: 1.0})) for name in names]


class Objections:
    """The facts that speak against a line by the weights of the second pass and can be said in words."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._objections = {fact: (weights[fact], words) for fact, words in IN_WORDS.items() if weights.get(fact, 0.0) < 0}
        self._keyed = cache(partial(_by_key, self._of_facts))

    def against(self, columns: Iterable[Columns], chosen: Sequence[bool]) -> Iterator[tuple[str, ...]]:
        """For each of the lines that are chosen the two facts that weigh most against it, in words."""
        objections: list[Iterable[Iterable[Objection]]] = [[()] * sum(chosen)]
        products, words = [], []
        for each in columns:
            for facts_of, keys in each.keyed.items():
                found = [*map(self._keyed(facts_of).__getitem__, compress(keys, chosen))]
                if any(found):
                    objections.append(found)
            for fact in each.measured.keys() & self._objections.keys():
                products.append(map(mul, repeat(self._objections[fact][0]), compress(each.measured[fact], chosen)))
                words.append(self._objections[fact][1])
        if products:
            objections.append(map(zip, zip(*products, strict=True), repeat(words)))
        return map(_worst, map(chain.from_iterable, zip(*objections, strict=True)))

    def _of_facts(self, facts: Facts) -> tuple[Objection, ...]:
        known = self._objections
        return tuple([(known[fact][0] * facts[fact], known[fact][1]) for fact in facts.keys() & known.keys()])


class _Memo(dict[Any, T]):
    """What is known of keys, found once each; all is forgotten where this would be too much."""

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find

    def __missing__(self, key: Any) -> T:
        if len(self) >= _MOST_KEYS:
            self.clear()
        found = self[key] = self._find(key)
        return found


def _by_key(read: Callable[[Facts], T], facts_of: FactsOfKey) -> _Memo[T]:
    return _Memo(lambda key: read(facts_of(key)))


def _worst(objections: Iterable[Objection]) -> tuple[str, ...]:
    """In words; the same for two facts at most, so that three are enough."""
    return tuple(dict.fromkeys([words for weight, words in sorted(objections)[:3] if weight < 0]))[:2]
