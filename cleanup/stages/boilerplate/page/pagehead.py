"""The head of a raw page: which line above the article is its headline, and what stands between the two.

The title tells it, else what speaks for each line (see `headlinesigns`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from cleanup.rules.hit import Hit
from cleanup.rules.rule import ADVERTISING, COMMENTS, NEWSLETTERS, SHARING
from cleanup.stages.boilerplate.page.headlinesigns import ENOUGH, HeadlineSigns, Words, is_stamp
from cleanup.stages.boilerplate.page.linefacts import Line
from cleanup.stages.boilerplate.titles import title_forms
from cleanup.stages.headline.find import CLOSE
from cleanup.stages.headline.match import BULLET
from cleanup.stages.headline.own import is_own
from cleanup.text.document import Document

_BETWEEN = 16
"""Lines between the headline and the prose that may stay: deck, byline and date."""

_CLOSE = 12
"""Lines below the headline in which its author and date stand, wherever the article begins."""

_ABOVE, _INSIDE = 30, 3
"""Lines above the article, and at its beginning, one of which may be the headline that nobody named."""

_LEAD, _SENTENCE = 4, 6
"""Lines below the headline in which a sentence of as many words belongs to the article: its lead. Author, pictures and share bars
separate it from the text, for which it was taken for a teaser."""

_LONG, _SMALL = 15, 0.6
_NO_DECK = frozenset(("bar", "bullet", "copyright", "address"))
"""Words of a lead that does not end like a sentence, the share of them in lower case, at least, and what no such line shows."""

_FEW, _MOST_WORDS = 4, 20
"""Lines right above the article, of which one may be the headline for want of any other, and its words."""

_SAYING = 3
"""Letters and digits of a line that says something; fewer count comments."""

_CONTROLS = frozenset((COMMENTS, SHARING, NEWSLETTERS, ADVERTISING))
"""What the head of a page is full of."""


def head(document: Document, lines: Sequence[Line], places: Sequence[int], kept: Collection[int], guessed: bool) -> set[int]:
    """Of the `places` of a page's filled lines those that stay above the article, which `kept` is: the headline, and what stands
    between. Where no line is the known title, the headline may be `guessed`."""
    first, last = min(kept), max(kept)
    known = document.once(title_forms)
    titles = _titles(document, [place for place, line in enumerate(lines) if line.folded in known]) if known else []
    is_told = titles or not guessed
    headline = _nearest(lines, titles, first, last) if is_told else _likely(document, lines, places, kept)
    if headline < 0:
        return set()
    if headline and lines[headline - 1].is_title and not lines[headline].is_title:
        headline -= 1  # the whole title, above a part of it
    stays = {headline, *(_stamps(document, lines, places, headline) if headline < last else ())}
    below = min((place for place in kept if place > headline), default=headline)
    stays |= leads(lines, places, headline, first, decks=guessed)
    if headline < first and below - headline <= _BETWEEN:
        stays |= {place for place in places if headline < place < below and _says_something(lines[place])}
    return stays


def _titles(document: Document, titles: Sequence[int]) -> Sequence[int]:
    """The places that read like the title, but for the article's own words behind the first of them: a sentence, a verse."""
    return [
        place
        for place in titles
        if place == titles[0]
        or not (document.line(document.filled[place]).rstrip().endswith(".") or is_own(document, document.filled[place]))
    ]


def leads(lines: Sequence[Line], places: Sequence[int], headline: int, first: int, decks: bool) -> set[int]:
    """The places close below the headline of sentences that sum the article up, which begins at `first`; where there is none, and
    `decks` stand on lines of their own, of the first long line that does without a full stop."""
    start = bisect_right(places, headline)
    close = [place for place in places[start : start + _LEAD] if place < first and not lines[place].topics]
    sentences = {place for place in close if lines[place].words >= _SENTENCE and "ends like a sentence" in lines[place].names}
    return sentences or {*[place for place in close if decks and _is_deck(lines[place])][:1]}


