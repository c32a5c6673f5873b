"""Runs of words none of which begins in lower case: what menus and lists of links are made of, and prose is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.text.lazy import Lazy

RUN = 6
"""Words in a row: names and headlines of prose have fewer."""

_WORD = Lazy(r"\S+")
_OPENING = "\"'“”„‘’«»([¿¡"
_OPENED = rf"[{re.escape(_OPENING)}]"
_LIKELY = Lazy(
    rf"[^a-z\s](?<!\S\S)(?:(?<!{_OPENED})|{_OPENED}*+(?![a-z]))\S*+(?>\s++(?=\S){_OPENED}*+(?![a-z])\S*+){{{RUN - 1},}}+"
)
"""RUN or more words none of which begins with a lower-case letter of ASCII. One class in front, so that `re` skips in its fastest
loop."""


def capital_runs(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, start of the last word, and end of every run of RUN or more words none of which begins in lower case."""
    for likely in _LIKELY.finditer(text):
        yield from _runs(text, *likely.span())


def _runs(text: str, low: int, high: int) -> Iterator[tuple[int, int, int]]:
    """The runs in words that stand alone."""
    count = start = last = end = 0
    for match in _WORD.finditer(text, low, high):
        if match[0].lstrip(_OPENING)[:1].islower():
            if count >= RUN:
                yield start, last, end
            count = 0
            continue
        if not count:
            start = match.start()
        count += 1
        last, end = match.span()
    if count >= RUN:
        yield start, last, end
