"""Paragraphs, and runs of paragraphs, that stand twice in one text.

Only prose counts: lists, tables and refrains repeat their lines on purpose. The first copy stays, unless it stands alone among
short lines (a teaser in a menu) and a later one among paragraphs.

A scan finds most texts free of copies (scan.py). In the others copies.py tells which paragraphs are copies, with near.py for
those with small differences, and meant.py which of them stay, with sections.py for parts built alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from cleanup.stages.reading.joined import in_sentences, is_joined
from cleanup.stages.repetition.copies import Copy, copies
from cleanup.stages.repetition.meant import Meant
from cleanup.stages.repetition.paragraphs import Prose, paragraphs
from cleanup.stages.repetition.scan import suspects
from cleanup.stages.stage import Context, Promise
from cleanup.text.blocks import removals
from cleanup.text.document import Document
from cleanup.text.edit import Edit

_SENTENCES_APART = 2
"""Sentences apart that two copies of one stand in a joined text: a caption and its copy. Further off one of them may be a
quotation set apart, and which of them is the text cannot be told."""


class Repetition:
    """Removes further copies of paragraphs."""

    name = "repetition"
    family = "RP"
    promise = Promise.REMOVES

    def __init__(self, context: Context) -> None:
        self._context = context

    def propose(self, document: Document) -> Iterable[Edit]:
        """Removals of whole paragraphs, with the separator before them; of sentences where the ends of paragraphs are lost."""
        original, joined = document, is_joined(document) and not document.curated
        if joined:
            document = in_sentences(document)  # the same offsets
        if len(document.filled) < 2:
            return
        units = paragraphs(document)
        found = suspects(units)
        if not found:
            return
        prose = Prose(document, units)
        meant = Meant(document, units, prose)
        going: dict[int, Copy] = {}
        for copy in copies(document, units, found, prose):
            counts = not joined or copy.code == "RP103" or abs(copy.start - copy.kept) <= _SENTENCES_APART
            if counts and self._context.allows(copy.code) and copy not in meant:
                going = dict.fromkeys(range(copy.start, copy.start + copy.size), copy) | going
        lines = [line for number in going for line in range(units.first[number], units.last[number] + 1)]
        spans = removals(document, lines)
        for number, copy in sorted(going.items()):
            start, end = spans[units.first[number]].start, spans[units.last[number]].end
            stays = (document.span(units.first[number]).start for number in (copy.kept, copy.kept + copy.size - 1))
            because = copy.because.format(*(original.place(offset)[0] for offset in stays))
            yield Edit(start, original.text[start:end], "", self._context.reason(copy.code, self.name, because, copy.certainty))
