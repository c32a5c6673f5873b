"""Edits that would end the protection of something else: where a control character is removed from `--\\0-`, front matter begins,
and the comment that was opened below is no longer one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cleanup.text.changeset import ChangeSet
from cleanup.text.document import Document
from cleanup.text.edit import Edit

EXPOSES = "what its format protects here would not be protected any more"
"""Why such an edit is declined."""


def harmless(document: Document, edits: Sequence[Edit]) -> list[Edit]:
    """Those of `edits`, ordered and apart, after which all that `document.protect` finds in the text is still protected."""
    if not _expose(document, edits):
        return list(edits)
    if len(edits) == 1:
        return []
    half = len(edits) // 2
    left = harmless(document, edits[:half]) + harmless(document, edits[half:])
    return [] if _expose(document, left) else left


def _expose(document: Document, edits: Sequence[Edit]) -> bool:
    """Whether something would lose its protection if these edits were made together."""
    changes = ChangeSet.of(document.text, edits)
    return exposes(document, changes, document.with_text(changes.apply(document.text)))


def exposes(document: Document, changes: ChangeSet, after: Document) -> bool:
    """Whether something that is protected in `document` is not in `after`, which `changes` made of it."""
    if not document.protected:
        return False
    starts = [span.start for span in after.protected]
    for span in document.protected:
        start, end = changes.map_position(span.start, 1), changes.map_position(span.end, -1)
        place = bisect_right(starts, start) - 1
        if place < 0 or after.protected[place].end < end:
            return True
    return False
