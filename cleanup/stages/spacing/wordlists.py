"""How often words are used, from the lists of wordfreq, read without its code: that takes five times as long to import.

A list is packed by centibels ("cBpack", MessagePack), and zipped. The short one of a language holds the words above zipf 3.0. The
long one begins with the same words, in all languages of wordfreq 3.1, and takes ten times as long to unpack, most of it for new
memory: 300,000 words in English. So a word that is not in the short list is looked for in the long one as it is packed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache, cached_property, partial
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import decompress

if TYPE_CHECKING:
    from msgpack import Unpacker

    from cleanup.text.brief import Brief

Lists = Sequence[Sequence[bytes]]
"""Words in UTF-8 by centibels: 0 for one that every word is, 300 for one in 1,000, 600 for one in 1,000,000."""

RAREST_OF_SHORT = 3.0
"""The words in the short lists have zipf values above this."""

_BY_WORD_IS_WRONG = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})

_SEARCHES = 100
"""Searches before all rare words are put in a table: this takes as long to make, 30 ms, and 30 MB in English."""

_TOGETHER = 16
"""Words that are looked for in one search: one takes 0.06 ms, this many 0.2 ms, twice as many 0.6 ms (measured in English)."""

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
        looks_alike = False
        for place, start, _ in BytesAhoCorasick(written, MatchKind.LeftmostFirst).find_matches_as_indexes(self._data):
            number = bisect_right(self._starts, start)
            if number and self._stands_at(words[place], start, number):
                found[place] = number - 1 if found[place] is None else found[place]
            else:
                looks_alike = True  # it is of the header, or the end of another word; and it may hide one of the others
        if looks_alike and len(words) > 1:
            return [self.centibels([word])[0] if each is None else each for word, each in zip(words, found, strict=True)]
        return found

    def _stands_at(self, word: str, start: int, number: int) -> bool:
        """Whether what looks like a word begins there in a list, and not inside another word of it."""
        from msgpack import unpackb

        if word.isascii() and len(word) <= _FIXED and self._data[start - 1] < _BEYOND_ASCII:
            return True  # no character goes on there
        return _as_bytes(word) in unpackb(self._data[self._starts[number - 1] : self._starts[number]], raw=True)

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


class Frequencies:
    """Zipf values of words: of those in the `short` lists, and of those that only the `long` ones hold.

    Words stay in UTF-8, as they are packed: texts of them would take twice as long to make.
    """

    def __init__(self, short: Lists, long: Callable[[], Packed | None] = lambda: None) -> None:
        self._short = [(_zipf_of(centibels), words) for centibels, words in enumerate(short) if words]
        self._read_long = long
        self._searches, self._rare = 0, dict[bytes, float]()
        self._looked_for: dict[bytes, float | None] = {}

    def __bool__(self) -> bool:
        return bool(self._short)

    @cached_property
    def _table(self) -> dict[bytes, float]:
        return _as_table(self._short)

    @cached_property
    def _long(self) -> Packed | None:
        return self._read_long()

    @property
    def are_in_tables(self) -> bool:
        """Whether no word need be looked for any more, because all are in tables."""
        return bool(self._rare) or not self._short

    def if_common(self, word: str) -> float:
        """The zipf value of a word in the short lists, 0.0 for any other."""
        return self._table.get(_as_bytes(word), 0.0)

    def get(self, word: str, default: float) -> float:
        """The zipf value of a word, `default` if the lists have none."""
        known = self._table.get(_as_bytes(word))
        if known is not None:
            return known
        self.want([word])
        known = (self._rare or self._looked_for).get(_as_bytes(word))
        return default if known is None else known

    def want(self, words: Iterable[str]) -> None:
        """Look for words that will be asked for, all those that are rare together: one by one takes five times as long."""
        if self._rare:
            return
        table, known = self._table, self._looked_for
        new = [word for word in dict.fromkeys(words) if (raw := _as_bytes(word)) not in table and raw not in known]
        if not new or (long := self._long) is None:
            return
        for first in range(0, len(new), _TOGETHER):
            self._searches += 1
            if self._searches > _SEARCHES:
                self._rare = _as_table((_zipf_of(centibels), words) for centibels, words in enumerate(long.lists()))
                return
            some = new[first : first + _TOGETHER]
            for word, centibels in zip(some, long.centibels(some), strict=True):
                known[_as_bytes(word)] = None if centibels is None else _zipf_of(centibels)

    def at_least(self, zipf: float) -> frozenset[str]:
        """The words of the short lists with this value or a higher one."""
        return frozenset(word.decode() for value, words in takewhile(lambda each: each[0] >= zipf, self._short) for word in words)


def _as_table(lists: Iterable[tuple[float, Sequence[bytes]]]) -> dict[bytes, float]:
    return {word: zipf for zipf, words in lists for word in words}


def _as_bytes(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")


def _zipf_of(centibels: int) -> float:
    return 9 - centibels / 100


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


@cache
def frequencies(language: str) -> Frequencies:
    """Those of a language; none where there is no list, or where words are not what stands between spaces."""
    if language in _BY_WORD_IS_WRONG:
        return Frequencies(())
    if short := packed(language, "small"):
        return Frequencies(short.lists(), long_lists(language).get)
    if packed("en", "small"):
        return Frequencies(())
    import wordfreq  # its data is not what it is known to be

    known = language in wordfreq.available_languages("small")
    texts = wordfreq.get_frequency_list(language, "best") if known else ()
    return Frequencies([[_as_bytes(word) for word in words] for words in texts])


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
