"""The pieces of a line in which a whole page runs together: sentences, and the runs of capitalized words between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from cleanup.stages.headline.match import BETWEEN_PARTS
from cleanup.stages.reading.capitals import capital_runs
from cleanup.stages.reading.joined import sentence_breaks
from cleanup.text.document import Document
from cleanup.text.edit import Span
from cleanup.text.namedtuple import NamedTuple


class Unit(NamedTuple):
    """A piece of one line of the document, without white space at its ends."""

    line: int
    start: int
    end: int


def pieces(document: Document) -> list[Unit]:
    """Every filled line cut where a sentence ends, around runs of capitalized words and around the known title."""
    titles = _titles(document.title)
    units: list[Unit] = []
    for line in document.filled:
        start, text = document.span(line).start, document.line(line)
        for one, other in pairwise(sorted({0, len(text), *_cuts(text, titles)})):
            if text[one:other].strip():
                units.append(_stripped(document, line, start + one, start + other))
    return units


def _cuts(text: str, titles: Iterable[str]) -> Iterator[int]:
    for _, end in sentence_breaks(text, 0, len(text)):
        yield end
    for start, last, end in capital_runs(text):
        yield start
        if end < len(text):
            yield last  # the last of them begins the sentence that follows
    for title in titles:
        place = text.find(title)
        while place >= 0:
            yield from (place, place + len(title))
            place = text.find(title, place + len(title))


def _titles(title: str | None) -> tuple[str, ...]:
    """The title as it stands, and its longest part, if they have four words."""
    forms = dict.fromkeys((title, max(BETWEEN_PARTS.split(title), key=len))) if title and len(title) <= 800 else ()
    return tuple(form for form in forms if len(form.split()) >= 4)


def _stripped(document: Document, line: int, start: int, end: int) -> Unit:
    text = document.text[start:end]
    return Unit(line, start + len(text) - len(text.lstrip()), start + len(text.rstrip()))


def cut_out(units: list[Unit], gone: set[int]) -> Iterator[tuple[list[int], Span]]:
    """For lines that lose only some of their units: each run of such units, and the span to delete, so that words stay apart.

    A run takes the white space before it along, at the head of a line the white space behind it. One that stands between two
    units without any white space stays, because they would run together.
    """
    first = 0
    while first < len(units):
        last = first
        while last + 1 < len(units) and units[last + 1].line == units[first].line and (last + 1 in gone) == (first in gone):
            last += 1
        before = units[first - 1].end if first and units[first - 1].line == units[first].line else None
        behind = units[last + 1].start if last + 1 < len(units) and units[last + 1].line == units[first].line else None
        if first in gone and (before is not None or behind is not None):
            start, end = units[first].start, units[last].end
            if before is None:
                yield list(range(first, last + 1)), Span(start, behind or end)
            elif behind is None or behind > end:
                yield list(range(first, last + 1)), Span(before, end)
            elif before < start:
                yield list(range(first, last + 1)), Span(start, end)
        first = last + 1
