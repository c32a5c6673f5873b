"""A raw page: the menus before the article and the columns and footers behind it, found by a window of prose.

Every line weighs for or against the article, by itself alone; the article is the stretch of greatest weight (a
maximum subarray, Kadane 1984). What a line weighs does not depend on its neighbours, so the stretch is again the best one
once all else is gone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection

from cleanup.rules.hit import Hit
from cleanup.stages.headline.match import read_title
from cleanup.stages.stage import Context
from cleanup.text.document import Document
from cleanup.text.fold import fold

BEFORE, BEHIND = "BP901", "BP902"

_SENTENCE_END = re.compile(r"[.!?…؟।][\"”»’')\]]*(?=\s|$)|。")
_SEGMENTS = re.compile(r"\s+[-–—|·•»:]+\s+|\s*[|»]\s*")
"""What stands between a headline and its site in a title; the longest part is the headline, even a short one."""

_MOST = 80
"""Words after which a longer paragraph counts no more: one endless line must not outweigh the article."""

_TITLE = 40.0
"""What the line of the known title weighs: the article is more likely the prose below it than a longer column beside it."""

_BETWEEN = 10
"""Lines between the known title and the prose that stay: deck, byline and date."""

_FAMILIES = {"1": -40.0, "4": -20.0, "6": -5.0, "7": -5.0, "8": -10.0}
"""What a line weighs that a strong rule names, by the family of its code: behind a comment form come readers, who write prose as
well; advertising, credits and bylines stand inside articles and right above them."""


def outside(document: Document, hits: Collection[Hit], context: Context) -> dict[int, str]:
    """Lines before and behind the article, with the code of the rule they go by; none if there is no prose.

    One line of the known title stays, the nearest above the prose, and what stands between: deck, byline and date. The headline
    stage decides about it.
    """
    named = {hit.line: hit for hit in hits}
    title = read_title(document.title, document.url)
    long = title.whole | title.parts if title else frozenset()
    known = document.once(title_forms)
    filled = document.filled
    first, last = _heaviest([_weight(document, line, named.get(line), long) for line in filled])
    if first == last:
        return {}
    headline = _headline([place for place, line in enumerate(filled) if document.folds[line] in known], first, last)
    if max(0, first - _BETWEEN) <= headline < first:
        first = headline
    gone: dict[int, str] = {}
    for code, outer in ((BEFORE, range(first)), (BEHIND, range(last, len(filled)))):
        if context.allows(code):
            gone |= {filled[place]: code for place in outer if place != headline}
    return gone


def title_forms(document: Document) -> frozenset[str]:
    """What a line folds to that is the known title, or its part that is the headline, however short."""
    title = read_title(document.title, document.url)
    if title is None:
        return frozenset()
    return title.whole | title.parts | title.short | {fold(max(_SEGMENTS.split(title.text), key=len))}


def _headline(places: list[int], first: int, last: int) -> int:
    """Of the places of the title's lines the one to keep: inside the article, else the nearest above it, else below; or -1."""
    inside = next((place for place in places if first <= place < last), None)
    if inside is not None:
        return inside
    above = bisect_left(places, first)
    return places[above - 1] if above else places[0] if places else -1


def _weight(document: Document, line: int, hit: Hit | None, title: Collection[str]) -> float:
    """Words of prose for the article, a few words against it for each line that is none."""
    if document.folds[line] in title:
        return _TITLE
    text = document.line(line).strip()
    words = len(text.split())
    if hit:
        return _named_weight(hit, words)
    if "。" in text:
        words = len(text) // 3
    if words >= 12 and _SENTENCE_END.search(text):
        return float(min(words, _MOST))
    if words >= 25:
        return words / 4
    return -3.0 if words >= 8 else -5.0


def _named_weight(hit: Hit, words: int) -> float:
    """What a line weighs that a rule names; a long one is rather a paragraph with something glued to it."""
    if words >= 30:
        return -2.0
    if hit.follows:
        return -3.0
    if hit.rule.weak:
        return -6.0
    return _FAMILIES.get(hit.rule.code[2], -15.0)


def _heaviest(weights: list[float]) -> tuple[int, int]:
    """Begin and end of the stretch of greatest weight; the first of equals, empty if all weigh against."""
    best, bounds = 0.0, (0, 0)
    total, start = 0.0, 0
    for place, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, place
        total += weight
        if total > best:
            best, bounds = total, (start, place + 1)
    return bounds
