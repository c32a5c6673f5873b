"""Runs of words none of which begins in lower case: what menus and lists of links are made of, and prose is not."""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.text.lazy import Lazy

RUN = 6
"""Words in a row: names and headlines of prose have fewer."""

_WORD = Lazy(r"\S+")
_OPENING = "\"'“”„‘’«»([¿¡"


def capital_runs(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, start of the last word, and end of every run of RUN or more words none of which begins in lower case."""
    count = start = last = end = 0
    for match in _WORD.finditer(text):
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
