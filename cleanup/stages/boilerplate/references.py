"""Lists of books, and key words of an abstract: rules take them for links to other articles and for the site's tags."""

from __future__ import annotations

from bisect import bisect_right
from itertools import takewhile

from cleanup.rules.hit import Hit
from cleanup.rules.rule import RELATED
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_READING = ("reading", "lecture", "lektüre", "literatur", "lectura", "lettura", "leitura")
"""What a heading of such a list speaks of, as headings over links do."""

_REFERENCE = Lazy(
    r",? (?:(?:edited|translated|illustrated|told) )?by [A-Z][\w.’'-]+ [A-Z][^,]{0,100}\Z"
    r"|\((?:1[5-9]|20)\d\d[a-z]?\)|\bISBN\b|\bpp?\. ?\d|\bet al\b|\b[Ee]ds?\.|\bdoi\b"
)
"""The author, year or page of a book or an essay."""

_NEXT, _LONGEST = 3, 60
"""Lines below a heading that are read where it claims none, and of the longest list."""

_KEYWORDS = ("keywords", "key words", "index terms")
_ABSTRACT = ("abstract", "summary")
_SAMPLE = 80
"""Code points of a line that tell what it is called."""


def other_than_references(document: Document, hits: list[Hit]) -> list[Hit]:
    """The hits but for a heading over a list of books and what it names, and for the key words of an abstract."""
    related = [hit.line for hit in hits if hit.rule.topic == RELATED and not hit.follows]
    if not related:
        return hits
    own = set(_keywords(document, related))
    claimed = {hit.line for hit in hits if hit.follows}
    for line in related:
        own.update(_books(document, line, claimed))
    return [hit for hit in hits if hit.line not in own] if own else hits


def _books(document: Document, heading: int, claimed: set[int]) -> list[int]:
    """The heading of a list of books, and what it claims: half of the lines below it or more are references."""
    text = document.line(heading).lower()
    if not any(word in text for word in _READING):
        return []
    start = bisect_right(document.filled, heading)
    below = document.filled[start : start + _LONGEST]
    named = [*takewhile(claimed.__contains__, below)]
    found = [document.line(line).strip() for line in named or below[:_NEXT]]
    return [heading, *named] if 2 * sum(_REFERENCE.search(text) is not None for text in found) >= len(found) > 0 else []


def _keywords(document: Document, lines: list[int]) -> list[int]:
    """Of some lines those with the key words of an abstract that stands above."""
    found = [line for line in lines if _bare(document, line).startswith(_KEYWORDS)]
    first = next(filter(lambda line: _is_abstract(_bare(document, line)), document.filled), None) if found else None
    return [line for line in found if first is not None and first < line]


def _is_abstract(text: str) -> bool:
    return text in _ABSTRACT or text.startswith(tuple(f"{word}:" for word in _ABSTRACT))


def _bare(document: Document, line: int) -> str:
    return document.line(line)[:_SAMPLE].lower().strip("*_# ")
