"""Kind "pattern": a regular expression that matches the whole line without the white space around it.

A pattern is tried only on lines that hold one of the rule's literals, whatever their case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.load import built_in
from cleanup.rules.rule import Rule
from cleanup.rules.timed import Timed
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick


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
                owners.setdefault(literal, []).append(number)
        self._literals, self._owners = list(owners), list(owners.values())

    def find(self, document: Document) -> Iterator[Hit]:
        for line, found in enumerate(document.of_lines(self._matches)) if self._literals else ():
            for rule, pattern in found:
                yield Hit(line, rule, pattern)

    def _matches(self, line: str) -> tuple[tuple[Rule, str], ...]:
        """The rules that match the line, each with its pattern."""
        if len(line) > LONGEST:
            return ()
        text = line.strip()
        lower = text.lower().encode("utf-8", "surrogatepass")
        present = self._finder.find_matches_as_indexes(lower, overlapping=True)
        found = []
        for number in sorted({number for literal, _, _ in present for number in self._owners[literal]}) if present else ():
            rule, patterns = self._rules[number]
            if pattern := next((each for each in patterns if each.fullmatch(text)), None):
                found.append((rule, pattern.source))
        return tuple(found)

    @cached_property
    def _finder(self) -> BytesAhoCorasick:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick([each.encode() for each in self._literals], implementation=Implementation.DFA)
