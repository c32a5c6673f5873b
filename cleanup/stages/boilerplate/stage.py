"""Boilerplate: comment forms, share bars, newsletter boxes, notices, related stories. Rules find, place and company decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from cleanup.rules.company import Removal, decide
from cleanup.rules.finder import Finder
from cleanup.rules.hit import Hit
from cleanup.rules.rule import ADVERTISING, KINDS, Rule
from cleanup.stages.boilerplate.aboutnotes import about_notes
from cleanup.stages.boilerplate.capitallinks import capital_links
from cleanup.stages.boilerplate.discussion import CODE, discussion
from cleanup.stages.boilerplate.edges import at_edges, last_kept
from cleanup.stages.boilerplate.ownwords import other_than_own
from cleanup.stages.boilerplate.references import other_than_references
from cleanup.stages.boilerplate.reported import unreported
from cleanup.stages.boilerplate.sentences import Notices, Seams, has_end
from cleanup.stages.boilerplate.spokenof import breaks_quotation, not_spoken_of
from cleanup.stages.boilerplate.titles import title_forms
from cleanup.stages.reading.inline import rejoined
from cleanup.stages.reading.joined import is_joined, sentence_starts
from cleanup.stages.reading.links import unlinked
from cleanup.stages.reading.shape import JOINED, is_page, shape, unwrapped
from cleanup.stages.reading.technical import is_manual, is_technical
from cleanup.stages.stage import Context, Promise
from cleanup.text.blocks import removals
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Reason, Span

if TYPE_CHECKING:
    from cleanup.stages.boilerplate.page.rawpage import Frame, Outside


class Boilerplate:
    """Removes what the page put around the article. Proposes whole lines, and tails of lines behind a sentence's end."""

    name = "boilerplate"
    family = "BP"
    promise = Promise.REMOVES

    def __init__(self, context: Context) -> None:
        self._context = context
        self._finder = Finder(self._rules(*KINDS))
        self._notices = Notices(self._finder, self._unreported)
        ads = (rule for rule in self._rules("line", "sentence") if rule.topic == ADVERTISING and not rule.weak)
        self._seams = Seams((*ads, *self._rules("teaser")), self._rules("opening"))

    def _rules(self, *kinds: str) -> list[Rule]:
        return [rule for rule in self._context.rules.values() if rule.family == self.family and rule.kind in kinds]

    def propose(self, document: Document) -> Iterable[Edit]:
        found = shape(document)
        lines, judged, hits = self.judged(document, found)
        frame = self._frame(judged, hits) if found == "raw" else None
        around, hits = (frame.lines(), frame.hits) if frame else (set[int](), hits)
        going = {each.line: each for each in decide(judged, hits, around)}
        by_hand = self._context.curated or is_manual(document)
        if by_hand:
            going = at_edges(judged, going)
        gone = around | going.keys()
        outside = frame.outside(around - going.keys(), self._context) if frame else {}
        for line, span in removals(judged, gone).items():
            yield self._edit(document, span, self._whole_line(line, going, outside))
        for hit in self._finder.tails(lines, gone):
            if breaks_quotation(judged.line(hit.line)[hit.start :]):
                continue
            if not by_hand or hit.line == last_kept(judged, going):
                paragraph = judged.span(hit.line)
                yield self._edit(document, Span(paragraph.start + hit.start, paragraph.end), self._tail(hit))
        if found == "joined-raw":
            yield from self._ends_of_joined(document)

    def _frame(self, judged: Document, hits: list[Hit]) -> Frame:
        """The lines of a whole page that are no article; only such a page needs the model of lines."""
        from cleanup.stages.boilerplate.page.rawpage import frame

        return frame(judged, hits, self._context)

    def _ends_of_joined(self, document: Document) -> Iterator[Edit]:
        from cleanup.stages.boilerplate.page.joinedpage import outside_of_joined

        for span, why in outside_of_joined(document, self.find, self._context):
            yield self._edit(document, span, self._outside(why))

    def judged(self, document: Document, shape: str) -> tuple[Document, Document, list[Hit]]:
        """A document as its paragraphs are read, with the same offsets; the same without targets of links; and what rules find.

        A joined text is read sentence by sentence, and in any other paragraphs of notices are found as well.
        """
        lines = rejoined(unwrapped(document))  # paragraphs as lines
        joined = is_joined(lines)
        judged = lines if joined else unlinked(lines)
        if is_page(shape) or (joined and document.curated):
            from cleanup.stages.boilerplate.headings import other_than_headings

            return lines, judged, other_than_headings(judged, self.find(judged))
        if joined:
            lines, hits = self._by_sentences(lines)
            return lines, lines, hits
        hits = other_than_own(judged, self.find(judged))
        if not document.curated:
            hits += self._notices.find(judged, hits)
        hits = not_spoken_of(judged, hits)
        if not document.curated:
            hits += self._discussion(judged, hits)
            hits += about_notes(judged, hits, self._context.rules)
            hits += self._above_dateline(judged)
            hits += capital_links(judged, hits, self._context.rules)
        return lines, judged, hits

    def _by_sentences(self, document: Document) -> tuple[Document, list[Hit]]:
        """A joined document with its sentences as lines, and what rules find in these."""
        start = 0
        if self._context.keep == "body":
            from cleanup.stages.boilerplate.dateline import before_dateline, dateline

            start = dateline(document, self._context.rules)
        whole = {*document.lines}  # what has a line of its own ends with it
        lines = self._seams.laid_out(document, start, self._named_whole(document))
        found = [hit for hit in self.find(lines) if has_end(hit) or lines.span(hit.line) in whole]
        hits = not_spoken_of(lines, found, joined=True)
        if start:
            hits += before_dateline(lines, start, self._context.rules)
        return lines, hits

    def _named_whole(self, document: Document) -> set[int]:
        """The lines of several sentences of a joined document that rules name as they are, but for those too long for it."""
        several = [
            line for line, starts in enumerate(document.once(sentence_starts)) if starts and len(document.texts[line]) < JOINED
        ]
        apart = Document("\n".join([document.texts[line] for line in several]))
        return {several[hit.line] for hit in self._finder.find(apart) if has_end(hit)} if several else set()

    def _above_dateline(self, document: Document) -> Iterable[Hit]:
        """What stands above the dateline of a report, of which the body alone is wanted."""
        if self._context.keep != "body":
            return ()
        from cleanup.stages.boilerplate.dateline import above_dateline

        return above_dateline(document, self._context.rules)

    def _discussion(self, document: Document, hits: Iterable[Hit]) -> list[Hit]:
        """What readers wrote below the article; on software they write the manual as well."""
        rule = self._context.rules.get(CODE)
        found = [*discussion(document, self._finder.remarks(document), hits, rule)] if rule else []
        return [] if found and is_technical(document) else found

    def find(self, document: Document) -> list[Hit]:
        """What the rules about whole lines find, wherever it stands."""
        hits = self._unreported(document)
        if not hits:
            return hits
        title = document.once(title_forms)  # a headline below "Latest news" is no link to another article
        return [hit for hit in hits if document.folds[hit.line] not in title]

    def _unreported(self, document: Document) -> list[Hit]:
        return other_than_references(document, unreported(document, self._finder.find(document)))

    def _edit(self, document: Document, span: Span, reasons: tuple[Reason, ...]) -> Edit:
        return Edit(span.start, span.of(document.text), "", reasons)

    def _whole_line(self, line: int, going: Mapping[int, Removal], outside: Mapping[int, Outside]) -> tuple[Reason, ...]:
        if each := going.get(line):
            return self._context.reason(each.hit.rule.code, self.name, each.because, each.certainty)
        return self._outside(outside[line])

    def _outside(self, why: Outside) -> tuple[Reason, ...]:
        return self._context.reason(why.code, self.name, why.because, why.certainty)

    def _tail(self, hit: Hit) -> tuple[Reason, ...]:
        because = f"{hit.rule.why.rstrip('.')}; nothing else stands behind the last sentence of the paragraph."
        return self._context.reason(hit.rule.code, self.name, because)
