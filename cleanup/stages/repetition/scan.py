"""Whether a text may hold a paragraph twice: told from lengths and first, middle and last words, before any is judged as prose.

Most texts hold none. What is found here may be too much, never too little; the other files of this folder decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleanup.stages.repetition.near import CUTOFF, LONGEST, parts_of, words_of
from cleanup.stages.repetition.paragraphs import SHORTEST, SHORTEST_WIDE, wrapped_blocks
from cleanup.text.document import Document

_CUT = ("…", "...", "…]", "...]")
"""How a paragraph ends that is cut."""

_NO_DIGITS = bytes(code for code in range(256) if not 48 <= code < 58 and code != 10)


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
    texts, folds = document.texts, document.folds
    lengths: dict[str, list[int]] = {}
    alike = list(_of_like_length(lines, folds))
    if not alike:
        return False
    for line, words in zip(alike, words_of([texts[line] for line in alike]), strict=True):
        length = len(folds[line])
        for part in set(parts_of(words)):
            others = lengths.get(part)
            if others is None:
                lengths[part] = [length]
            elif any(CUTOFF * length <= other <= length / CUTOFF for other in others):
                return True
            else:
                others.append(length)
    return False


def _of_like_length(lines: Sequence[int], folds: Sequence[str]) -> set[int]:
    """The lines that share their digits with another one that is about as long."""
    by_line = _digits("\n".join([folds[line] for line in lines])).split(b"\n")
    ordered = sorted([(digits, len(folds[line]), line) for digits, line in zip(by_line, lines, strict=False)])
    found: set[int] = set()
    for (digits, shorter, one), (others, longer, other) in pairwise(ordered):
        if CUTOFF * longer <= shorter and digits == others:
            found |= {one, other}
    return found


def _digits(folded: str) -> bytes:
    return folded.encode("utf-8", "surrogatepass").translate(None, _NO_DIGITS)
