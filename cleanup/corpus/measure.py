"""How near two documents are, exactly: by all their shingles, without the lines that are furniture of their sites."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby

from cleanup.corpus.index import KEPT, Sketches, Thresholds
from cleanup.corpus.shingles import SHORT, shingles
from cleanup.corpus.words import folded
from cleanup.text.dataclass import dataclass

REPEATED = 3
"""Pages of a site from which on a line may be its furniture (false pairs fell from a third to 7 %, measured)."""

WEIGHTY = 0.1
"""Share of a text, or of its prose, from which on what is left without furniture decides."""

_PROSE = 15
"""Words from which on a line is prose: menus have shorter ones."""

_SETS = 512
"""Texts without some lines whose shingles are remembered."""

_TEXTS = 16
"""Folded texts that are remembered."""

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """Two near-duplicates by their numbers; `one` has fewer words. `containment`: the share of its shingles the other has."""

    one: int
    other: int
    jaccard: float
    containment: float


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a text without some lines: shingles, words, and their share of all words or of those in lines of prose."""

    shingles: frozenset[int]
    words: int
    weight: float

    @classmethod
    def of(cls, text: bytes, without: frozenset[int]) -> Rest:
        """The rest of a folded `text` (UTF-8) `without` the lines of these CRC-32 checksums."""
        if not without:
            whole = text.split()
            return cls(frozenset(shingles(whole)), len(whole), 1.0)
        lines = [(line, line.split()) for line in filter(None, map(bytes.strip, text.split(b"\n")))]
        kept = [words for line, words in lines if zlib.crc32(line) not in without]
        all_of, left = (lengths((words, 1) for words in some) for some in ((words for _, words in lines), kept))
        weight = weight_of(left, (all_of[0] - left[0], all_of[1] - left[1]))
        words = list(chain.from_iterable(kept))
        return cls(frozenset(shingles(words)), len(words), weight)


def lengths(lines: Iterable[tuple[Sequence[bytes], int]]) -> tuple[int, int]:
    """The words of lines, each with how often it stands there, and those of lines of prose alone."""
    counts = [(len(words), often) for words, often in lines]
    return sum(words * often for words, often in counts), sum(words * often for words, often in counts if words >= _PROSE)


def weight_of(kept: tuple[int, int], gone: tuple[int, int]) -> float:
    """The share that was kept of all words or, if that is larger, of those in lines of prose (see `lengths`)."""
    return max(one / max(1, one + other) for one, other in zip(kept, gone, strict=True))


class Measure:
    """Measures pairs of documents.

    sketches  of all documents
    read      the text of a document by its number; asked again and again, as only a few hundred results are remembered
    """

    def __init__(self, sketches: Sketches, read: Callable[[int], str], thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self._sketches = sketches
        self._folded = lru_cache(_TEXTS)(lambda number: folded(read(number)))
        self._rest = lru_cache(_SETS)(lambda number, without: Rest.of(self._folded(number), without))
        self._repeated = _furniture(sketches)

    def __call__(self, one: int, other: int) -> Match:
        """One pair, near or not.

        Pages of one template share its furniture and differ in the rest: the repeated lines that both have do not count, if what
        is left says more than they do. Copies of an article on one site share lines as well, but what differs in them is alike,
        or hardly anything (a headline, another footer). And a copy on another site has that one's furniture around it.
        """
        words, digests = self._sketches.words, self._sketches.digests
        one, other = sorted((one, other), key=lambda number: (words[number], digests[number], number))
        if digests[one] == digests[other]:
            return Match(one, other, 1.0, 1.0)
        mine, others = (self._repeated.get(self._sketches.sites[number], _NONE) for number in (one, other))
        shared = mine & others if mine is not others else mine
        if shared and (shared := shared.intersection(self._sketches.lines_of(one)).intersection(self._sketches.lines_of(other))):
            rests = self._rest(one, shared), self._rest(other, shared)
            if min(rest.weight for rest in rests) >= WEIGHTY:
                return _match(one, other, *rests)
        whole = _match(one, other, self._rest(one, _NONE), self._rest(other, _NONE))
        if self.met(whole) or not (mine or others):
            return whole
        bare = self._rest(one, mine), self._rest(other, others)
        if min(rest.words for rest in bare) < SHORT:
            return whole
        stripped = _match(one, other, *bare)
        return stripped if self.met(stripped) else whole

    def met(self, match: Match) -> bool:
        """Whether the two are near-duplicates."""
        return self.thresholds.met(match.jaccard, match.containment)

    def matches(self, pairs: Iterable[tuple[int, int]]) -> list[Match]:
        """The near-duplicates among `pairs`, and those that the members of a big cluster lead to, by their numbers."""
        near, missed = [], []
        for one, other in pairs:
            match = self(one, other)
            if self.met(match):
                near.append(match)
            elif match.jaccard >= self.thresholds.jaccard / 2:
                missed.append(match)
        near += self._beside(near, missed)
        return sorted(near, key=lambda match: (match.one, match.other))

    def _beside(self, near: list[Match], missed: list[Match]) -> Iterator[Match]:
        """Matches of documents that have none with the few that stand for a big cluster, only with others in it.

        Of two copies in which one word in ten was changed, each is near the original and neither is near the other.
        """
        matched = {number for match in near for number in (match.one, match.other)}
        tries: dict[int, set[int]] = {}
        for match in missed:
            for lost, found in ((match.one, match.other), (match.other, match.one)):
                if lost not in matched and found in matched:
                    tries.setdefault(lost, set()).add(found)
        asked = {found for several in tries.values() for found in several}
        beside: dict[int, list[tuple[float, bytes, int]]] = {number: [] for number in asked}
        for match in near:
            for number, other in ((match.one, match.other), (match.other, match.one)):
                if number in asked:
                    beside[number].append((-match.jaccard, self._sketches.digests[other], other))
        nearest = {number: [other for *_, other in sorted(others)[: 2 * KEPT]] for number, others in beside.items()}
        for lost, several in tries.items():
            for other in sorted({other for found in several for other in nearest[found]} - several):
                match = self(lost, other)
                if self.met(match):
                    yield match


def _match(one: int, other: int, first: Rest, second: Rest) -> Match:
    shared = len(first.shingles & second.shingles)
    union = len(first.shingles) + len(second.shingles) - shared
    return Match(one, other, shared / max(1, union), shared / max(1, len(first.shingles)))


def _furniture(sketches: Sketches) -> Mapping[str, frozenset[int]]:
    """The lines that stand on several pages of a site, by site."""
    numbers: dict[str, list[int]] = {}
    for number, site in enumerate(sketches.sites):
        numbers.setdefault(site, []).append(number)
    found = {}
    for site, pages in numbers.items():
        lines = array("I")
        for number in pages:
            lines += sketches.lines_of(number)
        found[site] = frozenset(_often(lines))
    return {site: lines for site, lines in found.items() if lines}


def _often(lines: array[int]) -> Iterator[int]:
    for line, run in groupby(sorted(lines)):
        if sum(1 for _ in run) >= REPEATED:
            yield line
