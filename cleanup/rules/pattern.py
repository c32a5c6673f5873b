"""Kind "pattern": a regular expression that matches the whole line without the white space around it.

A pattern is tried only on lines that hold one of the rule's literals, whatever their case.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.load import built_in
from cleanup.rules.rule import Rule
from cleanup.rules.timed import Timed
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_BATCH = 1 << 14
"""Lines whose literals are looked for in one pass: enough for any article, and a fraction of a large text's memory."""


class Patterns:
    """Finds whole lines by pattern. All literals are looked for in one pass (Aho and Corasick 1975)."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        ours = {pattern for rule in built_in() for pattern in rule.patterns}
        self._rules = [
            (rule, [Lazy(pattern) if pattern in ours else Timed(pattern, rule) for pattern in rule.patterns]) for rule in rules
        ]
        owners: dict[str, list[int]] = {}
        for number, (rule, _) in enumerate(self._rules):
            for literal in dict.fromkeys(literal.lower() for literal in rule.literals):
                if "\n" not in literal:  # no line holds it
                    owners.setdefault(literal, []).append(number)
        self._literals, self._owners = list(owners), list(owners.values())

    def find(self, document: Document) -> Iterator[Hit]:
        """What rules of the kind find; patterns of other kinds are known here to be looked for in the same pass."""
        return (hit for hit in document.once(self.hits) if hit.rule.kind == "pattern")

    def hits(self, document: Document) -> list[Hit]:
        """All that is found, line by line. Call it as `document.once(patterns.hits)`."""
        texts = document.texts
        return [
            Hit(line, *found) for line, numbers in document.once(self.holding) for found in self._matches(texts[line], numbers)
        ]

    def holding(self, document: Document) -> list[tuple[int, list[int]]]:
        """The lines that hold a literal, each with the numbers of its rules. Call it as `document.once(patterns.holding)`."""
        texts = document.texts
        lines = [line for line, text in enumerate(texts) if text and len(text) <= LONGEST]
        return [
            (lines[start + place], numbers)
            for start in range(0, len(lines), _BATCH)
            for place, numbers in self._holding([texts[line] for line in lines[start : start + _BATCH]])
        ]

    def match_any(self, lines: Iterable[str]) -> bool:
        """Whether one of the lines, at most _BATCH, matches a pattern of any rule."""
        lines = [line for line in lines if len(line) <= LONGEST]
        return any(next(self._matches(lines[place], numbers), None) for place, numbers in self._holding(lines))

    def _holding(self, lines: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
        """The lines that hold a literal, by place, each with the numbers of its rules in order."""
        if not self._literals or not lines:
            return
        data = "\n".join(map(str.strip, lines)).lower().encode("utf-8", "surrogatepass")
        found = self._finder.find_matches_as_indexes(data, overlapping=True)
        if not found:
            return
        starts = [0, *accumulate([len(line) + 1 for line in data.split(b"\n")])]
        literals: dict[int, set[int]] = {}
        for literal, start, _ in found:
            literals.setdefault(bisect_right(starts, start) - 1, set()).add(literal)
        for place in sorted(literals):
            yield place, sorted({number for literal in literals[place] for number in self._owners[literal]})

    def _matches(self, line: str, numbers: Iterable[int]) -> Iterator[tuple[Rule, str]]:
        """The rules of these numbers that match the line, each with its pattern."""
        line = line.strip()
        for number in numbers:
            rule, patterns = self._rules[number]
            for pattern in patterns:
                if pattern.fullmatch(line):
                    yield rule, pattern.source
                    break

    @cached_property
    def _finder(self) -> BytesAhoCorasick:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick([each.encode() for each in self._literals], implementation=Implementation.DFA)
