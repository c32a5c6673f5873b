"""A tally of the lines of many pages, site by site: which repeat, on how many pages, when, and where on them.

A tally holds the pages themselves, each line beside a checksum, in partitions by site, in memory and past a budget on the disk.
Counting comes last: checksums are counted, in several passes where they are many, and only lines whose checksum repeats are
folded again and counted by what they say. So counts are exact, a checksum that two lines share costs time alone, and the 19 of 20
lines that never repeat are in no table. (A sketch would need as much memory and be wrong at times; sorted runs compare each line
with 20 others, which costs more than all of this.)
"""

from __future__ import annotations

import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from cleanup.corpus.checksum import checksum, counted
from cleanup.corpus.pagestore import Head, PageStore
from cleanup.corpus.site import day_of, month_of, site_name
from cleanup.corpus.siteline import plainness
from cleanup.text.carriage import with_newlines
from cleanup.text.dataclass import dataclass, field
from cleanup.text.document import Document
from cleanup.text.fold import fold

EDGE = 3
"""Lines at each end of a page that count as its head and its tail; of a page of fewer than 12 lines a quarter of them, and one
at least."""

BUDGET = 64 << 20
"""Bytes held in memory before they go to the disk."""

_AT_ONCE = 500_000
"""Lines whose checksums are counted at once, and forms of lines whose folds are remembered: about 60 MB."""

_LINES = 50_000
"""Lines counted by what they say at once: about 60 MB."""

_PARTITIONS = 32
"""Stores that the sites are divided among."""


@dataclass(slots=True)
class LineCount:
    """A line of a site: on how many pages it stands, by month ("2026-03", "" where a page has no date), and on how many of them
    at the head and at the tail (see EDGE). `text` is the shortest of its forms, of those the one in lower case."""

    site: str
    text: str
    pages: Counter[str] = field(default_factory=Counter)
    head: int = 0
    tail: int = 0


class Tally:
    """Pages by site. With `add` and `merge` it is a commutative monoid: any order and any split give the same counts.

    A page counts once, by its address, and where it has none by its content; of several versions the one with the latest date
    counts. Pages of no known site are left out (`homeless` is their number). Use it in a `with`, or close it, to remove what it
    put on the disk (in `folder`, by default that for temporary files).
    """

    def __init__(self, budget: int = BUDGET, folder: Path | None = None) -> None:
        self.homeless = 0
        self._budget, self._folder = budget, folder
        self._names: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._stores: defaultdict[int, PageStore] = defaultdict(PageStore)
        self._held = 0
        self._disk: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Tally:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget all pages."""
        for store in self._stores.values():
            store.close()
        if self._disk is not None:
            self._disk.cleanup()
            self._disk = None

    def add(self, document: Document) -> None:
        """Count the lines of a page of the site that `site_name` tells, on the day that `day_of` tells."""
        name = site_name(document)
        if not name:
            self.homeless += 1
            return
        site = self._number_of(name)
        checks, data = counted(with_newlines(document.text), site)
        address = f"{name} {document.url}" if document.url else f"{name}\n{document.text}"
        head = Head(_number(address), site, day_of(document), zlib.crc32(data), len(checks), len(data))
        self._hold(self._stores[site % _PARTITIONS].add(head, checks, data))

    def _number_of(self, name: str) -> int:
        """The number of a site."""
        number = self._numbers.get(name)
        if number is None:
            self._numbers[name] = number = _number(name)
            self._names[number] = name
        return number

    def merge(self, other: Tally) -> None:
        """Take in the pages of another tally, which is not changed."""
        self.homeless += other.homeless
        for name in other._numbers:
            self._number_of(name)
        for number, store in other._stores.items():
            for taken in self._stores[number].extend(store):
                self._hold(taken)

    def _hold(self, size: int) -> None:
        """Count bytes put into memory; past the budget all of them go to the disk."""
        self._held += size
        if self._held > self._budget:
            if self._disk is None:
                self._disk = tempfile.TemporaryDirectory(prefix="cleanup-tally-", dir=self._folder)
            for number, store in self._stores.items():
                store.spill(Path(self._disk.name) / str(number))
            self._held = 0

    def __getstate__(self) -> dict[str, Any]:
        """For other processes. What is on the disk does not travel."""
        if self._disk is not None:
            raise TypeError("a tally that is partly on the disk cannot be pickled: give it a larger budget, or fewer pages")
        return self.__dict__

    def pages(self) -> dict[str, Counter[str]]:
        """The pages of each site by month."""
        found: dict[str, Counter[str]] = {}
        for store in self._stores.values():
            for (site, day), count in store.days().items():
                found.setdefault(self._names[site], Counter())[month_of(day)] += count
        return found

    def lines(self, at_least: int = 2, known: Mapping[str, Iterable[str]] | None = None) -> Iterator[LineCount]:
        """Every line that stands on that many pages of its site, in no order that means anything.

        Of the lines `known` by site and fold also those that stand on one page.
        """
        exempt = {(site, text) for site, texts in (known or {}).items() for text in texts if text}  # blank lines are not counted
        numbers = self._numbers
        wanted = {checksum(text, numbers[site]) for site, text in exempt if site in numbers}
        for store in self._stores.values():
            chosen = sorted(store.repeated(at_least, _AT_ONCE) | wanted)
            for start in range(0, len(chosen), _LINES):
                for (site, text), line in self._counted(store, frozenset(chosen[start : start + _LINES])).items():
                    if line.pages.total() >= at_least or (site, text) in exempt:
                        yield line

    def _counted(self, store: PageStore, chosen: frozenset[int]) -> dict[tuple[str, str], LineCount]:
        """The lines whose checksum is among the `chosen`, by site and fold."""
        found: dict[tuple[str, str], LineCount] = {}
        forms: dict[tuple[int, str], LineCount] = {}  # folding each of a million copies would cost more than all the rest
        for site, day, places, texts in store.hits(chosen):
            month, filled = month_of(day), [place for place, text in enumerate(texts) if text and not text.isspace()]
            edge = max(1, min(EDGE, len(filled) // 4))
            above, below = filled[edge - 1], filled[-edge]
            here: dict[int, tuple[LineCount, bool, bool]] = {}
            for place in places:
                text = texts[place]
                line = forms.get((site, text))
                if line is None:
                    if len(forms) >= _AT_ONCE:
                        forms.clear()
                    line = forms[site, text] = self._of_fold(found, self._names[site], text)
                _, head, tail = here.get(id(line), (line, False, False))
                here[id(line)] = line, head or place <= above, tail or place >= below
            for line, head, tail in here.values():
                line.pages[month] += 1
                line.head += head
                line.tail += tail
        return found

    @staticmethod
    def _of_fold(found: dict[tuple[str, str], LineCount], site: str, text: str) -> LineCount:
        """The line that folds as `text` does, which may be a plainer form of it."""
        text = text.strip()
        line = found.setdefault((site, fold(text)), LineCount(site, text))
        line.text = min(line.text, text, key=plainness)
        return line


def _number(text: str) -> int:
    """A hash that is the same everywhere, as an integer of 64 bits."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
