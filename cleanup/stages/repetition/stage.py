"""Paragraphs, and runs of paragraphs, that stand twice in one text.

Only prose counts: lists, tables and refrains repeat their lines on purpose. The first copy stays, unless it stands alone among
short lines (a teaser in a menu) and a later one among paragraphs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from cleanup.stages.reading.clauses import clauses
from cleanup.stages.reading.joined import in_sentences, is_joined
from cleanup.stages.reading.shape import is_page, shape
from cleanup.stages.reading.technical import holds_code
from cleanup.stages.repetition.near import near_copies, sharing
from cleanup.stages.repetition.paragraphs import Paragraphs, is_long, is_repeatable, paragraphs, truncation
from cleanup.stages.repetition.scan import Suspects, suspects
from cleanup.stages.stage import Context, Promise
from cleanup.text.blocks import removals
from cleanup.text.dataclass import dataclass
from cleanup.text.document import Document
from cleanup.text.edit import Edit
from cleanup.text.lazy import Lazy

_RUN_PROSE = 2
"""Paragraphs of prose a repeated run needs for the short lines between and around them to go with it; and they must make up
more than half of its characters: otherwise it is a list or a plan, which repeats its entries."""

_REFRAIN = 200
"""Folded characters from which a paragraph is too long for a refrain."""


_SPEAKER = Lazy(r"\s*[^\W\d_][\w.’' -]{0,24}:\s")

_FEWEST_SPEECHES = 3
"""Paragraphs with one name in front that make it a speaker's, and no label such as "Update:"."""

_FORM = 2
"""Short lines above a paragraph that make it the end of a letter, where they are the same."""

