"""Which of many folded lines may begin or end with one of many folded phrases, told by a few lookups a line.

Hardly any line of an article does, so whatever costs more is done for those few alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import Generic, TypeVar

T = TypeVar("T")

SIZES = (8, 4, 3, 2, 1)
"""Letters of a key; a phrase has one of eight or, if it is shorter, of up to four. Measured on articles: 2 % of the lines have
eight letters with which a phrase begins, 21 % have four."""

_SEARCHES = 5_000
"""Lookups by bisection before a table makes a dictionary of all its keys, which takes as long."""

_END = "\0"
"""Ends each phrase where several are joined to one string."""

_MARK, _FIRST_SIGN, _SIGNS = 2, 33, 94
"""The size of a mark; the first of the characters that marks are made of, and how many: those of ASCII that are visible."""


class Table(Generic[T]):
    """Values by sorted keys: looked up by bisection at first, later in a dictionary."""

    def __init__(self, keys: Sequence[str], value: Callable[[int], T]) -> None:
        """`value` gives the value of a key by its place."""
        self.keys, self._value = keys, value
        self._left = _SEARCHES

    def get(self, lookups: int) -> Callable[[str, T], T]:
        """What looks up a key, given with what to return where there is no such key, for that many lookups."""
        self._left -= lookups
        return self._search if self._left >= 0 else self.whole.get

    @cached_property
    def whole(self) -> dict[str, T]:
        """All values by their keys."""
        return dict(zip(self.keys, map(self._value, range(len(self.keys))), strict=True))

    def _search(self, key: str, default: T) -> T:
        place = bisect_left(self.keys, key)
        return self._value(place) if place < len(self.keys) and self.keys[place] == key else default


class Beginnings:
    """Keys for the beginnings of phrases; none of them is empty."""

    def __init__(self, phrases: Iterable[str] = (), known: Sequence[str] = ()) -> None:
        """`known` are the keys of more phrases, as `keys` has them."""
        new = {phrase[: _size(phrase)] for phrase in phrases}
        self.keys = sorted({*known, *new}, key=_in_order) if new else known

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.keys)

    @cached_property
    def _pairs(self) -> set[str]:
        return {key[:2] for key in takewhile(_is_short, self.keys)}

    def joined(self, phrases: Iterable[str]) -> Beginnings:
        """The same keys and those of more phrases."""
        more = list(phrases)
        return Beginnings(more, self.keys) if more else self

    def among(self, folds: Sequence[str]) -> list[int]:
        """The places of the lines that may begin with one of the phrases. SIZES are written out, for speed."""
        known, pairs = self._known, self._pairs
        return [
            place
            for place, fold in enumerate(folds)
            if fold[:8] in known
            or fold[:4] in known
            or (fold[:2] in pairs and (fold[:3] in known or fold[:2] in known))
            or fold[:1] in known
        ]


def mark(number: int) -> str:
    """Characters that stand for a number, always as many."""
    return chr(_FIRST_SIGN + number // _SIGNS) + chr(_FIRST_SIGN + number % _SIGNS)


class Endings:
    """Phrases by their ends, each with a mark; none of them is empty."""

    def __init__(self, phrases: Iterable[tuple[str, str]] = (), known: Mapping[str, str] | None = None) -> None:
        """`known` are more phrases, as `ends` has them."""
        found = dict(known or {})
        given = sorted(phrases, key=lambda each: len(each[0]))
        for phrase, marked in given:
            key = phrase[-_size(phrase) :]
            found[key] = f"{phrase}{marked}{_END}{found.get(key, '')}"
        self.ends: Mapping[str, str] = {key: found[key] for key in sorted(found, key=_in_order)} if given else found
        self._phrases: dict[str, Mapping[str, Sequence[str]]] = {}
        self._pairs = {key[-2:] for key in takewhile(_is_short, self.ends)}

    def among(self, folds: Sequence[str]) -> list[int]:
        """The places of the lines that may end with one of the phrases. SIZES are written out, for speed."""
        ends, pairs = self.ends, self._pairs
        return [
            place
            for place, fold in enumerate(folds)
            if fold[-8:] in ends
            or fold[-4:] in ends
            or (fold[-2:] in pairs and (fold[-3:] in ends or fold[-2:] in ends))
            or fold[-1:] in ends
        ]

    def of(self, key: str) -> Mapping[str, Sequence[str]]:
        """The phrases with a key that there is, the longest first, each with its marks."""
        known = self._phrases.get(key)
        if known is None:
            marks: dict[str, list[str]] = {}
            for each in sorted(self.ends[key].split(_END)[:-1], key=len, reverse=True):
                marks.setdefault(each[:-_MARK], []).append(each[-_MARK:])
            known = self._phrases[key] = marks
        return known

    def marks(self, phrase: str) -> Sequence[str]:
        """Those of a phrase; none if it is not there."""
        key = phrase[-_size(phrase) :]
        return self.of(key).get(phrase, ()) if key in self.ends else ()


def _size(phrase: str) -> int:
    """Letters of its key: of two phrases, the longer one never has the shorter key."""
    return SIZES[0] if len(phrase) >= SIZES[0] else min(SIZES[1], len(phrase))


def _in_order(key: str) -> tuple[int, str]:
    """Short ones first, to be looked through alone."""
    return len(key), key


def _is_short(key: str) -> bool:
    return len(key) < SIZES[1]
