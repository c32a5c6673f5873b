"""The white space that is removed with whole lines: what set them apart from the others.

A removed run takes the separator before it, so that one paragraph break remains and the end of the file stays as it was. At the
head of a text, and where the separator after it is the narrower one, it takes that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleanup.text.document import Document
from cleanup.text.edit import Span


def removals(document: Document, lines: Iterable[int]) -> dict[int, Span]:
    """The span to delete for each of `lines` (indices of lines that hold more than white space).

    Spans of neighbours touch and never overlap; together they leave one separator where the run stood.
    """
    gone = set(lines)
    if not gone:
        return {}
    filled = document.filled
    spans: dict[int, Span] = {}
    for run in consecutive([place for place, line in enumerate(filled) if line in gone]):
        first, last = run[0], run[-1]
        backward = first > 0 and (last + 1 == len(filled) or _gap(document, first - 1) <= _gap(document, last))
        if backward:
            bounds = [document.end(line) for line in filled[first - 1 : last + 1]]
        else:
            bounds = [document.start(line) for line in filled[first : last + 2]]
            if last + 1 == len(filled):
                bounds.append(document.end(filled[last]))
        spans.update(zip(filled[first : last + 1], map(Span, bounds, bounds[1:]), strict=False))
    return spans


def _gap(document: Document, place: int) -> int:
    """Line ends between the filled line at `place` and the next one."""
    return document.filled[place + 1] - document.filled[place]


def consecutive(numbers: Sequence[int]) -> Iterator[range]:
    """Each run of consecutive numbers among sorted ones."""
    start = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or numbers[end] != numbers[end - 1] + 1:
            yield range(numbers[start], numbers[end - 1] + 1)
            start = end
