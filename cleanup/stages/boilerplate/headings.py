"""Subheadings of an article on a whole page that a rule names: "Health", "Facebook", "Accept all".

Of the furniture of such a page little stands alone between two sentences. What does may be the article's own, by the signs that
tell it in a text without menus.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

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
    left = {hit.line for hit in not_spoken_of(document, [hit for hit in hits if not hit.rule.weak] + words)}
    own = alone - left
    return [hit for hit in hits if hit.line not in own] if own else hits


def _alone(document: Document, named: set[int]) -> set[int]:
    """Of the lines that rules name those between two sentences that none does; a button comes again."""
    sentences = [
        place for place, line in enumerate(document.filled) if line not in named and ends_sentence(document.texts[line].rstrip())
    ]
    between = [document.filled[place + 1] for place, other in pairwise(sentences) if other - place == 2]
    times = Counter(document.folds[line] for line in between)
    return {line for line in named.intersection(between) if times[document.folds[line]] == 1}
