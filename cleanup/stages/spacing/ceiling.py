"""Which gaps may be errors at all: told by what stands around each, before the language of the text, the lists of words and the
rest of the text are asked.

Most gaps of a clean text ("YouTube", "9th") stay whatever these would say, for what they could add to a gap's score is known: of
each group of facts the one with the highest weight. So the outcome is the same as if all gaps were judged.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.features import groups, is_bare, quote
from cleanup.stages.spacing.judge import Doubt, may_be_plain
from cleanup.stages.spacing.model import GATE, MANY, SURE, Model, model
from cleanup.stages.spacing.signs import shape, signs

_NOISE = 1e-6
"""More than the rounding errors of a sum of weights."""


class Ceilings:
    """The highest scores that gaps can have under a model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._most = lru_cache(None)(self._most_added)
        self._least = lru_cache(None)(model.least)

    def undecided(self, found: list[Candidate]) -> list[Doubt]:
        """Those of the gaps that may be repaired, or be sure errors that speak for other repairs; none if nothing can come of
        them."""
        doubts = [Doubt(candidate, self.model.score(candidate.kind, signs(candidate))) for candidate in found]
        highest = [self.of(doubt) for doubt in doubts]
        words: set[str] = set()
        kinds: dict[str, set[str]] = defaultdict(set)
        for candidate, score in zip(found, highest, strict=True):
            if score > SURE:
                words.add(candidate.token)
                kinds[candidate.kind].add(candidate.token)
        undecided, repairs = [], len(words) >= GATE
        for doubt, score in zip(doubts, highest, strict=True):
            candidate = doubt.candidate
            others = min(MANY, len(words) - (candidate.token in words))
            of_kind = kinds.get(candidate.kind, ())
            same = min(3, len(of_kind) - (candidate.token in of_kind))
            passes = score >= self._least(candidate.kind, others, same) or (score > 0 and may_be_plain(candidate))
            repairs = repairs or passes
            if passes or score > SURE:
                undecided.append(doubt)
        return undecided if repairs else []

    def of(self, doubt: Doubt) -> float:
        """The highest score that a gap can have."""
        candidate = doubt.candidate
        left, right = shape(candidate.left), shape(candidate.right)
        return doubt.shown + self._most(candidate.kind, left, right, is_bare(candidate), quote(candidate))

    def _most_added(self, kind: str, left: str, right: str, bare: bool, quote: str) -> float:
        """The most that the text and the lists of words can add to what a gap shows by itself."""
        found = groups(kind, left, right, bare, quote)
        return sum(max(self.model.added(kind, (fact,)) for fact in group) for group in found) + _NOISE


@cache
def ceilings() -> Ceilings:
    """Those under the fitted model."""
    return Ceilings(model())
