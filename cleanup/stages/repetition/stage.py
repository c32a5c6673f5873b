"""Paragraphs, and runs of paragraphs, that stand twice in one text.

Only prose counts: lists, tables and refrains repeat their lines on purpose. The first copy stays, unless it stands alone among
short lines (a teaser in a menu) and a later one among paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cleanup.stages.joined import in_sentences, is_joined
from cleanup.stages.repetition.near import alike, near_copies
from cleanup.stages.repetition.paragraphs import Paragraph, ends_in_dots, is_long, is_repeatable, paragraphs, truncation
from cleanup.stages.repetition.scan import may_repeat
from cleanup.stages.stage import Context, Promise
from cleanup.text.blocks import removals
from cleanup.text.dataclass import dataclass
from cleanup.text.document import Document
from cleanup.text.edit import Edit

_RUN_PROSE = 2
"""Paragraphs of prose a repeated run needs for the short lines between and around them to go with it; and they must make up
more than half of its characters: otherwise it is a list or a plan, which repeats its entries."""

_REFRAIN = 200
"""Folded characters from which a paragraph is too long for a refrain."""


_NEAR = 2
"""Sentences apart that two copies of one stand in a joined text: a caption and its copy. Further off one of them may be a
quotation set apart, and which of them is the text cannot be told."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """Why a paragraph goes: words with places for the first and the last line of what stays, the paragraphs `kept` to `last`."""

    code: str
    because: str
    certainty: float
    kept: int
    last: int


class Repetition:
    """Removes further copies of paragraphs."""

    name = "repetition"
    family = "RP"
    promise = Promise.REMOVES

    def __init__(self, context: Context) -> None:
        self._context = context

    def propose(self, document: Document) -> Iterable[Edit]:
        """Removals of whole paragraphs, with the separator before them; of sentences where the ends of paragraphs are lost."""
        original, joined = document, is_joined(document) and not document.curated
        if joined:
            document = in_sentences(document)  # the same offsets
        if len(document.filled) < 2 or not may_repeat(document):
            return
        units = paragraphs(document)
        going: dict[int, _Copy] = {}
        for number, copy in self._copies(document, units, _Prose(document, units)):
            if self._context.allows(copy.code) and (not joined or copy.code == "RP103" or abs(number - copy.kept) <= _NEAR):
                going.setdefault(number, copy)
        lines = {line: going[number] for number in going for line in units[number].lines}
        spans = removals(document, lines)
        for number, copy in sorted(going.items()):
            first, last = units[number].lines[0], units[number].lines[-1]
            start, end = spans[first].start, spans[last].end
            stays = (document.span(units[copy.kept].lines[0]).start, document.span(units[copy.last].lines[0]).start)
            because = copy.because.format(*(original.place(offset)[0] for offset in stays))
            yield Edit(start, original.text[start:end], "", self._context.reason(copy.code, self.name, because, copy.certainty))

    def _copies(self, document: Document, units: list[Paragraph], prose: _Prose) -> Iterator[tuple[int, _Copy]]:
        counts = Counter(unit.fold for unit in units)
        again = [counts[unit.fold] > 1 and prose[number] for number, unit in enumerate(units)]
        runs, inside = _runs(units, again, prose), set()
        for start, twin, size in runs:
            because = f"The same {size} paragraphs stand from line {{}} to line {{}}."
            for number in range(start, start + size):
                inside.add(number)
                yield number, _Copy("RP103", because, 0.97, twin, twin + size - 1)
        refrains = _refrains(units, [is_again and number not in inside for number, is_again in enumerate(again)])
        exact: dict[str, int] = {}
        for number, unit in enumerate(units):
            if number in inside or unit.fold in refrains or (counts[unit.fold] > 1 and not again[number]):
                continue
            first = exact.setdefault(unit.fold, number)
            if first == number:
                continue
            kept, goes = (number, first) if _stands_alone(units, prose, first, number) else (first, number)
            exact[unit.fold] = kept
            yield goes, _Copy("RP101", "The same paragraph stands at line {}.", 0.96, kept, kept)
        left = [number for number in sorted(exact.values()) if number not in inside]
        near = [number for number in alike(units, left) if prose[number]]
        for goes, kept, likeness in near_copies(document, units, near):
            yield goes, _Copy("RP102", "Nearly the same paragraph stands at line {}.", min(0.95, likeness), kept, kept)
        if any(ends_in_dots(units[number]) for number in left):
            for goes, kept in truncation(units, [number for number in left if prose[number]]):
                yield goes, _Copy("RP104", "The paragraph at line {} goes on where this one is cut.", 0.9, kept, kept)


class _Prose:
    """Whether each of the paragraphs, by number, is prose whose copy is a mistake: asked of the few that may be copies."""

    def __init__(self, document: Document, units: list[Paragraph]) -> None:
        self._document, self._units = document, units

    def __getitem__(self, number: int) -> bool:
        unit = self._units[number]
        return self._document.of_text(is_repeatable, unit.text) and is_long(unit)


def _refrains(units: list[Paragraph], again: list[bool]) -> set[str]:
    """Shorter paragraphs that stand three times or more, apart from one another: a form of the text, such as a refrain."""
    places: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        if again[number] and len(unit.fold) < _REFRAIN:
            places.setdefault(unit.fold, []).append(number)
    return {fold for fold, where in places.items() if len(where) > 2 and where[-1] - where[0] >= len(where)}


def _stands_alone(units: list[Paragraph], prose: _Prose, first: int, later: int) -> bool:
    """Whether the first copy has no prose beside it and the later one has it on both sides."""

    def beside(number: int) -> int:
        return sum(prose[other] for other in (number - 1, number + 1) if 0 <= other < len(units) and other not in (first, later))

    return beside(first) == 0 and beside(later) == 2


def _runs(units: list[Paragraph], again: list[bool], prose: _Prose) -> list[tuple[int, int, int]]:
    """Later copies of runs: (number of the first paragraph, that of its twin, paragraphs), apart and in order. They begin where
    prose stands `again`."""
    first: dict[str, int] = {}
    runs: list[tuple[int, int, int]] = []
    number, floor = 0, 0
    while number < len(units):
        twin = first.setdefault(units[number].fold, number) if again[number] else number
        if twin == number:
            number += 1
            continue
        start, end = number, number + 1
        while start > floor and twin - (number - start) > 0 and _same(units, start - 1, twin - (number - start) - 1):
            start -= 1
        base = twin - (number - start)
        while end < len(units) and base + (end - start) < start and _same(units, end, base + (end - start)):
            end += 1
        if base + (end - start) <= start and _is_text(units[start:end], [prose[number] for number in range(start, end)]):
            runs.append((start, base, end - start))
            number = floor = end
        else:
            number += 1
    return runs


def _is_text(units: list[Paragraph], prose: list[bool]) -> bool:
    """Whether a run is a stretch of an article."""
    sizes = [len(unit.fold) for unit in units]
    written = sum(size for size, is_written in zip(sizes, prose, strict=True) if is_written)
    return sum(prose) >= _RUN_PROSE and 2 * written > sum(sizes)


def _same(units: list[Paragraph], number: int, other: int) -> bool:
    return units[number].fold == units[other].fold and (units[number].fold != "" or units[number].text == units[other].text)
