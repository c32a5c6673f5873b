"""Site lines: lines that a given profile has seen on many pages of the site, and sentences where a text runs together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from cleanup.stages.stage import Context, Promise
from cleanup.text.blocks import removals
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Span
from cleanup.text.fold import fold, fold_with_offsets
from cleanup.text.language import SMALL
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

if TYPE_CHECKING:
    from cleanup.corpus.siteline import SiteLine

_CODE = "SL101"

_FEWEST_LETTERS = 20
"""Letters of a line that is looked for among sentences; a shorter one may be a sentence of the writer's."""


_FEWEST_UNDIVIDED = 25
"""Letters of a line that may go in front of a sentence though no full stop divides them."""

_SELDOM = 4
"""A line that stands at the head of at most one in so many of its pages does not belong there."""

_NEXT = Lazy(rf"[^\w\s]*(\s)\s*[\"“‘«„(¿¡]*[^\W_{SMALL}]")


class SiteLines:
    """Removes whole lines that the context's profile names for the site, and from a line that holds a whole text the sentences
    that are such lines. In a text kept by hand sentences stay. Without a profile it proposes nothing."""

    name = "sitelines"
    family = "SL"
    promise = Promise.REMOVES

    def __init__(self, context: Context) -> None:
        self._context = context

    def propose(self, document: Document) -> Iterable[Edit]:
        profile = self._context.profile
        found = profile.site_of(document) if profile and self._context.allows(_CODE) else None
        if found is None or not (known := found[1].by_fold):
            return
        from cleanup.corpus.units import JOINED

        host, site = found
        lines = {line: known[document.folds[line]] for line in document.filled if document.folds[line] in known}
        if lines and self._context.keep == "article" and (headline := _headline(document, lines)) is not None:
            del lines[headline]
        for index, span in removals(document, lines).items():
            yield self._edit(document, span, f"The line stands on {lines[index].pages} of {site.pages} pages of {host}.")
        if document.curated:
            return
        for index in document.filled:
            if index not in lines and len(document.lines[index]) > JOINED:
                for span, pages, what in _among_sentences(document, index, known):
                    yield self._edit(document, span, f"{what} on {pages} of {site.pages} pages of {host}.")

    def _edit(self, document: Document, span: Span, because: str) -> Edit:
        return Edit(span.start, span.of(document.text), "", self._context.reason(_CODE, self.name, because))


def _headline(document: Document, lines: Mapping[int, SiteLine]) -> int | None:
    """The one of the known lines that is the document's own headline, which lists of stories on other pages repeat: the first
    that is its title, or one that the rest begins with and that is known to stand elsewhere. What a person decided goes."""
    from cleanup.corpus.furniture import names_furniture

    title = fold(document.title or "")
    for index, line in lines.items():
        folded = document.folds[index]
        if not line.decided and title.startswith(folded) and 2 * len(folded) > len(title):
            return index
    for index in document.filled:
        if index not in lines or lines[index].decided:
            break
        line = lines[index]
        placed = line.head or line.tail  # a profile written by hand does not say where its lines stand
        if placed and _SELDOM * line.head <= line.pages and not names_furniture(line.text):
            return index
    return None


class _Place(NamedTuple):
    """Where a known line stands in a folded line."""

    start: int
    end: int
    pages: int


def _among_sentences(document: Document, index: int, known: Mapping[str, SiteLine]) -> Iterator[tuple[Span, int, str]]:
    """Runs of known lines that begin and end where sentences do: what to remove, on how many pages it stands, what it is."""
    folded = document.folds[index]
    places = [place for key, line in known.items() if len(key) >= _FEWEST_LETTERS for place in _places(folded, key, line.pages)]
    if not places:
        return
    base, text = document.lines[index].start, document.line(index)
    from cleanup.corpus.units import sentences

    cuts = list(sentences(text))
    ends = list(accumulate(len(fold(text[start:end])) for start, end in cuts))
    first = {start: number for number, start in reversed(list(enumerate([0, *ends[:-1]])))}
    for start, end, pages, count in _runs(places):
        if start not in first:
            continue
        one, other = first[start], bisect_left(ends, end)
        whole = ends[other] == end
        stop = cuts[other][1] if whole else _stop(text, cuts[other], end - (ends[other - 1] if other else 0), end - start)
        if stop is None:
            continue
        begin = cuts[one - 1][1] if one else cuts[0][0]
        if not one:  # at the head of a line the white space behind it goes
            stop += len(text[stop:]) - len(text[stop:].lstrip()) if stop < cuts[-1][1] else 0
        yield Span(base + begin, base + stop), pages, "The sentences stand" if count > 1 or other > one else "The sentence stands"


def _stop(text: str, sentence: tuple[int, int], letters: int, length: int) -> int | None:
    """Where the first `letters` of a sentence end, if what follows begins like another one: the known line had no full stop."""
    from cleanup.corpus.units import JOINED

    if length < _FEWEST_UNDIVIDED or sentence[1] - sentence[0] > JOINED:
        return None
    start = sentence[0] + fold_with_offsets(text[slice(*sentence)])[1][letters - 1] + 1
    follows = _NEXT.match(text, start)
    return follows.start(1) if follows else None


def _places(folded: str, key: str, pages: int) -> Iterator[_Place]:
    start = folded.find(key)
    while start >= 0:
        yield _Place(start, start + len(key), pages)
        start = folded.find(key, start + len(key))


def _runs(places: list[_Place]) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, fewest pages and number of known lines of each run of them that touch; of lines that overlap the first, of
    those that begin together the longest."""
    run: list[_Place] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if run and place.start < run[-1].end:
            continue
        if run and place.start > run[-1].end:
            yield run[0].start, run[-1].end, min(each.pages for each in run), len(run)
            run = []
        run.append(place)
    if run:
        yield run[0].start, run[-1].end, min(each.pages for each in run), len(run)
