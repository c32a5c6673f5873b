"""Whether a text may hold a paragraph twice: told from lengths and first, middle and last words, before any is judged as prose.

Most texts hold none. What is found here may be too much, never too little; the other files of this folder decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleanup.stages.repetition.near import CUTOFF, LONGEST, digits_of, of_like_length, parts_of, words_of
from cleanup.stages.repetition.paragraphs import SHORTEST, SHORTEST_WIDE, wrapped_blocks
from cleanup.text.document import Document

_CUT = ("…", "...", "…]", "...]")
"""How a paragraph ends that is cut."""


def may_repeat(document: Document) -> bool:
    """Whether two paragraphs may be copies of one another, or one of them the beginning of another."""
    texts, folds = document.texts, document.folds
    lines = [
        line
        for line in document.filled
        if len(texts[line]) >= SHORTEST or (len(texts[line]) >= SHORTEST_WIDE and not texts[line].isascii())
    ]
    if len({folds[line] for line in lines}) < len(lines) or any(wrapped_blocks(document)):
        return True
    if ("..." in document.text or "…" in document.text) and any(texts[line].rstrip().endswith(_CUT) for line in lines):
        return True
    return _may_be_near(document, [line for line in lines if len(texts[line]) <= LONGEST])


def _may_be_near(document: Document, lines: Sequence[int]) -> bool:
    """Whether two of the lines are about equally long and share words by which near copies are found."""
    folds = [document.folds[line] for line in lines]
    sizes = list(map(len, folds))
    alike = of_like_length(sizes, digits_of(folds))
    if not alike:
        return False
    lengths: dict[tuple[str, ...], list[int]] = {}
    for place, words in zip(alike, words_of([document.texts[lines[place]] for place in alike]), strict=True):
        length = sizes[place]
        for part in set(parts_of(words)):
            others = lengths.get(part)
            if others is None:
                lengths[part] = [length]
            elif any(CUTOFF * length <= other <= length / CUTOFF for other in others):
                return True
            else:
                others.append(length)
    return False
