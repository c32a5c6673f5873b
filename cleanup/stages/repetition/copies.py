"""Which paragraphs are copies of others, by how they are told; see meant.py for those that their writer means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleanup.stages.repetition.beginnings import cut, uncredited
from cleanup.stages.repetition.near import near_copies, sharing
from cleanup.stages.repetition.paragraphs import LONGEST_REFRAIN, Paragraphs, Prose, is_worded
from cleanup.stages.repetition.scan import Suspects
from cleanup.text.dataclass import dataclass
from cleanup.text.document import Document

_RUN_PROSE = 2
"""Paragraphs of prose a repeated run needs for the short lines between and around them to go with it; and they must make up
more than half of its characters: otherwise it is a list or a plan, which repeats its entries."""

_LONG = 60
"""Folded characters from which a line without a full stop is a copy of the paragraph that has one: a caption or a teaser, not a
heading."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Paragraphs that are a copy, `size` of them from `start` on, and why. What stays are as many from `kept` on, whose lines go
    where `because` has "{}"."""

    code: str
    because: str
    certainty: float
    start: int
    kept: int
    size: int = 1


def copies(document: Document, units: Paragraphs, found: Suspects, prose: Prose) -> Iterator[Copy]:
    """The paragraphs of prose that are copies: runs, then single ones, then those with small differences, then those cut."""
    folds = units.folds
    again = _again(units, found.again, prose)
    gone: set[int] = set()  # or passed over
    for start, twin, size in _runs(units, again, prose):
        because = f"The same {size} paragraphs stand from line {{}} to line {{}}."
        gone.update(range(start, start + size))
        yield Copy("RP103", because, 0.97, start, twin, size)
    again = [number for number in again if number not in gone]
    refrains = _refrains(units, again)
    exact: dict[str, int] = {}
    for number in again:
        if folds[number] in refrains:
            gone.add(number)
            continue
        first = exact.setdefault(folds[number], number)
        if first == number:
            continue
        is_better = prose[number] and (not prose[first] or _stands_alone(units, prose, first, number))
        kept, goes = (number, first) if is_better else (first, number)
        exact[folds[number]] = kept
        gone.add(goes)
        yield Copy("RP101", "The same paragraph stands at line {}.", 0.96, goes, kept)
    left = sharing(units, [number for number in found.near if number not in gone])
    near = [number for number in left if prose[number]]
    for goes, kept, likeness in near_copies(document, units, near):
        yield Copy("RP102", "Nearly the same paragraph stands at line {}.", min(0.95, likeness), goes, kept)
    if not gone.issuperset(found.parts):
        left = [number for number in found.long if number not in gone]
        for goes, kept in cut(units, left, prose):
            yield Copy("RP104", "The paragraph at line {} goes on where this one is cut.", 0.9, goes, kept)
        for goes, kept in uncredited(units, left):
            yield Copy("RP105", "The same caption stands with its credit at line {}.", 0.95, goes, kept)


def _again(units: Paragraphs, numbers: list[int], prose: Prose) -> list[int]:
    """Those of the equal paragraphs that are prose, and those that lack nothing but a full stop to be."""
    written = {units.folds[number] for number in numbers if prose[number]}
    return [
        number
        for number in numbers
        if prose[number]
        or (units.folds[number] in written and len(units.folds[number]) >= _LONG and is_worded(units.texts[number]))
    ]


def _refrains(units: Paragraphs, again: list[int]) -> set[str]:
    """Shorter paragraphs that stand three times or more, apart from one another: a form of the text, such as a refrain."""
    places: dict[str, list[int]] = {}
    for number in again:
        if len(units.folds[number]) < LONGEST_REFRAIN:
            places.setdefault(units.folds[number], []).append(number)
    return {fold for fold, where in places.items() if len(where) > 2 and where[-1] - where[0] >= len(where)}


def _stands_alone(units: Paragraphs, prose: Prose, first: int, later: int) -> bool:
    """Whether the first copy has no prose beside it and the later one has it on both sides."""
    numbers = range(len(units.texts))

    def beside(number: int) -> int:
        return sum(prose[other] for other in (number - 1, number + 1) if other in numbers and other not in (first, later))

    return beside(first) == 0 and beside(later) == 2


def _runs(units: Paragraphs, again: list[int], prose: Prose) -> list[tuple[int, int, int]]:
    """Later copies of runs: (number of the first paragraph, that of its twin, paragraphs), apart and in order. They begin where
    prose stands `again`."""
    first: dict[str, int] = {}
    runs: list[tuple[int, int, int]] = []
    floor = 0
    for number in again:
        twin = first.setdefault(units.folds[number], number) if number >= floor else number
        if twin == number:
            continue
        start, end = number, number + 1
        while start > floor and twin - (number - start) > 0 and units.are_same(start - 1, twin - (number - start) - 1):
            start -= 1
        base = twin - (number - start)
        while end < len(units.texts) and base + (end - start) < start and units.are_same(end, base + (end - start)):
            end += 1
        if base + (end - start) <= start and _is_text(units.folds[start:end], [prose[place] for place in range(start, end)]):
            runs.append((start, base, end - start))
            floor = end
    return runs


def _is_text(folds: Sequence[str], prose: list[bool]) -> bool:
    """Whether a run is a stretch of an article."""
    sizes = list(map(len, folds))
    written = sum(size for size, is_written in zip(sizes, prose, strict=True) if is_written)
    return sum(prose) >= _RUN_PROSE and 2 * written > sum(sizes)
