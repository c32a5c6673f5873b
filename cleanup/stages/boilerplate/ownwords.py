"""Lines that a rule names and that are the article's own words all the same, as the lines around them show.

"Share this / is what she wrote" begins a sentence with the words of a button; in a glossary "Newsletter" is a term, in an article
about consent "Accept all" a heading. Each was met in articles written to try the rules, in 13 languages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from itertools import pairwise

from cleanup.rules.hit import Hit
from cleanup.rules.rule import BYLINES, LEGAL, RELATED
from cleanup.stages.boilerplate.around import SENTENCE_END, Around
from cleanup.stages.boilerplate.reported import NOTICES, TITLES
from cleanup.stages.reading.inline import is_inline
from cleanup.stages.reading.technical import holds_code
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_END = (*SENTENCE_END, *',:;"”»’)')

_LONGEST_LABEL = 40
"""Code points of the longest line that may be a heading or a term."""

_WRAPPED = 55
"""Code points from which a line may be one that was broken at a width; shorter ones end where a footer's do."""

_FEWEST_ALIKE = 3
"""Lines of one form that show the text is built so: headings, terms, speeches."""

_SPACES = 3
"""Spaces in a line that is the rest of a sentence and no button."""

_LONGEST_PART = 5
"""Lines of the longest part between two headings where each part has one, however it is called."""

_FIELD = Lazy(r"\s*[^\W\d_][\w -]{0,20}:\s+\S")
"""A field of a form, as "Date: 3 March" in the head of a letter."""

_DONE_BY = Lazy(r"\s*[A-Z][a-z]+(?: and [a-z]+)? by\s+[^\W\d_]")
"""Who did what, as in the credits of a film."""

_SPEECH = ("– ", "— ")

_ENTRY = Lazy(r"[-–*+•·▪◦‣] \S+ ")
"""How an entry of a list begins that says more than one word."""

_LISTED = Lazy(r"[^\W\d_]+[:：] ")
"""How a line begins that is one word and what it stands for: "Theatre: New Street 3"."""

_SEE_ALSO = (
    *("seealso", "alsosee", "sieheauch", "voiraussi", "véasetambién", "vertambién", "vedianche", "vejatambém", "vertambém"),
    *("zieook", "seogså", "seäven", "zobacztakże", "zobaczteż", "смтакже", "смотритетакже"),
)
"""How a part of a manual is called that names related pages, folded; a site's list of other articles may be called so as well."""


def other_than_own(document: Document, hits: list[Hit]) -> list[Hit]:
    """The hits whose lines are not the article's own, as far as the lines around them tell: each must be one of the text."""
    labels = {hit.line for hit in hits if hit.rule.kind in ("line", "sentence", "block") and not hit.follows}
    phrased = [hit for hit in hits if hit.rule.kind in ("pattern", "opening")]
    notices = {hit.line for hit in phrased if hit.rule.topic in NOTICES}
    related = {hit.line for hit in hits if hit.rule.topic == RELATED and document.folds[hit.line].startswith(_SEE_ALSO)}
    listed = {hit.line for hit in hits if hit.rule.kind == "label" and _LISTED.match(document.line(hit.line))}
    if not labels and not phrased and not related and not listed:
        return hits
    lines = _Lines(document, {hit.line: hit.rule.topic for hit in hits})
    own = {*filter(lines.is_own, labels), *filter(lines.is_part, notices)}
    own.update(filter(lines.is_listed, listed))
    own.update(hit.line for hit in phrased if hit.rule.topic != LEGAL and lines.ends_sentence(hit.line))
    bylines = {hit.line for hit in phrased if hit.rule.topic == BYLINES}
    own.update(line for line in bylines if lines.is_field(line) or lines.dates_entry(line))
    own |= related if related and holds_code(document) else {line for line in related if lines.names_words(line)}
    return list(_without(hits, own)) if own else hits


def _without(hits: Iterable[Hit], own: Set[int]) -> Iterator[Hit]:
    """The hits but for those in lines `own` and what such a heading names below it."""
    heading = -1
    for hit in hits:
        heading = heading if hit.follows else hit.line
        if hit.line not in own and heading not in own:
            yield hit