def _is_deck(line: Line) -> bool:
    return line.words >= _LONG and line.shares[1] >= _SMALL and not _NO_DECK.intersection(line.names)


def _stamps(document: Document, lines: Sequence[Line], places: Sequence[int], headline: int) -> Iterator[int]:
    """The places close below the headline that name author or date."""
    start = bisect_right(places, headline)
    for place in places[start : start + _CLOSE]:
        if not lines[place].topics and is_stamp(document.line(document.filled[place]).strip()):
            yield place


def _nearest(lines: Sequence[Line], titles: Sequence[int], first: int, last: int) -> int:
    """Of the places of the title's lines the one to keep: where the article begins, before any prose, else close above it, else
    inside, else above, else below; or -1."""
    above = bisect_left(titles, first)
    inside = titles[above : bisect_right(titles, last)]
    begins = bool(inside) and inside[0] - first <= CLOSE and not any(line.prose for line in lines[first : inside[0]])
    if above and not begins and (first - titles[above - 1] <= _BETWEEN or not inside):
        return titles[above - 1]
    return next(iter(inside or titles), -1)


def _likely(document: Document, lines: Sequence[Line], places: Sequence[int], kept: Collection[int]) -> int:
    """The place of the line that most speaks for, of those above the article and at its beginning, of several the first; or -1.

    Far above only the first line counts, where the title of the page stands, and what it holds. A line right above the likeliest
    may be a headline as well, and that one its deck."""
    texts = [document.line(document.filled[place]).strip() for place in places]
    article = [index for index, place in enumerate(places) if place in kept]
    words = Words.of(document, [texts[index] for index in article], texts[0])
    first = article[0]
    signs = HeadlineSigns(texts, [lines[place] for place in places], first, words)
    start = max(0, first - _ABOVE)
    far = [index for index in range(start) if not index or lines[places[index]].folded in words.parts]
    scores: dict[int, float] = {index: signs.score(index) for index in (*far, *range(start, first), *article[:_INSIDE])}
    index = max(scores, key=scores.__getitem__)
    if scores[index] < ENOUGH:
        return _right_above(document, lines, places, first)
    return places[index - 1 if index < first and scores.get(index - 1, 0.0) >= ENOUGH else index]


def _right_above(document: Document, lines: Sequence[Line], places: Sequence[int], first: int) -> int:
    """The place of a line right above the article, or above its byline and date, that blank lines part from what it is
    surrounded by and that no rule names: where nothing speaks for any line, it is the likeliest; or -1."""
    filled = document.filled
    index = first - 1
    while index >= max(0, first - _FEW) and is_stamp(document.line(filled[places[index]]).strip()):
        index -= 1
    if index < 0 or index < first - _FEW:
        return -1
    place = places[index]
    text = document.line(filled[place]).strip()
    parted = not place or filled[place] - filled[place - 1] > 1
    named = lines[place].topics or BULLET.match(text) or text.endswith((":", ",", ";"))
    return place if parted and not named and 2 <= lines[place].words <= _MOST_WORDS else -1


def ended_at(headline: int, hits: Iterable[Hit]) -> list[Hit]:
    """The hits without those that a heading above the line of the headline claims from there on: "Latest news" over a list of
    links announces what stands up to the article, not its headline, byline and date."""
    hits = list(hits)
    again: dict[str, int] = {}
    for hit in hits:
        if not hit.follows and hit.line >= headline:
            again[hit.phrase] = min(hit.line, again.get(hit.phrase, hit.line))
    return [hit for hit in hits if not hit.follows or hit.line < headline or hit.line >= again.get(hit.phrase, hit.line + 1)]


def _says_something(line: Line) -> bool:
    """Whether a line is no button nor counter: it may be deck, byline or date."""
    return len(line.folded) >= _SAYING and _CONTROLS.isdisjoint(line.topics)
