"""How common a word is, in the document's language and in English. Reads the lists of wordfreq when the first word is asked for.

Frequencies are zipf values (van Heuven et al. 2014): log10 of uses per 10^9 words; "the" has 7.7, a word met once in 10^9 has 0.
The large lists of wordfreq know brands ("FarmVille"), which is what keeps them whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from itertools import takewhile
from pathlib import Path
from zlib import decompress

_OWN_NAMES = {"no": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "iw": "he", "tl": "fil"}
_BY_WORD_IS_WRONG = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})

_COMMON = 5.0
_REMEMBERED = 1 << 17
_FEW = 400
_GZIP = 31
"""How zlib is told to read gzip."""


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
    """Zipf values of words, from lists of words by centibels, each in alphabetical order ("cBpack", the format of wordfreq).

    The first few words are looked for in the lists: a table of all of them takes as long to make as a thousand searches.
    """

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        self._lists = [(_zipf(centibels), words) for centibels, words in enumerate(lists) if words]
        self._searches = 0

    def __bool__(self) -> bool:
        return bool(self._lists)

    def get(self, word: str, default: float) -> float:
        """The zipf value of a word, `default` if the lists have none."""
        self._searches += 1
        if self._searches > _FEW:
            return self._table.get(word, default)
        for zipf, words in self._lists:
            place = bisect_left(words, word)
            if place < len(words) and words[place] == word:
                return zipf
        return default

    def at_least(self, zipf: float) -> frozenset[str]:
        """The words with this value or a higher one."""
        return frozenset(word for value, words in takewhile(lambda each: each[0] >= zipf, self._lists) for word in words)

    @cached_property
    def _table(self) -> dict[str, float]:
        table: dict[str, float] = {}
        for zipf, words in self._lists:
            table.update(dict.fromkeys(words, zipf))
        return table


def _zipf(centibels: int) -> float:
    return 9 - centibels / 100


@cache
def _frequencies(language: str) -> Frequencies:
    if language in _BY_WORD_IS_WRONG:
        return Frequencies(())
    lists = _read(language)
    if lists is None:
        import wordfreq

        known = language in wordfreq.available_languages("small")
        lists = wordfreq.get_frequency_list(language, "best") if known else ()
    return Frequencies(lists)


def _read(language: str) -> Sequence[Sequence[str]] | None:
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
    header, *lists = msgpack.unpackb(decompress(packed, _GZIP), raw=False)
    is_known = isinstance(header, dict) and (header.get("format"), header.get("version")) == ("cB", 1)
    return lists if is_known else None
