"""How often words are used, from the lists of wordfreq, read without its code: that takes five times as long to import.

A word that is not in the short lists of a language is looked for in the long ones as they are packed (packedlists.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from itertools import takewhile

from cleanup.stages.spacing.packedlists import Lists, Packed, as_bytes, long_lists, packed

RAREST_OF_SHORT = 3.0
"""The words in the short lists have zipf values above this."""

_BY_WORD_IS_WRONG = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})

_SEARCHES = 100
"""Searches before all rare words are put in a table: this takes as long to make, 30 ms, and 30 MB in English."""

_TOGETHER = 16
"""Words that are looked for in one search: one takes 0.06 ms, this many 0.2 ms, twice as many 0.6 ms (measured in English)."""


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
    def hold_rare_words(self) -> bool:
        """Whether there are more than the short lists."""
        return bool(self._rare) or self._long is not None or self._short[-1][0] < RAREST_OF_SHORT

    @property
    def are_in_tables(self) -> bool:
        """Whether no word need be looked for any more, because all are in tables."""
        return bool(self._rare) or not self._short

    def if_common(self, word: str) -> float:
        """The zipf value of a word in the short lists, 0.0 for any other."""
        return self._table.get(as_bytes(word), 0.0)

    def get(self, word: str, default: float) -> float:
        """The zipf value of a word, `default` if the lists have none."""
        known = self._table.get(as_bytes(word))
        if known is not None:
            return known
        self.want([word])
        known = (self._rare or self._looked_for).get(as_bytes(word))
        return default if known is None else known

    def want(self, words: Iterable[str]) -> None:
        """Look for words that will be asked for, all those that are rare together: one by one takes five times as long."""
        if self._rare:
            return
        table, known = self._table, self._looked_for
        new = [word for word in dict.fromkeys(words) if (raw := as_bytes(word)) not in table and raw not in known]
        if not new or (long := self._long) is None:
            return
        for first in range(0, len(new), _TOGETHER):
            self._searches += 1
            if self._searches > _SEARCHES:
                self._rare = _as_table((_zipf_of(centibels), words) for centibels, words in enumerate(long.lists()))
                return
            some = new[first : first + _TOGETHER]
            for word, centibels in zip(some, long.centibels(some), strict=True):
                known[as_bytes(word)] = None if centibels is None else _zipf_of(centibels)

    def at_least(self, zipf: float) -> frozenset[str]:
        """The words of the short lists with this value or a higher one."""
        return frozenset(word.decode() for value, words in takewhile(lambda each: each[0] >= zipf, self._short) for word in words)


def _as_table(lists: Iterable[tuple[float, Sequence[bytes]]]) -> dict[bytes, float]:
    return {word: zipf for zipf, words in lists for word in words}


def _zipf_of(centibels: int) -> float:
    return 9 - centibels / 100


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
    return Frequencies([[as_bytes(word) for word in words] for words in texts])
