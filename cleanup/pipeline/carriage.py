"""Cleaning texts whose lines end with "\\r" alone as if they ended with "\\n"."""

from __future__ import annotations

from collections.abc import Callable

from cleanup.pipeline.result import Result, Step
from cleanup.text.carriage import with_newlines
from cleanup.text.changeset import ChangeSet
from cleanup.text.document import Document
from cleanup.text.edit import Edit


def cleaned(document: Document, clean: Callable[[Document], Result]) -> Result:
    """What `clean` makes of `document` with "\\n" for each "\\r", and "\\r" again in all that comes of it.

    Nothing moves, as each stands for one character, and the way back holds, as the text has no "\\n" of its own.
    """
    result = clean(document.with_text(with_newlines(document.text)))
    trail = tuple(
        Step(step.stage, ChangeSet(step.changes.length, tuple(map(_back, step.changes.edits)))) for step in result.trail
    )
    refusals = tuple(refusal._replace(edit=_back(refusal.edit)) for refusal in result.refusals)
    return Result(document, _carriages(result.text), trail, refusals, result.remarks)


def _back(edit: Edit) -> Edit:
    return Edit(edit.start, _carriages(edit.old), _carriages(edit.new), edit.reasons)


def _carriages(text: str) -> str:
    return text.replace("\n", "\r")
