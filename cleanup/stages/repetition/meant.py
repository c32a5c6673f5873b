"""Copies that are meant to stand there: what is quoted, what speakers say and letters end with, clauses, steps, what programs
print."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from cleanup.stages.reading.clauses import clauses
from cleanup.stages.reading.shape import is_page, shape
from cleanup.stages.reading.technical import holds_code
from cleanup.stages.repetition.copies import Copy
from cleanup.stages.repetition.paragraphs import LONGEST_REFRAIN, SHORTEST, Paragraphs, Prose
from cleanup.stages.repetition.sections import Sections
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_SPEAKER = Lazy(r"\s*[^\W\d_][\w.’' -]{0,24}:\s")

_FEWEST_SPEECHES = 3
"""Paragraphs with one name in front that make it a speaker's, and no label such as "Update:"."""

_APART = 2
"""Paragraphs apart that two copies of one stand in a text about software: further off, both procedures have that step."""

_STEP = Lazy(
    r"\s*(?!(?:After|Among|And|As|At|Because|Before|Behind|Below|But|By|Despite|During|Even|For|From|Given|If|In|Into|Like|Near|Now"
    r"|Of|On|Only|Or|Over|Since|So|Than|That|Then|Though|Through|To|Under|Unlike|Until|Upon|When|Where|While|With|Within)\b)"
    r"[A-Z][a-z]+ (?:the|a|an|your|it|them|each|both|all|off|up|down|out|one|two|three|four|\d+)\b"
)
"""How a sentence begins that says what to do: "Fold the dough"."""

_NEAR = 2
"""Paragraphs on either side of a step that are looked at."""

_FORM = 2
"""Short lines above a paragraph that make it the end of a letter, where they are the same."""


class Meant:
    """The copies in one text that are meant; `in` tells."""

    def __init__(self, document: Document, units: Paragraphs, prose: Prose) -> None:
        self._document, self._units, self._prose = document, units, prose

    def __contains__(self, copy: Copy) -> bool:
        if self._is_announced(copy):
            return True
        if copy.code != "RP103" and (self._document.once(clauses) or self._is_form(copy)):
            return True  # what holds for two clauses of a contract stands in both
        return self._stands_in_both(copy) or self._is_instruction(copy)

    def _stands_in_both(self, copy: Copy) -> bool:
        """Whether two parts of an article say the same, or two steps of a recipe."""
        first, later = sorted((copy.start, copy.kept))
        if copy.code == "RP102" or is_page(shape(self._document)):
            return False
        return self._sections.are_alike(first, later, copy.size) or (copy.size == 1 and self._is_step(first, later))

    @cached_property
    def _sections(self) -> Sections:
        return Sections(self._units, self._prose)

    def _is_step(self, first: int, later: int) -> bool:
        """Whether it says what to do, among others that do; but not where it stands twice in a row."""
        texts = self._units.texts
        if later - first == 1 or not _STEP.match(texts[later]):
            return False
        near = range(max(0, later - _NEAR), min(len(texts), later + _NEAR + 1))
        beside = [texts[number] for number in near if number not in (first, later)]
        return 2 * sum(bool(_STEP.match(text)) for text in beside) >= len(beside)

    def _is_announced(self, copy: Copy) -> bool:
        """Whether a colon stands before it, behind which something is quoted."""
        return copy.start > 0 and self._units.texts[copy.start - 1].rstrip().endswith((":", "："))

    def _is_form(self, copy: Copy) -> bool:
        """Whether a speaker says it, or a letter ends with it, and not the text of a whole page."""
        first, later = sorted((copy.start, copy.kept))
        return (self._is_said(later) or self._ends_letter(first, later)) and not is_page(shape(self._document))

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
        same = (self._units.are_same(first - step, later - step) and self._is_short(later - step) for step in above)
        return len(above) == _FORM and all(same)

    def _is_short(self, number: int) -> bool:
        return len(self._units.texts[number]) < SHORTEST and not self._prose[number]

    def _is_instruction(self, copy: Copy) -> bool:
        """Whether it may be what a program says each time that it runs, or a step that two procedures have."""
        sizes = map(len, self._units.folds[copy.start : copy.start + copy.size])
        is_step = copy.code != "RP103" and abs(copy.start - copy.kept) > _APART
        return (is_step or max(sizes) < LONGEST_REFRAIN) and holds_code(self._document)
