"""The head of a raw page: which line above the article is its headline, and what stands between the two.

The title tells it, else the article itself: its words stand in its headline, and in few other lines above it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence, Set
from itertools import pairwise

from cleanup.stages.boilerplate.linefacts import Line
from cleanup.stages.boilerplate.titles import title_forms
from cleanup.stages.headline.find import CLOSE
from cleanup.stages.headline.match import BULLET
from cleanup.text.document import Document
from cleanup.text.language import UNSPACED
from cleanup.text.lazy import Lazy

_BETWEEN = 16
"""Lines between the headline and the prose that may stay: deck, byline and date."""

_WORDS, _SHORT, _LONG = 3, 15, 200
"""Words and code points of a headline that nobody named: shorter lines are labels, longer ones paragraphs."""

_SHARED, _FEWER = 0.5, 0.25
"""Share of a line's words that stand in the article from which on the line may be its headline; where it is marked as a heading,
or stands right above such a line, fewer do. Of 671 texts of whole pages that hold their title (440 pages, four converters), 493
keep it so and 206 did without."""

_STEPS = 2
"""Lines right above the likeliest one that may be the headline itself, and it the deck."""

_SAMPLE = 6_000
"""Code points of the article whose words are looked at."""

_SAYING = 3
"""Letters and digits of a line that says something; fewer count comments."""

_CONTROLS = frozenset("1236")
"""The families of rules that name what a head is full of: counters of comments, share bars, newsletter boxes, advertising."""

_WORD = Lazy(r"[^\W\d_]{4,}")
_STEM = 5
"""Letters by which inflected words are recognised."""

_HEADING = "# "
_OPEN_ENDS = (".", ":", ";", ",", "…")
_QUOTES = "\"'”»’)"


def head(document: Document, lines: Sequence[Line], places: Sequence[int], kept: Collection[int], guessed: bool) -> set[int]:
    """Of the `places` of a page's filled lines those that stay above the article, which `kept` is: the headline, and what stands
    between. Where no title is known, the headline may be `guessed`."""
    first, last = min(kept), max(kept)
    known = document.once(title_forms)
    if known:
        titles = [place for place, line in enumerate(document.filled) if document.folds[line] in known]
        headline = _nearest(titles, first, last)
    else:
        headline = _likely(document, [place for place in places if place < first][-_BETWEEN:], kept) if guessed else -1
    if not 0 <= headline <= first:
        return {headline} if headline > first else set()
    below = min((place for place in kept if place > headline), default=headline)
    if below - headline > _BETWEEN:
        return {headline}
    return {headline, *(place for place in places if headline < place < below and _says_something(lines[place]))}


def _nearest(titles: Sequence[int], first: int, last: int) -> int:
    """Of the places of the title's lines the one to keep: where the article begins, else close above it, else inside, else
    above, else below; or -1."""
    above = bisect_left(titles, first)
    inside = titles[above : bisect_right(titles, last)]
    if above and not (inside and inside[0] - first <= CLOSE) and (first - titles[above - 1] <= _BETWEEN or not inside):
        return titles[above - 1]
    return next(iter(inside or titles), -1)


def _likely(document: Document, above: Sequence[int], kept: Collection[int]) -> int:
    """Of the places above the article that of the line which shares most words with it, and of several the nearest; or -1."""
    lines = {place: document.line(document.filled[place]).strip() for place in above}
    stems = _stems(_beginning(document, kept))
    shares = {place: _share(line.removeprefix(_HEADING), stems) for place, line in lines.items() if _may_be_headline(line)}
    ranks = [
        (line.startswith(_HEADING), round(shares[place], 1), place)
        for place, line in lines.items()
        if shares.get(place, 0.0) >= (_FEWER if line.startswith(_HEADING) else _SHARED)
    ]
    if not ranks:
        return -1
    headline = above.index(max(ranks)[-1])
    for _ in range(_STEPS):
        if headline and shares.get(above[headline - 1], 0.0) >= _FEWER:
            headline -= 1
    return above[headline]


def _beginning(document: Document, kept: Collection[int]) -> str:
    """The first lines of the article."""
    lines: list[str] = []
    size = 0
    for place in sorted(kept):
        if size < _SAMPLE:
            lines.append(document.line(document.filled[place])[:_SAMPLE])
            size += len(lines[-1])
    return "\n".join(lines)


def _may_be_headline(line: str) -> bool:
    enough = len(line.split()) >= _WORDS or len(UNSPACED.findall(line)) >= 2 * _WORDS
    return enough and _SHORT <= len(line) <= _LONG and not BULLET.match(line) and not line.rstrip(_QUOTES).endswith(_OPEN_ENDS)


def _share(line: str, stems: Set[str]) -> float:
    """How much of a line's words stand in the article."""
    own = _stems(line)
    return len(own & stems) / len(own) if own else 0.0


def _stems(text: str) -> Set[str]:
    """The beginnings of the words; of scripts that put no space between them, all pairs of letters."""
    letters = "".join(UNSPACED.findall(text))
    words = _WORD.findall(UNSPACED.sub(" ", text).casefold() if letters else text.casefold())
    return {word[:_STEM] for word in words} | {"".join(pair) for pair in pairwise(letters)}


def _says_something(line: Line) -> bool:
    """Whether a line is no button nor counter: it may be deck, byline or date."""
    return len(line.folded) >= _SAYING and _CONTROLS.isdisjoint(line.families)
