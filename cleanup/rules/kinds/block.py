"""Kind "block": a heading, and the titles of other articles below it until prose resumes or the text ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cleanup.rules.hit import Hit
from cleanup.rules.rule import Rule
from cleanup.text.dataclass import replace
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_LONGEST_TITLE = 130
"""Code points of the longest line that can be a title."""

_MOST_TITLES = 300
"""Titles below a heading: more are a word list, an index or a table, in which the heading is an entry as well."""

_SENTENCE_ENDS = tuple(".;:。।")
_CLOSING = '"”’»)」』'
"""What stands behind the full stop of a sentence in quotes or brackets."""

_BULLET = Lazy(r"\s*[*+•·▪◦-]\s")
_FULL_STOP = "。"
"""Where a script has a full stop of its own, no title holds one, whoever took the picture is named behind it."""


class Blocks:
    """Finds headings and the lines they announce. Titles count only if there are several, or the text ends with them: one short
    line before prose may be the next heading of the article, unless a colon points to it. Headings are phrases, and lines that
    match a pattern of a rule."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = list(rules)
        self._headings = {phrase: rule for rule in rules for phrase in rule.folds}
        self._codes = {rule.code for rule in rules}

    def may_name(self, line: str, folded: str) -> bool:
        """Whether a line is a heading, if no pattern says so."""
        return folded in self._headings

    def find(self, document: Document, matched: Iterable[Hit], lines: Iterable[int]) -> Iterator[Hit]:
        """`matched` are the lines that match patterns, of these rules and of others; `lines` may begin with a phrase."""
        filled = document.filled
        headings = {hit.line: hit for hit in matched if hit.rule.code in self._codes}
        if not headings and self._headings.keys().isdisjoint([document.folds[line] for line in lines]):
            return
        place = 0
        while place < len(filled):
            heading = self._heading(document, filled[place], headings)
            place += 1
            if heading is None:
                continue
            first = place
            while place < len(filled) and _is_title(document.line(filled[place])):
                place += 1
            last = place if place == len(filled) or self._is_entry(document, filled, place - 1) else place - 1
            if last <= first < place and document.line(filled[first - 1]).rstrip().endswith(":"):
                last = first + 1
            if last - first > _MOST_TITLES:
                continue
            yield heading
            for line in filled[first:last]:
                yield replace(heading, line=line, follows=True)

    @staticmethod
    def _is_entry(document: Document, filled: Sequence[int], last: int) -> bool:
        """Whether the last of the lines below a heading is a list's: the next heading of the article has no bullet."""
        return _BULLET.match(document.line(filled[last])) is not None

    def _heading(self, document: Document, line: int, others: Mapping[int, Hit]) -> Hit | None:
        folded = document.folds[line]
        rule = self._headings.get(folded)
        if rule and _ends_as_sentence(document.line(line)):
            return None
        return Hit(line, rule, folded) if rule else others.get(line)


def _ends_as_sentence(line: str) -> bool:
    """Whether a line ends with a full stop, as no heading does: "Recommended." is a judgement."""
    line = line.rstrip()
    return line.endswith((".", "。")) and not line.endswith("..")


def _is_title(line: str) -> bool:
    line = line.strip()
    return len(line) <= _LONGEST_TITLE and not line.rstrip(_CLOSING).endswith(_SENTENCE_ENDS) and _FULL_STOP not in line
