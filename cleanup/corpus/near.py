"""New documents against those seen before, one at a time: for scrapers, and for runs day by day.

The texts of known documents are not kept: they are measured by one shingle in four, which misses the Jaccard of
all by .03 (standard deviation over 500 planted copies).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self
from zlib import crc32

from cleanup.corpus.index import Thresholds
from cleanup.corpus.known import Base, Recent, mark, merged
from cleanup.corpus.measure import REPEATED, WEIGHTY, lengths, weight_of
from cleanup.corpus.shingles import FINE, SAMPLED, digest_of, lines_of, modulus_of, sampled
from cleanup.corpus.stored import Entry, Folder
from cleanup.corpus.words import folded
from cleanup.text.dataclass import dataclass, replace

BATCH = 64
"""Documents added one by one that are written at once; a crash forgets at most so many."""

_LEAST, _MOST = 2_000, 20_000


@dataclass(frozen=True, slots=True)
class Known:
    """A known document that a new one is near to."""

    name: str
    jaccard: float
    containment: float


class NearDuplicates:
    """Remembers documents, in memory or in the folder `path`, and says which of them a new one is near to.

    Not safe in threads; one process at a time may have the folder open (KnownError). `torn` is the number of bytes that a crash
    left unfinished at the end of the folder's log and that were dropped.
    """

    def __init__(self, path: str | Path | None = None, thresholds: Thresholds | None = None) -> None:
        self.thresholds = thresholds or Thresholds()
        self._folder = Folder(Path(path)) if path is not None else None
        self._load()
        self.torn = self._folder.torn if self._folder else 0

    def _load(self) -> None:
        """What the folder holds; nothing if there is none."""
        self._recent, self._waiting = Recent(), list[Entry]()
        self._base = Base(self._folder.base() if self._folder else {})
        if self._folder:
            for batch in self._folder.batches():
                for entry in batch:
                    self._recent.add(entry)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._base) + len(self._recent.entries)

    def add(self, text: str, name: str = "", site: str = "") -> Known | None:
        """The known document that `text` is a near-duplicate of; if there is none, it is known from now on, as `name`.

        `site` (a host name) lets lines be known that stand on many of its pages; pages of one template are not alike for those.
        """
        entry, data = entry_of(text, name, site)
        if not entry.words:
            return None
        found = self._find(entry, data)
        if found is None or found.jaccard < 1:
            remembered = seen(entry) if found else entry
            self._recent.add(remembered)
            self._waiting.append(remembered)
            if len(self._waiting) >= BATCH:
                self.flush()
        return found

    def find(self, text: str, site: str = "") -> Known | None:
        """The known document that `text` is a near-duplicate of, if any; nothing is remembered."""
        return self._find(*entry_of(text, "", site))

    def remember(self, entries: Iterable[Entry]) -> None:
        """Documents to be known from now on. A folder has all of them or, after a crash or an error, none.

        A run that is made again after a crash would else take the documents it added for copies of themselves.
        """
        self.flush()
        staged = False
        try:
            for entry in entries:
                self._recent.add(entry)
                self._waiting.append(entry)
                if self._full:
                    self._merge()
                    staged = True
            if staged:
                self._merge()
        except BaseException:
            self._load()
            raise
        if self._folder and staged:
            self._folder.commit()
        self.flush()

    def flush(self) -> None:
        """Writes what waits."""
        if self._folder and self._waiting:
            self._folder.append(self._waiting)
        self._waiting.clear()
        if self._full:
            self._merge()
            if self._folder:
                self._folder.commit()

    @property
    def _full(self) -> bool:
        """Whether the latest documents are so many that they shall go to the base."""
        return self._recent.size > min(_MOST, max(_LEAST, len(self._base) // 4))

    def _merge(self) -> None:
        """A base of all documents; in the folder, it is staged."""
        arrays = merged(self._base, self._recent)
        self._recent = Recent()
        self._waiting.clear()
        self._base = Base(self._folder.stage(arrays) if self._folder else arrays)

    def close(self) -> None:
        """Writes what waits and lets the folder go."""
        self.flush()
        if self._folder:
            self._folder.close()

    def _find(self, entry: Entry, data: bytes) -> Known | None:
        if not entry.words:
            return None
        best: tuple[float, float, bytes, str] | None = None
        text = _Text(entry, data)
        for part in (self._base, self._recent):
            if (same := part.find(entry.digest)) is not None:
                return Known(part.entry(same).name, 1.0, 1.0)
            for number in _candidates(part, entry):
                other = part.entry(number)
                jaccard, containment = self._measure(text, other)
                if self.thresholds.met(jaccard, containment):
                    found = (-jaccard, -containment, other.digest, other.name)
                    best = min(best or found, found)
        return Known(best[-1], -best[0], -best[1]) if best else None

    def _measure(self, text: _Text, other: Entry) -> tuple[float, float]:
        """Jaccard and containment by the finer samples, without repeated lines of both where what is left has weight."""
        mine, others = len(text.fine), frozenset(other.fine)
        lines = text.lines.intersection(other.lines)
        if lines and (shared := self._furniture(lines, text.entry.site, other.site)):
            rest = text.without(shared)
            if rest.weight >= WEIGHTY and other.words - rest.furniture_words >= WEIGHTY * other.words:
                mine, others = rest.fine, others - rest.furniture
        both = len(text.fine & others)
        return both / max(1, mine + len(others) - both), both / max(1, min(mine, len(others)))

    def _furniture(self, lines: Iterable[int], new: str, old: str) -> frozenset[int]:
        """The lines that stand on several pages of the sites of both; the new page is one that is not counted yet."""
        here, there = mark(new, 0), mark(old, 0)
        found = (line for line in lines if self._count(here | line) + 1 >= REPEATED)
        return frozenset(line for line in found if here == there or self._count(there | line) >= REPEATED)

    def _count(self, place: int) -> int:
        return self._base.count(place) + self._recent.count(place)


def entry_of(text: str, name: str, site: str) -> tuple[Entry, bytes]:
    """A text as an index knows it, and the text folded."""
    data = folded(text)
    words = data.split()
    numbers, modulus = sampled(words, FINE), modulus_of(len(words))
    keys = array("Q", sorted(number for number in numbers if not number % modulus))
    fine = array("I", sorted({number >> 16 for number in numbers}))
    return Entry(name, site, digest_of(words), len(words), keys, fine, array("I", sorted(lines_of(data)))), data


def seen(entry: Entry) -> Entry:
    """What is remembered of a document that went for another one: its lines.

    Pages of a new template go for the first of them, and could never be told from copies if their lines were forgotten.
    """
    return replace(entry, name="", words=0, keys=array("Q"), fine=array("I"))


@dataclass(frozen=True, slots=True)
class _Without:
    """A text without some lines: the weight and the size of the finer sample of what is left; words and sample of those."""

    weight: float
    fine: int
    furniture_words: int
    furniture: frozenset[int]


class _Text:
    """A new text that is measured with several known ones. A long one may contain thousands of them, each with other lines in
    common, so that nothing here may cost the whole text for each."""

    def __init__(self, entry: Entry, data: bytes) -> None:
        self.entry, self.fine, self.lines = entry, frozenset(entry.fine), frozenset(entry.lines)
        self._data = data
        self._without: dict[frozenset[int], _Without] = {}

    def without(self, lines: frozenset[int]) -> _Without:
        if lines not in self._without:
            some = sorted(map(self._lines.__getitem__, lines))
            furniture = [word for _, words, _ in some for word in words]
            fine = frozenset(number >> 16 for number in sampled(furniture, FINE))
            gone = lengths((words, count) for _, words, count in some)
            weight = weight_of((self._total[0] - gone[0], self._total[1] - gone[1]), gone)
            self._without[lines] = _Without(weight, len(self.fine) - len(fine & self.fine), len(furniture), fine)
        return self._without[lines]

    @cached_property
    def _lines(self) -> dict[int, tuple[int, list[bytes], int]]:
        """Of each line, by its checksum, which one it is, its words, and how often it stands in the text."""
        counts = Counter(filter(None, map(bytes.strip, self._data.split(b"\n"))))
        return {crc32(line): (place, line.split(), count) for place, (line, count) in enumerate(counts.items())}

    @cached_property
    def _total(self) -> tuple[int, int]:
        return lengths((words, count) for _, words, count in self._lines.values())


def _candidates(part: Base | Recent, entry: Entry) -> list[int]:
    """Numbers of documents that share enough sampled shingles with `entry` to be worth measuring."""
    counts = Counter(chain.from_iterable(map(part.holders, entry.keys)))
    if not counts:
        return []
    coarse = sum(not key % SAMPLED for key in entry.keys)
    return [
        number
        for number, shared in counts.items()
        if 3 * shared >= coarse or 3 * shared >= part.fineness(number) * FINE // SAMPLED
    ]  # fmt: skip
