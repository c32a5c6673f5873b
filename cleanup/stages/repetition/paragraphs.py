"""The paragraphs of a text as units that can be compared: lines, or blocks of hard-wrapped lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleanup.stages.prose import is_sentence
from cleanup.text.dataclass import dataclass
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

SHORTEST = 60
"""Characters a paragraph needs to count: shorter ones are headings, bylines, answers and list entries that repeat on purpose."""

SHORTEST_WIDE = 30
"""The same for scripts that write no spaces: so many of their signs."""

_FEWEST_WORDS = 9
_WIDE = Lazy("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_ENTRY = Lazy(r"\s*(?:[-*+•·▪◦‣|>#]|\(?\d{1,3}[.):]\s|\(?[a-zA-Z][.)]\s|\d{1,2}[:.]\d\d\b)")
_CELL = Lazy(r"\S(?:\t|\s\|\s)")
_DIGIT = Lazy(r"\d")
_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdigit())
_NUMBER = Lazy(r"\d[\d.,:/]*")
_DOTS = Lazy(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its lines (indices), its text with the lines joined by spaces, and that folded."""

    lines: tuple[int, ...]
    text: str
    fold: str


def paragraphs(document: Document) -> list[Paragraph]:
    """Every filled line is in one paragraph, in order."""
    units: list[Paragraph] = []
    for block in _blocks(document):
        texts = [document.texts[line] for line in block]
        if len(block) > 1 and _is_wrapped(texts):
            folded = "".join(document.folds[line] for line in block)
            units.append(Paragraph(tuple(block), " ".join(text.strip() for text in texts), folded))
        else:
            units += (Paragraph((line,), text, document.folds[line]) for line, text in zip(block, texts, strict=True))
    return units


def wrapped_blocks(document: Document) -> Iterator[list[int]]:
    """The lines of each paragraph that is broken at a width."""
    texts, filled = document.texts, document.filled
    if not any(below == line + 1 for line, below in pairwise(filled)):
        return iter(())  # as in most texts, where a blank line parts paragraphs
    return (block for block in _blocks(document) if len(block) > 1 and _is_wrapped([texts[line] for line in block]))


def _blocks(document: Document) -> Iterator[list[int]]:
    """Filled lines with no blank line between them."""
    block: list[int] = []
    for line in document.filled:
        if block and line != block[-1] + 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_wrapped(texts: list[str]) -> bool:
    """Whether the lines of a block are one paragraph broken at a width: full ones that end within a sentence."""
    if len(texts) < 2:
        return False
    full = texts[:-1]
    if min(map(len, full)) < 45:
        return False
    sizes = [len(text.strip()) for text in full]
    if min(sizes) < 45 or max(sizes) > 130 or len(texts[-1].strip()) > max(sizes) + 12:
        return False
    return 2 * sum(text.rstrip().endswith((".", "!", "?", "”", '"', ":")) for text in full) < len(full) + 1


def is_repeatable(text: str) -> bool:
    """Whether a paragraph is prose whose second copy is a mistake: a sentence, no entry of a list or table; and see `is_long`."""
    if not text.isascii() and len(_WIDE.findall(text[:200])) >= SHORTEST_WIDE:
        return is_sentence(text.strip())
    if len(text) < SHORTEST or not is_sentence(text.strip()) or text.rstrip().endswith("?"):
        return False  # the same question is asked of several people
    if len(text[:2000].split(maxsplit=_FEWEST_WORDS)) < _FEWEST_WORDS:
        return False
    start = text[:400]
    if _ENTRY.match(start.rstrip()) or (("\t" in start or "|" in start) and _CELL.search(start.rstrip())):
        return False
    return not holds_digits(start) or 6 * len(_NUMBER.findall(start)) < len(start.split())


def is_long(paragraph: Paragraph) -> bool:
    """Whether a paragraph has letters enough."""
    return len(paragraph.fold) >= SHORTEST * 3 // 4 or bool(_WIDE.search(paragraph.text))


def holds_digits(text: str) -> bool:
    """Whether a decimal digit of any script stands in the text."""
    left = text.encode("utf-8", "surrogatepass").translate(None, _NO_DIGITS)
    return left != b"" and bool(_DIGIT.search(left.decode("utf-8", "surrogatepass")))


def ends_in_dots(paragraph: Paragraph) -> bool:
    """Whether a paragraph may be cut."""
    return bool(_DOTS.search(paragraph.text[-12:]))


def truncation(units: list[Paragraph], numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Paragraphs that end in dots where another one goes on: (the cut one, the whole one), by number."""
    cut = [number for number in numbers if ends_in_dots(units[number])]
    starts: dict[str, list[int]] = {}
    for number in numbers:
        starts.setdefault(units[number].fold[: SHORTEST * 3 // 4], []).append(number)
    for number in cut:
        fold = units[number].fold
        for other in starts[fold[: SHORTEST * 3 // 4]][:8]:
            if other != number and len(units[other].fold) > len(fold) and units[other].fold.startswith(fold):
                yield number, other
                break