class _Lines(Around):
    """The filled lines of a document, and what the form of the others says of one that a rule names."""

    def __init__(self, document: Document, named: Mapping[int, str]) -> None:
        """`named` are the lines that rules name, with the topic of each."""
        super().__init__(document, named)
        self._document, self._folds = document, document.folds
        self._times = Counter(document.folds[line] for line in named)
        self._has_gaps = self._filled[-1] - self._filled[0] >= len(self._filled)

    def is_own(self, line: int) -> bool:
        """Whether it is a term, a heading, a speech, or the beginning, a word or the end of a sentence."""
        if self._begins_sentence(line) or self.ends_sentence(line) or is_inline(self._document, line):
            return True
        return self._is_term(line) or self._is_heading(line) or self._is_speech(line) or self._is_entry(line)

    def is_listed(self, line: int) -> bool:
        """Whether it stands among others of one word and what that stands for, as where a listing names its places."""
        return self._alike(line, _LISTED).others >= _FEWEST_ALIKE - 1

    def _is_entry(self, line: int) -> bool:
        """Whether it is an entry of a list between sentences, such as the steps of a lesson, and most others no rule names."""
        entries, others = self._alike(line, _ENTRY)
        if others < _FEWEST_ALIKE or 2 * others <= len(entries):
            return False
        above, below = self._beside(entries[0], -1), self._beside(entries[-1], 1)
        return self._is_sentence(below) and (self._is_sentence(above) or self._text(above).endswith(":"))

    def is_part(self, line: int) -> bool:
        """Whether its sentence ends on the line below, which no rule names: half of one is worse than all of it or nothing."""
        if len(self._text(line)) < _WRAPPED or self._text(line).endswith(_END) or line + 1 in self._named:
            return False
        below = self._text(line + 1) if line + 1 < len(self._texts) else ""
        return below[:1].islower() and below.count(" ") >= _SPACES

    def is_field(self, line: int) -> bool:
        """Whether fields with labels stand above and below it, as in the head of a letter, or others of those who made a work
        beside it, as in the credits of a film."""
        beside = [other for other in (line - 1, line + 1) if 0 <= other < len(self._texts) and other not in self._named]
        fields = [bool(_FIELD.match(self._texts[other])) for other in beside]
        if fields == [True, True] and _FIELD.match(self._texts[line]):
            return True
        return bool(_DONE_BY.match(self._texts[line])) and any(_DONE_BY.match(self._texts[other]) for other in beside)

    def dates_entry(self, line: int) -> bool:
        """Whether it dates one entry of several, as in a diary or a log."""
        return line in self._dates and len(self._dates) >= _FEWEST_ALIKE

    @cached_property
    def _dates(self) -> set[int]:
        """The dates right above a sentence: a page has one or two above its first."""
        dated = (line for line, topic in self._named.items() if topic == BYLINES and any(map(str.isdigit, self._text(line))))
        return {line for line in dated if self._is_sentence(self._beside(line, 1))}

    def names_words(self, line: int) -> bool:
        """Whether what a label names are words and no title: "See also: pier, quay"."""
        return self._text(line).partition(":")[2].lstrip()[:1].islower()

    def _is_label(self, line: int) -> bool:
        text = self._text(line)
        return 0 < len(text) <= _LONGEST_LABEL and (text.endswith("?") or not text.endswith(_END))

    def _is_apart(self, line: int) -> bool:
        """Whether no line of the same paragraph stands above it."""
        return line == 0 or not self._has_gaps or not self._text(line - 1)

    def _begins_sentence(self, line: int) -> bool:
        """Whether it begins a sentence that the line below ends in lower case, and breaks off none above."""
        below = self._beside(line, 1)
        rest, above = self._text(below), self._text(self._beside(line, -1))
        if below in self._named or self._text(line).endswith(SENTENCE_END) or self._times[self._folds[line]] > _FEWEST_ALIKE:
            return False  # a button stands below each comment, whatever the next one begins with
        goes_on = rest[:1].islower() and rest.endswith(_END) and " " in rest
        return goes_on and (above.endswith(_END) or (len(above) < _LONGEST_LABEL and not above[:1].islower()))

    def ends_sentence(self, line: int) -> bool:
        """Whether it begins in lower case below a full line that leaves a sentence open."""
        if not self._text(line)[:1].islower() or line == 0 or line - 1 in self._named:
            return False
        above = self._text(line - 1)
        return len(above) >= _WRAPPED and not above.endswith(_END)

    def _is_term(self, line: int) -> bool:
        """Whether it stands right above a sentence, at the top of a paragraph, as other lines do."""
        return self._is_above_sentence(line) and self._has_terms

    @cached_property
    def _has_terms(self) -> bool:
        return len({self._folds[line] for line in self._filled if self._is_above_sentence(line)}) >= _FEWEST_ALIKE

    def _is_above_sentence(self, line: int) -> bool:
        """Whether it is a label at the top of a paragraph, right above a sentence."""
        below = line + 1 if line + 1 < len(self._texts) else None
        return self._has_gaps and self._is_label(line) and self._is_sentence(below) and self._is_apart(line)

    def _is_heading(self, line: int) -> bool:
        """Whether it stands between sentences, as several lines do: headings. Markers of advertisements stand between them as
        well, so they need a text all of whose parts are short and have a heading."""
        if not self._is_between_sentences(line) or len(self._heading_words) < _FEWEST_ALIKE:
            return False
        return self._named[line] not in TITLES or (self._has_short_parts and self._heading_words[self._folds[line]] == 1)

    @cached_property
    def _headings(self) -> list[int]:
        return [line for line in self._filled if self._is_between_sentences(line)]

    @cached_property
    def _heading_words(self) -> Counter[str]:
        return Counter(self._folds[line] for line in self._headings)

    def _is_between_sentences(self, line: int) -> bool:
        """Whether it is a label between sentences, or between the first line of the text and one."""
        if not self._is_label(line) or not self._is_apart(line) or not self._is_sentence(self._beside(line, 1)):
            return False
        above = self._beside(line, -1)
        return above in (None, self._filled[0]) or self._is_sentence(above) or self._is_signature(above)

    def _is_signature(self, line: int | None) -> bool:
        """Whether it ends a paragraph, right below a sentence: a writer's name, a place."""
        return line is not None and self._has_gaps and not self._is_apart(line) and self._is_sentence(line - 1)

    @cached_property
    def _has_short_parts(self) -> bool:
        others = [line for line in self._headings if self._named.get(line, "") not in TITLES]
        places = [*(bisect_left(self._filled, line) for line in self._headings), len(self._filled)]
        return len(others) >= _FEWEST_ALIKE - 1 and all(other - one <= _LONGEST_PART + 1 for one, other in pairwise(places))

    def _is_speech(self, line: int) -> bool:
        """Whether somebody says it, as dialogues are set: with a dash, like other lines that no rule names."""
        return self._is_said(line) and self._has_speeches

    @cached_property
    def _has_speeches(self) -> bool:
        return sum(self._is_said(line) for line in self._filled if line not in self._named) >= _FEWEST_ALIKE

    def _is_said(self, line: int) -> bool:
        return self._text(line).startswith(_SPEECH) and self._text(line).endswith(SENTENCE_END)
