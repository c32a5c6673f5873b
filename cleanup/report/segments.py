"""A document as the page shows it: pieces of unchanged text and edits in turn.

Pieces and not offsets, because Python counts code points and JavaScript UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cleanup.report.record import Entry
from cleanup.text.anchor import Anchor
from cleanup.text.changeset import ChangeError

LONGEST_UNCHANGED = 20_000
"""Code points up to which the page gets an unchanged stretch whole; of a longer one it gets both ends."""

Part = str | int | list[int]
"""Unchanged text; the index of an edit; or, in a list, how many code points were left out."""


def parts(entry: Entry, cleaned: str) -> list[Part]:
    """The text of `entry`, whose cleaned text is `cleaned`, in pieces. Raises ChangeError if the edits do not fit it."""
    found: list[Part] = []
    position = shift = 0
    for index, record in enumerate(entry.edits):
        start = record["start"] + shift
        if start < position or not cleaned.startswith(record["after"], start):
            raise ChangeError(f"the edit at {record['start']} does not stand in the cleaned text")
        found += _unchanged(cleaned[position:start])
        found.append(index)
        position = start + len(record["after"])
        shift += len(record["after"]) - len(record["before"])
    found += _unchanged(cleaned[position:])
    if len(cleaned) - shift != entry.length:
        raise ChangeError(f"the original has {entry.length} code points, and the edits lead to {len(cleaned) - shift}")
    return found


def _unchanged(text: str) -> Iterator[Part]:
    if len(text) <= LONGEST_UNCHANGED:
        if text:
            yield text
        return
    half = LONGEST_UNCHANGED // 2
    yield text[:half]
    yield [len(text) - 2 * half]
    yield text[-half:]


def edits(entry: Entry, original: str | None, rules: dict[str, int]) -> list[dict[str, Any]]:
    """The edits of `entry` with short keys; `rules` holds the number of each code on the page; new codes are added to it.

    With the `original` text at hand each edit gets the context by which it is found again if somebody rejects it.
    """
    found = []
    for record in entry.edits:
        edit: dict[str, Any] = {
            "id": record["id"],
            "line": record["line"],
            "before": record["before"],
            "after": record["after"],
            "why": [
                [rules.setdefault(reason["code"], len(rules)), reason["stage"], reason["because"], reason["certainty"]]
                for reason in record["reasons"]
            ],
        }
        if original is not None:
            anchor = Anchor.of(original, record["start"], record["end"])
            edit |= {"left": anchor.left, "right": anchor.right}
        found.append(edit)
    return found
