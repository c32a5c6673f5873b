"""Headlines that stand twice, or glued to the first paragraph; with keep="body" the known or repeated headline itself.

The caller's title tells what the headline is, or a repetition at the head of the text does. With keep="article" one copy stays,
the first that is followed by prose. Nothing is removed that only looks like a headline, and a missing one is never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleanup.stages.headline.find import Copies, first_prose, known_copies
from cleanup.stages.headline.match import Title, read_title
from cleanup.stages.headline.repeat import repeated_copies
from cleanup.stages.headline.seam import seam
from cleanup.stages.reading.links import unlinked
from cleanup.stages.stage import Context, Promise
from cleanup.text.blocks import removals
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Reason

_LONGEST_LINE = 100_000
"""A longer line is a whole document on one line: a headline at its start cannot be told from navigation."""


class Headline:
    """Removes headlines beside the one that stays, and that one too where the body alone is wanted."""

    name = "headline"
    family = "HL"
    promise = Promise.REMOVES

    def __init__(self, context: Context) -> None:
        self._context = context

    def propose(self, document: Document) -> Iterable[Edit]:
        """Removals of whole lines, and of headlines glued to a paragraph."""
        if not document.filled:
            return
        title = read_title(document.title, document.url)
        body = self._context.keep == "body"
        judged = unlinked(document)
        groups = list(known_copies(judged, title, body)) if title else []
        # Where the known headline goes, what is left must look the same to the repetitions, in this round and the next.
        stays = set() if body else {group.kept for group in groups}
        taken = {line for group in groups for line in group.lines}
        groups += repeated_copies(judged, taken, taken - stays, alone=not (title and title.whole))
        if groups:
            yield from self._lines(document, title, groups)
        if (groups or body) and self._context.allows("HL103"):
            yield from self._glued(document, title, groups)

    def _lines(self, document: Document, title: Title | None, groups: list[Copies]) -> Iterator[Edit]:
        """Removals of whole lines."""
        reasons: dict[int, Reason] = {}
        for group in groups:
            for line, reason in self._reasons(group):
                # With a title at hand a line that only repeats itself may be a heading: one copy of it stays.
                if reason.code != "HL106" or not (title and title.whole):
                    reasons.setdefault(line, reason)
        going = {line: reason for line, reason in reasons.items() if self._context.allows(reason.code)}
        for line, span in removals(document, going).items():
            yield Edit(span.start, span.of(document.text), "", (going[line],))

    def _reasons(self, group: Copies) -> Iterator[tuple[int, Reason]]:
        """Why each line of the group would go; the one that stays goes where the body alone is wanted."""
        kept = f"line {group.kept + 1}"
        for line, likeness in group.lines.items():
            if line == group.kept and group.known:
                code, because, certainty = "HL104", "It is the given title, and the body alone is wanted.", likeness
            elif line == group.kept:
                code, because, certainty = (
                    "HL106",
                    "It stands more than once, as headlines do, and the body alone is wanted.",
                    0.9,
                )
            elif likeness < 1:
                code, because, certainty = "HL102", f"Nearly the same headline stands at {kept}.", likeness
            elif line in group.far:
                code, because, certainty = "HL105", f"The headline at {kept} stands here once more.", 0.9 if group.known else 0.85
            else:
                code, because, certainty = "HL101", f"The same headline stands at {kept}.", 0.99 if group.known else 0.96
            (reason,) = self._context.reason(code, self.name, because, certainty)
            yield line, reason

    def _glued(self, document: Document, title: Title | None, groups: list[Copies]) -> Iterator[Edit]:
        """Headlines at the start of a paragraph. With keep="article" only below a copy that stays as a line of its own."""
        kept = {document.folds[group.kept]: group.kept for group in groups}
        starts = tuple(filter(None, {*(title.whole if title else ()), *kept}))
        folds = document.folds
        begun = [place for place, line in enumerate(document.filled) if folds[line].startswith(starts)] if starts else []
        if not begun:
            return
        lines = {line for group in groups for line in group.lines}
        first = document.once(first_prose)
        for place in begun:
            line = document.filled[place]
            folded = folds[line]
            if line in lines or len(folded) > _LONGEST_LINE:
                continue
            form = max(filter(folded.startswith, starts), key=len)
            above = min((place for place in kept.values() if place < line), default=None)
            if above is None and (self._context.keep == "article" or place > first):
                continue
            span = seam(document, line, form)
            if span is None:
                continue
            evidence = "it is the given title" if above is None else f"the same headline stands at line {above + 1}"
            because = f"A headline is glued to the paragraph; {evidence}."
            yield Edit(span.start, span.of(document.text), "", self._context.reason("HL103", self.name, because))
