"""Lines that read like the headline and are the article's own: an entry of a list ("Halden 3 Sund 1" among the other results), or
a line of a poem, a link in the midst of a sentence, the first line of a paragraph that was broken at a width, or what a sentence
announces ("The banner said:")."""

from __future__ import annotations

from bisect import bisect_left

from cleanup.stages.headline.verse import is_verse
from cleanup.stages.reading.inline import is_inline
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_NUMBERS = Lazy(r"\d+")
_WORDS = Lazy(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*")

_FEWEST_NUMBERS = 2
"""Numbers of an entry: a headline and a date have one in common."""

_ANNOUNCING = 6
"""Words of the shortest line with a colon that announces what follows: no label, such as "You are here:"."""

_BROKEN = 70
"""Code points of the shortest line that was broken at a width; of a headline in two lines the first is shorter."""

_ALIKE = 8
"""Letters that a line and a copy of it in another spelling begin with."""

_LONGEST = 100
"""Code points of the longest entry."""


def is_own(document: Document, line: int) -> bool:
    """Whether a line is no copy of the headline, though it has its words."""
    own = _is_listed(document, line) or is_verse(document, line) or is_inline(document, line)
    return own or _goes_on(document, line) or _is_announced(document, line)


def _goes_on(document: Document, line: int) -> bool:
    """Whether the line breaks off where the next one goes on, which is no copy of it."""
    text = document.line(line).rstrip()
    if len(text) < _BROKEN or not (text[-1].isalnum() or text[-1] == ",") or line + 1 >= len(document.lines):
        return False
    is_alike = document.folds[line + 1].startswith(document.folds[line][:_ALIKE])
    return document.line(line + 1).lstrip()[:1].islower() and not is_alike


def _is_announced(document: Document, line: int) -> bool:
    """Whether the line above announces it."""
    place = bisect_left(document.filled, line)
    above = document.line(document.filled[place - 1]).rstrip() if place else ""
    return above.endswith(":") and len(above[-2 * _LONGEST :].split()) >= _ANNOUNCING


def _is_listed(document: Document, line: int) -> bool:
    """Whether a line beside it has the same form, with other words and numbers."""
    filled, text = document.filled, document.line(line)
    if len(text) > _LONGEST or len(_NUMBERS.findall(text)) < _FEWEST_NUMBERS:
        return False
    place, form, fold = bisect_left(filled, line), _form(text), document.folds[line]
    beside = [filled[other] for other in (place - 1, place + 1) if 0 <= other < len(filled)]
    others = [document.folds[other] for other in beside if _form(document.line(other)) == form]
    return any(fold not in other and other not in fold for other in others)  # the headline with the site is no other entry


def _form(text: str) -> str:
    return _WORDS.sub("a", _NUMBERS.sub("0", text[: 2 * _LONGEST].strip()))
