"""Which of many folded lines may begin or end with one of many folded phrases, told by a few set lookups a line.

Hardly any line of an article does, so that whatever costs more is done for the few that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

SIZE = 8
"""Letters of the longest key."""

_SIZES = (SIZE, 4, 3, 2, 1)
"""Letters of a key; a phrase has the longest that it can fill. Measured on articles: 2 % of the lines have eight letters with
which a phrase begins, 21 % have four."""


class Beginnings:
    """Keys for the beginnings of phrases; none of them is empty."""

    def __init__(self, phrases: Iterable[str]) -> None:
        found = {each[:SIZE] for each in phrases}
        self._keys = _by_size(found, {each[:4] for each in found if len(each) < SIZE})
        self._pairs = {key[:2] for key in (*self._keys[2], *self._keys[3])}

    def among(self, folds: Sequence[str]) -> list[int]:
        """The places of the lines that may begin with one of the phrases."""
        (eight, four, three, two, one), pairs = self._keys, self._pairs
        return [
            place
            for place, fold in enumerate(folds)
            if fold[:8] in eight
            or fold[:4] in four
            or (fold[:2] in pairs and (fold[:3] in three or fold[:2] in two))
            or fold[:1] in one
        ]


class Endings:
    """Keys for the ends of phrases; none of them is empty."""

    def __init__(self, phrases: Iterable[str]) -> None:
        found = {each[-SIZE:] for each in phrases}
        self._keys = _by_size(found, {each[-4:] for each in found if len(each) < SIZE})
        self._pairs = {key[-2:] for key in (*self._keys[2], *self._keys[3])}

    def among(self, folds: Sequence[str]) -> list[int]:
        """The places of the lines that may end with one of the phrases."""
        (eight, four, three, two, one), pairs = self._keys, self._pairs
        return [
            place
            for place, fold in enumerate(folds)
            if fold[-8:] in eight
            or fold[-4:] in four
            or (fold[-2:] in pairs and (fold[-3:] in three or fold[-2:] in two))
            or fold[-1:] in one
        ]


def key_of_end(phrase: str) -> str:
    """The end by which a phrase is found: of two phrases, the longer one never has the shorter end."""
    return phrase[-SIZE:] if len(phrase) >= SIZE else phrase[-4:]


def _by_size(long: Set[str], short: Set[str]) -> tuple[Set[str], ...]:
    """Keys of eight letters, of which those that are shorter have no use, and of up to four."""
    return (long, *({key for key in short if len(key) == size} for size in _SIZES[1:]))
