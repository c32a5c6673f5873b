"""The guard against over-deletion: how much of a text would go for good, and when that is too much."""

from __future__ import annotations

from collections.abc import Iterable

from cleanup.pipeline.result import Step
from cleanup.stages.boilerplate.discussion import CODE as READERS_REMARKS
from cleanup.stages.listedlinks import LISTED
from cleanup.stages.reading.shape import is_page, shape
from cleanup.text.document import Document
from cleanup.text.edit import Edit
from cleanup.text.fold import fold

TOO_MUCH, UNSETTLED, IS_HTML, PLUGIN_FAILED, IS_JSON = "GU101", "GU102", "GU103", "GU104", "GU106"

_ASCII, _BEYOND_ASCII = bytes(range(0x80)), bytes(range(0x80, 0x100))
_ASCII_SPACES = b"\t\n\v\f\r\x1c\x1d\x1e\x1f "
"""Bytes of UTF-8."""

_NOT_COUNTED = frozenset({READERS_REMARKS, LISTED})
"""What may be more than the article has, and is told by more than a rule about one line."""

_LONGEST_FOLD = 3
"""Letters that one character folds to, at most: a third of the folded letters of a text are never more than its characters, which
take ten times as long to count."""

_FEWEST_LETTERS = 20
"""Letters from which a line that stands inside another one is its copy and no coincidence."""

_SEARCHES = 1_000
"""Lines looked for inside others: each search reads the whole text, and a text may have as many lines as it likes."""


def excess(document: Document, text: str, trail: Iterable[Step], removers: frozenset[str], limit: float) -> float:
    """The share of the document's characters (white space apart) that are gone for good in `text`, if over `limit`; else 0.

    Copies of what still stands, or of what has been counted, do not count; nor, on either side, do what readers wrote below the
    article and the addresses of links listed there, which are often more than it has. Of a raw page most is meant to go: it
    has no limit.
    """
    removals = [edit for step in trail if step.stage in removers for edit in step.changes.edits]
    if not removals or is_page(shape(document)):
        return 0.0
    if sum(len(edit.old) for edit in removals) <= limit * sum(map(len, document.folds)) / _LONGEST_FOLD:
        return 0.0  # the exact count below would come to the same
    total = size(document.text) - sum(size(edit.old) for edit in removals if edit.code in _NOT_COUNTED)
    removals = [edit for edit in removals if edit.code not in _NOT_COUNTED]
    if not total or sum(size(edit.old) for edit in removals) <= limit * total:
        return 0.0
    gone = sum(_gone(removals, text))
    return gone / total if gone > limit * total else 0.0


def _gone(removals: list[Edit], text: str) -> Iterable[int]:
    """For each removal, its characters that stand nowhere in `text` any more; lines that go in several copies count once."""
    standing = fold(text)
    lines = {fold(line) for line in text.split("\n")}
    searches = 0
    for edit in removals:
        for line in edit.old.split("\n"):
            folded = fold(line)
            if not folded or folded in lines:
                continue
            if len(folded) >= _FEWEST_LETTERS and searches < _SEARCHES:
                searches += 1
                if folded in standing:
                    continue
            lines.add(folded)
            yield size(line)


def size(text: str) -> int:
    """Characters that are not white space."""
    data = text.encode("utf-8", "surrogatepass")
    others = "" if len(data) == len(text) else data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    return len(data.translate(None, _ASCII_SPACES + _BEYOND_ASCII)) + sum(map(len, others.split()))
