"""Joins words divided at the end of a line ("exam-", "ple"), where the text itself shows that the whole is a word.

A line end after a hyphen may as well be a compound's ("well-", "known"), so nothing but the document is believed, and the rule is
unsafe: joining moves a line end, which `keep="article"` promises not to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.stages.stage import Context, Promise
from cleanup.text.document import Document
from cleanup.text.edit import Edit
from cleanup.text.lazy import Lazy

DIVIDED = "LY104"

_HYPHENS = frozenset("-\u2010")
# A word in three parts is left alone: joining two of them would make the evidence for the third.
_DIVISION = Lazy(
    r"(?<![\w-])(?<!-\n)(?<!-\r\n)(?P<head>[^\W\d_]{2,})(?P<gap>[-\u2010]\r?\n[ \t]*)(?P<tail>[^\W\d_]{2,})(?![\w-])"
)
_GAP = Lazy(r"[-\u2010]\r?\n")
_LETTER = Lazy(r"[^\W\d_]")
_WORD = Lazy(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)?(?![\w-])")

_FEW = 100
"""Words that are first looked for one by one, in as long as it takes to take the whole text apart (measured)."""


class Hyphenation:
    """Family LY. Every edit removes a hyphen, the line end after it and the indent of the next line."""

    name = "hyphenation"
    family = "LY"
    promise = Promise.REMOVES

    def __init__(self, context: Context) -> None:
        self._context = context
        self._active = context.allows(DIVIDED)

    def propose(self, document: Document) -> Iterator[Edit]:
        if not self._active or _HYPHENS.isdisjoint(document.line_ends):
            return
        text = document.text
        found = [match for match in _divisions(text) if match["tail"].islower()]
        seen = _seen(text, {form for match in found for form in _forms(match)})
        for match in found:
            whole, compound = _forms(match)
            if whole in seen and compound not in seen:
                because = f"“{match['head'] + match['tail']}” stands undivided elsewhere in the text"
                yield Edit(match.start("gap"), match["gap"], "", self._context.reason(DIVIDED, self.name, because))


def _divisions(text: str) -> Iterator[re.Match[str]]:
    """Where a word is divided: looked for from the hyphens at line ends, of which there are few."""
    for gap in _GAP.finditer(text):
        start = gap.start()
        while start and _LETTER.match(text, start - 1):
            start -= 1
        if match := _DIVISION.match(text, start):
            yield match


def _forms(match: re.Match[str]) -> tuple[str, str]:
    """The word that was divided, and the compound it would be if the hyphen were its own; in lower case."""
    head, tail = match["head"].lower(), match["tail"]
    return head + tail, f"{head}-{tail}"


def _seen(text: str, wanted: set[str]) -> set[str]:
    """Which of the `wanted` words stand in the text within a line."""
    if len(wanted) <= _FEW:
        lowered = text.lower() if wanted else ""
        wanted = {form for form in wanted if form in lowered}
    seen: set[str] = set()
    for line in text.split("\n") if wanted else ():
        seen |= wanted.intersection(_WORD.findall(line.lower()))
    return seen