_SENTENCES_APART = 2
"""Sentences apart that two copies of one stand in a joined text: a caption and its copy. Further off one of them may be a
quotation set apart, and which of them is the text cannot be told."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """Why a paragraph goes. What stays are the paragraphs `kept` to `last`, whose lines go where `because` has "{}"."""

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
        if len(document.filled) < 2:
            return
        units = paragraphs(document)
        found = suspects(units)
        if not found:
            return
        going: dict[int, _Copy] = {}
        for number, copy in self._copies(document, units, found):
            counts = not joined or copy.code == "RP103" or abs(number - copy.kept) <= _SENTENCES_APART
            if counts and self._context.allows(copy.code):
                going.setdefault(number, copy)
        if not going:
            return
        going = _mistakes(document, units, going)
        lines = [line for number in going for line in range(units.first[number], units.last[number] + 1)]
        spans = removals(document, lines)
        for number, copy in sorted(going.items()):
            start, end = spans[units.first[number]].start, spans[units.last[number]].end
            stays = (document.span(units.first[copy.kept]).start, document.span(units.first[copy.last]).start)
            because = copy.because.format(*(original.place(offset)[0] for offset in stays))
            yield Edit(start, original.text[start:end], "", self._context.reason(copy.code, self.name, because, copy.certainty))

    def _copies(self, document: Document, units: Paragraphs, found: Suspects) -> Iterator[tuple[int, _Copy]]:
        """The paragraphs that are copies: of runs, then of single ones, then those with small differences, then those cut."""
        prose, folds = _Prose(document, units), units.folds
        forms = _Forms(document, units, prose)
        again = [number for number in found.again if prose[number]]
        gone = set(found.again).difference(again)  # or passed over
        for start, twin, size in _runs(units, again, prose):
            if _is_announced(units, start):
                gone.update(range(start, start + size))
                continue
            because = f"The same {size} paragraphs stand from line {{}} to line {{}}."
            for number in range(start, start + size):
                gone.add(number)
                yield number, _Copy("RP103", because, 0.97, twin, twin + size - 1)
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
            if forms.keep(first, number):
                gone.add(number)
                continue
            kept, goes = (number, first) if _stands_alone(units, prose, first, number) else (first, number)
            exact[folds[number]] = kept
            gone.add(goes)
            if not _is_announced(units, goes):
                yield goes, _Copy("RP101", "The same paragraph stands at line {}.", 0.96, kept, kept)
        left = sharing(units, [number for number in found.near if number not in gone])
        near = [number for number in left if prose[number]]
        for goes, kept, likeness in near_copies(document, units, near):
            yield goes, _Copy("RP102", "Nearly the same paragraph stands at line {}.", min(0.95, likeness), kept, kept)
        if not gone.issuperset(found.cut):
            for goes, kept in truncation(units, [number for number in found.long if number not in gone and prose[number]]):
                yield goes, _Copy("RP104", "The paragraph at line {} goes on where this one is cut.", 0.9, kept, kept)


class _Prose:
    """Whether each of the paragraphs, by number, is prose whose copy is a mistake: asked of the few that may be copies."""

    def __init__(self, document: Document, units: Paragraphs) -> None:
        self._document, self._units = document, units

    def __getitem__(self, number: int) -> bool:
        text = self._units.texts[number]
        return self._document.of_text(is_repeatable, text) and is_long(text, self._units.folds[number])


def _mistakes(document: Document, units: Paragraphs, going: dict[int, _Copy]) -> dict[int, _Copy]:
    """Those of the copies that are none of the text's own: what holds for two clauses of a contract stands in both, and a program
    says the same each time that it runs."""
    if document.once(clauses):
        return {number: copy for number, copy in going.items() if copy.code == "RP103"}
    long = [copy for number, copy in going.items() if len(units.folds[number]) >= _REFRAIN]
    if len(long) < len(going) and holds_code(document):
        runs = {(copy.kept, copy.last) for copy in long}
        return {number: copy for number, copy in going.items() if (copy.kept, copy.last) in runs}
    return going


class _Forms:
    """Forms of a text in which its writer repeats himself: speeches, and the ends of letters."""

    def __init__(self, document: Document, units: Paragraphs, prose: _Prose) -> None:
        self._document, self._units, self._prose = document, units, prose

    def keep(self, first: int, later: int) -> bool:
        """Whether both copies are meant to stand there."""
        return not is_page(shape(self._document)) and (self._is_said(later) or self._ends_letter(first, later))

    def _is_said(self, number: int) -> bool:
        """Whether a speaker says it, one of two or more: what somebody says twice is said twice."""
        speaker = _SPEAKER.match(self._units.texts[number])
        return speaker is not None and self._speakers[speaker[0]] >= _FEWEST_SPEECHES and len(self._speakers) > 1

    @cached_property
    def _speakers(self) -> Counter[str]:
        return Counter(match[0] for match in map(_SPEAKER.match, self._units.texts) if match)

    def _ends_letter(self, first: int, later: int) -> bool:
        """Whether the same short lines stand above both."""
        above = range(1, min(_FORM, first, later - first - 1) + 1)
        units = self._units
        return len(above) == _FORM and all(
            _same(units, first - step, later - step) and not self._prose[later - step] for step in above
        )


def _refrains(units: Paragraphs, again: list[int]) -> set[str]:
    """Shorter paragraphs that stand three times or more, apart from one another: a form of the text, such as a refrain."""
    places: dict[str, list[int]] = {}
    for number in again:
        if len(units.folds[number]) < _REFRAIN:
            places.setdefault(units.folds[number], []).append(number)
    return {fold for fold, where in places.items() if len(where) > 2 and where[-1] - where[0] >= len(where)}


def _is_announced(units: Paragraphs, number: int) -> bool:
    """Whether a colon stands before the paragraph, which is quoted then."""
    return number > 0 and units.texts[number - 1].rstrip().endswith((":", "："))


def _stands_alone(units: Paragraphs, prose: _Prose, first: int, later: int) -> bool:
    """Whether the first copy has no prose beside it and the later one has it on both sides."""
    numbers = range(len(units.texts))

    def beside(number: int) -> int:
        return sum(prose[other] for other in (number - 1, number + 1) if other in numbers and other not in (first, later))

    return beside(first) == 0 and beside(later) == 2


def _runs(units: Paragraphs, again: list[int], prose: _Prose) -> list[tuple[int, int, int]]:
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
        while start > floor and twin - (number - start) > 0 and _same(units, start - 1, twin - (number - start) - 1):
            start -= 1
        base = twin - (number - start)
        while end < len(units.texts) and base + (end - start) < start and _same(units, end, base + (end - start)):
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


def _same(units: Paragraphs, number: int, other: int) -> bool:
    texts, folds = units.texts, units.folds
    return folds[number] == folds[other] and (folds[number] != "" or texts[number] == texts[other])
