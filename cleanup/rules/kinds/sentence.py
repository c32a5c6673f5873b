"""Kind "sentence": phrases glued or appended to the end of a paragraph, behind the end of its last sentence.

"...under the new mayor.Leave a ReplyYour email address will not be published." loses all that is not the article's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleanup.rules.hit import Hit
from cleanup.rules.kinds.line import WINDOW, Phrases
from cleanup.rules.rule import Rule
from cleanup.text.document import Document
from cleanup.text.fold import fold_with_offsets

_LONG_PHRASE = 20
"""Letters of a phrase that is furniture even when it stands alone; "Leave a comment." may be the writer's own sentence."""

_ENDS = tuple('.!?…。！？؟।"”»’)]')


class Sentences:
    """Finds tails of lines that are nothing but phrases: a tail begins with a phrase of the kind "sentence" and may go on
    with such or with those of the kind "line"."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def find(self, document: Document, tails: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Hit]:
        """`tails` are the lines that end with a phrase, each with the series of phrases at its end."""
        for line, series in tails:
            if any(map(self._beginner, series)):
                span = document.span(line)
                window = document.text[max(span.start, span.end - WINDOW) : span.end]
                if hit := self._tail(window, line, len(span)):
                    yield hit

    def _beginner(self, phrase: str) -> Rule | None:
        """The rule of a phrase with which a tail may begin; None for any other phrase."""
        rule = self._phrases.rule(phrase)
        return rule if rule and rule.kind == "sentence" and not rule.weak else None

    def _tail(self, window: str, line: int, length: int) -> Hit | None:
        folded, offsets = fold_with_offsets(window)
        series = self._phrases.series(folded)
        place = len(folded) - sum(map(len, series))
        for index, phrase in enumerate(series):
            start = offsets[place]
            before = window[:start].rstrip()
            is_enough = len(series) - index > 1 or len(phrase) >= _LONG_PHRASE
            if is_enough and before.endswith(_ENDS) and (rule := self._beginner(phrase)):
                return Hit(line, rule, " ".join(series[index:]), start=length - len(window) + len(before))
            place += len(phrase)
        return None
