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
        known = self._patterns
        for number in sorted({*numbers}):
            rule, pattern = known[number]
            if (not found or rule.code not in found) and pattern.fullmatch(line) and _holds_any(line, rule.literals):
                found[rule.code] = rule, pattern.source
        return sorted(found.values(), key=_code_of)

    def _remarks(self, numbers: Numbers) -> Numbers:
        """Those of the patterns that say how a line begins, however long it is."""
        return tuple([number for number in numbers if self._patterns[number][0].kind == "remark"])

    @cached_property
    def _patterns(self) -> dict[int, tuple[Rule, Lazy | Timed]]:
        """All patterns by their numbers, each with its rule: those that are shipped have the numbers of the index."""
        found: dict[int, tuple[Rule, Lazy | Timed]] = {}
        number = _count_shipped()
        for rule in self._rules:
            first = first_pattern(rule)
            if first is not None:
                found |= {place: (rule, Lazy(pattern)) for place, pattern in enumerate(rule.patterns, first)}
                continue
            from cleanup.rules.timed import Timed

            for pattern in rule.patterns:
                found[number] = rule, Timed(pattern, rule)
                number += 1
        return found

    @cached_property
    def _prefilter(self) -> Prefilter:
        known = self._patterns

        @cache
        def selected(numbers: Numbers) -> Numbers:
            """Those of rules that may act: the index leads to all that were shipped."""
            return tuple([number for number in numbers if number in known])

        literals = {literal: some for literal, numbers in shipped().literals.items() if (some := selected(numbers))}
        for number in range(_count_shipped(), max(known, default=-1) + 1):
            for literal in plain(known[number][0].literals):
                literals[literal] = (*literals.get(literal, ()), number)
        return Prefilter(shipped().prefixes, literals, selected)


def _count_shipped() -> int:
    return sum(len(rule.patterns) for rule in built_in())


def _code_of(found: tuple[Rule, str]) -> str:
    return found[0].code


def _holds_any(line: str, literals: Iterable[str]) -> bool:
    small = line.lower()
    return any(literal.lower() in small for literal in literals)
