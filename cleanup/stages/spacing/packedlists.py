"""The lists of words of wordfreq as they are packed, by centibels ("cBpack", MessagePack), and zipped.

The short ones of a language hold the words above zipf 3.0. The long ones begin with the same words, in all languages of wordfreq
3.1, and take ten times as long to unpack, most of it for new memory: 300,000 words in English. So words are looked for in them as
they are packed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import decompress

if TYPE_CHECKING:
    from msgpack import Unpacker

    from cleanup.text.brief import Brief

Lists = Sequence[Sequence[bytes]]
"""Words in UTF-8 by centibels: 0 for one that every word is, 300 for one in 1,000, 600 for one in 1,000,000."""

_AT_ONCE = 1 << 14
"""Bytes of packed lists that are read at once to see where they start."""

_LARGEST = 1 << 26
"""Bytes of the largest list that is believed: all are a fifth of that."""

_FEWEST_TOGETHER, _NOWHERE = 3, b"\xff\xff\xff"
"""Words that are looked for with SIMD: one or so many, two take ten times as long; and what stands in no list."""

_FIXED, _BEYOND_ASCII = 31, 0x80
"""Bytes of the longest word whose size is packed in one byte, which is none of ASCII; and the first one that is none."""

_GZIP = 31
"""The value of `wbits` that makes zlib read gzip."""


class Packed:
    """Lists as they are packed."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def is_known(self) -> bool:
        """Whether the lists are packed as this module expects it."""
        unpacker = self._unpacker()
        header = unpacker.unpack() if unpacker.read_array_header() else None
        return isinstance(header, dict) and (header.get("format"), header.get("version")) == ("cB", 1)

    def lists(self) -> Lists:
        """All of them."""
        from msgpack import unpackb

        lists: Lists = unpackb(self._data, raw=True, use_list=False)  # tuples take less time than lists
        return lists[1:]

    def centibels(self, words: Sequence[str]) -> list[int | None]:
        """How often each of a few different words is used; None for one that no list has.

        They are looked for in one search, with SIMD; `bytes.find` takes ten times as long for one.
        """
        from ahocorasick_rs import BytesAhoCorasick, MatchKind
        from msgpack import packb

        written = [packb(word, unicode_errors="surrogatepass") for word in words]
        if len(written) < _FEWEST_TOGETHER and len(written) > 1:
            written.append(_NOWHERE)
        found: list[int | None] = [None] * len(words)
        # What only looks like a word lies inside one, as both are whole characters: so it hides none that begins later.
        for place, start, _ in BytesAhoCorasick(written, MatchKind.LeftmostFirst).find_matches_as_indexes(self._data):
            number = bisect_right(self._starts, start)
            if number and self._stands_at(words[place], start, number):
                found[place] = number - 1 if found[place] is None else found[place]
        return found

    def _stands_at(self, word: str, start: int, number: int) -> bool:
        """Whether what looks like a word begins there in a list, and not inside another word of it."""
        from msgpack import unpackb

        if word.isascii() and len(word) <= _FIXED and self._data[start - 1] < _BEYOND_ASCII:
            return True  # no character goes on there
        return as_bytes(word) in unpackb(self._data[self._starts[number - 1] : self._starts[number]], raw=True)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Where each list starts, and where the last one ends."""
        unpacker = self._unpacker()
        lists = unpacker.read_array_header() - 1
        unpacker.skip()
        starts = [unpacker.tell()]
        for _ in range(lists):
            unpacker.skip()
            starts.append(unpacker.tell())
        return starts

    def _unpacker(self) -> Unpacker:
        from msgpack import Unpacker

        return Unpacker(BytesIO(self._data), read_size=_AT_ONCE)


class LongLists:
    """The long lists of a language, which are unzipped when they are asked for, or ahead of that."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._unzipping: Brief[bytes] | None = None

    def read_ahead(self) -> None:
        """Begin to unzip them, which takes 12 ms for English and lets other threads run meanwhile."""
        from cleanup.text.brief import Brief

        with suppress(OSError, RuntimeError):  # whoever asks for the lists meets it again, or there are no more threads
            if self._unzipping is None and (zipped := _zipped(self._language, "large")):
                self._unzipping = Brief(partial(_unzipped, zipped))

    def get(self) -> Packed | None:
        """The lists, if they are there and known."""
        return _known(self._unzipping.result()) if self._unzipping else packed(self._language, "large")


@cache
def long_lists(language: str) -> LongLists:
    """Those of a language, the same for all who ask."""
    return LongLists(language)


def packed(language: str, size: str) -> Packed | None:
    """The "small" or "large" list for a language from the data of wordfreq, if it is there and known."""
    zipped = _zipped(language, size)
    return _known(_unzipped(zipped)) if zipped else None


def _zipped(language: str, size: str) -> bytes | None:
    from importlib.util import find_spec

    spec = find_spec("wordfreq")
    places = spec.submodule_search_locations if spec else None
    file = Path(places[0]) / "data" / f"{size}_{language}.msgpack.gz" if places else None
    return file.read_bytes() if file and file.is_file() else None


def _unzipped(zipped: bytes) -> bytes:
    return decompress(zipped, _GZIP, bufsize=_size_of(zipped))


def _known(data: bytes) -> Packed | None:
    lists = Packed(data)
    return lists if lists.is_known else None


def _size_of(zipped: bytes) -> int:
    """The size of what was zipped, as its last bytes say it: memory that grows step by step is written twice."""
    return min(int.from_bytes(zipped[-4:], "little"), _LARGEST)


def as_bytes(word: str) -> bytes:
    """A word as lists hold it."""
    return word.encode("utf-8", "surrogatepass")
