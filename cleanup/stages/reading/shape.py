"""The shape of a text: what a scraper did to the page. It decides what may be removed, and is found once for a document."""

from __future__ import annotations

from collections.abc import Set
from itertools import pairwise
from typing import Literal, get_args

from cleanup.stages.reading.capitals import capital_runs
from cleanup.stages.reading.indent import ITEM, blocks
from cleanup.stages.reading.links import unlinked
from cleanup.stages.reading.navigation import menu_words
from cleanup.text.document import Document
from cleanup.text.fold import fold
from cleanup.text.lazy import Lazy

Shape = Literal["extracted", "raw", "joined", "joined-raw", "hard-wrapped", "list"]
SHAPES: tuple[str, ...] = get_args(Shape)

_RUN, _POINTS = 8, 3
"""Short lines one after another, and points of different navigation words, that together tell a raw page: a run alone stands in
1 of 20 articles without any dirt, and so do two or three of the words."""

_LONG_RUN, _WORDS = 16, 2
"""Short lines in a row with which that many different words are enough, however few points they make: no article of 1,702 has
both."""

_LONGER_RUN, _FEW_POINTS = 25, 2
"""Short lines in a row with which so many points are enough."""

_FOOT = 15
"""Lines at the end among which the notice of copyright stands."""

_COPYRIGHT = Lazy(
    r"(?i:©|\(c\)|copyright)\D{0,12}(?:19|20)\d\d|(?i:all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|(?:todos los|todos os) (?:derechos|direitos) reservados|tutti i diritti riservati|wszelkie prawa zastrzeżone"
    r"|alle rechten voorbehouden|版权所有|無断転載|무단)"
)

_NOTICE = 200
"""Characters of such a notice, at most."""

JOINED, _JOINED_POINTS = 1_500, 4
"""Characters of a line in which a whole text may run together, and points of different navigation words among its runs of
capitalized words that tell a page: 9 of 2,067 joined texts of a scraper and of HTML extractors have as many, and 9 of 10 joined
pages."""

_SAMPLE = 100_000
"""Characters at each end of such a line that are looked at: menus stand there."""

_CODE_INDENT = 4
"""Columns by which a manual sets a command further in than the line above."""

_MENU_RUN = 3
"""Short lines one after another, none of them a sentence, that may be a menu."""

_SHORT_LINE = 60
"""Characters of a short line, at most."""

_ENDS = tuple(".!?;,。！？؟।")
WRAPPED_FROM, WRAPPED_TO = 50, 100
"""Code points of a line that was broken at a width."""


def shape(document: Document) -> str:
    """The shape of the document's text: the one its keeper gives, else the one found; a curated text is never a raw page.

    "raw" needs both signals, navigation and runs of short lines. "hard-wrapped" is only about prose whose lines were broken at
    one width; a raw page can be wrapped as well (see `is_wrapped`). "joined" and "joined-raw" are an article and a whole page on
    one line or a few.
    """
    if document.shape:
        return document.shape
    found = document.once(_shape)
    return "extracted" if document.curated and is_page(found) else found


def is_page(shape: str) -> bool:
    """Whether a text of this shape is a page scraped whole, most of which is no article."""
    return shape in ("raw", "joined-raw")


def is_wrapped(document: Document) -> bool:
    """Whether paragraphs are broken into lines of about 80 characters."""
    return document.once(_width) > 0


def unwrapped(document: Document) -> Document:
    """The document with a space for every line end inside a hard-wrapped paragraph, so that rules see paragraphs as lines.

    For judging only: the text is as long as before, and every offset means the same place in both.
    """
    return document.once(_unwrapped) if is_wrapped(document) else document


def _unwrapped(document: Document) -> Document:
    width = document.once(_width)
    pieces: list[str] = []
    lines = document.text.split("\n")
    starts = {block.start for block in blocks(document.texts, document.filled)}
    for number, (line, below) in enumerate(pairwise(lines), 1):
        is_full = len(line) >= WRAPPED_FROM and _is_full(line, below, width)
        pieces += (line, " " if is_full and number not in starts and not ITEM.match(below) else "\n")
    pieces.append(lines[-1])
    return document.with_text("".join(pieces))


def _is_full(line: str, below: str, width: int) -> bool:
    """Whether the first word of the line below would not have fitted on a line."""
    word = below.split(maxsplit=1)[:1]
    return bool(word) and len(line) + len(word[0]) + 1 >= width and not line.endswith("  ")


