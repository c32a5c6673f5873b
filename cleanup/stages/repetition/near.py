"""Paragraphs that stand twice with small differences: found by shared stretches, judged by what differs.

Candidates share one of a few word 5-grams; a bucket keeps a few paragraphs, so that the work stays linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleanup.stages.reading.likeness import Line, likeness
from cleanup.stages.repetition.paragraphs import Paragraphs, holds_digits
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

CUTOFF = 0.95
"""Share of equal characters from which two paragraphs are copies, if nothing that differs carries sense."""

_BUCKET = 4
"""Paragraphs remembered for one part."""

_WORD = Lazy(r"[^\W_]+")
_DIGITS = Lazy(r"\d+")
_NO_DIGITS = bytes(code for code in range(256) if not 48 <= code < 58)
_SIGN_LETTERS = 12
"""Letters by which a part is identified: five words rarely have fewer."""

_ANCHOR = "m"
"""The letter at which the middle of a paragraph is sampled: a place counted from its ends would differ between copies that differ
there. All languages in Latin letters have it, and not in every word."""

LONGEST = 20_000
"""Characters above which paragraphs are not compared: the distance is quadratic in what differs."""


def near_copies(document: Document, units: Paragraphs, numbers: list[int]) -> Iterator[tuple[int, int, float]]:
    """(the later copy, the earlier one that stays, their likeness), by number. `numbers` are paragraphs of prose."""
    buckets: dict[tuple[object, ...], list[int]] = {}
    for number in numbers:
        text, size = units.texts[number], len(units.folds[number])
        digits = document.of_text(_digits, text)  # texts with other numbers are never copies
        own = [(part, digits) for part in document.of_text(_parts, text)]
        rivals = dict.fromkeys(other for key in own for other in buckets.get(key, ()))
        for other in rivals:
            if not CUTOFF * size <= len(units.folds[other]) <= size / CUTOFF:
                continue
            line, earlier = document.of_text(Line, text), document.of_text(Line, units.texts[other])
            if ratio := likeness(line, earlier, CUTOFF):
                yield number, other, ratio
                break
        else:
            for key in own:
                bucket = buckets.setdefault(key, [])
                if len(bucket) < _BUCKET:
                    bucket.append(number)


def sharing(units: Paragraphs, numbers: list[int]) -> list[int]:
    """The paragraphs that may share a part, and share their digits, with another one that is about as long.

    A few letters of each tell: splitting all into words takes five times as long, 4 % of the time of an article. Of 660 planted
    copies that differ at both ends, the only ones for which the anchor is needed, 5 are passed over.
    """
    holder: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for number in numbers:
        fold = units.folds[number]
        half = fold.find(_ANCHOR, len(fold) // 3, -_SIGN_LETTERS)
        if half < 0:
            half = len(fold) // 2
        for sign in (fold[:_SIGN_LETTERS], fold[half : half + _SIGN_LETTERS], fold[-_SIGN_LETTERS:]):
            other = holder.setdefault(sign, number)
            if other != number:
                shared.setdefault(sign, [other]).append(number)
    return sorted({number for holders in shared.values() for number in _alike(units, holders)})


def _alike(units: Paragraphs, numbers: list[int]) -> Iterator[int]:
    """The paragraphs that share their digits from 0 to 9 with another one that is about as long."""
    folds = {number: units.folds[number] for number in numbers if len(units.texts[number]) <= LONGEST}
    sizes = sorted(map(len, folds.values()))
    if not any(CUTOFF * longer <= shorter for shorter, longer in pairwise(sizes)):
        return
    digits = {number: fold.encode("utf-8", "surrogatepass").translate(None, _NO_DIGITS) for number, fold in folds.items()}
    for shorter, longer in pairwise(sorted(folds, key=lambda number: (digits[number], len(folds[number])))):
        if digits[shorter] == digits[longer] and CUTOFF * len(folds[longer]) <= len(folds[shorter]):
            yield from (shorter, longer)


def _parts(text: str) -> list[tuple[str, ...]]:
    """The first, the middle and the last five of its words: two differences leave one of three untouched."""
    words = _WORD.findall(text.casefold())
    half = len(words) // 2
    parts = (tuple(words[:5]), tuple(words[half : half + 5]), tuple(words[-5:]))
    return [part for part in parts if len(part) == 5]


def _digits(text: str) -> tuple[str, ...]:
    return tuple(_DIGITS.findall(text)) if holds_digits(text) else ()
