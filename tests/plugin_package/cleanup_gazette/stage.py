"""Marks of the wire: lines that say when a story was sent, as in "-- gazette wire 14:32 --"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleanup import Document, Edit
from cleanup.stages.stage import Context, Promise
from cleanup.text.blocks import removals

_MARK = re.compile(r"\s*-- gazette wire \d\d:\d\d --\s*", re.IGNORECASE)


class WireMarks:
    """Removes lines that are nothing but a mark."""

    name = "wiremarks"
    family = "GZ"
    promise = Promise.REMOVES
    after = "boilerplate"

    def __init__(self, context: Context) -> None:
        self._context = context

    def propose(self, document: Document) -> Iterable[Edit]:
        lines = [line for line in document.filled if _MARK.fullmatch(document.line(line))]
        for span in removals(document, lines).values():
            reason = self._context.reason("GZ101", self.name, "A mark of the wire stands alone in its line.")
            yield Edit(span.start, span.of(document.text), "", reason)
