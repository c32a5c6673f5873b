"""Inside a paragraph of Markdown: code, link targets, tags, addresses and hard line breaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from cleanup.text.lazy import Lazy

_ATTRIBUTES = r"(?>\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?)*+"
TAG = rf"(?:[A-Za-z][A-Za-z0-9-]*+{_ATTRIBUTES}\s*+/?|/[A-Za-z][A-Za-z0-9-]*+\s*+)>"
_TICKS = Lazy("`+")
_INLINE = Lazy(
    r"\]\((?>[^()\n\\]|\\.|\((?>[^()\n\\]|\\.)*+\))*+\)"  # the target of a link or an image
    r"|\]\[[^\[\]\n]*+\]"
    r"|<(?:https?|ftp|mailto|tel):[^<>\s]++>|<[^<>\s@]++@[^<>\s@]++>"
    rf"|<{TAG}|<!--(?>[^-]|-(?!->))*+-->"
    r"|&(?:\w{2,24}|#\d{1,7}|#x[0-9a-f]{1,6});"  # read by whatever shows the page; "&lt;b>" would become a tag
    r"|\b(?:https?://|www\.)[^\s<>\[\]()*`]++"
    r"|(?<=\S) {2,}(?=\r?\n[ \t>]*+\S)",  # a hard line break
    re.IGNORECASE,
)


def inline_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of what is no prose in the paragraph `text[start:end]`; in no order, and they may overlap."""
    for match in _INLINE.finditer(text, start, end):
        yield match.span()
    if text.find("`", start, end) < 0:
        return
    runs = [match.span() for match in _TICKS.finditer(text, start, end)]
    places: dict[int, list[int]] = {}
    for index, (left, right) in enumerate(runs):
        places.setdefault(right - left, []).append(index)
    index = 0
    while index < len(runs):
        left, right = runs[index]
        same = places[right - left]
        closing = bisect_right(same, index)
        escaped = text[left - 1 : left] == "\\" and right - left == 1
        if closing < len(same) and not escaped:
            index = same[closing]
            yield left, runs[index][1]
        index += 1
