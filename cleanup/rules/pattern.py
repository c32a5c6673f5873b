"""Kind "pattern": a regular expression that matches the whole line without the white space around it; kind "remark": one that
matches the line, or the first LONGEST code points of it.

A pattern is tried on lines that begin as it does or, where it may begin with anything, on those that hold one of its literals.
What it matches is found where the line holds a literal of its rule, whatever their case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
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

_BYTES_PER_LITERAL = 500
"""Bytes of text for each literal from which the DFA pays: it takes 3 ns a byte, and 0.2 s to build from 10,000 literals, where
the NFA takes 10 ns and 0.04 s (measured)."""


class PatternMatches(NamedTuple):
    """The numbers of the patterns that may match a line or its beginning, and the rules that match it, each with the first of its
    patterns that does."""

    numbers: tuple[int, ...]
    matched: Sequence[tuple[Rule, str]]


class Patterns:
    """Finds whole lines by pattern."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = list(rules)

    def search(self, texts: Sequence[str], folds: Sequence[str]) -> dict[int, PatternMatches]:
        """By their places the lines, given by their texts and folds, on which any pattern was tried. Long ones match nothing but
        what remarks begin with."""
        table = self._table
        found: dict[int, PatternMatches] = {}
        for start in range(0, len(texts), _BATCH):
            lines = [text.strip()[:LONGEST] for text in texts[start : start + _BATCH]]
            numbers = table.by_beginning(folds[start : start + _BATCH])
            for place, more in table.by_literal(lines):
                numbers[place] += more
            for place, each in enumerate(numbers, start):
                if each:
                    known = each if len(texts[place]) <= LONGEST else table.opening(each)
                    matched = self.matches(lines[place - start], known) if known else ()
                    found[place] = PatternMatches(each, matched)
        return found

    def matches(self, line: str, numbers: Iterable[int]) -> list[tuple[Rule, str]]:
        """The rules that match the line with a pattern of these numbers, each with the first."""
        found: dict[str, tuple[Rule, str]] = {}
        known = self._table.patterns
        for number in sorted({*numbers}):
            rule, pattern = known[number]
            if (not found or rule.code not in found) and pattern.fullmatch(line) and _holds_any(line, rule.literals):
                found[rule.code] = rule, pattern.source
        return sorted(found.values(), key=_code_of)

    @cached_property
    def _table(self) -> _PatternTable:
        return _PatternTable(self._rules)


class _PatternTable:
    """All patterns, by the beginnings of the lines that they match and by the literals in those.

    patterns  by their numbers, each with its rule; those of rules shipped first, of which some may be left out
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.patterns: dict[int, tuple[Rule, Lazy | Timed]] = {}
        self._by_head, literals = shipped().heads, shipped().literals
        others: dict[str, list[int]] = {}
        number = sum(len(rule.patterns) for rule in built_in())
        for rule in rules:
            first = first_pattern(rule)
            for place, pattern in enumerate(rule.patterns):
                if first is not None:
                    self.patterns[first + place] = rule, Lazy(pattern)
                    continue
                self.patterns[number] = rule, Timed(pattern, rule)
                for literal in plain(rule.literals):
                    others.setdefault(literal, []).append(number)
                number += 1
        self._selected = cache(self._selected_of)
        literals = {literal: selected for literal, numbers in literals.items() if (selected := self._selected_of(numbers))}
        if others:
            literals = {each: (*literals.get(each, ()), *others.get(each, ())) for each in literals.keys() | others.keys()}
        self._all_literals = _LiteralSearch(literals)
        self._ascii_literals = _LiteralSearch({literal: numbers for literal, numbers in literals.items() if literal.isascii()})

    def opening(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Those of the patterns that say how a line begins, however long it is."""
        return tuple([number for number in numbers if self.patterns[number][0].kind == "remark"])

    def by_beginning(self, folds: Sequence[str]) -> list[tuple[int, ...]]:
        """For each folded line the numbers of the patterns that may match it for how it begins."""
        numbers, (most, fewer) = self._by_head.get(2 * len(folds)), SIZES
        heads = [begun if (begun := folded[:most]).isalpha() else head(folded) for folded in folds]
        found = [numbers(begun, ()) + numbers(begun[:fewer], ()) for begun in heads]
        return [self._selected(each) if each else each for each in found]

    def by_literal(self, lines: Sequence[str]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The places of lines that hold a literal, each with the numbers of the patterns it is one of.

        All are looked for in one pass (Aho and Corasick 1975). Most lines are ASCII except for a few marks, and what they may
        hold is found by an automaton that is quicker to make; only the others are searched for all literals.
        """
        texts = list(lines)
        marked = [place for place, text in enumerate(texts) if not text.isascii()]
        for place, text in zip(marked, unmarked("\n".join([texts[place] for place in marked])).split("\n"), strict=bool(marked)):
            texts[place] = text
        others = [place for place in marked if not texts[place].isascii()]
        rest = [texts[place] for place in others]
        for place in others:
            texts[place] = ""
        yield from self._ascii_literals.find(texts)
        for place, numbers in self._all_literals.find(rest) if rest else ():
            yield others[place], numbers

    def _selected_of(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Those of rules that may act: the tables know all that were shipped."""
        known = self.patterns
        return tuple([number for number in numbers if number in known])


class _LiteralSearch:
    """Finds literals in lines, each with the numbers of the patterns that need it."""

    def __init__(self, literals: Mapping[str, tuple[int, ...]]) -> None:
        self._literals = literals
        self._bytes = 0

    def find(self, lines: Sequence[str]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The places of lines that hold a literal, each with the numbers of that, whatever overlaps."""
        if not self._literals:
            return
        data = "\n".join(lines).lower().encode("utf-8", "surrogatepass")
        self._bytes += len(data)
        automaton = self._nfa if self._bytes < _BYTES_PER_LITERAL * len(self._literals) else self._dfa
        numbers, line, passed = self._numbers, 0, 0
        for literal, _, end in automaton.find_matches_as_indexes(data, overlapping=True):  # in the order of their ends
            line += data.count(b"\n", passed, end)
            passed = end
            yield line, numbers[literal]

    @cached_property
    def _numbers(self) -> list[tuple[int, ...]]:
        return list(self._literals.values())

    @cached_property
    def _nfa(self) -> BytesAhoCorasick:
        return self._build("ContiguousNFA")

    @cached_property
    def _dfa(self) -> BytesAhoCorasick:
        return self._build("DFA")

    def _build(self, kind: str) -> BytesAhoCorasick:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick([literal.encode() for literal in self._literals], implementation=getattr(Implementation, kind))


def _code_of(found: tuple[Rule, str]) -> str:
    return found[0].code


def _holds_any(line: str, literals: Iterable[str]) -> bool:
    small = line.lower()
    return any(literal.lower() in small for literal in literals)
