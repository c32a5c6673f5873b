"""Texts that people keep by hand: a heading "Subscribe" and what it says below are theirs, unless nothing but furniture follows.

So only what stands at the very head or end of such a text is taken for the page's; and markers of advertisements, which no
writer puts between paragraphs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from cleanup.rules.company import Removal
from cleanup.rules.rule import ADVERTISING
from cleanup.text.document import Document


def at_edges(document: Document, going: Mapping[int, Removal]) -> dict[int, Removal]:
    """Those of the lines that go before or behind which nothing stays, and markers of advertisements."""
    outer = {*_run(document.filled, going), *_run(document.filled[::-1], going)}
    return {
        line: each
        for line, each in going.items()
        if line in outer or (each.hit.rule.topic == ADVERTISING and not document.line(line).lstrip().startswith("#"))
    }


def last_kept(document: Document, going: Collection[int]) -> int:
    """The last line with something on it that stays; -1 if there is none."""
    return next((line for line in reversed(document.filled) if line not in going), -1)


def _run(lines: Iterable[int], going: Collection[int]) -> Iterator[int]:
    for line in lines:
        if line not in going:
            return
        yield line
