"""Upper bounds of the scores that gaps can have: most are passed over before the language of the text, the lists of words and the
rest of the text are asked.

To what a gap shows by itself these can add, of each group of facts, the highest weight at most: most gaps of a clean text
("YouTube", "9th") stay whatever they would say. A word shows nearly all of that by itself, wherever it stands, and names come
again. Of the gaps that are left most stay once it is known how often their words stand in the text. So the outcome is the same as
if all gaps were judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from cleanup.stages.spacing.candidates import REACH, Candidate, candidates, placed
from cleanup.stages.spacing.evidence import AtomCounts, Company, gap_of
from cleanup.stages.spacing.features import MET, SEEN, groups, groups_of_two, is_bare, met, quote, seen
from cleanup.stages.spacing.guards import is_spared, may_be_usual
from cleanup.stages.spacing.judge import Doubt, may_be_plain
from cleanup.stages.spacing.model import GATE, MANY, SURE, Model, model
from cleanup.stages.spacing.signs import shape, signs, stand_in
from cleanup.text.lazy import Lazy

_NOISE = 1e-6
"""More than the rounding errors of a sum of weights."""

_REMEMBERED = 1 << 12
"""Words whose gaps are kept, a KB each."""

_ANYTHING = "\0"
"""Stands for what precedes a word and the character before it: no text begins there, nor does a line."""

_NEXT = Lazy(r"\S")

_Rated: TypeAlias = tuple[Doubt, float]
"""A gap and the highest score that it can have."""


class UpperBounds:
    """The highest scores that gaps can have under a model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._most = lru_cache(None)(self._most_added)
        self._most_seen = cache(lambda kind, atoms: self._most_of(kind, SEEN if atoms else MET))
        self._least = lru_cache(None)(model.least)
        self._in_word = lru_cache(_REMEMBERED)(lambda word, start, behind: self._in(word, start, len(word), behind))

    def worth(self, text: str, stretches: Iterable[tuple[int, int]]) -> list[Doubt]:
        """Of the gaps in stretches of a text (see `places`) those that may be `undecided`, whatever stands elsewhere in the text,
        with all others beside them and all that count where those are judged."""
        found = [self._of_stretch(text, *each) for each in stretches]
        distinct = {id(gaps): gaps for _, gaps in found}.values()  # a word has the same each time
        likely = [candidate for candidate, _ in self._likely([gap for gaps in distinct for gap in gaps])]
        if not likely:
            return []
        tokens, meeting = {candidate.token for candidate in likely}, {*map(gap_of, likely)}
        return [
            Doubt(placed(candidate, text, base + candidate.at), shown)
            for base, gaps in found
            if any(gap.token in tokens or gap_of(gap) in meeting for (gap, _), _ in gaps)
            for (candidate, shown), _ in gaps
        ]

    def _of_stretch(self, text: str, start: int, end: int) -> tuple[int, list[_Rated]]:
        """What a stretch tells of its gaps, with the kind of character behind it; and from where on their places count."""
        behind = _NEXT.search(text, end, start + REACH)
        if end - start >= REACH or not (behind or end == len(text)):
            return 0, self._in(text, start, end)
        low = max(0, start - 1)
        above = _ANYTHING if low else ""
        known = self._in_word(f"{above}{text[low:end]}", start - low + len(above), stand_in(behind[0]) if behind else "")
        return low - len(above), known

    def _in(self, text: str, start: int, end: int, behind: str = "") -> list[_Rated]:
        """The gaps in a stretch that `behind` follows, if it ends the text, with the highest scores that they can have."""
        found: list[_Rated] = []
        for each in candidates(text, [(start, end)]):
            if not is_spared(each):
                doubt = Doubt(each, self.model.score(each.kind, signs(each._replace(after=each.after + behind))))
                found.append((doubt, self.highest(doubt)))
        return found

    def undecided(self, doubts: list[Doubt], atom_counts: AtomCounts) -> list[Doubt]:
        """Those of the gaps that may be repaired, or be sure errors that speak for other repairs; none if nothing can come of
        them. `atom_counts` are those of the text they stand in."""
        found = [doubt.candidate for doubt in doubts]
        if any(map(may_be_usual, found)):
            return self._likely_in(doubts, self._added)
        company = Company(atom_counts, found)  # all of them count in any language
        doubts = self._likely_in(doubts, lambda each: self._added(each, company, atoms=False))
        return self._likely_in(doubts, lambda each: self._added(each, company))

    def _likely_in(self, doubts: list[Doubt], most_added: Callable[[Candidate], float]) -> list[Doubt]:
        """Those that remain if no more is added to what they show."""
        added: dict[tuple[str, ...], float] = {}
        rated: list[_Rated] = []
        for doubt in doubts:
            meeting = doubt.candidate.meeting
            if meeting not in added:
                added[meeting] = most_added(doubt.candidate)
            rated.append((doubt, doubt.shown + added[meeting]))
        return self._likely(rated)

    def _likely(self, rated: list[_Rated]) -> list[Doubt]:
        """Those that remain if their scores are no higher than that, and no other gap has a high one."""
        words: set[str] = set()
        kinds: dict[str, set[str]] = defaultdict(set)
        for (candidate, _), score in rated:
            if score > SURE:
                words.add(candidate.token)
                kinds[candidate.kind].add(candidate.token)
        likely, repairs = [], len(words) >= GATE
        for doubt, score in rated:
            candidate = doubt.candidate
            others = min(MANY, len(words) - (candidate.token in words))
            of_kind = kinds.get(candidate.kind, ())
            same = min(3, len(of_kind) - (candidate.token in of_kind))
            passes = score >= self._least(candidate.kind, others, same) or (score > 0 and may_be_plain(candidate))
            repairs = repairs or passes
            if passes or score > SURE:
                likely.append(doubt)
        return likely if repairs else []

    def highest(self, doubt: Doubt, company: Company | None = None) -> float:
        """The highest score that a gap can have, in such a company if that is known."""
        return doubt.shown + self._added(doubt.candidate, company)

    def _added(self, candidate: Candidate, company: Company | None = None, atoms: bool = True) -> float:
        """The most that the text and the lists of words can add to what a gap shows by itself; the text is not searched for its
        words without `atoms`."""
        left, right = shape(candidate.left), shape(candidate.right)
        most = self._most(candidate.kind, left, right, is_bare(candidate), quote(candidate))
        if company is None:
            return most
        known = seen(candidate, company) if atoms else met(candidate, company)
        return most - self._most_seen(candidate.kind, atoms) + self.model.added(candidate.kind, known)

    def _most_added(self, kind: str, left: str, right: str, bare: bool, quote: str) -> float:
        of_two = max(self._most_of(kind, each) for each in groups_of_two(left, right))
        return of_two + self._most_of(kind, groups(kind, bare, quote)) + _NOISE

    def _most_of(self, kind: str, found: Sequence[Sequence[str]]) -> float:
        """The most that facts can add, one of each group."""
        return sum(max(self.model.added(kind, (fact,)) if fact else 0.0 for fact in group) for group in found)


@cache
def upper_bounds() -> UpperBounds:
    """Those under the fitted model."""
    return UpperBounds(model())
