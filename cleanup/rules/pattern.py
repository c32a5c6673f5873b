"""Kind "pattern": a regular expression that matches the whole line without the white space around it.

A pattern is tried on lines that begin as it does or, where it may begin with anything, on those that hold one of its literals.
What it matches is found where the line holds a literal of its rule, whatever their case.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from cleanup.rules.heads import SIZES, head
from cleanup.rules.hit import LONGEST
from cleanup.rules.index import first_pattern, plain, shipped, unmarked
from cleanup.rules.load import built_in
from cleanup.rules.rule import Rule
from cleanup.rules.timed import Timed
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_BATCH = 1 << 14
"""Lines that are looked at in one pass: enough for any article, and a fraction of a large text's memory."""

_FEW = 500
"""Bytes of text for each literal from which the DFA pays: it takes 3 ns a byte, and 0.2 s to build from 10,000 literals, where
the NFA takes 10 ns and 0.04 s (measured)."""


class Reading(NamedTuple):
    """What is known of a line: the numbers of the patterns that may match it or its beginning, and the rules that match it, each
    with the first of its patterns that does."""

    numbers: tuple[int, ...]
    matched: Sequence[tuple[Rule, str]]


class Patterns:
    """Finds whole lines by pattern."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = list(rules)

    def read(self, lines: Sequence[tuple[str, str]]) -> dict[int, Reading]:
        """The lines, each given with its fold, that patterns are tried on for how they begin and what they hold, by their places.
        Long ones match nothing."""
        index = self._index
        found: dict[int, Reading] = {}
        for start in range(0, len(lines), _BATCH):
            batch = lines[start : start + _BATCH]
            texts = [text.strip()[:LONGEST] for text, _ in batch]
            numbers = index.beginning([folded for _, folded in batch])
            for place, more in index.holding(texts):
                numbers[place] = (*numbers[place], *more)
            for place, each in enumerate(numbers):
                if each:
                    matched = self.matches(texts[place], each) if len(batch[place][0]) <= LONGEST else ()
                    found[start + place] = Reading(each, matched)
        return found

    def matches(self, line: str, numbers: Iterable[int]) -> list[tuple[Rule, str]]:
        """The rules that match the line with a pattern of these numbers, each with the first."""
        found: dict[str, tuple[Rule, str]] = {}
        known = self._index.patterns
        for rule, pattern in [known[number] for number in sorted(set(numbers))]:
            if rule.code not in found and pattern.fullmatch(line) and _holds_any(line, rule.literals):
                found[rule.code] = rule, pattern.source
        return sorted(found.values(), key=_code)

    @cached_property
    def _index(self) -> _Index:
        return _Index(self._rules)


class _Index:
    """All patterns, by the beginnings of the lines that they match and by the literals in those.

    patterns  by their numbers, each with its rule; those of rules shipped first, of which some may be left out
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.patterns: dict[int, tuple[Rule, Lazy | Timed]] = {}
        self._by_head, literals = shipped().heads, shipped().literals
        others: dict[str, list[int]] = {}
        behind = sum(len(rule.patterns) for rule in built_in())
        for rule in rules:
            first = first_pattern(rule)
            for place, pattern in enumerate(rule.patterns):
                if first is not None:
                    self.patterns[first + place] = rule, Lazy(pattern)
                    continue
                self.patterns[behind] = rule, Timed(pattern, rule)
                for literal in plain(rule.literals):
                    others.setdefault(literal, []).append(behind)
                behind += 1
        self._selected = cache(self._selected_of)
        literals = {literal: selected for literal, numbers in literals.items() if (selected := self._selected_of(numbers))}
        if others:
            literals = {each: (*literals.get(each, ()), *others.get(each, ())) for each in literals.keys() | others.keys()}
        self._whole = _Finder(literals)
        self._plain = _Finder({literal: numbers for literal, numbers in literals.items() if literal.isascii()})

    def beginning(self, folds: Sequence[str]) -> list[tuple[int, ...]]:
        """For each folded line the numbers of the patterns that may match it for how it begins."""
        numbers, (most, fewer) = self._by_head.get(2 * len(folds)), SIZES
        heads = [begun if (begun := folded[:most]).isalpha() else head(folded) for folded in folds]
        found = [numbers(begun, ()) + numbers(begun[:fewer], ()) for begun in heads]
        return [self._selected(each) if each else each for each in found]

    def holding(self, lines: Sequence[str]) -> Iterator[tuple[int, Sequence[int]]]:
        """The places of lines that hold a literal, each with the numbers of the patterns it is one of.

        All are looked for in one pass (Aho and Corasick 1975). Most lines are ASCII except for a few marks, and what they may
        hold is found by an automaton that is quicker to make.
        """
        text = unmarked("\n".join(lines))
        data = text.lower().encode("utf-8", "surrogatepass")
        found = (self._plain if text.isascii() else self._whole).find(data)
        starts = [0, *accumulate([len(line) + 1 for line in data.split(b"\n")])] if found else []
        for numbers, start in found:
            yield bisect_right(starts, start) - 1, numbers

    def _selected_of(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Those of rules that may act: the tables know all that were shipped."""
        known = self.patterns
        return tuple([number for number in numbers if number in known])


class _Finder:
    """Finds literals, each with what it stands for."""

    def __init__(self, literals: Mapping[str, Sequence[int]]) -> None:
        self._literals = literals
        self._bytes = 0

    def find(self, data: bytes) -> list[tuple[Sequence[int], int]]:
        """The numbers and the start of each literal in `data`, whatever overlaps."""
        if not self._literals:
            return []
        self._bytes += len(data)
        automaton = self._automaton if self._bytes < _FEW * len(self._literals) else self._quick
        return [
            (self._numbers[literal], start) for literal, start, _ in automaton.find_matches_as_indexes(data, overlapping=True)
        ]

    @cached_property
    def _numbers(self) -> list[Sequence[int]]:
        return list(self._literals.values())

    @cached_property
    def _automaton(self) -> BytesAhoCorasick:
        return self._made("ContiguousNFA")

    @cached_property
    def _quick(self) -> BytesAhoCorasick:
        return self._made("DFA")

    def _made(self, kind: str) -> BytesAhoCorasick:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick([literal.encode() for literal in self._literals], implementation=getattr(Implementation, kind))


def _code(found: tuple[Rule, str]) -> str:
    return found[0].code


def _holds_any(line: str, literals: Iterable[str]) -> bool:
    small = line.lower()
    return any(literal.lower() in small for literal in literals)
