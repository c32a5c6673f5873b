"""A raw page on one line: the words of its menus, the article and its footers run together, and are distinguished piece by
piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from cleanup.rules.hit import Hit
from cleanup.stages.boilerplate.page.rawpage import Outside, frame
from cleanup.stages.boilerplate.page.units import Unit, cut_out, pieces
from cleanup.stages.stage import Context
from cleanup.text.blocks import removals
from cleanup.text.document import Document
from cleanup.text.edit import Span
from cleanup.text.language import UNSPACED

_UNSPACED_SHARE = 0.2
"""Share of a text in scripts without spaces from which on it is left as it is: of eleven such pages from elsewhere four lost
their article and one a third of it."""


def outside_of_joined(
    document: Document, find: Callable[[Document], list[Hit]], context: Context
) -> Iterator[tuple[Span, Outside]]:
    """Stretches that are no article. `find` gives what rules name among the lines of a document, here among the pieces.

    Pieces are recognised by capitals and by the space behind a sentence: a text in a script that has neither is left as it is.
    """
    text = document.text
    if not text.isascii() and len(text) - len(UNSPACED.sub("", text)) > _UNSPACED_SHARE * len(text):
        return
    units = pieces(document)
    laid_out = lay_out(document, units)
    around = frame(laid_out, find(laid_out), context, "pieces")
    gone = around.outside(around.lines(), context)
    left = Counter(unit.line for place, unit in enumerate(units) if place not in gone)
    lines = {unit.line: place for place, unit in enumerate(units) if not left[unit.line]}
    for line, span in removals(document, lines).items():
        yield span, gone[lines[line]]
    for run, span in cut_out(units, set(gone)):
        yield span, min((gone[place] for place in run), key=lambda why: why.certainty)


def lay_out(document: Document, units: list[Unit]) -> Document:
    """The document with every piece on a line of its own."""
    return document.with_text("\n".join(document.text[unit.start : unit.end] for unit in units))
