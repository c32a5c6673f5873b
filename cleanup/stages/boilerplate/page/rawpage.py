"""A raw page: the menus before the article, the columns and footers behind it and what stands between its paragraphs.

A model of lines (`linemodel`) finds the article. What it would take from the rest once more is found here as well, so that all of
it goes at once and the page that is left is left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from itertools import groupby

from cleanup.rules.hit import Hit
from cleanup.stages.boilerplate.page.ending import ending
from cleanup.stages.boilerplate.page.ingredients import ingredients
from cleanup.stages.boilerplate.page.linefacts import RULE, Line, read_lines
from cleanup.stages.boilerplate.page.linemodel import Judgement, models
from cleanup.stages.boilerplate.page.pagehead import ended_at, head, leads
from cleanup.stages.boilerplate.page.pagetail import goes_on
from cleanup.stages.boilerplate.page.signature import signature
from cleanup.stages.headline.match import read_title
from cleanup.stages.reading.shape import is_page, shape
from cleanup.stages.reading.technical import holds_code, is_code
from cleanup.stages.stage import Context
from cleanup.text.document import Document
from cleanup.text.namedtuple import NamedTuple

BEFORE, BEHIND, INSIDE = "BP901", "BP902", "BP908"

_ROUNDS = 8
"""Times that what is left is judged again, at most."""

_LIKELY, _DOUBT = 0.35, 0.3
"""From which probability on a line that goes may be article, and how many such words, by that of the words that stay, are too
many to take anything. Of 252 pages in four layouts that leaves 12 as they are: 8 of them lost half of their article or all of
it, and two were cleaned well (80 pages of the benchmark, 172 that come with extractors as fixtures)."""


class Outside(NamedTuple):
    """A line that is no article: the rule it goes by, the evidence in words, and how sure it is."""

    code: str
    because: str
    certainty: float


class Judged(NamedTuple):
    """The lines that go by one judgement, each with its place among those that were judged, and the rule it goes by."""

    judgement: Judgement
    gone: dict[int, tuple[int, str]]


class Frame(NamedTuple):
    """What stands around an article: the lines that are none of it, and what rules find, but for what they take the head for."""

    judged: list[Judged]
    hits: list[Hit]

    def lines(self) -> set[int]:
        """The lines that are no article."""
        return {line for each in self.judged for line in each.gone}

    def outside(self, lines: Collection[int], context: Context) -> dict[int, Outside]:
        """Why those of these `lines` go that are no article. Others go by rules all the same: their evidence is not asked for."""
        found: dict[int, Outside] = {}
        for judgement, gone in self.judged:
            asked = {index: (line, code) for line, (index, code) in gone.items() if line in lines}
            for (index, (line, code)), against in zip(asked.items(), judgement.against(asked), strict=True):
                because = _because(context.rules[code].why, against)
                found[line] = Outside(code, because, max(0.5, 1 - judgement.probabilities[index]))
        return found


def frame(document: Document, hits: list[Hit], context: Context, kind: str = "lines") -> Frame:
    """Lines before, behind and inside the article that are none of it; none if there is no prose, or if it may be elsewhere.

    With keep="article" the headline stays, and what stands between it and the prose: deck, byline and date (see `pagehead`). The
    headline stage decides about it. `kind` is "pieces" where the lines are pieces of a longer one.
    """
    filled = document.filled
    if not filled:
        return Frame([], hits)
    lines = read_page(document, hits)
    judged: list[Judged] = []
    places = list(range(len(lines)))
    above: set[int] = set()
    for _ in range(_ROUNDS):
        each, above = _judged(document, kind, lines, places, context)
        judged.append(each)
        if not each.gone:
            break
        places = [place for place in places if filled[place] not in each.gone]
        if not places or not _is_page_still(document, places, kind):
            break
    if not places or _is_doubtful(judged[0].judgement.probabilities, lines, places):
        return Frame([], hits)
    return Frame(judged, ended_at(filled[min(above)], hits) if above else hits)


def _is_doubtful(probabilities: Sequence[float], lines: Sequence[Line], left: Iterable[int]) -> bool:
    """Whether the article may as well be among the lines that are not `left`, as they were judged on the whole page."""
    words = [max(1, line.words) * probability for line, probability in zip(lines, probabilities, strict=True)]
    stays = set(left)
    likely = sum(words[place] for place, p in enumerate(probabilities) if p >= _LIKELY and place not in stays)
    return likely > _DOUBT * sum(words[place] for place in stays)


def _judged(
    document: Document, kind: str, lines: Sequence[Line], places: Sequence[int], context: Context
) -> tuple[Judged, set[int]]:
    """Of the lines at `places`, judged as a page of their own: those that go, and the places that stay above the article."""
    technical = holds_code(document)
    judgement = models()[kind].judge([lines[place] for place in places], unbroken=technical)
    kept = {places[index] for index in judgement.kept}
    if not kept:
        return Judged(judgement, {}), set()
    kept.update(goes_on(document, kind, judgement.probabilities, lines, places, kept))
    if kind == "lines":
        kept.update([*_unnamed(lines, places, kept)])
        kept.update(ingredients(document, lines, places, min(kept)))
    if technical:
        kept.update(_example(document, places, max(kept)))
    elif kind == "lines":
        further = ending(document, lines, places, max(kept), judgement.probabilities)
        kept.update(further)
        if further:
            kept.update(goes_on(document, kind, judgement.probabilities, lines, places, kept))
        kept.update(signature(document, lines, places, max(kept)))
    first, last = min(kept), max(kept)
    inside = [place for place in places if first < place < last and place not in kept]
    if sum(lines[place].words for place in inside) > sum(lines[place].words for place in kept):
        kept.update(inside)  # a table or a list of the article's
    above = head(document, lines, places, kept, guessed=kind == "lines") if context.keep == "article" else set()
    titles = [place for place in places if place < first and lines[place].is_title]
    stays = kept | above | (leads(lines, places, titles[-1], first, decks=kind == "lines") if titles else set())
    gone: dict[int, tuple[int, str]] = {}
    for index, place in enumerate(places):
        code = BEFORE if place < first else BEHIND if place > last else INSIDE
        if place not in stays and context.allows(code):
            gone[document.filled[place]] = index, code
    return Judged(judgement, gone), above


def _unnamed(lines: Sequence[Line], places: Sequence[int], kept: Set[int]) -> Iterator[int]:
    """The places between two lines of the article, in runs of others of which no rule names any: what a page sets into an article
    is named or has arrows, and so the rest is a heading or a list. Of 28 such runs on 240 pages of the benchmark 18 are
    article, with eight times the words of the others."""
    first, last = min(kept), max(kept)
    inside = (place for place in places if first < place < last)
    for goes, run in groupby(inside, lambda place: place not in kept):
        unkept = [*run] if goes else []
        if not any(lines[place].traits & RULE or "bar" in lines[place].names for place in unkept):
            yield from unkept


def _example(document: Document, places: Sequence[int], last: int) -> Sequence[int]:
    """The places behind the `last` up to the last line of code: a text about software ends with one as often as with prose."""
    behind = [place for place in places if place > last]
    while behind and not is_code(document.line(document.filled[behind[-1]])):
        behind.pop()
    return behind


def _because(why: str, against: Sequence[str]) -> str:
    """The rule's reason, and what spoke most against the line."""
    return f"{why.rstrip('.')}; {' and '.join(against)}." if against else why


def _is_page_still(document: Document, places: Iterable[int], kind: str) -> bool:
    lines = [document.line(document.filled[place]) for place in places]
    return is_page(shape(document.with_text((" " if kind == "pieces" else "\n").join(lines))))


def read_page(document: Document, hits: Iterable[Hit]) -> list[Line]:
    """Every filled line with its facts."""
    families: dict[int, set[str]] = {}
    for hit in hits:
        families.setdefault(hit.line, set()).add(hit.rule.code[2])
    title = read_title(document.title, document.url)
    whole = title.whole if title else frozenset()
    lines = zip(document.filled, document.of_folded(read_lines, document.filled), strict=True)
    return [
        shown.known(tuple(sorted(families.get(line, ()))), shown.folded in whole)
        if line in families or shown.folded in whole
        else shown
        for line, shown in lines
    ]
