"""Headlines that only a repetition tells: no title is known, and a line at the head of the text stands there once more.

Lines are indices of `document.lines`; places are indices of the filled lines that count.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.stages.headline.find import CLOSE, Copies, copies_of, first_prose
from cleanup.stages.headline.match import BULLET, long_enough, near
from cleanup.stages.headline.own import is_own
from cleanup.stages.headline.seam import seam
from cleanup.stages.reading.likeness import Line
from cleanup.stages.reading.prose import is_prose
from cleanup.stages.reading.shape import is_wrapped
from cleanup.text.dataclass import dataclass
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_ABOVE = 10
"""Filled lines above the first prose that belong to the head of an article: kicker, headline, deck, byline, date, tools."""

_ENTRY = Lazy(
    r"\w@\w|\A(?:\d{4}-\d\d-\d\d|<[^<>\s]+>|(?:[A-Z]|\d{1,3})(?:\.\d{1,3})+\.?)\s|\A\"?\w+\"?: [\"\[{]|\t|\w\(\)|[%$]\{"
)
"""What an entry of a log, of a list of changes, of JSON, of a table, or of a table of contents with its numbers holds, or a line
of code."""

_WORDS = Lazy(r"[^\W\d_]{2}.*?[^\W\d_]{2}")
"""What numbers alone have not."""

_SPEECH = Lazy(r"[\"“„«].*[?!…][\"”“»]")
"""What somebody asks or calls, all of it in quotes."""

_NO_PROSE = 4
"""Filled lines that count as the head of a text without a paragraph of prose."""


def repeated_copies(document: Document, taken: set[int], gone: set[int], alone: bool) -> Iterator[Copies]:
    """Headlines that only a repetition tells: a line like a headline, at the head, that stands there once more.

    Lines of a known headline are `taken`, and those of them that go are `gone`: places count without them. A copy far from the
    head counts where no title is known (`alone`).
    """
    filled, body = document.filled, document.once(first_prose)
    if gone:
        filled = tuple(line for line in filled if line not in gone)
        body = next((place for place, line in enumerate(filled) if is_prose(document.line(line))), len(filled))
    has_prose = body < len(filled)
    if not has_prose:
        body = min(_NO_PROSE, body)
    start = max(0, body - _ABOVE)
    places = [*range(min(3, start)), *range(start, body)]
    places = [place for place in places if filled[place] not in taken and _is_headline(document.line(filled[place]))]
    if not places:
        return
    page = _Page(document, filled, body, has_prose)
    where = page.places_of({page.fold(place) for place in places}, taken)
    if not has_prose or is_wrapped(document):  # lines are no paragraphs there, but verses, say
        where = {fold: [place for place in found if page.is_paragraph(place)] for fold, found in where.items()}
        places = [place for place in places if page.is_paragraph(place)]
    is_contents = sum(any(other >= body for other in found) for found in where.values()) > 1
    far_count = alone and has_prose and not is_contents
    done: set[int] = set()
    for place in places:
        if place in done:
            continue
        same = where[page.fold(place)]
        if len(same) > 1 and is_own(document, filled[place]):
            continue
        copies = page.twins(place, same, far_count)
        copies |= page.near_twins(place, [other for other in places if place < other <= place + 3 and other not in copies])
        if copies or page.is_glued(place):
            done |= {place, *copies}
            lines = {filled[place]: 1.0} | {filled[copy]: likeness for copy, likeness in copies.items()}
            yield copies_of(document, lines, known=False)


@dataclass(frozen=True, slots=True)
class _Page:
    """The filled lines that count, the place of the first prose among them, and whether there is prose."""

    document: Document
    filled: tuple[int, ...]
    body: int
    has_prose: bool

    def fold(self, place: int) -> str:
        return self.document.folds[self.filled[place]]

    def is_prose(self, place: int) -> bool:
        return is_prose(self.document.line(self.filled[place]))

    def places_of(self, folds: set[str], taken: set[int]) -> dict[str, list[int]]:
        """The places of lines with one of these folds, by fold."""
        where: dict[str, list[int]] = {}
        known = self.document.folds
        for place in [place for place, line in enumerate(self.filled) if known[line] in folds and line not in taken]:
            where.setdefault(self.fold(place), []).append(place)
        return where

    def twins(self, place: int, places: list[int], far_count: bool) -> dict[int, float]:
        """Places of the same line. If those far away count, one does for a line at the very top or right above the body, and only
        if the lines around both are not the same too: a menu, a list or the whole text stands twice, or a song has a refrain."""
        others = [other for other in places if other != place and not self.is_own(other)]
        close = [other for other in others if abs(other - place) <= CLOSE and other < max(self.body, place + 2)]
        far = [other for other in others if other not in close]
        if (self.body > _ABOVE + 2 or not self.has_prose) and any(self.same_surroundings(place, other) for other in others):
            return {}
        at_its_place = place < 2 or 0 < self.body - place <= 3
        if not far_count or not at_its_place or len(far) > 2 or any(self.is_heading(place, other) for other in far):
            far = []
        return dict.fromkeys([*close, *far], 1.0)

    def is_own(self, place: int) -> bool:
        """Whether the line is a sentence of the article, or its own in another way."""
        line = self.filled[place]
        is_sentence = place >= self.body and self.document.line(line).rstrip().endswith(".")
        return is_sentence or is_own(self.document, line)

    def near_twins(self, place: int, others: list[int]) -> dict[int, float]:
        """Places right below that hold the same headline in another spelling."""
        others = [other for other in others if self.fold(other) != self.fold(place)]
        lines = {each: Line(self.document.line(self.filled[each])) for each in (place, *others)}
        likenesses = {other: near(lines[other], lines[place]) for other in others}
        return {other: min(likeness, 0.98) for other, likeness in likenesses.items() if likeness}

    def is_glued(self, place: int) -> bool:
        """Whether the line stands at the start of the first paragraph, or of one right below it, as a headline of its own."""
        form = self.fold(place)
        for other in range(max(place + 1, self.body), min(self.body + 2, len(self.filled))):
            if self.fold(other).startswith(form) and seam(self.document, self.filled[other], form):
                return True
        return False

    def is_paragraph(self, place: int) -> bool:
        """Whether there are blank lines around the line, or copies of it."""
        beside = [other for other in (place - 1, place + 1) if 0 <= other < len(self.filled)]
        touching = [other for other in beside if abs(self.filled[other] - self.filled[place]) == 1]
        return all(self.fold(other) == self.fold(place) for other in touching)

    def is_heading(self, place: int, other: int) -> bool:
        """Whether the other line is a heading, or the same lines stand around both."""
        return self.heads_a_section(other) or self.is_in_contents(other) or self.same_surroundings(place, other)

    def heads_a_section(self, place: int) -> bool:
        """Whether prose stands right above and right below: a heading that comes again, such as the question of an interview."""
        return 0 < place < len(self.filled) - 1 and self.is_prose(place - 1) and self.is_prose(place + 1)

    def is_in_contents(self, place: int) -> bool:
        """Whether a line above or below might be a headline and stands elsewhere as well, as in a table of contents."""
        beside = [other for other in (place - 1, place + 1) if 0 <= other < len(self.filled)]
        lines = [other for other in beside if _is_headline(self.document.line(self.filled[other]))]
        return any(self.document.folds.count(self.fold(other)) > 1 for other in lines)

    def same_surroundings(self, place: int, other: int) -> bool:
        """Whether the line above or below is the same at both places."""
        for step in (-1, 1):
            inside = min(place, other) + step >= 0 and max(place, other) + step < len(self.filled)
            if inside and self.fold(place + step) == self.fold(other + step) != self.fold(place):
                return True
        return False


def _is_headline(line: str) -> bool:
    """Whether a line may be a headline: words enough, no list entry, no sentence, no speech, no label of what follows."""
    text = line.strip()
    if (
        len(text) > 250
        or not long_enough(text)
        or not _WORDS.search(text)
        or BULLET.match(line)
        or _ENTRY.search(text)
        or _SPEECH.fullmatch(text)
    ):
        return False
    return text[-1] not in ".:,;。\\" and not text.endswith((".”", '."', ".)")) and text[:4].casefold() != "http"
