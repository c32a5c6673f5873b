"""Kind "block": a heading, and the titles of other articles below it until prose resumes or the text ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleanup.rules.hit import Hit
from cleanup.rules.rule import Rule
from cleanup.text.document import Document
from cleanup.text.fold import fold

_TITLE = 130
"""Code points of the longest line that can be a title."""

_SENTENCE_ENDS = tuple(".;:。।")


class Blocks:
    """Finds headings and the lines they announce. Titles count only if there are several, or the text ends with them: one short
    line before prose may be the next heading of the article."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._headings = {fold(phrase): rule for rule in rules for phrase in rule.phrases if fold(phrase)}

    def find(self, document: Document) -> Iterator[Hit]:
        filled = document.filled
        place = 0
        while place < len(filled):
            folded = document.folds[filled[place]]
            rule = self._headings.get(folded)
            place += 1
            if rule is None:
                continue
            yield Hit(filled[place - 1], rule, folded)
            first = place
            while place < len(filled) and _is_title(document.line(filled[place])):
                place += 1
            last = place if place == len(filled) else place - 1
            for line in filled[first:last]:
                yield Hit(line, rule, folded, follows=True)


def _is_title(line: str) -> bool:
    line = line.strip()
    return len(line) <= _TITLE and not line.endswith(_SENTENCE_ENDS)
