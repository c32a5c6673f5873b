"""How common a word is, in the document's language and in English. Imports wordfreq when the first word is asked for.

Frequencies are zipf values (van Heuven et al. 2014): log10 of uses per 10^9 words; "the" has 7.7, a word met once in 10^9 has 0.
The large lists of wordfreq know brands ("FarmVille"), which is what keeps them whole.
"""

from __future__ import annotations

from functools import cache, cached_property
from math import log10

_OWN_NAMES = {"no": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "iw": "he", "tl": "fil"}
_BY_WORD_IS_WRONG = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})


class Lexicon:
    """Zipf values for one language; 0.0 for a word that no list holds.

    A word the language does not know may be English, in any article: it counts then, a little less.
    """

    def __init__(self, language: str) -> None:
        self.language = _OWN_NAMES.get(language, language) or "en"

    @cached_property
    def _own(self) -> dict[str, float]:
        return _frequencies(self.language)

    @cached_property
    def _english(self) -> dict[str, float]:
        return _frequencies("en") if self.language != "en" else {}

    @property
    def known(self) -> bool:
        """Whether there is a list for the language (English where it is unknown)."""
        return bool(self._own)

    def zipf(self, word: str) -> float:
        """Zipf value of a word in any case."""
        word = word.casefold()
        if "’" in word:
            word = word.replace("’", "'")
        frequency = self._own.get(word)
        own = log10(frequency) + 9 if frequency else 0.0
        if own < 3 and (foreign := self._english.get(word)):
            return max(own, log10(foreign) + 8)
        return own


@cache
def _frequencies(language: str) -> dict[str, float]:
    if language in _BY_WORD_IS_WRONG:
        return {}
    import wordfreq

    if language not in wordfreq.available_languages("small"):
        return {}
    frequencies: dict[str, float] = wordfreq.get_frequency_dict(language, "best")
    return frequencies
