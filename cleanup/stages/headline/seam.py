"""Where a headline that is glued to a paragraph ends: "Storm hits the coastThe storm came at night."

The start of a longer first sentence is never cut: what follows the headline must begin a sentence of its own.
"""

from __future__ import annotations

import re

from cleanup.stages.reading.prose import is_prose
from cleanup.text.document import Document
from cleanup.text.edit import Span
from cleanup.text.fold import fold_with_offsets
from cleanup.text.language import CAPITALS
from cleanup.text.lazy import Lazy

_TRAIL = Lazy(r"[\"'”’»)\]]*[?!…]*[\"'”’»)\]]*")
_SEPARATOR = Lazy(r"(?:\s*[|•·]\s*|\s+[-–—]+\s+|\s{2,}|\t\s*)(?=[\"“‘«„(]?[^\W\d_])")
_CLAUSE = (",", ";", ":")
_DATELINE = Lazy(
    rf"[{CAPITALS}][{CAPITALS}.' -]{{2,30}}(?:,[\w. ]{{2,25}})?\s*(?:\([^)]{{2,30}}\)\s*)?[-–—]|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}|"
    r"\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]+) \d{4}"
)
_STARTERS = frozenset(
    """
    The A An In On At It He She We They This That These Those After As When While If But And For By With I There Der Die Das Ein
    Eine Im Am Es Er Sie Wir Le La Les Un Une Il Elle En Dans El Los Las Lo Una O Os Um Uma No Na Em
    """.split()
)
"""Words that begin a sentence far more often than they follow, capitalised, the words of a headline."""


def seam(document: Document, line: int, form: str) -> Span | None:
    """The span of the headline `form` (folded) at the start of a line, with what parts it from the rest; all copies in a row.

    None where the rest does not begin a sentence: then the words are the beginning of a longer one, or a heading goes on.
    """
    where = document.span(line)
    position = where.start
    while (rest := _behind(document.text, Span(position, where.end), form)) is not None:
        position = rest
    if position == where.start:
        return None
    old = document.text[where.start : position]
    return Span(position - len(old.lstrip()), position)


def _behind(text: str, where: Span, form: str) -> int | None:
    """Where the rest of a line begins behind the headline at the start of `where`, which ends where the line does."""
    head = text[where.start : min(where.end, where.start + 4 * len(form) + 200)]
    folded, offsets = fold_with_offsets(head)
    if not folded.startswith(form):
        return None
    doubled = folded.startswith(form, len(form))
    end = offsets[len(form) - 1] + 1
    end += _TRAIL.match(head, end).end() - end  # type: ignore[union-attr]  # the pattern matches the empty string
    rest = _rest(head, end, doubled)
    if rest is None:
        return None
    if rest > end and not doubled and not is_prose(text[where.start + rest : where.end]):
        return None
    return where.start + rest


def _rest(text: str, end: int, doubled: bool) -> int | None:
    """Where the rest begins, if it is a sentence of its own, or the headline again."""
    after = text[end:]
    if doubled:
        again = after.lstrip()
        goes_on = again[:1].islower() or again.startswith(_CLAUSE)  # "All the lamps, all the lamps are lit"
        return None if goes_on else end + len(after) - len(again)
    if _opens(after):
        return end
    if (mark := _SEPARATOR.match(after)) and _opens(after[mark.end() :]):
        return end + mark.end()
    rest = after.lstrip()
    if len(after) > len(rest):
        word = re.match(r"[\"“‘«„]?([^\W\d_]+)", rest)
        closed = text[end - 1] in "?!…”»"
        if _DATELINE.match(rest) or (word and (word[1] in _STARTERS or (closed and word[1][0].isupper()))):
            return end + len(after) - len(rest)
    return None


def _opens(rest: str) -> bool:
    """Whether a text begins with a capital that begins a word, perhaps behind an opening quote."""
    bare = rest[1:] if rest[:1] in '"“‘«„(' else rest
    return bare[:1].isupper() and (len(bare) < 2 or not bare[1:2].isdigit())
