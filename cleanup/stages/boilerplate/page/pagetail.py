"""The tail of a raw page's article: what goes on behind the last line that the model keeps.

The model takes short lines behind the last paragraph for links. Those that go on with what the article began are none: the last
sentences, a farewell or an address, the next entry of a series, another question and its answer, a list that the article
announces, the rest of a table. What only reads like the article is told by ending.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import islice, pairwise

from cleanup.corpus.site import name_in_address
from cleanup.stages.boilerplate.page.closing import contact, farewell
from cleanup.stages.boilerplate.page.headlinesigns import is_stamp
from cleanup.stages.boilerplate.page.linefacts import BULLET, CLOSED, PROSE, RULE, Line
from cleanup.stages.boilerplate.page.series import past_series
from cleanup.stages.boilerplate.page.taillines import TailLines
from cleanup.stages.boilerplate.page.talk import Talk
from cleanup.text.document import Document

_LAST, _LAST_WORDS = 0.2, 60
_COMMON, _SMALL = 0.35, 0.5
"""The last sentence of an article stands among links, and the model takes short ones for one of them. From which probability on
it is the article's on a page on one line, up to how many words, and with which shares of common words and of words in lower
case."""

_NAME = 2
"""Words in capitals that may end a sentence and are cut off with the links behind it."""

_FEW = 3
"""Sentences with a line each that may end an article."""

_CLOSING = 16
"""Lines behind the article that are read for a farewell or an address."""

_LIST = 20
"""Entries of an announced list, at most: menus are longer."""

_ROWS = 60
"""Lines of the rest of a table, at most."""

_SECTIONS = 2
"""Headings above a sentence of an article that is made of such sections, at least."""

_VERDICT = frozenset(
    "pros cons prosandcons thegood thebad whatwelike whatwedontlike likes dislikes vorteile nachteile pro contra kontra plus"
    " minus dasgefälltuns dasgefälltunsnicht ventajas desventajas inconvenientes contras loquemenosgusta lomejor lopeor lesplus"
    " lesmoins pointsforts pointsfaibles avantages inconvénients prós vantagens desvantagens pregi difetti vantaggi svantaggi"
    " voordelen nadelen pluspunten minpunten zalety wady výhody nevýhody fördelar nackdelar fordele ulemper плюсы минусы".split()
)
"""Headings of the lists that end a review, folded."""


def goes_on(
    document: Document, kind: str, probabilities: Sequence[float], lines: Sequence[Line], places: Sequence[int], kept: Set[int]
) -> list[int]:
    """The places behind those that are `kept` of lines that belong to the article all the same. `probabilities` are those of the
    lines at `places`, as the model judges them."""
    indexes = [index for index, place in enumerate(places) if place in kept]
    tail = _Tail(TailLines(document, probabilities, lines, places, indexes))
    return [places[index] for index in (tail.sentence() if kind == "pieces" else tail.further())]


class _Tail:
    """What goes on behind the last line that is kept."""

    def __init__(self, lines: TailLines) -> None:
        self._at, self._kept = lines, lines.kept
        self._talk = Talk(lines)
        self._site = name_in_address(lines.document.url)

    def sentence(self) -> Sequence[int]:
        """On a page on one line: the last sentence, or its last words where it was cut to pieces, unless another one follows."""
        at, end = self._at, self._kept[-1] + 1
        line, above = at.line(end), at.line(end - 1)
        if line is None or above is None or not at.closed(end):
            return ()
        if line.words <= _NAME and not above.traits & CLOSED:
            return (end,)
        common, small = line.shares[:2]
        likely = at.probabilities[end] >= _LAST and line.words <= _LAST_WORDS and common >= _COMMON and small >= _SMALL
        return (end,) if likely and not at.closed(end + 1) else ()

    def further(self) -> Iterator[int]:
        """The indexes of the lines that go on, without a box between them."""
        start = self._kept[-1] + 1
        while True:
            end = self._end(start)
            yield from range(start, end)
            start = self._talk.past_box(end)
            if start == end:
                return
            self._at.least = 0.0  # the model takes all behind the box for the tail of the page

    def _end(self, end: int) -> int:
        """The index behind the last line that goes on with the article up to there."""
        ways = (
            self._past_block,
            self._past_list,
            self._talk.past_answer,
            self._past_series,
            self._past_section,
            self._past_closing,
            self._past_sentences,
        )
        grown = -1
        while grown != end:
            grown = end
            for past in ways:
                end = past(end)
        return end

    def _past_series(self, end: int) -> int:
        return past_series(self._at, end)

    def _past_sentences(self, end: int) -> int:
        """Past a few short sentences, unless more follow."""
        past = end
        while past <= end + _FEW and self._at.is_last(past):
            past += 1
        return end if self._at.closed(past) else past

    def _past_closing(self, end: int) -> int:
        """Past a farewell and a name, or an address."""
        texts: list[str] = []
        while len(texts) < _CLOSING and (line := self._at.line(end + len(texts))) and not line.traits & RULE:
            texts.append(self._at.text(end + len(texts)))
        return end + max(farewell(texts), contact(texts, self._site))

    def _past_list(self, end: int) -> int:
        """Past the rest of a list that a line of the article announces with a colon, or past one of a review."""
        line = self._at.line(end)
        if line is not None and line.folded in _VERDICT:
            return self._past_verdict(end)
        start = end
        while start and end - start <= _LIST and self._at.is_entry(start - 1):
            start -= 1
        if not start or not self._at.text(start - 1).endswith(":"):
            return end
        past = end
        while past - start <= _LIST and self._at.is_entry(past):
            past += 1
        return past if past - start <= _LIST else end

    def _past_verdict(self, heading: int) -> int:
        """Past what a review lists below a heading: entries with a bullet, or short lines up to the first that a rule names."""
        past = heading + 1
        belongs = self._at.is_entry if self._at.is_entry(past) else self._at.is_short
        while past - heading <= _LIST and belongs(past):
            past += 1
        return past if past - heading <= _LIST else heading

    def _past_block(self, end: int) -> int:
        """Past the rest of a table or a list that blank lines part from what is below, if no rule names a line of it."""
        past, above = end, self._at.line(end - 1)
        while (line := self._at.line(past)) and past < end + _ROWS and self._at.number(past) == self._at.number(past - 1) + 1:
            alike = above is not None and line.traits & BULLET == above.traits & BULLET and not above.prose
            if not alike or line.traits & (RULE | PROSE) or is_stamp(self._at.text(past)):
                return end
            past += 1
        return past if line and past < end + _ROWS else end

    def _past_section(self, end: int) -> int:
        """Past a heading and the sentence below it, where the article is made of such."""
        return end + 2 if self._at.is_heading(end) and self._at.is_last(end + 1) and self._is_divided else end

    @cached_property
    def _is_divided(self) -> bool:
        at = self._at
        pairs = (one for one, other in pairwise(self._kept) if other == one + 1 and at.is_heading(one) and at.closed(other))
        return len([*islice(pairs, _SECTIONS)]) == _SECTIONS
