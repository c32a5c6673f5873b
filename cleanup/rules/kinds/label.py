"""Kind "label": the line begins with the phrase and a colon (or bar, arrow or dash), and something short stands behind it.

"Läs också: Bron öppnar igen" is recognised by what stands before the colon alone: no pattern is needed in any language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleanup.rules.hit import Hit
from cleanup.rules.rule import Rule
from cleanup.text.document import Document
from cleanup.text.fold import fold
from cleanup.text.lazy import Lazy

_LONGEST = 220
"""Code points of the longest line that is a label and a title or a name."""

_SENTENCE_ENDS = tuple(".;。।")
"""A title or a name has no such end; what has is a sentence that somebody wrote behind a colon."""

_LABEL = Lazy(r"[»›>→–—•*\[( -]*+([^:：|»›>→–—\n]{1,50}+)[:：|»›>→–—]++(?=.*\w)")


class Labels:
    """Finds lines by their label: one dictionary lookup a line that has one."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._labels = {phrase: rule for rule in rules for phrase in rule.folds}

    def may_name(self, line: str, folded: str) -> bool:
        """Whether a line is found."""
        return self._labelled(line) is not None

    def find(self, document: Document, lines: Iterable[int]) -> Iterator[Hit]:
        """`lines` are those that may begin with a phrase."""
        for line in lines:
            if found := self._labelled(document.line(line)):
                yield Hit(line, *found)

    def _labelled(self, line: str) -> tuple[Rule, str] | None:
        """The rule whose label the line has, and the label."""
        if len(line) > _LONGEST:
            return None
        text = line.strip()
        match = _LABEL.match(text)
        rule = self._labels.get(fold(match[1])) if match else None
        return (rule, fold(match[1])) if match and rule and not text.endswith(_SENTENCE_ENDS) else None
