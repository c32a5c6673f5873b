"""The ingredients above the steps of a recipe: a list of short lines, which the model takes for a menu above the article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cleanup.stages.boilerplate.page.linefacts import Line
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_AMOUNT = Lazy(
    r"(?:[*+•·-]\s+)?(?:\d[\d.,/–-]*(?:\s*[½¼¾⅓⅔])?|[½¼¾⅓⅔])\s*(?i:k?gr?|mg|[mcd]?l|oz|lbs?|cups?|tbsps?|tsps?|pinch(?:es)?|el|tl|pck|msp"
    r"|prisen?|dosen?|becher|würfel|cuill?ères?|sachets?|pincées?|cucchiai\w*|pizzico|bustin\w+|cucharad\w+|tazas?|pizcas?|colher\w*"
    r"|xícaras?|łyż\w+|szklan\w+|szczypt\w+|eetlepels?|theelepels?|snufjes?)\b\.?\s+\S"
)
"""A measured amount of something, and what it is of."""

_LEAST, _SPAN = 4, 60
"""Amounts that make a list of ingredients, of which they are at least half; and the lines above the steps that are looked at."""

_HEADINGS, _SHORT = 2, 6
"""Lines above the first amount that head the list, at most, and their words: "Ingredients", "For the dough:"."""


def ingredients(document: Document, lines: Sequence[Line], places: Sequence[int], first: int) -> Sequence[int]:
    """The places of a list of ingredients and of all that follows up to the `first` line of the article, if no rule names any."""
    end = bisect_left(places, first)
    start = end
    while start and end - start < _SPAN and not (lines[places[start - 1]].topics or lines[places[start - 1]].is_title):
        start -= 1
    amounts = [index for index in range(start, end) if _AMOUNT.match(document.line(document.filled[places[index]]).lstrip())]
    if len(amounts) < _LEAST or 2 * len(amounts) < amounts[-1] + 1 - amounts[0]:
        return []
    begin = amounts[0]
    while begin > max(start, amounts[0] - _HEADINGS) and lines[places[begin - 1]].words <= _SHORT:
        begin -= 1
    return places[begin:end]
