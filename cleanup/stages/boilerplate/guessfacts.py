"""What was guessed of the lines of a raw page, as facts: of every line and of those around it, and where the guesses point to.

The second pass of the model judges by them (see `linemodel`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, islice, repeat
from math import log

from cleanup.stages.boilerplate.pagefacts import heaviest

_STEPS, _REACHES = (1, 2, 3), (5, 12)
DENSE = (
    "guess",
    *(f"guess {side}:{step}" for step in _STEPS for side in ("above", "below")),
    *(f"guesses {side}:{reach}" for reach in _REACHES for side in ("around", "above", "below")),
    "guessed before",
    "guessed behind",
    "share of the guessed stretch",
)
"""Facts that every line has."""


def around(guess: Sequence[float], words: Sequence[int]) -> Iterator[dict[str, float]]:
    """What was guessed of every line and of the lines around it, as facts."""
    return (dict(zip(DENSE, values, strict=True)) | facts for values, facts in rows(guess, words))


def rows(guess: Sequence[float], words: Sequence[int]) -> Iterator[tuple[tuple[float, ...], dict[str, float]]]:
    """The same: the values of DENSE, and other facts."""
    sums, size = _Sums(guess, words), len(guess)
    first, last = heaviest([(p - 0.5) * count for p, count in zip(guess, words, strict=True)])
    mass, total = sums.mass, sums.mass[-1]
    columns: list[Iterator[float]] = [(log((p + 1e-3) / (1 - p + 1e-3)) for p in guess)]
    for step in _STEPS:
        columns += (_shifted(guess, -step), _shifted(guess, step))
    for reach in _REACHES:
        columns += (sums.means(-reach, reach + 1), sums.means(-reach, 0), sums.means(1, reach + 1))
    columns += ((before / total for before in islice(mass, size)), (1 - upto / total for upto in islice(mass, 1, None)))
    columns.append(repeat((mass[last] - mass[first]) / total, size))
    for place, values in enumerate(zip(*columns, strict=True)):
        facts = _to_stretch(place, first, last)
        if not first <= place < last:
            facts["guesses up to the stretch"] = sums.mean(place, first) if place < first else sums.mean(last, place + 1)
        yield values, facts


def _shifted(values: Sequence[float], step: int) -> Iterator[float]:
    """For each place the value so many places further on, 0 where there is none."""
    size, none = len(values), repeat(0.0, min(abs(step), len(values)))
    return chain(none, islice(values, max(0, size + step))) if step < 0 else chain(islice(values, step, None), none)


class _Sums:
    """Guesses by the words they speak for, added up from the first line on, so that every mean costs the same."""

    def __init__(self, guess: Sequence[float], words: Sequence[int]) -> None:
        self.mass = list(accumulate((p * count for p, count in zip(guess, words, strict=True)), initial=0.0))
        self._words = list(accumulate(words, initial=0))

    def mean(self, low: int, high: int) -> float:
        """The mean guess of a word from line `low` to before `high`, of which the second comes later."""
        return (self.mass[high] - self.mass[low]) / (self._words[high] - self._words[low])

    def means(self, begin: int, end: int) -> Iterator[float]:
        """For each line the mean guess of a word in the lines from `begin` to before `end`, counted from it; 0 without any."""
        columns = (_clamped(sums, step) for sums in (self.mass, self._words) for step in (begin, end))
        return (
            (upto - before) / (all_ - some) if all_ > some else 0.0 for before, upto, some, all_ in zip(*columns, strict=True)
        )


def _clamped(sums: Sequence[float], step: int) -> Iterator[float]:
    """For each line the sum so many lines further on, that of the first or last where there are none."""
    size = len(sums) - 1
    if step < 0:
        return chain(repeat(sums[0], min(-step, size)), islice(sums, max(0, size + step)))
    return chain(islice(sums, step, size), repeat(sums[size], min(step, size)))


def _to_stretch(place: int, first: int, last: int) -> dict[str, float]:
    """Where a line stands to the stretch from `first` to `last` that the guesses speak for."""
    if first <= place < last:
        return {"in the guessed stretch": 1.0, "deep in it": min(1.0, min(place - first, last - 1 - place) / 5)}
    away = first - place if place < first else place - last + 1
    return {
        "before the guessed stretch": float(place < first),
        "away from the guessed stretch": min(1.0, away / 20),
        "close to the guessed stretch": float(away <= 3),
        "next to the guessed stretch": float(away == 1),
    }
