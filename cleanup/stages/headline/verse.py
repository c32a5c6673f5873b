"""The lines of poems and songs: many a poem is called by its first line, and many a song by its refrain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from cleanup.stages.headline.match import BULLET
from cleanup.stages.reading.navigation import menu_words
from cleanup.stages.reading.shape import is_wrapped
from cleanup.text.blocks import consecutive
from cleanup.text.document import Document

_LONGEST = 70
"""Code points of a line of verse, at most."""

_FEWEST_STANZAS = 2

_RUN_ON = tuple(",;—–")
"""How a line ends that runs on."""

_MENU = 3
"""Different words of menus that make a whole page of a text. Its shape would say so too, and take ten times as long."""

_FEWEST_LINES = 6
"""Lines of a poem whose stanzas no blank line parts."""

_SHARE = 4
"""One of so many lines runs on in it, or begins in lower case."""


def is_verse(document: Document, line: int) -> bool:
    """Whether a line stands in a stanza, and is not the copy of the line above it."""
    if line not in document.once(_verses):
        return False
    return line == 0 or document.folds[line - 1] != document.folds[line] or _goes_on(document, line)


def _verses(document: Document) -> frozenset[int]:
    """The lines of stanzas, if they make up half of the text or more, of its lines and of its letters: a byline and a date, or
    a row of buttons, are as short and stand as close as verses, but above prose."""
    filled = document.filled
    if is_wrapped(document) or len(menu_words().keys() & set(document.folds)) >= _MENU:
        return frozenset()
    if filled[-1] - filled[0] + 1 == len(filled):
        return _unparted(document)
    stanzas = [
        block for block in consecutive(filled) if len(block) > 1 and all(_may_be_verse(document.line(line)) for line in block)
    ]
    lines = frozenset(line for block in stanzas for line in block)
    if 2 * len(lines) < len(filled) or 2 * _size(document, lines) < _size(document, filled):
        return frozenset()
    return lines if len(stanzas) >= _FEWEST_STANZAS or _run_on(document, sorted(lines)) else frozenset()


def _unparted(document: Document) -> frozenset[int]:
    """The lines of a poem without blank lines; its headline goes on in none."""
    lines = document.filled
    if not _run_on(document, lines) or not all(_may_be_verse(document.line(line)) for line in lines):
        return frozenset()
    return frozenset(lines[place] for place in range(1, len(lines)) if place > 2 or _goes_on(document, lines[place]))


def _run_on(document: Document, lines: Sequence[int]) -> bool:
    """Whether there are lines enough, and many run on or come again, as in a refrain."""
    if len(lines) < _FEWEST_LINES:
        return False
    times = Counter(document.folds[line] for line in lines)
    del times[document.folds[document.filled[0]]]  # the headline
    return sum(_goes_on(document, line) or times[document.folds[line]] > 1 for line in lines) * _SHARE >= len(lines)


def _goes_on(document: Document, line: int) -> bool:
    """Whether the line below goes on with its sentence."""
    below = document.line(line + 1) if line + 1 < len(document.texts) else ""
    return below.lstrip()[:1].islower() or document.line(line).rstrip().endswith(_RUN_ON)


def _size(document: Document, lines: Iterable[int]) -> int:
    """The code points of some lines."""
    return sum(len(document.texts[line]) for line in lines)


def _may_be_verse(line: str) -> bool:
    return len(line) <= _LONGEST and not BULLET.match(line)
