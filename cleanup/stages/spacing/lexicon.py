"""How common a word is, in the document's language and in English. Reads lists of words when the first one is asked for.

Frequencies are zipf values (van Heuven et al. 2014): log10 of uses per 10^9 words; "the" has 7.7, a word met once in 10^9 has 0.
The large lists of wordfreq know brands ("FarmVille"), which is what keeps them whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property, lru_cache

from cleanup.stages.spacing.wordlists import RAREST_OF_SHORT, Frequencies, frequencies

_OWN_NAMES = {"no": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "iw": "he", "tl": "fil"}

_COMMON, FUNCTION_WORD = 5.0, 5.8
"""The zipf values of a word that is used once in 10,000 words, and of one that stands in every other sentence."""

_REMEMBERED = 1 << 17
"""Words whose values are remembered."""


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
        return frequencies(self.language)

    @cached_property
    def _english(self) -> Frequencies:
        return frequencies("en") if self.language != "en" else Frequencies(())

    def want(self, words: Iterable[str]) -> None:
        """Look for words together that will be asked for: a rare one takes a fifth of the time so."""
        if self._own.are_in_tables and self._english.are_in_tables:
            return
        listed = [_as_listed(word) for word in words]
        self._own.want(listed)
        if self._english:
            self._english.want([word for word in listed if self._own.get(word, 0.0) < RAREST_OF_SHORT])

    def zipf_if_common(self, word: str) -> float:
        """Zipf value of a word in any case that is used more than once in 1,000,000 words (above 3.0); 0.0 for any other.

        The first word takes a tenth of the time that it takes `zipf`, which reads the long lists for words that are rare.
        """
        word = _as_listed(word)
        zipf = self._own.if_common(word) or self._english.if_common(word) - 1
        return zipf if zipf > RAREST_OF_SHORT else 0.0

    @cached_property
    def common(self) -> frozenset[str]:
        """The words of the language, folded, that are used at least once in 10,000."""
        return self._own.at_least(_COMMON)

    @cached_property
    def unlisted(self) -> float:
        """The highest zipf value that a word may have which no list holds: short lists know one word of ten not."""
        return RAREST_OF_SHORT if self._own and not self._own.hold_rare_words else 0.0

    @property
    def known(self) -> bool:
        """Whether there is a list for the language (English where it is unknown)."""
        return bool(self._own)

    def _zipf(self, word: str) -> float:
        word = _as_listed(word)
        own = self._own.get(word, 0.0)
        return max(own, self._english.get(word, 1.0) - 1) if own < RAREST_OF_SHORT else own


def _as_listed(word: str) -> str:
    word = word.casefold()
    return word.replace("’", "'") if "’" in word else word


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, one for all documents."""
    return Lexicon(language)
