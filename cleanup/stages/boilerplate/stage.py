"""Boilerplate: comment forms, share bars, newsletter boxes, notices, related stories. Rules find, place and company decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from cleanup.rules.block import Blocks
from cleanup.rules.company import Going, decide
from cleanup.rules.hit import Hit
from cleanup.rules.index import is_shipped, shipped
from cleanup.rules.keys import Beginnings
from cleanup.rules.label import Labels
from cleanup.rules.line import Lines, Phrases
from cleanup.rules.opening import Openings
from cleanup.rules.pattern import Patterns
from cleanup.rules.rule import KINDS, Rule
from cleanup.rules.sentence import Sentences
from cleanup.rules.teaser import Teasers
from cleanup.stages.boilerplate.edges import at_edges, last_kept
from cleanup.stages.boilerplate.ownwords import other_than_own, unreported
from cleanup.stages.boilerplate.sentences import Seams, has_end, notices
from cleanup.stages.boilerplate.titles import title_forms
from cleanup.stages.inline import rejoined
from cleanup.stages.joined import is_joined
from cleanup.stages.links import unlinked
from cleanup.stages.shape import is_page, shape, unwrapped
from cleanup.stages.stage import Context, Promise
from cleanup.stages.technical import is_manual
from cleanup.text.blocks import removals
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Reason, Span
from cleanup.text.fold import fold

if TYPE_CHECKING:
    from cleanup.stages.boilerplate.rawpage import Outside


class Boilerplate:
    """Removes what the page put around the article. Proposes whole lines, and tails of lines behind a sentence's end."""

    name = "boilerplate"
    family = "BP"
    promise = Promise.REMOVES

    def __init__(self, context: Context) -> None:
        self._context = context
        self._phrases = phrases = Phrases(self._rules("line", "sentence"))
        self._patterns = Patterns(self._rules("pattern", "block"))
        self._lines, self._openings, self._labels = Lines(phrases), Openings(self._rules("opening")), Labels(self._rules("label"))
        self._blocks, self._teasers = Blocks(self._rules("block"), self._patterns), Teasers(self._rules("teaser"))
        others = [phrase for rule in self._rules(*KINDS) if not is_shipped(rule) for phrase in rule.folds]
        self._beginnings = Beginnings(others, shipped().beginnings.keys) if others else shipped().beginnings
        self._sentences = Sentences(phrases)
        ads = (rule for rule in self._rules("line", "sentence") if rule.code[2] == "6" and not rule.weak)
        self._seams = Seams((*ads, *self._rules("teaser")), self._rules("opening"))

    def _rules(self, *kinds: str) -> list[Rule]:
        return [rule for rule in self._context.rules.values() if rule.family == self.family and rule.kind in kinds]

    def propose(self, document: Document) -> Iterable[Edit]:
        found = shape(document)
        lines = rejoined(unwrapped(document))  # the same offsets, paragraphs as lines
        judged = unlinked(lines)
        has_links = judged is not lines and not is_joined(lines)
        judged = judged if has_links else lines
        hits = self.find(judged)
        if not is_page(found) and not is_joined(judged):
            hits = other_than_own(judged, hits)
        if not is_page(found) and not document.curated:
            judged, hits = self._in_sentences_too(judged, hits)
        frame = self._frame(judged, hits) if found == "raw" else {}
        going = {each.line: each for each in decide(judged, hits, frame.keys())}
        by_hand = self._context.curated or is_manual(document)
        if by_hand:
            going = at_edges(judged, going)
        for line, span in removals(judged, frame.keys() | going.keys()).items():
            yield self._edit(document, span, self._whole_line(line, going, frame))
        for hit in self._sentences.find(lines if has_links else judged):
            if hit.line not in frame and hit.line not in going and not (by_hand and hit.line != last_kept(judged, going)):
                paragraph = judged.span(hit.line)
                yield self._edit(document, Span(paragraph.start + hit.start, paragraph.end), self._tail(hit))

        if found == "joined-raw":
            yield from self._ends_of_joined(document)

    def _frame(self, judged: Document, hits: list[Hit]) -> dict[int, Outside]:
        """The lines of a whole page that are no article; only such a page needs the model of lines."""
        from cleanup.stages.boilerplate.rawpage import outside

        return outside(judged, hits, self._context)

    def _ends_of_joined(self, document: Document) -> Iterator[Edit]:
        from cleanup.stages.boilerplate.joinedpage import outside_of_joined

        for span, why in outside_of_joined(document, self.find, self._context):
            yield self._edit(document, span, self._outside(why))

    def _in_sentences_too(self, judged: Document, hits: list[Hit]) -> tuple[Document, list[Hit]]:
        """What rules find in sentences as well: all of a joined text, and paragraphs of notices in any other."""
        if not is_joined(judged):
            return judged, hits + notices(judged, self._may_begin(judged), self.find, self._may_name)
        judged = self._seams.laid_out(judged)
        return judged, [hit for hit in self.find(judged) if has_end(hit)]

    def find(self, document: Document) -> list[Hit]:
        """What the rules about whole lines find, wherever it stands."""
        begun = document.once(self._begun)
        hits = [
            *self._lines.find(document),
            *self._openings.find(document, begun),
            *self._patterns.find(document),
            *self._labels.find(document, begun),
            *self._blocks.find(document),
            *self._teasers.find(document),
        ]
        if not hits:
            return hits
        hits = unreported(document, hits)
        title = document.once(title_forms)  # a headline below "Latest news" is no link to another article
        return [hit for hit in hits if document.folds[hit.line] not in title]

    def _begun(self, document: Document) -> list[int]:
        """The lines that may begin with a phrase of any rule. Call it as `document.once(self._begun)`."""
        filled, folds = document.filled, document.folds
        return [filled[place] for place in self._beginnings.among([folds[line] for line in filled])]

    def _may_begin(self, document: Document) -> set[int]:
        """The lines that may begin with a sentence that rules name, or with a title below one."""
        return {*document.once(self._begun), *self._patterns.may_begin(document)}

    def _may_name(self, document: Document, first: Mapping[int, str]) -> bool:
        """Whether rules may name one of these sentences that begin a line, or a title below one."""
        begun = first.keys() & document.once(self._begun)
        return any(document.of_text(self._is_named, first[line]) for line in begun) or self._patterns.match_any(document, first)

    def _is_named(self, sentence: str) -> bool:
        folded = fold(sentence)
        kinds = (self._openings, self._labels, self._blocks, self._teasers)
        return bool(self._phrases.tail(folded)) or any(kind.may_name(sentence, folded) for kind in kinds)

    def _edit(self, document: Document, span: Span, reasons: tuple[Reason, ...]) -> Edit:
        return Edit(span.start, span.of(document.text), "", reasons)

    def _whole_line(self, line: int, going: Mapping[int, Going], frame: Mapping[int, Outside]) -> tuple[Reason, ...]:
        if each := going.get(line):
            return self._context.reason(each.hit.rule.code, self.name, each.because, each.certainty)
        return self._outside(frame[line])

    def _outside(self, why: Outside) -> tuple[Reason, ...]:
        return self._context.reason(why.code, self.name, why.because, why.certainty)

    def _tail(self, hit: Hit) -> tuple[Reason, ...]:
        because = f"{hit.rule.why.rstrip('.')}; nothing else stands behind the last sentence of the paragraph."
        return self._context.reason(hit.rule.code, self.name, because)
