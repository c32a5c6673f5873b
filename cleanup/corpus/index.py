"""Sketches of many documents in flat arrays, and the pairs among them that are worth measuring.

Which pairs are found depends on the set of documents alone, not on their order or on how the work was divided.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, compress
from math import sqrt

from cleanup.corpus.shingles import SAMPLED, SHORT, Sketch, modulus_of
from cleanup.text.dataclass import dataclass, field

KEPT = 8
"""Documents remembered for a shingle: those with the lowest digests. Dropping a shingle that many share would hide big clusters
(of 300 copies none were joined, measured), and all pairs of a footer on n pages would be n²."""

_RARE_SHARE = 0.45
"""Share of rare shingles from which on they alone are looked up. Where they are fewer, a text may be one of many copies."""

_PART = 1 << 19
"""Shingles of one part, which are held as objects at once."""

_LITTLE = sys.byteorder == "little"
_SURE = 3.0
"""Standard deviations by which a sample may fall short of the threshold: 1 pair in 700 is lost so."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When two documents are near-duplicates: by the shingles they share of all they have together, or of the smaller one's."""

    jaccard: float = 0.5
    containment: float = 0.8

    def met(self, jaccard: float, containment: float) -> bool:
        """Whether documents that are so near are near-duplicates."""
        return jaccard >= self.jaccard or containment >= self.containment

    def possible(self, shared: int, one: int, other: int) -> bool:
        """Whether sampled shingles, `shared` and of each document, leave a near-duplicate possible."""
        union, least = one + other - shared, min(one, other)
        return (
            shared >= self.jaccard * union - _SURE * sqrt(self.jaccard * (1 - self.jaccard) * union)
            or shared >= self.containment * least - _SURE * sqrt(self.containment * (1 - self.containment) * least)
        )  # fmt: skip


@dataclass
class Sketches:
    """Columns over documents, by their number in the order added.

    names tell documents apart and decide where nothing else does; a document without a `site` is on one like any other.
    """

    digests: list[bytes] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    words: array[int] = field(default_factory=lambda: array("I"))
    samples: array[int] = field(default_factory=lambda: array("Q"))
    lines: array[int] = field(default_factory=lambda: array("I"))
    _sample_ends: array[int] = field(default_factory=lambda: array("Q", [0]))
    _line_ends: array[int] = field(default_factory=lambda: array("Q", [0]))

    def __len__(self) -> int:
        return len(self.digests)

    def add(self, sketch: Sketch, name: str, site: str = "") -> int:
        """Takes one document; gives its number."""
        self.digests.append(sketch.digest)
        self.names.append(name)
        self.sites.append(sys.intern(site))
        self.words.append(sketch.words)
        self.samples += sketch.sample
        self.lines += sketch.lines
        self._sample_ends.append(len(self.samples))
        self._line_ends.append(len(self.lines))
        return len(self.digests) - 1

    def sample(self, number: int) -> array[int]:
        """The sampled shingles of a document, ascending."""
        return self.samples[self._sample_ends[number] : self._sample_ends[number + 1]]

    def lines_of(self, number: int) -> array[int]:
        """The distinct lines of a document, ascending."""
        return self.lines[self._line_ends[number] : self._line_ends[number + 1]]

    def same(self) -> dict[int, tuple[int, ...]]:
        """Documents of the same words, two and more, by the one that stands for them; those without words are in none."""
        groups: dict[bytes, list[int]] = {}
        for number, digest in enumerate(self.digests):
            if self.words[number]:
                groups.setdefault(digest, []).append(number)
        several = (sorted(group, key=self.names.__getitem__) for group in groups.values() if len(group) > 1)
        return {group[0]: tuple(group) for group in several}

    def candidates(self, thresholds: Thresholds) -> Iterator[tuple[int, int]]:
        """Pairs of different texts that may be near-duplicates, each once; of documents of the same words one is taken."""
        others = {number for group in self.same().values() for number in group[1:]}
        order = [number for number in range(len(self)) if self.words[number] >= SHORT and number not in others]
        order.sort(key=self.digests.__getitem__)
        holders, common = self._holders(order)
        coarse = ([value for value in self.sample(number) if not value % SAMPLED] for number in order)
        sizes, told = array("I"), array("I")
        for values in coarse:
            sizes.append(len(values))
            told.append(sum(value not in common for value in values))
        for rank, number in enumerate(order):
            sample = self.sample(number)
            rare = [value for value in sample if value not in common]
            crowded = len(rare) < _RARE_SHARE * len(sample)
            counts = Counter(chain.from_iterable(filter(None, map(holders.get, sample if crowded else rare))))
            size, telling, few = sizes[rank], told[rank], None
            for other, shared in counts.items():
                if other >= rank or 3 * shared < min(size, sizes[other], telling, told[other]):
                    continue
                if crowded and 3 * shared < min(size, sizes[other]):
                    few = few or Counter(chain.from_iterable(filter(None, map(holders.get, rare))))
                    if 3 * few[other] < min(telling, told[other]) or not few[other]:
                        continue
                if self._possible(number, set(sample), order[other], thresholds):
                    yield number, order[other]

    def _possible(self, number: int, sample: set[int], other: int, thresholds: Thresholds) -> bool:
        second = self.sample(other)
        modulus = max(modulus_of(self.words[number]), modulus_of(self.words[other]))
        if modulus_of(self.words[number]) != modulus:
            sample = {value for value in sample if not value % modulus}
        if modulus_of(self.words[other]) != modulus:
            second = array("Q", (value for value in second if not value % modulus))
        return thresholds.possible(len(sample.intersection(second)), len(sample), len(second))

    def _holders(self, order: Sequence[int]) -> tuple[dict[int, tuple[int, ...]], set[int]]:
        """For each shingle that several documents have, the ranks in `order` of the first ones; and which shingles have more."""
        values, ranks = array("Q"), array("I")
        for rank, number in enumerate(order):
            sample = self.sample(number)
            values += sample
            ranks.extend([rank] * len(sample))
        found: dict[int, tuple[int, ...]] = {}
        common: set[int] = set()
        for marks in _parts(values):
            part = list(compress(values, marks))
            counts = Counter(part)
            repeated: dict[int, list[int]] = {value: [] for value, count in counts.items() if count > 1}
            for value, rank in zip(part, compress(ranks, marks), strict=True):
                if (holders := repeated.get(value)) is not None and len(holders) < KEPT:
                    holders.append(rank)
            found.update((value, tuple(holders)) for value, holders in repeated.items())
            common.update(value for value, count in counts.items() if count > KEPT)
        return found, common


def _parts(values: array[int]) -> Iterator[bytes]:
    """Marks on the values of one part after the other, so that only a part of them is ever held as objects."""
    count = 1
    while count < 256 and count * _PART < len(values):
        count *= 2
    top = memoryview(values).cast("B")[(5 if _LITTLE else 2) :: 8].tobytes()
    for part in range(count):
        yield top.translate(bytes(byte * count >> 8 == part for byte in range(256)))
