"""New documents against those seen before, one at a time: for scrapers, and for runs day by day.

The texts of known documents are not kept: they are measured by one shingle in four, which misses the Jaccard of
all by .03 (standard deviation over 500 planted copies).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from cleanup.corpus.entry import Entry
from cleanup.corpus.index import Thresholds
from cleanup.corpus.known import Recent, Segment, mark
from cleanup.corpus.measure import REPEATED, WEIGHTY
from cleanup.corpus.merging import crowded, merged, packed
from cleanup.corpus.newtext import NewText
from cleanup.corpus.shingles import FINE, SAMPLED, digest_of, lines_of, modulus_of, sampled
from cleanup.corpus.stored import Folder
from cleanup.corpus.words import folded
from cleanup.text.dataclass import dataclass, replace

BATCH = 64
"""Documents added one by one that are written at once; a crash forgets at most so many."""

_MOST_RECENT = 2_000
"""The latest documents, which are read one by one when a folder is opened; as many make a segment."""


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
        """What the folder holds; nothing without a folder."""
        self._recent, self._waiting = Recent(), list[Entry]()
        self._segments = list(map(Segment, self._folder.segments())) if self._folder else []
        if self._folder:
            for batch in self._folder.batches():
                for entry in batch:
                    self._recent.add(entry)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        return sum(map(len, self._segments)) + len(self._recent.entries)

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
        """Documents to be known from now on: all of them or, if `entries` raises something, none. In a folder that holds for a
        crash as well.

        A run that is made again after a crash would else take the documents it added for copies of themselves.
        """
        self.flush()
        staged = False
        if not self._folder:
            entries = [*entries]  # an error of theirs comes before any of them is known
        try:
            for entry in entries:
                self._recent.add(entry)
                self._waiting.append(entry)
                if self._full:
                    self._merge()
                    staged = True
            if staged and self._recent.size:
                self._merge()
        except BaseException:
            if self._folder:
                self._folder.revert()
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
        """Whether the latest documents are so many that they shall be a segment."""
        return self._recent.size >= _MOST_RECENT

    def _merge(self) -> None:
        """A segment of the latest documents, and of the segments before them that are no larger; in the folder, it is staged."""
        arrays = packed(self._recent, lambda digest: any(each.find(digest) is not None for each in self._segments))
        latest = Segment(arrays)
        outdated = self._folder is not None and self._folder.outdated
        count = len(self._segments) if outdated else crowded(self._segments, latest.size)
        kept = len(self._segments) - count
        if count:
            arrays = merged([*self._segments[kept:], latest])
        self._recent = Recent()
        self._waiting.clear()
        made = self._folder.stage(arrays, count) if self._folder else arrays
        self._segments = [*self._segments[:kept], Segment(made)]

    def close(self) -> None:
        """Writes what waits and lets the folder go."""
        self.flush()
        if self._folder:
            self._folder.close()

    @property
    def _parts(self) -> list[Segment | Recent]:
        return [*self._segments, self._recent]

    def _find(self, entry: Entry, data: bytes) -> Known | None:
        """The nearest known document that the thresholds let pass; `data` is the folded text."""
        if not entry.words:
            return None
        for part in self._parts:
            if (same := part.find(entry.digest)) is not None:
                return Known(part.entry(same).name, 1.0, 1.0)
        best: tuple[float, float, bytes, str] | None = None
        text = NewText(entry, data)
        for part in self._parts:
            for number in _candidates(part, entry):
                other = part.entry(number)
                jaccard, containment = self._measure(text, other)
                if self.thresholds.met(jaccard, containment):
                    found = (-jaccard, -containment, other.digest, other.name)
                    best = min(best or found, found)
        return Known(best[-1], -best[0], -best[1]) if best else None

    def _measure(self, text: NewText, other: Entry) -> tuple[float, float]:
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
        return sum(part.count(place) for part in self._parts)


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


def _candidates(part: Segment | Recent, entry: Entry) -> list[int]:
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
