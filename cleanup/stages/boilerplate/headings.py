"""Subheadings of an article on a whole page that a rule names: "Health", "Facebook", "Accept all".

Of the furniture of such a page little stands alone between two sentences. What does may be the article's own, by the signs that
tell it in a text without menus.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from cleanup.rules.hit import Hit
from cleanup.stages.boilerplate.around import ends_sentence
from cleanup.stages.boilerplate.ownwords import other_than_own
from cleanup.stages.boilerplate.spokenof import not_spoken_of
from cleanup.text.document import Document


def other_than_headings(document: Document, hits: list[Hit]) -> list[Hit]:
    """The hits but for those in lines that stand alone between two sentences, and are the article's own: the form of the
    text tells it of weak ones, such as names of sections and networks; of buttons and boxes the article must speak."""
    alone = _alone(document, {hit.line for hit in hits})
    if not alone:
        return hits
    words = [hit for hit in other_than_own(document, hits) if hit.rule.weak]
    left = {hit.line for hit in not_spoken_of(document, [hit for hit in hits if not hit.rule.weak] + words, only=alone)}
    own = alone - left
    return [hit for hit in hits if hit.line not in own] if own else hits


def _alone(document: Document, named: set[int]) -> set[int]:
    """Of the lines that rules name those between two sentences that none does; a button comes again."""
    filled = document.filled

    def is_sentence(place: int) -> bool:
        return filled[place] not in named and ends_sentence(document.texts[filled[place]].rstrip())

    places = ((line, bisect_left(filled, line)) for line in named)
    inner = ((line, place) for line, place in places if 0 < place < len(filled) - 1)
    between = [line for line, place in inner if is_sentence(place - 1) and is_sentence(place + 1)]
    times = Counter(document.folds[line] for line in between)
    return {line for line in between if times[document.folds[line]] == 1}
