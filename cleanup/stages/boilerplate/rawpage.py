"""A raw page: the menus before the article, the columns and footers behind it and what stands between its paragraphs.

A model of lines (`linemodel`) finds the article. What it would take from the rest once more is found here as well, so that all of
it goes at once and the page that is left is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleanup.rules.hit import Hit
from cleanup.stages.boilerplate.linefacts import Line, read_lines
from cleanup.stages.boilerplate.linemodel import models
from cleanup.stages.boilerplate.pagehead import ended_at, head
from cleanup.stages.headline.match import read_title
from cleanup.stages.shape import is_page, shape
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


class Frame(NamedTuple):
    """What stands around an article: the lines that are none of it, and what rules find, but for what they take the head for."""

    outside: dict[int, Outside]
    hits: list[Hit]


def frame(document: Document, hits: list[Hit], context: Context, kind: str = "lines") -> Frame:
    """Lines before, behind and inside the article that are none of it; none if there is no prose, or if it may be elsewhere.

    With keep="article" the headline stays, and what stands between it and the prose: deck, byline and date (see `pagehead`). The
    headline stage decides about it. `kind` is "pieces" where the lines are pieces of a longer one.
    """
    filled = document.filled
    if not filled:
        return Frame({}, hits)
    lines = read_page(document, hits)
    gone: dict[int, Outside] = {}
    places = list(range(len(lines)))
    first: list[float] = []
    above: set[int] = set()
    for _ in range(_ROUNDS):
        out, above, probabilities = _judged(document, kind, lines, places, context)
        first = first or probabilities
        if not out:
            break
        gone |= {filled[place]: why for place, why in out.items()}
        places = [place for place in places if place not in out]
        if not places or not _is_page_still(document, places, kind):
            break
    if not places or _is_doubtful(first, lines, places):
        return Frame({}, hits)
    return Frame(gone, ended_at(filled[min(above)], hits) if above else hits)


def _is_doubtful(probabilities: Sequence[float], lines: Sequence[Line], left: Iterable[int]) -> bool:
    """Whether the article may as well be among the lines that are not `left`, as they were judged on the whole page."""
    words = [max(1, line.words) * probability for line, probability in zip(lines, probabilities, strict=True)]
    stays = set(left)
    likely = sum(words[place] for place, p in enumerate(probabilities) if p >= _LIKELY and place not in stays)
    return likely > _DOUBT * sum(words[place] for place in stays)


def _judged(
    document: Document, kind: str, lines: Sequence[Line], places: Sequence[int], context: Context
) -> tuple[dict[int, Outside], set[int], list[float]]:
    """Of the lines at `places`, judged as a page of their own: those that go, those that stay above the article, and each one's
    probability."""
    judgement = models()[kind].judge([lines[place] for place in places])
    kept = {places[index] for index in judgement.kept}
    if not kept:
        return {}, set(), judgement.probabilities
    first, last = min(kept), max(kept)
    above = head(document, lines, places, kept, guessed=kind == "lines") if context.keep == "article" else set()
    kept |= above
    out: dict[int, Outside] = {}
    for index, place in enumerate(places):
        code = BEFORE if place < first else BEHIND if place > last else INSIDE
        if place not in kept and context.allows(code):
            sure = 1 - judgement.probabilities[index]
            out[place] = Outside(code, _because(context.rules[code].why, judgement.against[index]), max(0.5, sure))
    return out, above, judgement.probabilities


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
    filled, lines = document.filled, [document.texts[line] for line in document.filled]
    folds = [document.folds[line] for line in filled]
    indents = [len(line) - len(line.lstrip()) for line in lines]
    named = [tuple(sorted(families[line])) if line in families else () for line in filled]
    return read_lines([line.strip() for line in lines], folds, indents, named, map(whole.__contains__, folds))
