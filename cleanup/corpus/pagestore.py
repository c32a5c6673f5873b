"""Pages kept for counting: what is known of each, the checksums of their lines, and their texts, in memory and on the disk."""

from __future__ import annotations

import struct
from array import array
from collections import Counter
from collections.abc import Iterator, Set
from pathlib import Path
from typing import BinaryIO

from cleanup.text.namedfile import new_file
from cleanup.text.namedtuple import NamedTuple

_HEAD = struct.Struct("<QQIIII")
_CHECK = array("I").itemsize
_CHUNK = _HEAD.size << 15
"""Bytes read at once: a whole number of heads, and of checksums."""

_AT_ONCE = 500_000
"""Pages looked through at once for those that came twice: about 60 MB."""


class Head(NamedTuple):
    """What is known of a page.

    page, site      64-bit hashes of its address (or content) and of its site's name
    day             ordinal of its date, 0 if it has none
    checksum, size  of its text; the latest day, then the highest of these decide between versions of a page
    units           lines and sentences of its text, each of which has a checksum
    """

    page: int
    site: int
    day: int
    checksum: int
    units: int
    size: int

    @property
    def version(self) -> tuple[int, int, int]:
        """What decides between versions of a page: the highest counts."""
        return self.day, self.checksum, self.size


class Hit(NamedTuple):
    """A page that holds lines which were looked for, and their places among its `texts`."""

    site: int
    day: int
    places: list[int]
    texts: list[str]


class PageStore:
    """Pages in the order in which they came."""

    def __init__(self) -> None:
        self._ids = array("Q")
        self._heads, self._checks, self._texts = _Stream(), _Stream(), _Stream()
        self._gone: frozenset[int] | None = None

    @property
    def units(self) -> int:
        """Lines and sentences of all pages."""
        return self._checks.size // _CHECK

    def add(self, head: Head, checks: array[int], text: bytes) -> int:
        """Keep a page; gives the bytes that this takes."""
        self._ids.append(head.page)
        self._gone = None
        return self._heads.append(_HEAD.pack(*head)) + self._checks.append(checks.tobytes()) + self._texts.append(text)

    def extend(self, other: PageStore) -> Iterator[int]:
        """Keep the pages of another store as well; gives the bytes taken, piece by piece."""
        self._ids += other._ids
        self._gone = None
        for mine, theirs in zip(self._streams, other._streams, strict=True):
            yield from map(mine.append, theirs.pieces())

    @property
    def _streams(self) -> tuple[_Stream, ...]:
        return self._heads, self._checks, self._texts

    def spill(self, path: Path) -> None:
        """Put what is in memory on the disk."""
        for stream, suffix in zip(self._streams, (".heads", ".checks", ".texts"), strict=True):
            stream.spill(path.with_suffix(suffix))

    def close(self) -> None:
        """Forget everything."""
        for stream in self._streams:
            stream.close()

    def days(self) -> Counter[tuple[int, int]]:
        """How many pages there are of each site and day; each page counts once."""
        gone = self._superseded()
        return Counter((head[1], head[2]) for number, head in enumerate(self._all()) if number not in gone)

    def repeated(self, at_least: int, at_once: int) -> set[int]:
        """Checksums that stand so often in the store, those of lines that repeat within pages, or in their versions, too."""
        passes = self.units // at_once + 1
        found: set[int] = set()
        for turn in range(passes):
            counts: Counter[int] = Counter()
            for piece in self._checks.pieces():
                checks = array("I", piece)
                counts.update(checks if passes == 1 else [check for check in checks if check % passes == turn])
            found.update([check for check, count in counts.items() if count >= at_least])
        found.discard(0)
        return found

    def hits(self, chosen: Set[int]) -> Iterator[Hit]:
        """Each page that holds a line of a `chosen` checksum, once, in the version that counts."""
        gone = self._superseded()
        place = start = 0
        for number, (_, site, day, _, units, size) in enumerate(self._all()):
            checks = self._checks.read(place, units * _CHECK)
            places = [index for index, check in enumerate(array("I", checks)) if check in chosen]
            if places and number not in gone:
                text = self._texts.read(start, size).decode("utf-8", "surrogatepass")
                yield Hit(site, day, places, text.split("\n"))
            place += units * _CHECK
            start += size

    def _all(self) -> Iterator[tuple[int, int, int, int, int, int]]:
        """The fields of every Head, also of several versions of a page."""
        for piece in self._heads.pieces():
            yield from _HEAD.iter_unpack(piece)

    def _superseded(self) -> frozenset[int]:
        """The numbers of pages that came again, in the same version or in one that counts more."""
        if self._gone is not None:
            return self._gone
        gone: list[int] = []
        passes = len(self._ids) // _AT_ONCE + 1
        for turn in range(passes):
            ids = self._ids if passes == 1 else [page for page in self._ids if page % passes == turn]
            if len(set(ids)) == len(ids):
                continue
            twice = {page for page, count in Counter(ids).items() if count > 1}
            best: dict[int, tuple[int, Head]] = {}
            for number, head in enumerate(map(Head._make, self._all())):
                if head.page not in twice:
                    continue
                rival = best.get(head.page)
                if rival is None or head.version > rival[1].version:
                    best[head.page] = number, head
                if rival is not None:
                    gone.append(number if best[head.page] is rival else rival[0])
        self._gone = frozenset(gone)
        return self._gone


class _Stream:
    """Bytes that grow at their end."""

    def __init__(self) -> None:
        self.size = self._on_disk = 0
        self._held = bytearray()
        self._file: BinaryIO | None = None

    def append(self, data: bytes) -> int:
        """Put `data` at the end; gives its length."""
        self._held += data
        self.size += len(data)
        return len(data)

    def read(self, start: int, size: int) -> bytes:
        """`size` bytes from `start` on, wherever they are by now. Raises OSError."""
        held = max(0, start - self._on_disk)
        if self._file is None or start >= self._on_disk:
            return bytes(self._held[held : held + size])
        self._file.seek(start)
        found = self._file.read(min(size, self._on_disk - start))
        return found + bytes(self._held[: size - len(found)])

    def pieces(self) -> Iterator[bytes]:
        """All of it, in pieces of a size that heads and checksums divide."""
        for start in range(0, self.size, _CHUNK):
            yield self.read(start, min(_CHUNK, self.size - start))

    def spill(self, path: Path) -> None:
        """Put what is in memory behind what is in the file at `path` already. Raises OSError."""
        if self._file is None:
            self._file = new_file(path)
        self._file.seek(self._on_disk)
        self._file.write(self._held)
        self._on_disk = self.size
        self._held = bytearray()

    def close(self) -> None:
        """Forget everything, and close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self.size = self._on_disk = 0
        self._held = bytearray()
