"""Paragraphs that stand twice with small differences: found by shared stretches, judged by what differs.

Candidates share one of a few word 5-grams; a bucket keeps a few paragraphs, so that the work stays linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleanup.stages.likeness import likeness
from cleanup.stages.repetition.paragraphs import Paragraph, holds_digits
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


def near_copies(document: Document, units: list[Paragraph], numbers: list[int]) -> Iterator[tuple[int, int, float]]:
    """(the later copy, the earlier one that stays, their likeness), by number. `numbers` are paragraphs of prose."""
    buckets: dict[tuple[object, ...], list[int]] = {}
    likely = _with_rivals(document, units, numbers)
    for number, parts in zip(likely, document.of_texts(_parts, [units[number].text for number in likely]), strict=True):
        text, size = units[number].text, len(units[number].fold)
        digits = document.of_text(_digits, text)  # texts with other numbers are never copies
        own = [(part, digits) for part in parts]
        rivals = dict.fromkeys(other for key in own for other in buckets.get(key, ()))
        for other in rivals:
            if not CUTOFF * size <= len(units[other].fold) <= size / CUTOFF:
                continue
            if ratio := likeness(text, units[other].text, CUTOFF):
                yield number, other, ratio
                break
        else:
            for key in own:
                bucket = buckets.setdefault(key, [])
                if len(bucket) < _BUCKET:
                    bucket.append(number)


def alike(units: list[Paragraph], numbers: list[int]) -> list[int]:
    """The paragraphs that share their digits with another one that is about as long."""
    short = [number for number in numbers if len(units[number].text) <= LONGEST]
    folds = [units[number].fold for number in short]
    return sorted(short[place] for place in of_like_length(list(map(len, folds)), digits_of(folds)))


def _with_rivals(document: Document, units: list[Paragraph], numbers: list[int]) -> list[int]:
    """The paragraphs that share their numbers with others, two of which are about equally long: only they can be copies."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for number in alike(units, numbers):
        groups.setdefault(document.of_text(_digits, units[number].text), []).append(number)
    found: list[int] = []
    for group in groups.values():
        sizes = sorted(len(units[number].fold) for number in group)
        if any(CUTOFF * longer <= shorter for shorter, longer in pairwise(sizes)):
            found += group
    return sorted(found)


def of_like_length(sizes: Sequence[int], digits: Sequence[bytes]) -> set[int]:
    """The places of lines that share their digits with another one that is about as long."""
    found: set[int] = set()
    for (one, shorter, place), (other, longer, beside) in pairwise(sorted(zip(digits, sizes, range(len(sizes)), strict=False))):
        if CUTOFF * longer <= shorter and one == other:
            found |= {place, beside}
    return found


def digits_of(folds: list[str]) -> list[bytes]:
    """The digits from 0 to 9 of each line."""
    return "\n".join(folds).encode("utf-8", "surrogatepass").translate(None, _NO_DIGITS).split(b"\n")


def _digits(text: str) -> tuple[str, ...]:
    return tuple(_DIGITS.findall(text)) if holds_digits(text) else ()


def _parts(texts: list[str]) -> Iterator[list[tuple[str, ...]]]:
    return map(parts_of, words_of(texts))


def parts_of(words: list[str]) -> list[tuple[str, ...]]:
    """The first, the middle and the last five of the words: two differences leave one of three untouched."""
    if len(words) < 5:
        return []
    half = len(words) // 2
    found = [tuple(words[:5]), tuple(words[-5:])]
    if half + 5 <= len(words):
        found.insert(1, tuple(words[half : half + 5]))
    return found


def words_of(lines: Sequence[str]) -> list[list[str]]:
    """What `_WORD` finds in each casefolded line: in those that are ASCII but for their quotes, in one pass over all of them."""
    text = "\n".join(lines)
    for mark in () if text.isascii() else _MARKS:
        text = text.replace(mark, " ")
    spaced = text.encode("utf-8", "surrogatepass").translate(_SPACED).decode("utf-8", "surrogatepass").split("\n")
    return [
        plain.split() if plain.isascii() else _WORD.findall(line.casefold()) for plain, line in zip(spaced, lines, strict=True)
    ]
