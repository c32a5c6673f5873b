"""Known documents to look new ones up among: sorted arrays for most, dictionaries for the latest, and how these join those."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import pairwise
from typing import Any
from zlib import crc32

from cleanup.corpus.index import KEPT
from cleanup.corpus.stored import Entry
from cleanup.text.dataclass import dataclass, field

_TYPES = {
    "digest": "Q", "digest_rest": "Q", "words": "I", "site": "I", "names": "B", "name_ends": "Q", "sites": "B", "site_ends": "Q",
    "fine": "I", "fine_ends": "Q", "lines": "I", "line_ends": "Q", "keys": "Q", "key_ends": "Q", "holders": "I", "marks": "Q",
    "counts": "I",
}  # fmt: skip


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


class Base:
    """Many documents in sorted arrays, numbered by their digests."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self.arrays: Mapping[str, Any] = arrays or {name: _empty(name) for name in _TYPES}
        self._keys, self._marks = self.arrays["keys"], self.arrays["marks"]
        self._key_ends, self._holders, self._fine_ends = map(self.arrays.__getitem__, ("key_ends", "holders", "fine_ends"))

    def __len__(self) -> int:
        return len(self.arrays["words"])

    def find(self, digest: bytes) -> int | None:
        number = bisect_left(self.arrays["digest"], int.from_bytes(digest[:8], "big"))
        while number < len(self) and self.digest(number) <= digest:
            if self.digest(number) == digest:
                return number
            number += 1
        return None

    def digest(self, number: int) -> bytes:
        parts = self.arrays["digest"][number], self.arrays["digest_rest"][number]
        return b"".join(int(part).to_bytes(8, "big") for part in parts)

    def holders(self, key: int) -> Sequence[int]:
        """Numbers of the first documents, by digest, that have a shingle."""
        place = bisect_left(self._keys, key)
        if place == len(self._keys) or self._keys[place] != key:
            return ()
        found: Sequence[int] = self._holders[self._key_ends[place] : self._key_ends[place + 1]]
        return found

    def count(self, place: int) -> int:
        """Documents of a site with a line (see `mark`)."""
        at = bisect_left(self._marks, place)
        return self.arrays["counts"][at] if at < len(self._marks) and self._marks[at] == place else 0

    def entry(self, number: int) -> Entry:
        """A document; the shingles it is found by are not told."""
        parts = {name: self._part(name, number) for name in ("name", "fine", "line")}
        site = self._text("site", self.arrays["site"][number])
        name = bytes(parts["name"]).decode("utf-8", "surrogatepass")
        fine, lines = array("I", bytes(parts["fine"])), array("I", bytes(parts["line"]))
        return Entry(name, site, self.digest(number), self.arrays["words"][number], array("Q"), fine, lines)

    def fineness(self, number: int) -> int:
        """The size of a document's finer sample."""
        size: int = self._fine_ends[number + 1] - self._fine_ends[number]
        return size

    def _text(self, name: str, number: int) -> str:
        return bytes(self._part(name, number)).decode("utf-8", "surrogatepass")

    def _part(self, name: str, number: int) -> Any:
        ends, values = self.arrays[f"{name}_ends"], self.arrays["fine" if name == "fine" else f"{name}s"]
        return values[ends[number] : ends[number + 1]]


def merged(base: Base, recent: Recent) -> dict[str, array[int]]:
    """The arrays of a base with the documents of both. Of the same words the known one stays."""
    new = [
        entry
        for digest, number in sorted(recent.by_digest.items())
        if base.find(digest) is None
        for entry in [recent.entry(number)]
    ]
    arrays: dict[str, array[int]] = {name: _empty(name) for name in _TYPES}
    sites: dict[str, int] = {}
    renumbered = array("I")
    added: dict[bytes, int] = {}
    old = ((base.digest(number), True, number) for number in range(len(base)))
    for count, (digest, known, number) in enumerate(merge(old, ((each.digest, False, n) for n, each in enumerate(new)))):
        entry = base.entry(number) if known else new[number]
        if known:
            renumbered.append(count)
        else:
            added[digest] = count
        _append(arrays, entry, sites.setdefault(entry.site, len(sites)))
    for site in sites:
        arrays["sites"].frombytes(site.encode("utf-8", "surrogatepass"))
        arrays["site_ends"].append(len(arrays["sites"]))
    for key, holders in _merged_holders(base, renumbered, new, added):
        arrays["keys"].append(key)
        arrays["holders"].extend(holders)
        arrays["key_ends"].append(len(arrays["holders"]))
    for place, total in _merged_counts(base, recent):
        arrays["marks"].append(place)
        arrays["counts"].append(total)
    return arrays


def _append(arrays: dict[str, array[int]], entry: Entry, site: int) -> None:
    arrays["digest"].append(int.from_bytes(entry.digest[:8], "big"))
    arrays["digest_rest"].append(int.from_bytes(entry.digest[8:], "big"))
    arrays["words"].append(entry.words)
    arrays["site"].append(site)
    arrays["names"].frombytes(entry.name.encode("utf-8", "surrogatepass"))
    arrays["fine"] += entry.fine
    arrays["lines"] += entry.lines
    for name, values in (("name", "names"), ("fine", "fine"), ("line", "lines")):
        arrays[f"{name}_ends"].append(len(arrays[values]))


def _merged_holders(
    base: Base, renumbered: array[int], new: list[Entry], added: Mapping[bytes, int]
) -> Iterator[tuple[int, list[int]]]:
    fresh: dict[int, list[int]] = {}
    for entry in new:
        for key in entry.keys:
            fresh.setdefault(key, []).append(added[entry.digest])
    ends, holders = base.arrays["key_ends"], base.arrays["holders"]
    stretches = zip(base.arrays["keys"], pairwise(ends), strict=True)
    known = ((key, [renumbered[number] for number in holders[start:end]]) for key, (start, end) in stretches)
    last: tuple[int, list[int]] | None = None
    for key, found in merge(known, sorted(fresh.items())):
        if last and last[0] == key:
            last[1].extend(found)
            continue
        if last:
            yield last[0], sorted(last[1])[:KEPT]
        last = key, found
    if last:
        yield last[0], sorted(last[1])[:KEPT]


def _merged_counts(base: Base, recent: Recent) -> Iterator[tuple[int, int]]:
    fresh = dict(recent.counts)
    for place, count in zip(base.arrays["marks"], base.arrays["counts"], strict=True):
        fresh[place] = fresh.get(place, 0) + count
    yield from sorted(fresh.items())


def _empty(name: str) -> array[int]:
    return array(_TYPES[name], [0] if name.endswith("_ends") else [])
