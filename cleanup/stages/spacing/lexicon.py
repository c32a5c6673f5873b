"""How common a word is, in the document's language and in English. Reads the lists of wordfreq when the first word is asked for.

Frequencies are zipf values (van Heuven et al. 2014): log10 of uses per 10^9 words; "the" has 7.7, a word met once in 10^9 has 0.
The large lists of wordfreq know brands ("FarmVille"), which is what keeps them whole.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from itertools import takewhile
from pathlib import Path
from zlib import decompress

_OWN_NAMES = {"no": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "iw": "he", "tl": "fil"}
_BY_WORD_IS_WRONG = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})

_COMMON, FUNCTION_WORD = 5.0, 5.8
"""The zipf values of a word that is used once in 10,000 words, and of one that stands in every other sentence."""

_REMEMBERED = 1 << 17
"""Words whose values are remembered."""

_SEARCHES, _COMMONEST = 1_000, 20_000
"""Searches before all words are put in a table, and words that are put there at once: measured with texts of a few kB."""

_GZIP = 31
"""The value of `wbits` that makes zlib read gzip."""


class Lexicon:
    """Zipf values for one language; 0.0 for a word that no list holds.

    A word the language does not know may be English, in any article: it counts then, a little less.
    """

    def __init__(self, language: str) -> None:
        self.guessed = not language
        self.language = _OWN_NAMES.get(language, language) or "en"
        self.zipf = lru_cache(_REMEMBERED)(self._zipf)
        """Zipf value of a word in any case; the same few are asked for again and again."""

    @cached_property
    def _own(self) -> Frequencies:
        return _frequencies(self.language)

    @cached_property
    def _english(self) -> Frequencies:
        return _frequencies("en") if self.language != "en" else Frequencies(())

    @cached_property
    def common(self) -> frozenset[str]:
        """The words of the language, folded, that are used at least once in 10,000."""
        return self._own.at_least(_COMMON)

    @property
    def known(self) -> bool:
        """Whether there is a list for the language (English where it is unknown)."""
        return bool(self._own)

    def _zipf(self, word: str) -> float:
        word = word.casefold()
        if "’" in word:
            word = word.replace("’", "'")
        own = self._own.get(word, 0.0)
        return max(own, self._english.get(word, 1.0) - 1) if own < 3 else own


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, one for all documents."""
    return Lexicon(language)


class Frequencies:
    """Zipf values of words, from lists of words by centibels, each in the order of its bytes ("cBpack", the format of wordfreq).

    Words stay in UTF-8, as they are packed: texts of them would take twice as long to make. A table has the common ones; the
    first few that are not among them are looked for in the lists, as a table of all takes as long to make as a thousand searches.
    """

    def __init__(self, lists: Sequence[Sequence[bytes]]) -> None:
        self._lists = [(_zipf_of(centibels), words) for centibels, words in enumerate(lists) if words]
        self._table: dict[bytes, float] = {}
        self._rest = self._lists
        self._searches = 0

    def __bool__(self) -> bool:
        return bool(self._lists)

    def get(self, word: str, default: float) -> float:
        """The zipf value of a word, `default` if the lists have none."""
        if not self._table:
            self._fill(_COMMONEST)
        packed = word.encode("utf-8", "surrogatepass")
        if (known := self._table.get(packed)) is not None:
            return known
        if self._rest:
            self._searches += 1
            if self._searches > _SEARCHES:
                self._fill()
                return self._table.get(packed, default)
        for zipf, words in self._rest:
            place = bisect_left(words, packed)
            if place < len(words) and words[place] == packed:
                return zipf
        return default

    def _fill(self, size: int = sys.maxsize) -> None:
        """Put lists into the table until it has so many words."""
        for place, (zipf, words) in enumerate(self._lists):
            if len(self._table) >= size:
                self._rest = self._lists[place:]
                return
            self._table.update(dict.fromkeys(words, zipf))
        self._rest = []

    def at_least(self, zipf: float) -> frozenset[str]:
        """The words with this value or a higher one."""
        return frozenset(word.decode() for value, words in takewhile(lambda each: each[0] >= zipf, self._lists) for word in words)


def _zipf_of(centibels: int) -> float:
    return 9 - centibels / 100


@cache
def _frequencies(language: str) -> Frequencies:
    if language in _BY_WORD_IS_WRONG:
        return Frequencies(())
    lists = _packed_lists(language)
    if lists is None:
        import wordfreq

        known = language in wordfreq.available_languages("small")
        texts = wordfreq.get_frequency_list(language, "best") if known else ()
        lists = [[word.encode() for word in words] for words in texts]
    return Frequencies(lists)


def _packed_lists(language: str) -> Sequence[Sequence[bytes]] | None:
    """The best list for a language, empty if there is none, from the data of wordfreq, whose code takes five times as long to
    import as a list to read; None where the data is not what it is known to be."""
    from importlib.util import find_spec

    spec = find_spec("wordfreq")
    places = spec.submodule_search_locations if spec else None
    folder = Path(places[0]) / "data" if places else None
    if folder is None or not (folder / "small_en.msgpack.gz").is_file():
        return None
    if not (folder / f"small_{language}.msgpack.gz").is_file():
        return ()
    import msgpack

    large = folder / f"large_{language}.msgpack.gz"
    packed = (large if large.is_file() else folder / f"small_{language}.msgpack.gz").read_bytes()
    header, *lists = msgpack.unpackb(decompress(packed, _GZIP), raw=True, use_list=False)  # tuples are made in less time
    is_known = isinstance(header, dict) and (header.get(b"format"), header.get(b"version")) == (b"cB", 1)
    return lists if is_known else None
