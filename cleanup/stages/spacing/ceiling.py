"""Which gaps may be errors at all: told by what stands around each, before the language of the text, the lists of words and the
rest of the text are asked.

Most gaps of a clean text ("YouTube", "9th") stay whatever these would say, for what they could add to a gap's score is known: of
each group of facts the one with the highest weight. Of those that are left most stay once it is known how often their words stand
in the text. So the outcome is the same as if all gaps were judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.evidence import Company, Standing
from cleanup.stages.spacing.features import SEEN, groups, is_bare, quote, seen
from cleanup.stages.spacing.guards import may_be_usual
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
        self._most_seen = cache(lambda kind: self._most_of(kind, SEEN))
        self._least = lru_cache(None)(model.least)

    def undecided(self, found: list[Candidate], standing: Standing) -> list[Doubt]:
        """Those of the gaps that may be repaired, or be sure errors that speak for other repairs; none if nothing can come of
        them. `standing` tells of the text they stand in."""
        doubts = [Doubt(candidate, self.model.score(candidate.kind, signs(candidate))) for candidate in found]
        likely = self._likely(doubts, list(map(self.of, doubts)))
        if not likely or any(may_be_usual(candidate) for candidate in found):
            return likely
        company = Company(standing, found)  # all of them count in any language
        return self._likely(likely, [self.of(doubt, company) for doubt in likely])

    def _likely(self, doubts: list[Doubt], highest: list[float]) -> list[Doubt]:
        """Those that remain if their scores are no higher than this, and no other gap has a high one."""
        words: set[str] = set()
        kinds: dict[str, set[str]] = defaultdict(set)
        for (candidate, _), score in zip(doubts, highest, strict=True):
            if score > SURE:
                words.add(candidate.token)
                kinds[candidate.kind].add(candidate.token)
        likely, repairs = [], len(words) >= GATE
        for doubt, score in zip(doubts, highest, strict=True):
            candidate = doubt.candidate
            others = min(MANY, len(words) - (candidate.token in words))
            of_kind = kinds.get(candidate.kind, ())
            same = min(3, len(of_kind) - (candidate.token in of_kind))
            passes = score >= self._least(candidate.kind, others, same) or (score > 0 and may_be_plain(candidate))
            repairs = repairs or passes
            if passes or score > SURE:
                likely.append(doubt)
        return likely if repairs else []

    def of(self, doubt: Doubt, company: Company | None = None) -> float:
        """The highest score that a gap can have, in such a company if that is known."""
        candidate = doubt.candidate
        left, right = shape(candidate.left), shape(candidate.right)
        most = doubt.shown + self._most(candidate.kind, left, right, is_bare(candidate), quote(candidate))
        if company is None:
            return most
        return most - self._most_seen(candidate.kind) + self.model.added(candidate.kind, seen(candidate, company))

    def _most_added(self, kind: str, left: str, right: str, bare: bool, quote: str) -> float:
        """The most that the text and the lists of words can add to what a gap shows by itself."""
        return self._most_of(kind, groups(kind, left, right, bare, quote)) + _NOISE

    def _most_of(self, kind: str, found: Sequence[Sequence[str]]) -> float:
        """The most that facts can add, one of each group."""
        return sum(max(self.model.added(kind, (fact,)) if fact else 0.0 for fact in group) for group in found)


@cache
def ceilings() -> Ceilings:
    """Those under the fitted model."""
    return Ceilings(model())
