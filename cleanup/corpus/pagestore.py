"""Pages kept for counting: an index of headers and checksums, and the texts, in memory and behind that on the disk."""

from __future__ import annotations

import struct
from array import array
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

_HEADER = struct.Struct("<QQIIII")
_CHECK = array("I").itemsize
_CHUNK = 1 << 20

PASS = 500_000
"""Pages looked through at once for those that came twice: about 60 MB."""


class Page(NamedTuple):
    """A page as it is kept.

    page, site  64-bit hashes of its address (or content) and of its site's name
    day         ordinal of its date, 0 if it has none
    checksum    of its text; the latest date, then the highest checksum and size decide between versions of a page
    checks      a checksum for each unit of its text, 0 for one that is not counted
    text, size  where its text lies
    number      its place among the pages of the store
    """

    page: int
    site: int
    day: int
    checksum: int
    checks: array[int]
    text: int = 0
    size: int = 0
    number: int = 0

    @property
    def version(self) -> tuple[int, int, int]:
        return self.day, self.checksum, self.size


class PageStore:
    """Pages in the order in which they came."""

    def __init__(self) -> None:
        self.units = 0
        self._ids = array("Q")
        self._index, self._texts = _Stream(), _Stream()
        self._gone: frozenset[int] | None = None

    def add(self, page: Page, text: bytes) -> int:
        """Keep a page; gives the bytes that this takes."""
        self._ids.append(page.page)
        self._grow(len(page.checks))
        header = _HEADER.pack(page.page, page.site, page.day, page.checksum, len(page.checks), len(text))
        return self._index.append(header + page.checks.tobytes()) + self._texts.append(text)

    def extend(self, other: PageStore) -> Iterator[int]:
        """Keep the pages of another store as well; gives the bytes taken, piece by piece."""
        self._ids += other._ids
        self._grow(other.units)
        for mine, theirs in ((self._index, other._index), (self._texts, other._texts)):
            yield from map(mine.append, theirs.pieces())

    def _grow(self, units: int) -> None:
        self.units += units
        self._gone = None

    def spill(self, path: Path) -> None:
        """Put what is in memory on the disk."""
        self._index.spill(path.with_suffix(".index"))
        self._texts.spill(path.with_suffix(".texts"))

    def close(self) -> None:
        """Forget everything."""
        self._index.close()
        self._texts.close()

    def pages(self) -> Iterator[Page]:
        """Every page that came, also in several versions."""
        number = text = 0
        rest = b""
        for piece in self._index.pieces():
            data, place = rest + piece, 0
            while place + _HEADER.size <= len(data):
                page, site, day, checksum, units, size = _HEADER.unpack_from(data, place)
                end = place + _HEADER.size + units * _CHECK
                if end > len(data):
                    break
                checks = array("I", data[place + _HEADER.size : end])
                yield Page(page, site, day, checksum, checks, text, size, number)
                place = end
                text += size
                number += 1
            rest = data[place:]

    def current(self) -> Iterator[Page]:
        """Each page once, in the version that counts."""
        if self._gone is None:
            self._gone = self._superseded()
        gone = self._gone
        return (page for page in self.pages() if page.number not in gone) if gone else self.pages()

    def _superseded(self) -> frozenset[int]:
        """The numbers of pages that came again, in the same version or in one that counts more."""
        gone: list[int] = []
        passes = len(self._ids) // PASS + 1
        for turn in range(passes):
            ids = [page for page in self._ids if page % passes == turn]
            if len(set(ids)) == len(ids):
                continue
            twice = {page for page, count in Counter(ids).items() if count > 1}
            best: dict[int, Page] = {}
            for page in self.pages():
                if page.page in twice:
                    rival = best.get(page.page)
                    if rival is None or page.version > rival.version:
                        best[page.page] = page
                    if rival is not None:
                        gone.append(page.number if best[page.page] is rival else rival.number)
        return frozenset(gone)

    def text(self, page: Page) -> str:
        """The units of a page, a line each."""
        return self._texts.read(page.text, page.size).decode("utf-8", "surrogatepass")


class _Stream:
    """Bytes that grow at their end."""

    def __init__(self) -> None:
        self.size = self._on_disk = 0
        self._held = bytearray()
        self._file: BinaryIO | None = None

    def append(self, data: bytes) -> int:
        self._held += data
        self.size += len(data)
        return len(data)

    def read(self, start: int, size: int) -> bytes:
        held = max(0, start - self._on_disk)
        if self._file is None or start >= self._on_disk:
            return bytes(self._held[held : held + size])
        self._file.seek(start)
        found = self._file.read(min(size, self._on_disk - start))
        return found + bytes(self._held[: size - len(found)])

    def pieces(self) -> Iterator[bytes]:
        for start in range(0, self._on_disk, _CHUNK):
            yield self.read(start, min(_CHUNK, self._on_disk - start))
        for start in range(0, len(self._held), _CHUNK):
            yield bytes(self._held[start : start + _CHUNK])

    def spill(self, path: Path) -> None:
        if self._file is None:
            self._file = path.open("w+b")
        self._file.seek(self._on_disk)
        self._file.write(self._held)
        self._on_disk = self.size
        self._held = bytearray()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        self.size = self._on_disk = 0
        self._held = bytearray()