def _shape(document: Document) -> Shape:
    document = unlinked(document)
    filled = document.filled
    if not filled:
        return "extracted"
    texts = document.texts
    short = [len(texts[line]) <= _SHORT_LINE or len(texts[line].rstrip()) <= _SHORT_LINE for line in filled]
    longest = max(map(len, bytes(short).split(b"\0")))  # each is a run of them
    if longest >= _RUN and _has_menus(document, longest):
        return "raw"
    if _has_joined_menus(document):
        return "joined-raw"
    if len(filled) <= 2 and len(document.text) > JOINED:
        return "joined"
    if is_wrapped(document):
        return "hard-wrapped"
    return "list" if len(filled) > _RUN and sum(short) > 0.8 * len(filled) else "extracted"


def _has_menus(document: Document, longest: int) -> bool:
    """Whether words of menus stand in a document whose longest run of short lines is so long; a notice of copyright counts as a
    word of one point."""
    known = menu_words().keys()
    if known.isdisjoint(document.folds):
        return False
    words = known & _in_menus(document)
    notice = _has_copyright(document)
    points, count = _points(words) + notice, len(words) + notice
    return points >= _POINTS or (longest >= _LONG_RUN and count >= _WORDS) or (longest >= _LONGER_RUN and points >= _FEW_POINTS)


def _has_copyright(document: Document) -> bool:
    foot = (document.texts[line] for line in document.filled[-_FOOT:])
    return any(len(text) <= _NOTICE and _COPYRIGHT.search(text) for text in foot)


def _points(words: Set[str]) -> int:
    known = menu_words()
    return sum(map(known.__getitem__, known.keys() & words))


def _in_menus(document: Document) -> set[str]:
    """The folded lines among others that are no sentences either, as in a menu: a heading stands above what it heads."""
    found: set[str] = set()
    run: list[str] = []
    for line in document.filled:
        text = document.texts[line].strip()
        if len(text) <= _SHORT_LINE and not text.endswith(_ENDS) and not (text.endswith(":") and _introduces(document, line)):
            run.append(document.folds[line])
            if len(run) == _MENU_RUN:
                found.update(run)
            elif len(run) > _MENU_RUN:
                found.add(run[-1])
        else:
            run = []
    return found


def _introduces(document: Document, line: int) -> bool:
    """Whether a label introduces what is set further in, as a manual does with a command; no word of a menu does."""
    below = next((text for text in document.texts[line + 1 : line + 3] if text.strip()), "")
    indents = [len(text) - len(text.lstrip()) for text in (document.texts[line], below)]
    return indents[1] >= indents[0] + _CODE_INDENT and document.folds[line] not in menu_words() and not ITEM.match(below)


def _has_joined_menus(document: Document) -> bool:
    """Whether lines that are a page each make up most of the text, with the words of its menus in a row."""
    if max(map(len, document.texts)) < JOINED:
        return False
    long = [document.span(line) for line, text in enumerate(document.texts) if len(text) >= JOINED]
    if sum(map(len, long)) < 0.7 * len(document.text):
        return False
    found: set[str] = set()
    for span in long:
        for start, end in _ends(span.start, span.end):
            text = document.text[start:end]
            for first, _, last in capital_runs(text):
                words = [fold(word) for word in text[first:last].split()]
                found.update("".join(words[place : place + size]) for place in range(len(words)) for size in (1, 2, 3))
    return _points(found) >= _JOINED_POINTS


def _ends(start: int, end: int) -> tuple[tuple[int, int], ...]:
    return ((start, end),) if end - start <= 2 * _SAMPLE else ((start, start + _SAMPLE), (end - _SAMPLE, end))


def _width(document: Document) -> int:
    """The width at which the text was wrapped, in code points; 0 if it was not.

    Of the lines of about 80 characters that are followed by another without a blank line, many break a sentence: the next line
    begins in lower case. Where paragraphs are lines, none does.
    """
    texts, filled = document.texts, document.filled
    lengths = [len(texts[line]) for line in filled]
    too_long = sum([length > WRAPPED_TO for length in lengths])
    full = sum([length >= WRAPPED_FROM for length in lengths]) - too_long
    if full < 3 or full <= 2 * too_long:
        return 0  # what follows would come to the same
    followed = broken = width = 0
    for place, (line, below) in enumerate(pairwise(filled)):
        if below == line + 1 and WRAPPED_FROM <= lengths[place] <= WRAPPED_TO:
            followed += 1
            if texts[below][:1].islower():
                broken += 1
                width = max(width, lengths[place])
    return width if broken >= 3 and broken > 0.3 * followed and followed > 2 * too_long else 0
