"""Markdown: protected stretches are apart and in order, no edit touches one, and a second run changes nothing."""

from __future__ import annotations

from itertools import pairwise

from cleanup.files.markdown import protected
from cleanup.files.switches import switches
from cleanup.pipeline.cleaner import Cleaner
from cleanup.text.document import Document

CLEANER = Cleaner()


def check(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    spans = protected(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end < other.start for one, other in pairwise(spans))
    result = CLEANER.run(Document(text, id="a.md", protect=protected, switch=switches, curated=True))
    assert result.undo() == text
    for edit in result.changes.edits:
        assert not any(span.overlaps(edit.span) for span in spans), edit
    again = CLEANER.run(Document(result.text, id="a.md", protect=protected, switch=switches, curated=True))
    assert again.text == result.text
