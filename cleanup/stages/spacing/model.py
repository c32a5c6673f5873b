"""What each fact weighs, and when a gap counts as an error: a logistic regression that can be read.

The score of a gap is the sum of its facts' weights (weights.json: all kinds, then one kind). The document adds to it
by how many other gaps are surely errors, since glued documents are glued everywhere. `tests/benchmarks/fit_spacing.py` makes
the weights by cross-validation over sites, and the thresholds from its held-out scores.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from math import inf, log

from cleanup.stages.logistic import logistic
from cleanup.text.dataclass import dataclass
from cleanup.text.packaged import packaged

SURE = log(0.9 / 0.1)
"""The score of a gap taken for a sure error before the document is asked."""

GATE = 3
"""Other sure errors, of different words, that a document must hold before doubtful gaps are repaired."""

MANY = 13
"""Other sure errors above which their number makes no difference."""


@dataclass(frozen=True)
class Model:
    """Weights of facts by kind, what the document adds, and thresholds by kind in a glued document and in any other."""

    shared: Mapping[str, float]
    kinds: Mapping[str, Mapping[str, float]]
    document: Mapping[str, float]
    glued: Mapping[str, float]
    alone: Mapping[str, float]
    words: Mapping[str, float]
    words_threshold: float

    def score(self, kind: str, facts: Iterable[str]) -> float:
        """Log odds that a gap is an error, from what stands around it."""
        return self.added(kind, ("", *facts))

    def added(self, kind: str, facts: Iterable[str]) -> float:
        """What more facts add to the score."""
        weights = self._summed.get(kind) or self._sum(kind)
        return sum([weights[fact] for fact in facts if fact in weights])

    @cached_property
    def _summed(self) -> dict[str, Mapping[str, float]]:
        """By kind, what each fact weighs there in all, of the kinds that were asked for: most texts have gaps of few."""
        return {}

    def _sum(self, kind: str) -> Mapping[str, float]:
        shared, own = self.shared, self.kinds.get(kind, {})
        self._summed[kind] = {fact: shared.get(fact, 0.0) + own.get(fact, 0.0) for fact in {*shared, *own}}
        return self._summed[kind]

    def probability(self, kind: str, score: float, others: int, same: int) -> float:
        """With the document: `others` sure errors in it beside this one, `same` of this kind."""
        return logistic(self.document["score"] * score + self._company(kind, others, same))

    def _company(self, kind: str, others: int, same: int) -> float:
        """What the document adds to the score."""
        weights, of_kind = self.document, f"same:{min(3, same)}"
        added = weights[f"sure:{others_bin(others)}"] + weights[of_kind] + weights["bias"]
        return added + weights.get(f"{kind}|{of_kind}", 0.0) + weights.get(kind, 0.0)

    def least(self, kind: str, others: int, same: int) -> float:
        """The least score a gap passes with, if the document holds so many other sure errors at most."""
        least = inf
        for count in range(min(MANY, others) + 1):
            threshold = self.threshold(kind, count)
            for of_kind in range(min(3, same, count) + 1 if threshold < 1 else 0):
                odds = log(threshold / (1 - threshold))
                least = min(least, (odds - self._company(kind, count, of_kind)) / self.document["score"])
        return least

    def threshold(self, kind: str, others: int) -> float:
        return (self.glued if others >= GATE else self.alone).get(kind, 1.1)

    def word(self, facts: Iterable[str]) -> float:
        """Probability that a word is two."""
        return logistic(self.words[""] + sum(self.words.get(fact, 0.0) for fact in facts))


def others_bin(count: int) -> str:
    return str(count) if count < 3 else "3-5" if count < 6 else "6-12" if count < MANY else "13+"


@cache
def model() -> Model:
    """The fitted model, read once."""
    import json

    data = json.loads(packaged(__name__, "weights.json"))
    return Model(**data)
