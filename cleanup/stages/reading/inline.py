"""Paragraphs broken wherever a link or another inline element begins and ends, as Beautiful Soup's `get_text("\\n")` leaves them.

A word in a link is a line of its own there, and what follows it begins with a space, a comma or a full stop.
"""

from __future__ import annotations

from itertools import pairwise
from operator import or_

from cleanup.stages.reading.shape import WRAPPED_FROM, WRAPPED_TO
from cleanup.text.document import Document
from cleanup.text.language import UNSPACED
from cleanup.text.lazy import Lazy

_FEWEST_RESTS = 3
"""Lines that begin like the rest of another one, and so tell such a text: 107 of 132 pages have as many, 11 of 2,228 texts by
other extractors, and of 1,702 articles of 33 sites none."""

_WIDE = "，。、；：！？）」』】》〉"
"""Closing marks of scripts that put no space between words, nor behind a mark."""

_REST = Lazy(
    rf"\n(?=[ \xa0,.;:!?)\]»”{_WIDE}])(?:(?<=[^\s.!?…:。！？：]\n)|(?<=[^\s.!?…:。！？：]\s\n))"
    rf"(?:[ \xa0]?[,.;:!?)\]»”](?=\s|$)|[ \xa0](?=[^\W\d_])|[{_WIDE}])"
)
"""A closing mark, or a single space and a letter, right below a line that leaves a sentence open."""

_MARK = Lazy(rf"\s*(?:[,.;:!?)\]»”](?:\W|$)|[{_WIDE}])")
_SPACE = Lazy(r"[ \xa0]{1,2}[^\s*+-]")
_ENDS_OPEN = ("(", "[", "«", "“", "„", "‘", *"（「『【《〈，、")
_CLOSED = (".", "!", "?", "…", ":", "։", "؟", "।", *"。！？：")

_PARTICLES = frozenset("がをにはのとでもへや的了等和与與及")
"""With these a line goes on rather than begins in a script without spaces."""

_FEWEST_SIGNS = 8
"""Characters of a line in such a script that say as much as three words."""

_FEWEST_WORDS = 3
"""Words of a line that may be the rest of a sentence because it begins in lower case; a shorter one may be an entry of a menu."""


def rejoined(document: Document) -> Document:
    """The document with a space for every line end inside such a paragraph, so that rules see paragraphs as lines.

    For judging only: the text is as long as before, and every offset means the same place in both.
    """
    if document.curated or len(_REST.findall(document.text)) < _FEWEST_RESTS:
        return document
    return document.once(_rejoined)


def is_inline(document: Document, line: int) -> bool:
    """Whether a line stands inside a sentence: the one right above leaves it open, and the one right below goes on with it."""
    texts = document.texts
    if not 0 < line < len(texts) - 1:
        return False
    above, below = texts[line - 1], texts[line + 1]
    if not below or below[0].isalnum() or not above.strip() or _is_closed(above):
        return False
    return _MARK.match(below) is not None or (_SPACE.match(below) is not None and _begins_small(below))


def _rejoined(document: Document) -> Document:
    lines = document.text.split("\n")
    pairs = [*pairwise(lines)]
    goes_on = [_goes_on(line, below) for line, below in pairs]
    broken = sum(_is_full(line) and _begins_small(below) for line, below in pairs)
    if broken >= _FEWEST_RESTS:  # at a width as well, as the source of the page was
        full = [_is_full(line) and below.lstrip()[:1].isalpha() for line, below in pairs]
        goes_on = [*map(or_, goes_on, full)]
    for place in range(len(pairs) - 1, 0, -1):  # what stands before a word in a link, which the line behind it goes on from
        goes_on[place - 1] |= goes_on[place] and _leads(lines[place - 1])
    for place in range(1, len(pairs)):
        goes_on[place] |= goes_on[place - 1] and _begins_small(pairs[place][1])
    ends = [" " if each else "\n" for each in goes_on]
    return document.with_text("".join([part for pair in zip(lines, [*ends, ""], strict=True) for part in pair]))


def _goes_on(line: str, below: str) -> bool:
    """Whether the line below is the rest of this one."""
    if not line.strip() or not below.strip():
        return False
    if _MARK.match(below) or line.rstrip().endswith(_ENDS_OPEN):
        return True
    if _is_closed(line):
        return _begins_small(below) and _SPACE.match(below) is not None
    return _SPACE.match(below) is not None or (_begins_small(below) and _is_phrase(below))


def _leads(line: str) -> bool:
    """Whether it leaves a sentence open that may go on with a word in a link."""
    return _is_phrase(line) and not _is_closed(line)


def _is_phrase(line: str) -> bool:
    """Whether a line has the words of a phrase, or as much without spaces."""
    return len(line.split(maxsplit=_FEWEST_WORDS)) >= _FEWEST_WORDS or len(UNSPACED.findall(line)) >= _FEWEST_SIGNS


def _is_full(line: str) -> bool:
    """Whether a line is as long as text editors let it be, and leaves a sentence open."""
    return WRAPPED_FROM <= len(line.strip()) <= WRAPPED_TO and not _is_closed(line)


def _begins_small(line: str) -> bool:
    first = line.lstrip()[:1]
    return first.islower() or first in _PARTICLES


def _is_closed(line: str) -> bool:
    return line.rstrip().endswith(_CLOSED)
