"""How common a word is, in the document's language and in English. Reads the lists of wordfreq when the first word is asked for.

Frequencies are zipf values (van Heuven et al. 2014): log10 of uses per 10^9 words; "the" has 7.7, a word met once in 10^9 has 0.
The large lists of wordfreq know brands ("FarmVille"), which is what keeps them whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, lru_cache
from itertools import takewhile
from pathlib import Path
from zlib import decompress

Lists = Sequence[Sequence[bytes]]
"""Words in UTF-8 by centibels: 0 for one that every word is, 300 for one in 1,000, 600 for one in 1,000,000."""

_OWN_NAMES = {"no": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "iw": "he", "tl": "fil"}
_BY_WORD_IS_WRONG = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})

_COMMON, FUNCTION_WORD = 5.0, 5.8
"""The zipf values of a word that is used once in 10,000 words, and of one that stands in every other sentence."""

_REMEMBERED = 1 << 17
"""Words whose values are remembered."""

_SEARCHES = 250
"""Searches in the lists of rare words before all of these are put in a table: it takes as long to make, and 16 MB."""

_RAREST_OF_SHORT = 3.0
"""The words in the short lists of wordfreq have zipf values above this."""

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

    def zipf_if_common(self, word: str) -> float:
        """Zipf value of a word in any case that is used more than once in 1,000,000 words (above 3.0); 0.0 for any other.

        The first word takes a tenth of the time that it takes `zipf`, which reads the long lists for words that are rare.
        """
        word = _as_listed(word)
        zipf = self._own.if_common(word) or self._english.if_common(word) - 1
        return zipf if zipf > _RAREST_OF_SHORT else 0.0

    @cached_property
    def common(self) -> frozenset[str]:
        """The words of the language, folded, that are used at least once in 10,000."""
        return self._own.at_least(_COMMON)

    @property
    def known(self) -> bool:
        """Whether there is a list for the language (English where it is unknown)."""
        return bool(self._own)

    def _zipf(self, word: str) -> float:
        word = _as_listed(word)
        own = self._own.get(word, 0.0)
        return max(own, self._english.get(word, 1.0) - 1) if own < _RAREST_OF_SHORT else own


def _as_listed(word: str) -> str:
    word = word.casefold()
    return word.replace("’", "'") if "’" in word else word


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, one for all documents."""
    return Lexicon(language)


class Frequencies:
    """Zipf values of words, from lists of words by centibels, each in the order of its bytes ("cBpack", the format of wordfreq).

    Words stay in UTF-8, as they are packed: texts of them would take twice as long to make. A table has those of the `short`
    lists. Only a word that is not among them is looked for in the `long` ones, which begin with the same words (so they do in all
    languages of wordfreq 3.1) and take ten times as long to read; and there one by one, as a table takes as long to make as
    hundreds of searches.
    """

    def __init__(self, short: Lists, long: Callable[[], Lists] = tuple) -> None:
        self._lists = [(_zipf_of(centibels), words) for centibels, words in enumerate(short) if words]
        self._depth, self._long = len(short), long
        self._searches, self._rare = 0, dict[bytes, float]()

    def __bool__(self) -> bool:
        return bool(self._lists)

    @cached_property
    def _table(self) -> dict[bytes, float]:
        return _as_table(self._lists)

    @cached_property
    def _rest(self) -> list[tuple[float, Sequence[bytes]]]:
        return [
            (_zipf_of(centibels), words) for centibels, words in enumerate(self._long()) if words and centibels >= self._depth
        ]

    def if_common(self, word: str) -> float:
        """The zipf value of a word in the short lists, 0.0 for any other."""
        return self._table.get(_packed(word), 0.0)

    def get(self, word: str, default: float) -> float:
        """The zipf value of a word, `default` if the lists have none."""
        packed = _packed(word)
        if (known := self._table.get(packed)) is not None:
            return known
        if self._rare:
            return self._rare.get(packed, default)
        self._searches += 1
        if self._searches > _SEARCHES:
            self._rare = _as_table(self._rest)
        for zipf, words in self._rest:
            place = bisect_left(words, packed)
            if place < len(words) and words[place] == packed:
                return zipf
        return default

    def at_least(self, zipf: float) -> frozenset[str]:
        """The words of the short lists with this value or a higher one."""
        return frozenset(word.decode() for value, words in takewhile(lambda each: each[0] >= zipf, self._lists) for word in words)


def _as_table(lists: Iterable[tuple[float, Sequence[bytes]]]) -> dict[bytes, float]:
    return {word: zipf for zipf, words in lists for word in words}


def _packed(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")


def _zipf_of(centibels: int) -> float:
    return 9 - centibels / 100


@cache
def _frequencies(language: str) -> Frequencies:
    if language in _BY_WORD_IS_WRONG:
        return Frequencies(())
    short = _packed_lists(language, "small")
    if short is not None:
        return Frequencies(short, lambda: _packed_lists(language, "large") or ())
    import wordfreq

    known = language in wordfreq.available_languages("small")
    texts = wordfreq.get_frequency_list(language, "best") if known else ()
    return Frequencies([[_packed(word) for word in words] for words in texts])


def _packed_lists(language: str, size: str) -> Lists | None:
    """The "small" or "large" list for a language, empty if there is none, from the data of wordfreq, whose code takes five times
    as long to import as a list to read; None where the data is not what it is known to be."""
    from importlib.util import find_spec

    spec = find_spec("wordfreq")
    places = spec.submodule_search_locations if spec else None
    folder = Path(places[0]) / "data" if places else None
    if folder is None or not (folder / "small_en.msgpack.gz").is_file():
        return None
    file = folder / f"{size}_{language}.msgpack.gz"
    if not file.is_file():
        return ()
    import msgpack

    header, *lists = msgpack.unpackb(decompress(file.read_bytes(), _GZIP), raw=True, use_list=False)  # tuples take less time
    is_known = isinstance(header, dict) and (header.get(b"format"), header.get(b"version")) == (b"cB", 1)
    return lists if is_known else None
