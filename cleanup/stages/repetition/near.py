"""Paragraphs that stand twice with small differences: found by shared stretches, judged by what differs.

Candidates share one of a few word 5-grams; a bucket keeps a few paragraphs, so that the work stays linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleanup.stages.likeness import likeness
from cleanup.stages.repetition.paragraphs import Paragraphs, holds_digits
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

CUTOFF = 0.95
"""Share of equal characters from which two paragraphs are copies, if nothing that differs carries sense."""

_BUCKET = 4
_WORD = Lazy(r"[^\W_]+")
_MARKS = "’“”‘–—…\xa0"
_KEPT = frozenset(code for code in range(256) if code > 127 or chr(code).isalnum() or code == 10)
_SPACED = bytes(code if code in _KEPT else 32 for code in bytes(range(256)).lower())
_DIGITS = Lazy(r"\d+")
_NO_DIGITS = bytes(code for code in range(256) if not 48 <= code < 58 and code != 10)
LONGEST = 20_000
"""Characters above which paragraphs are not compared: the distance is quadratic in what differs."""


Parts = tuple[tuple[str, ...], ...]
"""Stretches of five words each."""


def near_copies(document: Document, units: Paragraphs, near: dict[int, Parts]) -> Iterator[tuple[int, int, float]]:
    """(the later copy, the earlier one that stays, their likeness), by number. `near` are paragraphs of prose, in order."""
    buckets: dict[tuple[object, ...], list[int]] = {}
    for number, parts in near.items():
        text, size = units.texts[number], len(units.folds[number])
        digits = document.of_text(_digits, text)  # texts with other numbers are never copies
        own = [(part, digits) for part in parts]
        rivals = dict.fromkeys(other for key in own for other in buckets.get(key, ()))
        for other in rivals:
            if not CUTOFF * size <= len(units.folds[other]) <= size / CUTOFF:
                continue
            if ratio := likeness(text, units.texts[other], CUTOFF):
                yield number, other, ratio
                break
        else:
            for key in own:
                bucket = buckets.setdefault(key, [])
                if len(bucket) < _BUCKET:
                    bucket.append(number)


def of_like_length(units: Paragraphs, numbers: list[int]) -> list[int]:
    """The paragraphs that share their digits from 0 to 9 with another one that is about as long."""
    short = [number for number in numbers if len(units.texts[number]) <= LONGEST]
    folds = [units.folds[number] for number in short]
    sizes, digits = list(map(len, folds)), _ascii_digits(folds)
    found: set[int] = set()
    before: dict[bytes, int] = {}
    for place in sorted(range(len(short)), key=sizes.__getitem__):
        shorter = before.get(digits[place])
        if shorter is not None and CUTOFF * sizes[place] <= sizes[shorter]:
            found |= {short[shorter], short[place]}
        before[digits[place]] = place
    return sorted(found)


def sharing(units: Paragraphs, numbers: list[int]) -> dict[int, Parts]:
    """Those of the paragraphs that share a part with another one that is about as long, with their parts."""
    parts = dict(zip(numbers, parts_of([units.texts[number] for number in numbers]), strict=True))
    if len({part for own in parts.values() for part in own}) == sum(map(len, parts.values())):
        return {}
    holders: dict[tuple[str, ...], list[int]] = {}
    for number, own in parts.items():
        for part in own:
            holders.setdefault(part, []).append(number)
    found: set[int] = set()
    for together in holders.values():
        ordered = sorted(dict.fromkeys(together), key=lambda number: len(units.folds[number]))
        for shorter, longer in pairwise(ordered):
            if CUTOFF * len(units.folds[longer]) <= len(units.folds[shorter]):
                found |= {shorter, longer}
    return {number: parts[number] for number in numbers if number in found}


def _ascii_digits(folds: list[str]) -> list[bytes]:
    return "\n".join(folds).encode("utf-8", "surrogatepass").translate(None, _NO_DIGITS).split(b"\n")


def _digits(text: str) -> tuple[str, ...]:
    return tuple(_DIGITS.findall(text)) if holds_digits(text) else ()


def parts_of(texts: Sequence[str]) -> Iterator[Parts]:
    """Of each text the first, the middle and the last five of its words: two differences leave one of three untouched."""
    for words in _words_of(texts):
        half = len(words) // 2
        if half + 5 <= len(words):
            yield tuple(words[:5]), tuple(words[half : half + 5]), tuple(words[-5:])
        else:
            yield (tuple(words[:5]), tuple(words[-5:])) if len(words) >= 5 else ()


def _words_of(lines: Sequence[str]) -> list[list[str]]:
    """What `_WORD` finds in each casefolded line: in those that are ASCII but for their quotes, in one pass over all of them."""
    if not lines:
        return []
    text = "\n".join(lines)
    for mark in () if text.isascii() else _MARKS:
        text = text.replace(mark, " ")
    spaced = text.encode("utf-8", "surrogatepass").translate(_SPACED).decode("utf-8", "surrogatepass").split("\n")
    return [
        plain.split() if plain.isascii() else _WORD.findall(line.casefold()) for plain, line in zip(spaced, lines, strict=True)
    ]
