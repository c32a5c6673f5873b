"""Edits that would change what a format protects: where a control character goes from `--\\0-` front matter begins, and a comment
that stood open below is none any more."""

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
    if not document.protected or not _expose(document, edits):
        return list(edits)
    if len(edits) == 1:
        return []
    half = len(edits) // 2
    left = harmless(document, edits[:half]) + harmless(document, edits[half:])
    return [] if _expose(document, left) else left


def _expose(document: Document, edits: Sequence[Edit]) -> bool:
    changes = ChangeSet.of(document.text, edits)
    protected = document.with_text(changes.apply(document.text)).protected
    starts = [span.start for span in protected]
    for span in document.protected:
        start, end = changes.map_position(span.start, 1), changes.map_position(span.end, -1)
        place = bisect_right(starts, start) - 1
        if place < 0 or protected[place].end < end:
            return True
    return False
