"""Parts of a text with headings of their own that are built alike: what one says may hold for another, too."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from cleanup.stages.repetition.paragraphs import Paragraphs, Prose

_LONGEST_HEADING = 80
"""Characters of a heading: no caption, and no paragraph without a full stop."""

_LONGEST_RUN = 3
"""Paragraphs that two such parts have in common, at most: where more are the same, the text was pasted twice."""


class Sections:
    """The parts of one text: a heading, and the paragraphs up to the next one."""

    def __init__(self, units: Paragraphs, prose: Prose) -> None:
        self._units, self._prose = units, prose

    def are_alike(self, first: int, later: int, size: int) -> bool:
        """Whether `size` paragraphs from `first` and from `later` on stand at the same place of two parts that are as long and
        have different headings. Before the first of them stands prose: the headline and a byline are no such headings."""
        starts = self._starts
        own, other = (bisect_right(starts, number) - 1 for number in (first, later))
        if size > _LONGEST_RUN or own < 0 or own == other:
            return False
        (start, end), (twin, twin_end) = starts[own : own + 2], starts[other : other + 2]
        if first - start != later - twin or end - start != twin_end - twin or self._units.are_same(start, twin):
            return False
        return (size == 1 or size < end - start - 1) and any(self._prose[number] for number in range(start))

    @cached_property
    def _starts(self) -> list[int]:
        """Numbers of the headings that have text below them, and the end of the text."""
        texts = self._units.texts
        short = [_is_heading(text) for text in texts]
        starts = [number for number in range(len(texts) - 1) if short[number] and not short[number + 1]]
        return [*starts, len(texts)]


def _is_heading(text: str) -> bool:
    text = text.strip()
    return len(text) <= _LONGEST_HEADING and (text[-1].isalnum() or text[-1] in "?:)")
