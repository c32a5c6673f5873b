"""How the latest documents become a segment, and several segments one.

Segments of a few sizes are kept, each about twice as large as the next (as the logarithmic method of Bentley and Saxe 1980 and
log-structured merge trees, O'Neil et al. 1996, have them), so that a document is copied as often as the index doubled since.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, repeat
from operator import sub
from typing import TypeAlias

from cleanup.corpus.entry import Entry
from cleanup.corpus.index import KEPT
from cleanup.corpus.known import Recent, Segment
from cleanup.corpus.segment import TYPES, damaged, empty

_PIECE = 1 << 17
"""Numbers of the longest array that are held as objects at once."""

_SLACK = 1.5
"""A segment is merged with those after it if they have together as much as it has, or nearly: batches differ in size."""

_COUNTED = 0xFFFFFFFF
"""The highest count that an array holds."""

Arrays: TypeAlias = "dict[str, array[int]]"
Pairs: TypeAlias = Iterator[tuple[int, int]]


def crowded(segments: Sequence[Segment], size: int) -> int:
    """How many of the last segments shall be merged with a new one of a `size`."""
    count = 0
    for segment in reversed(segments):
        if segment.size > _SLACK * size:
            break
        size += segment.size
        count += 1
    return count


def packed(recent: Recent, known: Callable[[bytes], bool]) -> Arrays:
    """The latest documents as arrays, without those whose words are `known` by their digest."""
    order = [number for digest, number in sorted(recent.by_digest.items()) if not known(digest)]
    new, sites = _Documents(), dict[str, int]()
    holders: dict[int, list[int]] = {}
    for count, entry in enumerate(map(recent.entry, order)):
        new.add(entry, sites.setdefault(entry.site, len(sites)))
        for key in entry.keys:
            holders.setdefault(key, []).append(count)
    new.sites(site.encode("utf-8", "surrogatepass") for site in sites)
    keys = sorted(holders)
    new.keys((key, number) for key in keys for number in holders[key])
    new.counts(iter(sorted(recent.counts.items())))
    return new.arrays


def merged(segments: Sequence[Segment]) -> Arrays:
    """The arrays of several segments as those of one. Raises KnownError if a number in one leads nowhere."""
    new, sites = _Documents(), dict[bytes, int]()
    renumbered = [array("I") for _ in segments]
    try:
        for count, (_, which, number) in enumerate(merge(*map(_digests, segments, range(len(segments))))):
            segment = segments[which]
            site = segment.part("site", segment.site(number))
            new.copy(segment, number, sites.setdefault(site, len(sites)))
            renumbered[which].append(count)
        new.sites(iter(sites))
        new.keys(_in_order(segments, "keys", lambda which, start, end: _holders(segments[which], renumbered[which], start, end)))
    except (IndexError, ValueError):
        raise damaged("the index of known documents") from None
    new.counts(_in_order(segments, "marks", lambda which, start, end: _counts(segments[which], start, end)))
    return new.arrays


class _Documents:
    """The arrays of a segment that is being made."""

    def __init__(self) -> None:
        self.arrays: Arrays = {name: empty(name) for name in TYPES}

    def add(self, entry: Entry, site: int) -> None:
        """A new document behind the others; `site` is the number of its site."""
        arrays = self.arrays
        arrays["names"].frombytes(entry.name.encode("utf-8", "surrogatepass"))
        arrays["fine"] += entry.fine
        arrays["lines"] += entry.lines
        numbers = (int.from_bytes(entry.digest[:8], "big"), int.from_bytes(entry.digest[8:], "big"))
        self._end(*numbers, entry.words, site)

    def copy(self, segment: Segment, number: int, site: int) -> None:
        """Document `number` of a segment behind the others; `site` is the number of its site here."""
        arrays, old = self.arrays, segment.arrays
        for name, values in (("name", "names"), ("fine", "fine"), ("line", "lines")):
            arrays[values].frombytes(segment.part(name, number))
        self._end(old["digest"][number], old["digest_rest"][number], old["words"][number], site)

    def _end(self, digest: int, rest: int, words: int, site: int) -> None:
        arrays = self.arrays
        for name, value in (("digest", digest), ("digest_rest", rest), ("words", words), ("site", site)):
            arrays[name].append(value)
        for name, values in (("name", "names"), ("fine", "fine"), ("line", "lines")):
            arrays[f"{name}_ends"].append(len(arrays[values]))

    def sites(self, names: Iterable[bytes]) -> None:
        """The names of all sites (UTF-8), in the order of their numbers."""
        for name in names:
            self.arrays["sites"].frombytes(name)
            self.arrays["site_ends"].append(len(self.arrays["sites"]))

    def keys(self, pairs: Pairs) -> None:
        """Shingles with the numbers of documents that have them, in order; the first few of each are kept."""
        keys, ends, holders = (self.arrays[name] for name in ("keys", "key_ends", "holders"))
        last, left = -1, 0
        for key, number in pairs:
            if key != last:
                keys.append(key)
                ends.append(len(holders))
                last, left = key, KEPT
            if left:
                holders.append(number)
                ends[-1] += 1
                left -= 1

    def counts(self, pairs: Pairs) -> None:
        """Lines with numbers to be summed, in order."""
        marks, counts = self.arrays["marks"], self.arrays["counts"]
        last = -1
        for mark, count in pairs:
            if mark == last:
                counts[-1] = min(counts[-1] + count, _COUNTED)
            else:
                marks.append(mark)
                counts.append(count)
                last = mark


def _digests(segment: Segment, which: int) -> Iterator[tuple[bytes, int, int]]:
    return ((segment.digest(number), which, number) for number in range(len(segment)))


def _in_order(segments: Sequence[Segment], name: str, pairs: Callable[[int, int, int], Pairs]) -> Pairs:
    """All `pairs(segment, start, end)` of an array and what goes with it, in order, as many at once as memory shall hold."""
    arrays = [segment.arrays[name] for segment in segments]
    bounds = max(arrays, key=len, default=())[_PIECE::_PIECE]
    starts = [0] * len(arrays)
    for bound in (*bounds, None):
        ends = [
            len(array) if bound is None else bisect_left(array, bound, start) for array, start in zip(arrays, starts, strict=True)
        ]
        yield from sorted(chain.from_iterable(map(pairs, range(len(arrays)), starts, ends)))
        starts = ends


def _holders(segment: Segment, renumbered: array[int], start: int, end: int) -> Pairs:
    keys, ends = segment.arrays["keys"][start:end], segment.arrays["key_ends"][start : end + 1]
    numbers = segment.arrays["holders"][ends[0] : ends[-1]]
    each = keys if len(numbers) == len(keys) else chain.from_iterable(map(repeat, keys, map(sub, ends[1:], ends)))
    return zip(each, map(renumbered.__getitem__, numbers), strict=False)


def _counts(segment: Segment, start: int, end: int) -> Pairs:
    return zip(segment.arrays["marks"][start:end], segment.arrays["counts"][start:end], strict=True)
