"""What was guessed of the lines of a raw page, as facts: of every line and of those around it, and where the guesses point to.

The second pass of the model judges by them (see `linemodel`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from cleanup.stages.boilerplate.page.columns import AWAY, Columns, Facts, away, clamped, heaviest, shifted, sums

_STEPS, _REACHES = (1, 2, 3), (5, 12)
"""Distances of lines that are looked at one by one, and of those that are looked at together."""

_DEEP = 5
"""Lines from the ends of the stretch after which more say no more."""


class Guesses:
    """Guesses by the words they speak for."""

    def __init__(self, guess: Sequence[float], words: Sequence[int]) -> None:
        mass = [p * count for p, count in zip(guess, words, strict=True)]
        self._guess, self._size = guess, len(guess)
        self._mass, self._words = sums(mass), sums(words)
        self._first, self._last = heaviest([(p - 0.5) * count for p, count in zip(guess, words, strict=True)])

    def columns(self) -> Columns:
        """What was guessed of every line and of the lines around it."""
        guess, mass, total, size = self._guess, self._mass, self._mass[-1], self._size
        measured: dict[str, Sequence[float]] = {"guess": [log((p + 1e-3) / (1 - p + 1e-3)) for p in guess]}
        for step in _STEPS:
            measured |= {f"guess above:{step}": shifted(guess, -step, 0.0), f"guess below:{step}": shifted(guess, step, 0.0)}
        for reach in _REACHES:
            measured[f"guesses around:{reach}"] = self._means(-reach, reach + 1)
            measured[f"guesses above:{reach}"] = self._means(-reach, 0)
            measured[f"guesses below:{reach}"] = self._means(1, reach + 1)
        measured["guessed before"] = [before / total for before in mass[:-1]]
        measured["guessed behind"] = [1 - upto / total for upto in mass[1:]]
        measured["share of the guessed stretch"] = [(mass[self._last] - mass[self._first]) / total] * size
        measured["guesses up to the stretch"] = self._up_to_stretch()
        return Columns([""] * size, {to_stretch: self._to_stretch()}, measured)

    def _means(self, begin: int, end: int) -> list[float]:
        """For each line the mean guess of a word in the lines from `begin` to before `end`, counted from it; 0 without any."""
        columns = (clamped(sums, step) for sums in (self._mass, self._words) for step in (begin, end))
        return [
            (upto - before) / (all_ - some) if all_ > some else 0.0 for before, upto, some, all_ in zip(*columns, strict=True)
        ]

    def _up_to_stretch(self) -> list[float]:
        """For each line outside the stretch the mean guess of a word between them, of the line's own too; 0 inside."""
        mass, words, first, last = self._mass, self._words, self._first, self._last
        before = [(mass[first] - mass[place]) / (words[first] - words[place]) for place in range(first)]
        behind = [(mass[upto] - mass[last]) / (words[upto] - words[last]) for upto in range(last + 1, self._size + 1)]
        return [*before, *[0.0] * (last - first), *behind]

    def _to_stretch(self) -> list[tuple[int, int]]:
        """For each line how far it stands from the stretch the guesses speak for, negative before it, and how deep inside."""
        inside = [min(_DEEP, place - self._first, self._last - 1 - place) for place in range(self._first, self._last)]
        deep = [*[0] * self._first, *inside, *[0] * (self._size - self._last)]
        return [*zip(away(self._first, self._last, self._size), deep, strict=True)]


def to_stretch(key: tuple[int, int]) -> Facts:
    """Where a line stands to the stretch that the guesses speak for."""
    lines, deep = key
    if not lines:
        return {"in the guessed stretch": 1.0, "deep in it": deep / _DEEP}
    return {
        "before the guessed stretch": float(lines < 0),
        "away from the guessed stretch": abs(lines) / AWAY,
        "close to the guessed stretch": float(abs(lines) <= 3),
        "next to the guessed stretch": float(abs(lines) == 1),
    }
