"""A new text as it is measured with several known documents."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from zlib import crc32

from cleanup.corpus.entry import Entry
from cleanup.corpus.measure import lengths, weight_of
from cleanup.corpus.shingles import FINE, sampled
from cleanup.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Without:
    """A text without some lines: the weight and the size of the finer sample of what is left; words and sample of those."""

    weight: float
    fine: int
    furniture_words: int
    furniture: frozenset[int]


class NewText:
    """A new text that is measured with several known ones. A long one may contain thousands of them, each with other lines in
    common, so that nothing here may cost the whole text for each."""

    def __init__(self, entry: Entry, data: bytes) -> None:
        self.entry, self.fine, self.lines = entry, frozenset(entry.fine), frozenset(entry.lines)
        self._data = data
        self._without: dict[frozenset[int], Without] = {}

    def without(self, lines: frozenset[int]) -> Without:
        """What is left of the text without `lines`, told by their checksums; remembered, as many pairs ask for the same."""
        if lines not in self._without:
            some = sorted(map(self._lines.__getitem__, lines))
            furniture = [word for _, words, _ in some for word in words]
            fine = frozenset(number >> 16 for number in sampled(furniture, FINE))
            gone = lengths((words, count) for _, words, count in some)
            weight = weight_of((self._total[0] - gone[0], self._total[1] - gone[1]), gone)
            self._without[lines] = Without(weight, len(self.fine) - len(fine & self.fine), len(furniture), fine)
        return self._without[lines]

    @cached_property
    def _lines(self) -> dict[int, tuple[int, list[bytes], int]]:
        """Of each line, by its checksum, which one it is, its words, and how often it stands in the text."""
        counts = Counter(filter(None, map(bytes.strip, self._data.split(b"\n"))))
        return {crc32(line): (place, line.split(), count) for place, (line, count) in enumerate(counts.items())}

    @cached_property
    def _total(self) -> tuple[int, int]:
        return lengths((words, count) for _, words, count in self._lines.values())
