"""Paragraphs that stand twice with small differences: found by shared stretches, judged by what differs.

Candidates share one of a few word 5-grams; a bucket keeps a few paragraphs, so that the work stays linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.stages.likeness import likeness
from cleanup.stages.repetition.paragraphs import Paragraph

CUTOFF = 0.95
"""Share of equal characters from which two paragraphs are copies, if nothing that differs carries sense."""

_BUCKET = 4
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_LONGEST = 20_000
"""Characters above which paragraphs are not compared: the distance is quadratic in what differs."""


def near_copies(units: list[Paragraph], numbers: list[int]) -> Iterator[tuple[int, int, float]]:
    """(the later copy, the earlier one that stays, their likeness), by number. `numbers` are paragraphs of prose."""
    buckets: dict[str, list[int]] = {}
    for number in numbers:
        text = units[number].text
        if len(text) > _LONGEST:
            continue
        keys = _keys(text)
        rivals = dict.fromkeys(other for key in keys for other in buckets.get(key, ()))
        size = len(units[number].fold)
        for other in rivals:
            if not CUTOFF * size <= len(units[other].fold) <= size / CUTOFF:
                continue
            if ratio := likeness(text, units[other].text, CUTOFF):
                yield number, other, ratio
                break
        else:
            for key in keys:
                bucket = buckets.setdefault(key, [])
                if len(bucket) < _BUCKET:
                    bucket.append(number)


def _keys(text: str) -> list[str]:
    """The first, the middle and the last five words, each with the text's numbers: two differences leave one of three untouched,
    and texts with other numbers are never copies."""
    words = _WORD.findall(text.casefold())
    half = len(words) // 2
    numbers = _DIGITS.findall(text)
    return [" ".join(part + numbers) for part in (words[:5], words[half : half + 5], words[-5:]) if len(part) == 5]
