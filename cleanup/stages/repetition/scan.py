"""Which paragraphs of a text may be copies: told from lengths, digits and a few words, before any is judged as prose.

Most texts hold none. What is found here may be too much, never too little; the other files of this folder decide.
"""

from __future__ import annotations

from collections import Counter

from cleanup.stages.repetition.beginnings import longer
from cleanup.stages.repetition.near import sharing
from cleanup.stages.repetition.paragraphs import SHORTEST, SHORTEST_WIDE, Paragraphs
from cleanup.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Suspects:
    """Numbers of paragraphs, in order.

    long   those that count (see `SHORTEST`): all others are none of the following
    again  those that say the same as another
    near   those that may be nearly the same as another
    parts  those that begin another
    """

    long: list[int]
    again: list[int]
    near: list[int]
    parts: list[int]

    def __bool__(self) -> bool:
        return bool(self.again or self.near or self.parts)


def suspects(units: Paragraphs) -> Suspects:
    """The paragraphs that may be copies of one another, or one of them the beginning of another."""
    texts, folds = units.texts, units.folds
    long = [
        number
        for number, text in enumerate(texts)
        if len(text) >= SHORTEST or (len(text) >= SHORTEST_WIDE and not text.isascii())
    ]
    again: list[int] = []
    if len({folds[number] for number in long}) < len(long):
        counts = Counter([folds[number] for number in long])
        again = [number for number in long if counts[folds[number]] > 1]
    begins = longer([folds[number] for number in long])
    parts = [number for number in long if folds[number] in begins] if begins else []
    return Suspects(long, again, sharing(units, long), parts)
