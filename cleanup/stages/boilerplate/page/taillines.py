"""The lines around the end of a raw page's article, and what each of them may be."""

from __future__ import annotations

from collections.abc import Sequence

from cleanup.stages.boilerplate.page.linefacts import BULLET, CLOSED, RULE, Line
from cleanup.text.document import Document

PROBABLE, SENTENCE = 0.1, 20
"""From which probability on a sentence of its own behind the last paragraph is the article's, and how many words it may have. Of
1,521 strings marked as article that keeps four more, of as many others six more."""

_NO_SENTENCE = frozenset(("address", "bar", "copyright"))
"""What none of these sentences shows."""

_CUT = ("…", "...")
"""How a sentence begins whose beginning stands elsewhere."""

_SHORT = 8
"""Words of a line from which on it is no heading."""


class TailLines:
    """The lines, by their index among those that were judged.

    kept   the indexes of those that stay
    least  from which probability on a line may be the last sentence
    """

    def __init__(
        self,
        document: Document,
        probabilities: Sequence[float],
        lines: Sequence[Line],
        places: Sequence[int],
        kept: Sequence[int],
    ) -> None:
        self.document, self.probabilities, self.kept = document, probabilities, kept
        self._lines, self._places = lines, places
        self.least = PROBABLE

    def line(self, index: int) -> Line | None:
        return self._lines[self._places[index]] if index < len(self._places) else None

    def number(self, index: int) -> int:
        """Which line of the document it is."""
        return self.document.filled[self._places[index]]

    def text(self, index: int) -> str:
        return self.document.line(self.number(index)).strip()

    def closed(self, index: int) -> bool:
        """Whether a line that no rule names ends like a sentence."""
        line = self.line(index)
        return line is not None and line.traits & (CLOSED | RULE) == CLOSED

    def is_last(self, index: int) -> bool:
        """Whether a line may be the last sentence of the article."""
        line = self.line(index)
        if line is None or line.words > SENTENCE or self.probabilities[index] < self.least:
            return False
        if line.traits & (CLOSED | RULE | BULLET) != CLOSED or not _NO_SENTENCE.isdisjoint(line.names):
            return False
        text = self.text(index)
        if text.startswith(_CUT):
            return False
        return text.endswith("!") or any(word[0].islower() for word in text.split()[1:])  # else it is a name

    def is_entry(self, index: int) -> bool:
        """Whether a line that no rule names has a bullet."""
        line = self.line(index)
        return line is not None and line.traits & (BULLET | RULE) == BULLET

    def is_short(self, index: int) -> bool:
        """Whether a line that no rule names is no paragraph."""
        line = self.line(index)
        return line is not None and line.words <= SENTENCE and not line.traits & RULE

    def is_heading(self, index: int) -> bool:
        """Whether a line is short and neither a sentence, an entry of a list nor named by a rule."""
        line = self.line(index)
        if line is None or not line.folded or line.words >= _SHORT or line.traits & (CLOSED | RULE):
            return False
        return not line.traits & BULLET or self.text(index).startswith("#")
