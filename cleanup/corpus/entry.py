"""A known document, and its form in a log."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

from cleanup.text.dataclass import dataclass

_ENTRY = struct.Struct("<IIIIII16s")


@dataclass(frozen=True, slots=True)
class Entry:
    """One known document.

    keys   sampled shingles that it is found by
    fine   upper halves of the numbers of a finer sample, which it is measured by, ascending
    lines  CRC-32 of its lines, ascending
    """

    name: str
    site: str
    digest: bytes
    words: int
    keys: array[int]
    fine: array[int]
    lines: array[int]

    @property
    def only_seen(self) -> bool:
        """Whether it went for another one: only its lines count, towards those that repeat on its site."""
        return self.words == 0

    def pack(self) -> bytes:
        """The bytes that `unpacked` reads."""
        texts = self.name.encode("utf-8", "surrogatepass"), self.site.encode("utf-8", "surrogatepass")
        lengths = len(texts[0]), len(texts[1]), self.words, len(self.keys), len(self.fine), len(self.lines)
        return b"".join((_ENTRY.pack(*lengths, self.digest), *texts, bytes(self.keys), bytes(self.fine), bytes(self.lines)))


def unpacked(data: bytes) -> Iterator[Entry]:
    """The documents of a batch. Raises ValueError, struct.error if `data` is not one."""
    at = 0
    while at < len(data):
        name, site, words, keys, fine, lines, digest = _ENTRY.unpack_from(data, at)
        at += _ENTRY.size
        parts = []
        for size in (name, site, 8 * keys, 4 * fine, 4 * lines):
            parts.append(data[at : at + size])
            at += size
        if at > len(data):
            raise ValueError("an entry is longer than its batch")
        texts = [part.decode("utf-8", "surrogatepass") for part in parts[:2]]
        yield Entry(texts[0], texts[1], digest, words, array("Q", parts[2]), array("I", parts[3]), array("I", parts[4]))
