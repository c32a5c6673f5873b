"""Comments in Markdown that switch rules off: `<!-- cleanup: off BP101 -->` to `<!-- cleanup: on -->`, or to the end of the file.

Without codes all rules are off. `<!-- cleanup: off-next-line BP101 -->` is about one line. Within code nothing is switched. A
comment that is nearly one of these switches nothing, and is given as misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cleanup.text.document import Switch
from cleanup.text.edit import Span
from cleanup.text.lazy import Lazy

_COMMENT = Lazy(r"<!--\s*cleanup:\s*(on|off-next-line|off)((?>[\s,]+[A-Za-z]{1,2}\d{0,3})*+)\s*-->", re.IGNORECASE)
_NEARLY = Lazy(
    r"<!--\s*cleanup(?:\s*:\s*(?:o[fn]{1,2}\b|off|(?:dis|en)able|ignore|skip|suppress|noqa|no-?lint|[A-Z]{2}\d{1,3}\b)"
    r"|[ \t-]+(?:off(?:[-_ ]next[-_ ]line)?|on)(?:[\s,]+[A-Z]{2}\d{0,3}\b)*\s*-->"
    r"|[ \t-]*(?:dis|en)able\b)",
    re.IGNORECASE,
)
"""How comments begin that were meant to switch something: with another word, something behind the codes, or no colon."""

_FILLED = Lazy(r"\S")
_MOST_COMMENTS = 1_000
"""Comments obeyed in one text: each is compared with every edit."""

_FENCE = Lazy(r"^[ >]*(`{3,}|~{3,})", re.MULTILINE)


def switches(text: str) -> tuple[Switch, ...]:
    """Where comments of a Markdown text switch rules off, in the order of the comments; code points of `text`."""
    return tuple(sorted(_switches(text), key=lambda switch: switch.comment)) if _may_switch(text) else ()


def _may_switch(text: str) -> bool:
    return "<!--" in text and "cleanup" in text.lower()


def _switches(text: str) -> Iterator[Switch]:
    open_ones: dict[tuple[str, ...], Span] = {}
    for match in islice(_outside_code(text, _NEARLY), _MOST_COMMENTS):
        if not _COMMENT.match(text, match.start()) and (end := text.find("-->", match.start())) >= 0:
            comment = Span(match.start(), end + len("-->"))
            yield Switch(comment, Span(comment.end, comment.end), misread=True)
    for match in islice(_outside_code(text, _COMMENT), _MOST_COMMENTS):
        what, comment = match[1].lower(), Span(*match.span())
        codes = tuple(sorted({code.upper() for code in re.split(r"[\s,]+", match[2]) if code}))
        if what == "off-next-line":
            yield Switch(comment, _next_line(text, comment.end), codes)
        elif what == "off":
            open_ones.setdefault(codes, comment)
        else:
            closed = [known for known in open_ones if not codes or known == codes]
            if not closed:
                yield Switch(comment, Span(comment.end, comment.end), misread=True)
            for known in closed:
                begun = open_ones.pop(known)
                yield Switch(begun, Span(begun.end, comment.start), known)
    for codes, begun in open_ones.items():
        yield Switch(begun, Span(begun.end, len(text)), codes)


def _outside_code(text: str, pattern: Lazy) -> Iterator[re.Match[str]]:
    """Where the pattern matches outside of code."""
    fences = [(match.start(), match[1]) for match in _FENCE.finditer(text)]
    index, fence = 0, ""
    for match in pattern.finditer(text):
        while index < len(fences) and fences[index][0] < match.start():
            mark = fences[index][1]
            if not fence:
                fence = mark
            elif mark.startswith(fence):
                fence = ""
            index += 1
        begin = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 500)
        if not fence and text.count("`", begin, match.start()) % 2 == 0:
            yield match


def _next_line(text: str, at: int) -> Span:
    """The next line with something on it, with the white space before it; empty if there is none."""
    begin = text.find("\n", at)
    filled = _FILLED.search(text, begin) if begin >= 0 else None
    if not filled:
        return Span(at, at)
    end = text.find("\n", filled.end())
    return Span(at, end if end >= 0 else len(text))
