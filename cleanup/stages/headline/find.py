"""Where the copies of a headline stand in a text, and which of them stays.

Lines are indices of `document.lines`; places are indices of `document.filled`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from cleanup.stages.headline.match import (
    BULLET,
    CUTOFF,
    LONGEST_TITLE,
    Title,
    is_cut,
    is_framed,
    is_longer,
)
from cleanup.stages.headline.own import is_own
from cleanup.stages.reading.likeness import as_long
from cleanup.stages.reading.prose import is_prose
from cleanup.text.dataclass import dataclass
from cleanup.text.document import Document

_AFTER = 12
"""Filled lines below a copy in which its prose is looked for."""

_HEAD = 400
"""Filled lines above the first prose that are looked at: a text without any prose is no page of menus."""

_END = 8
"""Letters at the beginning or the end of a title that a copy with changes shares, except in the head."""

CLOSE = 6
"""Filled lines within which a second copy belongs to the same head."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The lines that hold one headline, each with how near it comes (1: the same); the one that stays; those far from it; and
    whether the caller named it."""

    lines: dict[int, float]
    kept: int
    far: frozenset[int]
    known: bool


def first_prose(document: Document) -> int:
    """The place of the first paragraph of prose, or the number of filled lines; call it as `document.once(first_prose)`."""
    for place, line in enumerate(document.filled):
        if is_prose(document.line(line).strip()):  # an indent makes no paragraph of a line
            return place
    return len(document.filled)


def known_copies(document: Document, title: Title, body: bool) -> Iterator[Copies]:
    """The lines that hold the given title. Parts of it count at the head, where nothing holds the whole or all of it goes."""
    lines = _whole_copies(document, title) if title.whole else {}
    if lines:
        yield copies_of(document, lines, known=True)
    if title.parts and (body or not lines):
        yield from _part_copies(document, title, set(lines))
    if title.short and (short := _short_copies(document, title)):
        yield copies_of(document, dict.fromkeys(short, 1.0), known=True)


def _part_copies(document: Document, title: Title, taken: set[int]) -> Iterator[Copies]:
    """Each part of the title that stands at the head, with its other copies."""
    folds = document.folds
    found = dict.fromkeys(folds[line] for line in _head_lines(document) if line not in taken and folds[line] in title.parts)
    where: dict[str, dict[int, float]] = {part: {} for part in found}
    for line in document.filled if found else ():
        if folds[line] in where and line not in taken:
            where[folds[line]][line] = 1.0
    for lines in where.values():
        yield copies_of(document, lines, known=True)


def _whole_copies(document: Document, title: Title) -> dict[int, float]:
    """The lines that hold the whole title, as it is or in another form, each with how near it comes."""
    folds, forms = document.folds, tuple(title.whole)
    ends = min(_END, *map(len, forms))
    heads, tails = {form[:ends] for form in forms}, {form[-ends:] for form in forms}
    alike = {line for line in document.filled if folds[line][:ends] in heads or folds[line][-ends:] in tails}
    top = set(_head_lines(document))
    # Other lines come near to no title.
    likely = alike.union([line for line in top if _may_be_near(folds[line], title)])
    most, least = max(map(len, forms)) + 200, min(20, *map(len, forms))
    sized = [line for line in sorted(likely) if least <= len(folds[line]) <= most]
    nearness = {line: _nearness(document, line, title, line in top) for line in sized}
    return {line: near for line, near in nearness.items() if near and not is_own(document, line)}


def _may_be_near(folded: str, title: Title) -> bool:
    """Whether a line that shares neither end with a title may be it in another spelling, or go on where it is cut."""
    if any(as_long(len(folded), len(form), CUTOFF) for form in title.whole):
        return True
    return title.stem != "" and folded.startswith(title.stem)


def _nearness(document: Document, line: int, title: Title, in_head: bool) -> float:
    """How near a line comes to the title, 0 if it is no copy of it."""
    text, folded, forms = document.line(line), document.folds[line], tuple(title.whole)
    if text.rstrip().endswith(":") and not title.text.endswith(":"):
        return 0.0  # it introduces what follows
    if not in_head and _is_sentence(document, line, title):
        return 0.0
    if folded in title.whole:
        return 1.0
    has_title = folded.startswith(forms) or folded.endswith(forms)
    if has_title and is_framed(text, folded, title.whole):
        return 0.99
    if in_head and is_longer(text, folded, title):
        return 0.95
    if has_title:
        return 0.0
    if is_cut(text, folded, title):
        return 0.9
    if not any(as_long(len(folded), len(form), CUTOFF) for form in forms):
        return 0.0
    shares_an_end = any(folded[:_END] == form[:_END] or folded[-_END:] == form[-_END:] for form in forms)
    return min(document.of_text(title.nearness, text), 0.98) if in_head or shares_an_end else 0.0


def _is_sentence(document: Document, line: int, title: Title) -> bool:
    """Whether a line below the head is a sentence of the article: it ends as the title does not, or is a question that the next
    line answers."""
    text = document.line(line).rstrip()
    if text.endswith("?"):
        place = bisect_right(document.filled, line)
        below = document.line(document.filled[place]).strip() if place < len(document.filled) else ""
        return below.endswith(".") and not is_prose(below)
    return text.endswith(".") and not title.text.endswith((".", "…"))


def _short_copies(document: Document, title: Title) -> list[int]:
    """Lines that hold a title too short to be evidence elsewhere: as first or second line, or right below one another there."""
    run: list[int] = []
    others = 0
    for line in document.filled:
        if document.folds[line] in title.short and not BULLET.match(document.line(line)):
            run.append(line)
        else:
            others += 1
            if others == 2:
                break
    return run


def _head_lines(document: Document) -> list[int]:
    """Lines that may hold a headline by their place: those above the first prose that are no entries of a list."""
    lines = document.filled[: min(document.once(first_prose), _HEAD)]
    return [line for line in lines if len(document.line(line)) <= LONGEST_TITLE and not BULLET.match(document.line(line))]


def copies_of(document: Document, lines: dict[int, float], known: bool) -> Copies:
    """The lines as copies of one headline, with the one that stays."""
    kept = _keeper(document, lines)
    places = {line: place for place, line in enumerate(document.filled) if line in lines}
    far = frozenset(line for line in lines if abs(places[line] - places[kept]) > CLOSE)
    return Copies(dict(sorted(lines.items())), kept, far, known)


def _keeper(document: Document, lines: dict[int, float]) -> int:
    """The copy that stays: the truest, with about as much prose below it as any other; then without the site; then the first.

    On a raw page the headline stands in navigation and lists as well; the article's own is the one above the article.
    """
    best = max(lines.values())
    true = [line for line, likeness in lines.items() if likeness == best]
    plain = [line for line in true if not BULLET.match(document.line(line))] or true
    if len(plain) == 1:
        return plain[0]
    prose = _prose_below(document, plain, set(lines))
    most = max(prose.values())
    return min((line for line in plain if prose[line] >= most / 2), key=lambda line: (len(document.folds[line]), line))


def _prose_below(document: Document, copies: list[int], all_copies: set[int]) -> dict[int, int]:
    """Characters of prose within _AFTER filled lines below each copy, up to a thousand."""
    filled = document.filled
    places = {line: place for place, line in enumerate(filled) if line in all_copies}
    amounts = {}
    for copy in copies:
        below = filled[places[copy] + 1 : places[copy] + 1 + _AFTER]
        texts = [document.line(line) for line in below if line not in all_copies]
        amounts[copy] = min(1000, sum(len(text) for text in texts if is_prose(text)))
    return amounts
