"""The paragraphs of a text as units that can be compared: lines, or blocks of hard-wrapped lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import sub

from cleanup.stages.reading.indent import blocks
from cleanup.stages.reading.prose import is_sentence
from cleanup.text.dataclass import dataclass
from cleanup.text.document import Document
from cleanup.text.language import UNSPACED
from cleanup.text.lazy import Lazy

SHORTEST = 60
"""Characters a paragraph needs to count: shorter ones are headings, bylines, answers and list entries that repeat on purpose."""

SHORTEST_WIDE = 30
"""The same for scripts that write no spaces: so many of their characters."""

LONGEST_REFRAIN = 200
"""Folded characters from which a paragraph is too long for a refrain, or for what a program prints."""

_FEWEST_WORDS = 9
"""Words a paragraph needs to count."""

_ENTRY = Lazy(r"\s*(?:[-*+•·▪◦‣|>#]|\(?\d{1,3}[.):]\s|\(?[a-zA-Z][.)]\s|\d{1,2}[:.]\d\d\b)")
_CELL = Lazy(r"\S(?:\t|\s\|\s)")
_DIGIT = Lazy(r"\d")
_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdigit())
_NUMBER = Lazy(r"\d[\d.,:/]*")
_CREDITED = Lazy(r"[.!?][\"'”’»]*\s\([^()\n]{2,80}\)\s*$")


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The paragraphs of a text, by number: their first and last lines (indices), what they say with their lines joined by spaces,
    and that folded."""

    first: Sequence[int]
    last: Sequence[int]
    texts: Sequence[str]
    folds: Sequence[str]

    def are_same(self, number: int, other: int) -> bool:
        """Whether two paragraphs say the same; those without letters only if they are written alike."""
        folded = self.folds[number]
        return folded == self.folds[other] and (folded != "" or self.texts[number] == self.texts[other])


def paragraphs(document: Document) -> Paragraphs:
    """Every filled line is in one paragraph, in order."""
    texts, folds, filled = document.texts, document.folds, document.filled
    if 1 not in map(sub, filled[1:], filled) or not (wrapped := _wrapped(texts, filled)):
        # as in most texts, where a blank line parts paragraphs
        return Paragraphs(filled, filled, [texts[line] for line in filled], [folds[line] for line in filled])
    inside = {line for block in wrapped for line in block[1:]}
    first = [line for line in filled if line not in inside]
    last = first.copy()
    said, folded = [texts[line] for line in first], [folds[line] for line in first]
    for block in wrapped:
        number = bisect_left(first, block[0])
        last[number] = block[-1]
        said[number] = " ".join([texts[line].strip() for line in block])
        folded[number] = "".join([folds[line] for line in block])
    return Paragraphs(first, last, said, folded)


def _wrapped(texts: Sequence[str], filled: Sequence[int]) -> list[range]:
    """The lines of each paragraph that is broken at a width."""
    return [block for block in blocks(texts, filled) if _is_wrapped(texts[block.start : block.stop])]


def _is_wrapped(texts: Sequence[str]) -> bool:
    """Whether the lines of a block are one paragraph broken at a width: full ones that end within a sentence."""
    if len(texts) < 2:
        return False
    full = texts[:-1]
    sizes = [len(text.strip()) for text in full]
    if min(sizes) < 45 or max(sizes) > 130 or len(texts[-1].strip()) > max(sizes) + 12:
        return False
    return 2 * sum(text.rstrip().endswith((".", "!", "?", "”", '"', ":")) for text in full) < len(full) + 1


def is_repeatable(text: str) -> bool:
    """Whether a paragraph is prose whose second copy is a mistake: a sentence or a caption with its credit, no entry of a list or
    table; and see `is_long`."""
    return is_worded(text) and (is_sentence(text.strip()) or bool(_CREDITED.search(text[-90:])))


def is_worded(text: str) -> bool:
    """Whether a paragraph has words enough, and is no question and no entry of a list or table."""
    if not text.isascii() and len(UNSPACED.findall(text[:200])) >= SHORTEST_WIDE:
        return True
    if len(text) < SHORTEST or text.rstrip().endswith("?"):
        return False  # the same question is asked of several people
    if len(text[:2000].split(maxsplit=_FEWEST_WORDS)) < _FEWEST_WORDS:
        return False
    start = text[:400]
    if _ENTRY.match(start.rstrip()) or (("\t" in start or "|" in start) and _CELL.search(start.rstrip())):
        return False
    return not holds_digits(start) or 6 * len(_NUMBER.findall(start)) < len(start.split())


def is_long(text: str, fold: str) -> bool:
    """Whether a paragraph has letters enough."""
    return len(fold) >= SHORTEST * 3 // 4 or bool(UNSPACED.search(text))


def holds_digits(text: str) -> bool:
    """Whether a decimal digit of any script stands in the text."""
    left = text.encode("utf-8", "surrogatepass").translate(None, _NO_DIGITS)
    return left != b"" and bool(_DIGIT.search(left.decode("utf-8", "surrogatepass")))


class Prose:
    """Whether each of the paragraphs, by number, is prose whose copy is a mistake: asked of the few that may be copies."""

    def __init__(self, document: Document, units: Paragraphs) -> None:
        self._document, self._units = document, units

    def __getitem__(self, number: int) -> bool:
        text = self._units.texts[number]
        return self._document.of_text(is_repeatable, text) and is_long(text, self._units.folds[number])
