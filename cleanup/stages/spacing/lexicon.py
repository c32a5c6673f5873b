"""How common a word is, in the document's language and in English. Imports wordfreq when the first word is asked for.

Frequencies are zipf values (van Heuven et al. 2014): log10 of uses per 10^9 words; "the" has 7.7, a word met once in 10^9 has 0.
The large lists of wordfreq know brands ("FarmVille"), which is what keeps them whole.
"""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from itertools import takewhile

_OWN_NAMES = {"no": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "iw": "he", "tl": "fil"}
_BY_WORD_IS_WRONG = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})

_COMMON = 5.0
_REMEMBERED = 1 << 17


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
    def _own(self) -> dict[str, float]:
        return _zipf_values(self.language)

    @cached_property
    def _english(self) -> dict[str, float]:
        return _zipf_values("en") if self.language != "en" else {}

    @cached_property
    def common(self) -> frozenset[str]:
        """The words of the language, folded, that are used at least once in 10,000."""
        own = self._own
        return frozenset(takewhile(lambda word: own[word] >= _COMMON, own))  # the list begins with the commonest

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


@cache
def _zipf_values(language: str) -> dict[str, float]:
    if language in _BY_WORD_IS_WRONG:
        return {}
    import wordfreq

    if language not in wordfreq.available_languages("small"):
        return {}
    zipf: dict[str, float] = {}
    for centibels, words in enumerate(wordfreq.get_frequency_list(language, "best")):
        zipf.update(dict.fromkeys(words, 9 - centibels / 100))
    return zipf
