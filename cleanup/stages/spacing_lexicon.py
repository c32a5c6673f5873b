"""How common a word is, in the document's language and in English. Imports wordfreq when the first word is asked for.

Frequencies are zipf values (van Heuven et al. 2014): log10 of uses per 10^9 words; "the" has 7.7, a word met once in 10^9 has 0.
The large lists of wordfreq know brands ("FarmVille"), which is what keeps them whole.
"""

from __future__ import annotations

from functools import cache
from math import log10

_OWN_NAMES = {"no": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "iw": "he", "tl": "fil"}
_BY_WORD_IS_WRONG = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})


class Lexicon:
    """Zipf values for one language; 0.0 for a word that its list does not hold."""

    def __init__(self, language: str) -> None:
        self.language = _OWN_NAMES.get(language, language)

    @property
    def known(self) -> bool:
        """Whether there is a list for the language (English where it is unknown)."""
        return bool(_frequencies(self.language or "en"))

    def zipf(self, word: str) -> float:
        """Zipf value of a word in any case."""
        return _zipf(_frequencies(self.language or "en"), word.casefold())

    def english(self, word: str) -> float:
        """Zipf value in English, which names and titles in any article may be in."""
        return _zipf(_frequencies("en"), word.casefold())


def _zipf(frequencies: dict[str, float], word: str) -> float:
    frequency = frequencies.get(word.replace("’", "'"))
    return max(0.0, log10(frequency) + 9) if frequency else 0.0


@cache
def _frequencies(language: str) -> dict[str, float]:
    if language in _BY_WORD_IS_WRONG:
        return {}
    import wordfreq

    if language not in wordfreq.available_languages("small"):
        return {}
    frequencies: dict[str, float] = wordfreq.get_frequency_dict(language, "best")
    return frequencies
