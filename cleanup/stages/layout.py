"""Tidies the layout of what is left: white space at line ends, runs of blank lines, characters that show nothing.

Runs last. Indentation, non-breaking spaces, joiners and direction marks stay, and so does the end of the file: a missing final
line end stays missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import sub

from cleanup.stages.stage import UNSEEN, Context, Promise
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Reason
from cleanup.text.lazy import Lazy

TRAILING, BLANK_LINES, INVISIBLE = "LY101", "LY102", "LY103"

_UNSEEN = Lazy(f"[{UNSEEN}]+")
_BLANKS, _BEFORE_LINE_END, _TIDY = frozenset(" \t"), frozenset(" \t\r"), frozenset(("\n", "\n\n"))
_STEP = 2
"""Lines from one that is filled to the next where one blank line parts them."""

# Possessive: every run of blanks is read once, whatever follows it. `re` skips to the "\n" that it begins with.
_LINE_ENDS = Lazy(r"\n(?>[ \t]*+\r?\n)*+")
_LINE_END = Lazy(r"\r?\n")
_BREAKS_BY_ZERO_WIDTH_SPACE = Lazy("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


class Layout:
    """Family LY. One edit for each stretch of white space, as short as it can be."""

    name = "layout"
    family = "LY"
    promise = Promise.INVISIBLE

    def __init__(self, context: Context) -> None:
        self._context = context
        self._trailing, self._blank_lines = context.allows(TRAILING), context.allows(BLANK_LINES)
        self._invisible = context.allows(INVISIBLE)

    def propose(self, document: Document) -> Iterator[Edit]:
        text = document.text
        if self._invisible and not text.isascii() and any(map(text.__contains__, UNSEEN)):
            yield from self._unseen(text)
        if (self._trailing or self._blank_lines) and _may_need_tidying(document):
            yield from self._white_space(text)

    def _unseen(self, text: str) -> Iterator[Edit]:
        for match in _UNSEEN.finditer(text):
            start, end = match.span()
            if "\u00ad" in match[0] and text[end : end + 1] in ("\n", "\r"):
                continue  # a word divided at the end of a line shows this hyphen
            if "\u200b" in match[0] and _BREAKS_BY_ZERO_WIDTH_SPACE.search(text[max(0, start - 1) : end + 1]):
                continue  # Thai and its neighbours part words with it
            names = ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(match[0]))
            yield Edit(start, match[0], "", self._reason(INVISIBLE, f"{names} shows nothing"))

    def _white_space(self, text: str) -> Iterator[Edit]:
        tail = len(text.rstrip(" \t\r\n"))
        for match in _LINE_ENDS.finditer(text):
            at = match.start()
            if at and match[0] in _TIDY and text[at - 1] not in _BEFORE_LINE_END:
                continue
            start = _blanks_before(text, at)
            if start >= tail:
                break
            yield from self._stretch(start, text[start : match.end()], 0 if start == 0 else 2)
        end = text[tail:]
        if end and not re.search(r"\r(?!\n)", end):
            yield from self._stretch(tail, end, 1)

    def _stretch(self, start: int, old: str, most: int) -> Iterator[Edit]:
        """The edit that leaves the line ends of `old`, at most `most` of them where blank lines may go."""
        ends = _LINE_END.findall(old)
        surplus = self._blank_lines and len(ends) > most
        if surplus:
            new, code, because = "".join(ends[:most]), BLANK_LINES, _blank(len(ends), most)
        elif self._trailing:
            new, code, because = "".join(ends), TRAILING, "white space at the end of a line shows nothing"
        else:
            return
        if new != old:
            yield self._shortest(start, old, new, self._reason(code, because))

    def _shortest(self, start: int, old: str, new: str, reasons: tuple[Reason, ...]) -> Edit:
        """The edit without what `old` and `new` have in common; a "\\r\\n" is never parted."""
        head = 0
        while head < len(new) and old[head] == new[head]:
            head += 1
        head -= head > 0 and old[head - 1] == "\r"
        tail = 0
        while tail < len(new) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        tail -= tail > 0 and old[len(old) - tail] == "\n" and old[: len(old) - tail].endswith("\r")
        return Edit(start + head, old[head : len(old) - tail], new[head : len(new) - tail], reasons)

    def _reason(self, code: str, because: str) -> tuple[Reason, ...]:
        return self._context.reason(code, self.name, because)


def _blanks_before(text: str, at: int) -> int:
    """Where the white space before the line end at code point `at` begins that goes with it: one carriage return and blanks."""
    line = text.rfind("\n", 0, at) + 1
    return line + len(text[line:at].removesuffix("\r").rstrip(" \t"))


def _may_need_tidying(document: Document) -> bool:
    """Whether the lines show white space to tidy; a text of white space alone is left as it is."""
    text, filled = document.text, document.filled
    edges = text[:1] in ("\n", " ", "\t", "\r") or text[-1:] in (" ", "\t") or text.endswith(("\n\n", "\n\r\n"))
    steps = map(sub, (*filled, len(document.texts)), (-1, *filled))
    inside = max(steps) > _STEP or not _BLANKS.isdisjoint(document.line_ends)
    return (edges or inside) and not text.isspace()


def _blank(count: int, most: int) -> str:
    place = {0: "at the head of the text", 1: "at its end"}.get(most)
    return f"blank lines {place}" if place else f"{count - 1} blank lines where one is enough"
