"""Known documents to look new ones up among: sorted arrays for most, dictionaries for the latest."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zlib import crc32

from cleanup.corpus.entry import Entry
from cleanup.corpus.index import KEPT
from cleanup.corpus.segment import damaged
from cleanup.text.dataclass import dataclass, field


def mark(site: str, line: int) -> int:
    """A line of a site as one number."""
    return crc32(site.encode("utf-8", "surrogatepass")) << 32 | line


@dataclass
class Recent:
    """The latest documents, by number in the order they came; `size` counts those that are only seen as well."""

    size: int = 0
    entries: list[Entry] = field(default_factory=list)
    by_digest: dict[bytes, int] = field(default_factory=dict)
    _holders: dict[int, list[tuple[bytes, int]]] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Takes a document, or the lines alone of one that is only seen."""
        site = mark(entry.site, 0)
        for line in entry.lines:
            place = site | line
            self.counts[place] = self.counts.get(place, 0) + 1
        self.size += 1
        if entry.only_seen:
            return
        number = len(self.entries)
        self.entries.append(entry)
        self.by_digest.setdefault(entry.digest, number)
        for key in entry.keys:
            holders = self._holders.setdefault(key, [])
            holders.append((entry.digest, number))
            if len(holders) > KEPT:
                holders.remove(max(holders))

    def find(self, digest: bytes) -> int | None:
        """The number of the document with the words of this digest, if there is one."""
        return self.by_digest.get(digest)

    def holders(self, key: int) -> Iterable[int]:
        """Numbers of the first documents, by digest, that have a shingle."""
        return [number for _, number in found] if (found := self._holders.get(key)) else ()

    def count(self, place: int) -> int:
        """Documents of a site with a line (see `mark`)."""
        return self.counts.get(place, 0)

    def entry(self, number: int) -> Entry:
        """A document."""
        return self.entries[number]

    def fineness(self, number: int) -> int:
        """The size of a document's finer sample."""
        return len(self.entries[number].fine)


class Segment:
    """Many documents in sorted arrays, numbered by their digests. A number in them that leads nowhere raises KnownError."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self.arrays: Mapping[str, Any] = arrays
        self._keys, self._marks = arrays["keys"], arrays["marks"]
        self._key_ends, self._holders, self._fine_ends = map(arrays.__getitem__, ("key_ends", "holders", "fine_ends"))

    def __len__(self) -> int:
        return len(self.arrays["words"])

    @property
    def size(self) -> int:
        """What a merge has to do for it."""
        return len(self._keys) + len(self._marks)

    def find(self, digest: bytes) -> int | None:
        """The number of the document with the words of this digest, if there is one."""
        first, rest = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big")
        firsts, rests = self.arrays["digest"], self.arrays["digest_rest"]
        start = bisect_left(firsts, first)
        if start == len(firsts) or firsts[start] != first:
            return None
        end = bisect_right(firsts, first, start)
        number = bisect_left(rests, rest, start, end)
        return number if number < end and rests[number] == rest else None

    def digest(self, number: int) -> bytes:
        """The digest of a document's words."""
        parts = self.arrays["digest"][number], self.arrays["digest_rest"][number]
        return b"".join(int(part).to_bytes(8, "big") for part in parts)

    def holders(self, key: int) -> Sequence[int]:
        """Numbers of the first documents, by digest, that have a shingle."""
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            return ()
        start = self._key_ends[place]
        found: Sequence[int] = self._holders[start : min(start + KEPT, self._key_ends[place + 1])]
        return found

    def count(self, place: int) -> int:
        """Documents of a site with a line (see `mark`)."""
        at = bisect_left(self._marks, place)
        return self.arrays["counts"][at] if at < len(self._marks) and self._marks[at] == place else 0

    def entry(self, number: int) -> Entry:
        """A document; the shingles it is found by are not told."""
        try:
            name, site = self.part("name", number), self.part("site", self.site(number))
            texts = [each.decode("utf-8", "surrogatepass") for each in (name, site)]
            fine, lines = array("I", self.part("fine", number)), array("I", self.part("line", number))
            return Entry(texts[0], texts[1], self.digest(number), self.arrays["words"][number], array("Q"), fine, lines)
        except (IndexError, ValueError):
            raise damaged("the index of known documents") from None

    def fineness(self, number: int) -> int:
        """The size of a document's finer sample."""
        try:
            size: int = self._fine_ends[number + 1] - self._fine_ends[number]
        except IndexError:
            raise damaged("the index of known documents") from None
        return size

    def site(self, number: int) -> int:
        """Which of the sites is that of a document."""
        site: int = self.arrays["site"][number]
        return site

    def part(self, name: str, number: int) -> bytes:
        """The bytes of a name, a site, a finer sample or of lines."""
        ends, values = self.arrays[f"{name}_ends"], self.arrays["fine" if name == "fine" else f"{name}s"]
        return bytes(values[ends[number] : ends[number + 1]])
