"""Which of many folded lines may begin or end with one of many folded phrases, told by a few lookups a line.

Hardly any line of an article does, so whatever costs more is done for those few alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from cleanup.rules.table import ByLetters, Table, by_letters, lines_of

SIZES = (8, 4, 3, 2, 1)
"""Letters of a key; a phrase has one of eight or, if it is shorter, of up to four. Measured on articles: 2 % of the lines have
eight letters with which a phrase begins, 21 % have four."""

_SHORT = ""
"""Stands for the two letters of keys that are shorter than four, which are few."""

_END = "\0"
"""Ends each phrase where several are joined to one string."""

_MARK, _FIRST_SIGN, _SIGNS = 2, 33, 94
"""The size of a mark; the first of the characters that marks are made of, and how many: those of ASCII that are visible."""


class Beginnings:
    """Keys for the beginnings of phrases; none of them is empty."""

    def __init__(self, phrases: Iterable[str] = (), known: ByLetters | None = None) -> None:
        """`known` are the keys of more phrases, as `kept` has them."""
        self.kept = known or {}
        added: dict[str, set[str]] = {}
        for phrase in phrases:
            key = phrase[: _size(phrase)]
            added.setdefault(_SHORT if _is_short(key) else key[:2], set()).add(key)
        if added:
            keys = {letters: sorted(added[letters].union(lines_of(self.kept.get(letters, b"")))) for letters in added}
            self.kept = {**self.kept, **by_letters(keys)}
        self._keys: Table[None] = Table(self.kept, dict.fromkeys)
        self._keys.want((_SHORT,))
        self._pairs = {key[:2] for key in self._keys.known}

    def joined(self, phrases: Iterable[str]) -> Beginnings:
        """The same keys and those of more phrases."""
        more = list(phrases)
        return Beginnings(more, self.kept) if more else self

    def among(self, folds: Sequence[str]) -> list[int]:
        """The places of the lines that may begin with one of the phrases. SIZES are written out, for speed."""
        if self._keys.rest:
            self._keys.want([fold[:2] for fold in folds])
        known, pairs = self._keys.known, self._pairs
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

    def __init__(self, phrases: Iterable[tuple[str, str]] = (), known: ByLetters | None = None) -> None:
        """`known` are more phrases, as `kept` has them: each key, and behind it the phrases with their marks."""
        self.kept = known or {}
        added: dict[str, dict[str, str]] = {}
        for phrase, marked in sorted(phrases, key=lambda each: len(each[0])):
            key = phrase[-_size(phrase) :]
            letters = _SHORT if _is_short(key) else key[-2:]
            if letters not in added:
                added[letters] = _by_key(lines_of(self.kept.get(letters, b"")))
            added[letters][key] = f"{phrase}{marked}{_END}{added[letters].get(key, '')}"
        if added:
            lines = {letters: [part for key in sorted(keys) for part in (key, keys[key])] for letters, keys in added.items()}
            self.kept = {**self.kept, **by_letters(lines)}
        self._ends = Table(self.kept, _by_key)
        self._ends.want((_SHORT,))
        self._pairs = {key[-2:] for key in self._ends.known}
        self._phrases: dict[str, Mapping[str, Sequence[str]]] = {}

    def among(self, folds: Sequence[str]) -> list[int]:
        """The places of the lines that may end with one of the phrases. SIZES are written out, for speed."""
        if self._ends.rest:
            self._ends.want([fold[-2:] for fold in folds])
        ends, pairs = self._ends.known, self._pairs
        return [
            place
            for place, fold in enumerate(folds)
            if fold[-8:] in ends
            or fold[-4:] in ends
            or (fold[-2:] in pairs and (fold[-3:] in ends or fold[-2:] in ends))
            or fold[-1:] in ends
        ]

    def longest_before(self, folded: str, end: int, wanted: Callable[[str], object]) -> str | None:
        """The longest phrase before an end that is `wanted`."""
        if self._ends.rest:
            self._ends.want((folded[end - 2 : end],))
        ends = self._ends.known
        for size in SIZES:
            if size <= end and (key := folded[end - size : end]) in ends:
                for phrase in self._of(key):
                    if folded.endswith(phrase, 0, end) and wanted(phrase):
                        return phrase
        return None

    def marks(self, phrase: str) -> Sequence[str]:
        """Those of a phrase; none if it is not there."""
        if self._ends.rest:
            self._ends.want((phrase[-2:],))
        key = phrase[-_size(phrase) :]
        return self._of(key).get(phrase, ()) if key in self._ends.known else ()

    def _of(self, key: str) -> Mapping[str, Sequence[str]]:
        """The phrases with a key that there is, the longest first, each with its marks."""
        known = self._phrases.get(key)
        if known is None:
            marks: dict[str, list[str]] = {}
            for each in sorted(self._ends.known[key].split(_END)[:-1], key=len, reverse=True):
                marks.setdefault(each[:-_MARK], []).append(each[-_MARK:])
            known = self._phrases[key] = marks
        return known


def _by_key(lines: Sequence[str]) -> dict[str, str]:
    """Every other line by the one before it."""
    return dict(zip(lines[::2], lines[1::2], strict=True))


def _size(phrase: str) -> int:
    """Letters of its key: of two phrases, the longer one never has the shorter key."""
    return SIZES[0] if len(phrase) >= SIZES[0] else min(SIZES[1], len(phrase))


def _is_short(key: str) -> bool:
    return len(key) < SIZES[1]
