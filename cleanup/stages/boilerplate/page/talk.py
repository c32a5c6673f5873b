"""Articles on a raw page that consist of questions and answers, or of talk: what of it stands behind the last paragraph.

A box of links in the middle of an interview parts it, and the model takes all behind for the tail of the page.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from cleanup.stages.boilerplate.page.linefacts import BULLET, RULE
from cleanup.stages.boilerplate.page.taillines import TailLines

_ASKED = 3
"""Questions, or sentences behind a dash, of an article that consists of such, at least."""

_QUESTION = 25
"""Words of a question that is a line of its own, at most."""

_DASHES = ("— ", "– ", "―")
"""How speech begins where it has no quotation marks."""

_BOX = 8
"""Lines of a box between two questions, at most: rules name each of them."""


class Talk:
    """What is asked, answered and said around the end of an article."""

    def __init__(self, tail: TailLines) -> None:
        self._tail = tail

    def past_answer(self, end: int) -> int:
        """Past what is said, or questions and their answers; the article may have ended with a question."""
        if self._says(end) and self._is_talk:
            return end + 1
        asked = end - self._asks(end - 1)
        while self._is_pair(asked) and self._is_asked:
            asked += 2
        return max(asked, end)

    def past_box(self, end: int) -> int:
        """Past a box, where more of the article stands behind."""
        past = end
        while past < end + _BOX and (line := self._tail.line(past)) and line.traits & RULE:
            past += 1
        goes_on = (self._is_pair(past) and self._is_asked) or (self._says(past) and self._is_talk)
        return past if goes_on else end

    def _is_pair(self, index: int) -> bool:
        """Whether a question stands there, and its answer below."""
        return self._asks(index) and self._tail.closed(index + 1) and not self._asks(index + 1)

    def _asks(self, index: int) -> bool:
        line = self._tail.line(index)
        if line is None or line.words > _QUESTION:
            return False
        return "question" in line.names and not line.traits & (RULE | BULLET)

    def _says(self, index: int) -> bool:
        return self._tail.closed(index) and self._tail.text(index).startswith(_DASHES)

    @cached_property
    def _is_asked(self) -> bool:
        return len([*islice(filter(self._asks, self._tail.kept), _ASKED)]) == _ASKED

    @cached_property
    def _is_talk(self) -> bool:
        return len([*islice(filter(self._says, self._tail.kept), _ASKED)]) == _ASKED
