"""Kind "pattern": a regular expression that matches the whole line without the white space around it; kind "remark": one that
matches the line, or the first LONGEST code points of it.

A pattern is tried on the lines that the prefilter leaves it. What it matches is found where the line holds a literal of its rule,
whatever their case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from cleanup.rules.hit import LONGEST
from cleanup.rules.index import first_pattern, shipped
from cleanup.rules.load import built_in
from cleanup.rules.prefilter import Numbers, Prefilter, plain
from cleanup.rules.rule import Rule
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

if TYPE_CHECKING:
    from cleanup.rules.timed import Timed

_BATCH = 1 << 14
"""Lines that are looked at in one pass: enough for any article, and a fraction of a large text's memory."""


class PatternMatches(NamedTuple):
    """The numbers of the patterns that may match a line or its beginning, and the rules that match it, each with the first of its
    patterns that does."""

    numbers: Numbers
    matched: Sequence[tuple[Rule, str]]


class Patterns:
    """Finds whole lines by pattern."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = list(rules)
        self._made: dict[int, Lazy | Timed] = {}

    def search(self, texts: Sequence[str], folds: Sequence[str]) -> dict[int, PatternMatches]:
        """By their places the lines, given by their texts and folds, on which any pattern was tried. Long ones match nothing but
        what remarks begin with."""
        found: dict[int, PatternMatches] = {}
        for start in range(0, len(texts), _BATCH):
            lines = [text.strip()[:LONGEST] for text in texts[start : start + _BATCH]]
            for place, numbers in enumerate(self._prefilter.candidates(lines, folds[start : start + _BATCH]), start):
                if numbers:
                    tried = numbers if len(texts[place]) <= LONGEST else self._remarks(numbers)
                    found[place] = PatternMatches(numbers, self.matches(lines[place - start], tried) if tried else ())
        return found

    def matches(self, line: str, numbers: Iterable[int]) -> list[tuple[Rule, str]]:
        """The rules that match the line with a pattern of these numbers, each with the first."""
        found: dict[str, tuple[Rule, str]] = {}
        numbered, made = self._numbered, self._made
        for number in sorted({*numbers}):
            rule, _ = numbered[number]
            pattern = made.get(number) or self._make(number)
            if (not found or rule.code not in found) and pattern.fullmatch(line) and _holds_any(line, rule.literals):
                found[rule.code] = rule, pattern.source
        return sorted(found.values(), key=_code_of)

    def _remarks(self, numbers: Numbers) -> Numbers:
        """Those of the patterns that say how a line begins, however long it is."""
        return tuple([number for number in numbers if self._numbered[number][0].kind == "remark"])

    @cached_property
    def _numbered(self) -> dict[int, tuple[Rule, int]]:
        """The numbers of all patterns, each with its rule and the number of that one's first pattern: those that are shipped have
        the numbers of the index."""
        found: dict[int, tuple[Rule, int]] = {}
        free = _count_shipped()
        for rule in self._rules:
            first = first_pattern(rule)
            if first is None:
                first, free = free, free + rule.pattern_count
            found |= dict.fromkeys(range(first, first + rule.pattern_count), (rule, first))
        return found

    def _make(self, number: int) -> Lazy | Timed:
        """A pattern by its number: one in ten is ever asked for."""
        rule, first = self._numbered[number]
        source = rule.patterns[number - first]
        if number < _count_shipped():
            made: Lazy | Timed = Lazy(source)
        else:
            from cleanup.rules.timed import Timed

            made = Timed(source, rule)
        self._made[number] = made
        return made

    @cached_property
    def _prefilter(self) -> Prefilter:
        known = self._numbered

        @cache
        def selected(numbers: Numbers) -> Numbers:
            """Those of rules that may act: the index leads to all that were shipped."""
            return tuple([number for number in numbers if number in known])

        literals = {literal: some for literal, numbers in shipped().literals.items() if (some := selected(numbers))}
        for number in range(_count_shipped(), max(known, default=-1) + 1):
            for literal in plain(known[number][0].literals):
                literals[literal] = (*literals.get(literal, ()), number)
        return Prefilter(shipped().prefixes, literals, selected)


@cache
def _count_shipped() -> int:
    return sum(rule.pattern_count for rule in built_in())


def _code_of(found: tuple[Rule, str]) -> str:
    return found[0].code


def _holds_any(line: str, literals: Iterable[str]) -> bool:
    small = line.lower()
    return any(literal.lower() in small for literal in literals)
