"""A line of a Markdown text behind the marks of the quotes it stands in."""

from __future__ import annotations

from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

_QUOTE = Lazy(r" {0,3}> ?")


class Line(NamedTuple):
    """A line from `start` to `end` in the text: how deep in quotes it stands, how many columns it is indented in what holds it,
    and what follows."""

    start: int
    end: int
    depth: int
    indent: int
    bare: str


def line_of(line: str, start: int, end: int, limit: int = -1) -> Line:
    """A line behind the marks of its quotes, of at most `limit` of them."""
    depth, place = 0, 0
    while ">" in line and depth != limit and (mark := _QUOTE.match(line, place)):
        depth, place = depth + 1, mark.end()
    bare = line[place:].lstrip(" \t")
    return Line(start, end, depth, len(line[place : len(line) - len(bare)].expandtabs(4)), bare)
