"""The tail of a raw page's article: what goes on behind the last line that the model keeps.

The model takes short lines behind the last paragraph for links. Those that go on with what the article began are none: the last
sentence, the next entry of a series, another question and its answer, a list that the article announces. What only reads like
the article is told by ending.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from re import Match

from cleanup.stages.boilerplate.page.linefacts import BULLET, CLOSED, RULE, Line
from cleanup.stages.boilerplate.page.linemodel import Judgement
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_LAST = {"pieces": (0.2, 60), "lines": (0.25, 20)}
_COMMON, _SMALL = 0.35, 0.5
"""The last sentence of an article stands among links, and the model takes short ones for one of them. From which probability on
it is the article's, up to how many words, and with which shares of common words and of words in lower case."""

_NAME = 2
"""Words in capitals that may end a sentence and are cut off with the links behind it."""

_SERIES = Lazy(
    r"\s*(?:#+\s+)?(?:\[?(?P<number>\d{1,3})[.)\]]\s+\S|(?P<step>[^\W\d_]{3,12}) (?P<count>\d{1,3})(?=\W*$|[.:)]\s)"
    r"|(?P<clock>(?:[01]?\d|2[0-3])[:.h][0-5]\d)\W*$|(?P<label>[^\W\d_][\w. ]{0,19}:)\s+\S)"
)
"""The marks of lines that belong to a series: a number, a word with a number ("Step 3"), a time of day, a label ("Q: ...")."""

_BACK = 12
"""Lines of the article among which the marks of its series stand."""

_SHORT = 8
"""Words of a line from which on it is no heading."""

_LIST = 20
"""Entries of an announced list, at most: menus are longer."""

_ASKED = 3
"""Questions of an article that consists of questions and answers, at least."""

_QUESTION = 25
"""Words of a question that is a line of its own, at most."""


def goes_on(document: Document, kind: str, judgement: Judgement, lines: Sequence[Line], places: Sequence[int]) -> set[int]:
    """The places behind those that the judgement keeps of lines that belong to the article all the same."""
    tail = _Tail(document, kind, judgement, lines, places)
    return {places[index] for index in range(max(judgement.kept) + 1, tail.end())}


class _Tail:
    """The lines around the end of an article, by their index among those that were judged."""

    def __init__(self, document: Document, kind: str, judgement: Judgement, lines: Sequence[Line], places: Sequence[int]) -> None:
        self._document, self._kind, self._probabilities = document, kind, judgement.probabilities
        self._lines, self._places, self._kept = lines, places, judgement.kept

    def end(self) -> int:
        """The index behind the last line of the article."""
        end = self._past_sentence(max(self._kept) + 1)
        if self._kind == "pieces":
            return end
        grown = -1
        while grown != end:
            grown = end
            for further in (self._past_list, self._past_answer, self._past_series):
                end = further(end)
        return end

    def _line(self, index: int) -> Line | None:
        return self._lines[self._places[index]] if index < len(self._places) else None

    def _text(self, index: int) -> str:
        return self._document.line(self._document.filled[self._places[index]]).strip()

    def _closed(self, index: int) -> bool:
        """Whether a line that no rule names ends like a sentence."""
        line = self._line(index)
        return line is not None and line.traits & (CLOSED | RULE) == CLOSED

    def _past_sentence(self, end: int) -> int:
        """Past a sentence, or the last words of one that was cut to pieces, unless another sentence follows."""
        line = self._line(end)
        if line is None or not self._closed(end):
            return end
        if self._kind == "pieces" and line.words <= _NAME and not self._lines[self._places[end - 1]].traits & CLOSED:
            return end + 1
        least, most = _LAST[self._kind]
        common, small = line.shares[:2]
        likely = self._probabilities[end] >= least and line.words <= most and common >= _COMMON and small >= _SMALL
        return end + 1 if likely and not self._closed(end + 1) else end

    def _past_list(self, end: int) -> int:
        """Past the rest of a list that a line of the article announces with a colon."""
        start = end
        while start and end - start <= _LIST and self._is_entry(start - 1):
            start -= 1
        if not start or not self._text(start - 1).endswith(":"):
            return end
        past = end
        while past - start <= _LIST and self._is_entry(past):
            past += 1
        return past if past - start <= _LIST else end

    def _is_entry(self, index: int) -> bool:
        line = self._line(index)
        return line is not None and line.traits & (BULLET | RULE) == BULLET

    def _past_answer(self, end: int) -> int:
        """Past questions and their answers, where the article is made of such; it may have ended with a question."""
        asked = end - self._asks(end - 1)
        while self._asks(asked) and self._closed(asked + 1) and not self._asks(asked + 1) and self._is_asked:
            asked += 2
        return max(asked, end)

    @cached_property
    def _is_asked(self) -> bool:
        return len([*islice(filter(self._asks, self._kept), _ASKED)]) == _ASKED

    def _asks(self, index: int) -> bool:
        line = self._line(index)
        if line is None or line.words > _QUESTION:
            return False
        return "question" in line.names and not line.traits & (RULE | BULLET)

    def _past_series(self, end: int) -> int:
        """Past the next entry of a series, or the rest of its last: a mark, and as many sentences as the entry before has."""
        return max(self._past_entry(end - 1), self._past_entry(end), end)

    def _past_entry(self, at: int) -> int:
        """Past the entry whose mark stands there, if it goes on with a series; else 0."""
        line = self._line(at)
        mark = None if line is None or line.traits & RULE else _SERIES.match(self._text(at))
        if mark is None:
            return 0
        marks = [(index, one) for index in range(max(0, at - _BACK), at) if (one := _SERIES.match(self._text(index)))]
        kin = [(index, one) for index, one in marks if one.lastgroup == mark.lastgroup]
        if not kin or not _follows(mark, [one for _, one in kin], at - kin[-1][0] == 1):
            return 0
        below, past = at - kin[-1][0] - 1, at + 1
        if below and self._is_heading(past) and self._closed(past + 1):
            past, below = past + 1, below + 1
        while past - at <= below and self._closed(past) and not _SERIES.match(self._text(past)):
            past += 1
        return past

    def _is_heading(self, index: int) -> bool:
        """Whether a line is short and neither a sentence, an entry of a list nor named by a rule."""
        line = self._line(index)
        return line is not None and line.words < _SHORT and not line.traits & (CLOSED | BULLET | RULE)


def _follows(mark: Match[str], before: Sequence[Match[str]], next_to_it: bool) -> bool:
    """Whether a mark is the one that comes behind these of its kind."""
    last = before[-1]
    if mark["label"]:
        return next_to_it and [one["label"] for one in before].count(mark["label"]) > 0 and len(before) > 1
    if mark["clock"]:
        return len(before) > 1 and not next_to_it
    if mark["step"] != last["step"]:
        return False
    one, other = (mark["number"] or mark["count"]), (last["number"] or last["count"])
    return int(one) == int(other) + 1
