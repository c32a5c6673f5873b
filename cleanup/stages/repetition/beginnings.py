"""Paragraphs that say no more than how another one begins: teasers and captions that were cut, captions without their credit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from cleanup.stages.repetition.paragraphs import Paragraphs, Prose, is_worded
from cleanup.text.lazy import Lazy

_LONG = 120
"""Characters from which a paragraph that ends within a sentence was cut: headings and labels are shorter."""

_LONGEST_CREDIT = 80
"""Characters of a credit."""

_NEXT = 20
"""Folded characters of the next line that tell whether a line breaks off, or is broken at a width."""

_DOTS = Lazy(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")
_CREDIT = Lazy(
    r"\s*(?:[|—–-]\s*)?(?:[(\[](?!\d)[^()\[\]\n]+[)\]]|©.+|(?:[A-Z][\w.’'-]*\s+){0,4}[A-Z][\w.’'-]*\s*/\s*[A-Z][\w.’' /-]*"
    r"|(?i:photo(?:graph|s)?|image|picture|credit|courtesy|photo credit|fotos?|fotografía|bild|crédits?(?: photo)?|zdjęcie|фото)"
    r"\s*(?:[:/]|(?i:by|of)\b).+)\s*$"
)
"""What stands behind a caption and says whose picture it is: in brackets, behind a label or a ©, or "Name/Agency"."""


def longer(folds: Iterable[str]) -> dict[str, str]:
    """The folded paragraphs that begin another one, each with the shortest that goes on."""
    return {fold: other for fold, other in pairwise(sorted(set(folds))) if other.startswith(fold)}


def cut(units: Paragraphs, numbers: list[int], prose: Prose) -> Iterator[tuple[int, int]]:
    """Paragraphs that break off where another one goes on: (the cut one, the whole one), by number."""
    for number, other in _pairs(units, numbers):
        left = units.folds[other][len(units.folds[number]) :]
        goes_on = number + 1 < len(units.folds) and left.startswith(units.folds[number + 1][:_NEXT] or "\n")
        if prose[other] and not goes_on and _is_cut(units.texts[number]):
            yield number, other


def uncredited(units: Paragraphs, numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Captions beside which the same caption stands with its credit: (the one without, the one with it), by number."""
    for number, other in _pairs(units, numbers):
        text, whole = units.texts[number].strip(), units.texts[other].strip()
        tail = whole.removeprefix(text)
        if abs(number - other) == 1 and len(tail) < min(len(whole), _LONGEST_CREDIT) and _CREDIT.match(tail) and is_worded(text):
            yield number, other


def _pairs(units: Paragraphs, numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Paragraphs among those numbered of which one begins the other: (the shorter, the longer), by number."""
    first: dict[str, int] = {}
    for number in numbers:
        first.setdefault(units.folds[number], number)
    goes_on = longer(first)
    for number in numbers:
        if other := goes_on.get(units.folds[number]):
            yield number, first[other]


def _is_cut(text: str) -> bool:
    """Whether a paragraph ends in dots or, if it is long, within a sentence."""
    return is_worded(text) and bool(_DOTS.search(text[-12:]) or (len(text) >= _LONG and text.rstrip()[-1:].isalnum()))
