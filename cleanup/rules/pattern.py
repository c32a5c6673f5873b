"""Kind "pattern": a regular expression that matches the whole line without the white space around it.

A pattern is tried only on lines that hold one of the rule's literals, whatever their case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.rule import Rule
from cleanup.text.document import Document


class Patterns:
    """Finds whole lines by pattern."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [
            (rule, [literal.lower() for literal in rule.literals], [re.compile(pattern) for pattern in rule.patterns])
            for rule in rules
        ]

    def find(self, document: Document) -> Iterator[Hit]:
        short = document.once(_short_lines)
        together = "\n".join(line.lower for line in short)
        for rule, literals, patterns in self._rules:
            present = [literal for literal in literals if literal in together]
            if not present:
                continue
            for line in short:
                if not any(literal in line.lower for literal in present):
                    continue
                if pattern := next((each for each in patterns if each.fullmatch(line.text)), None):
                    yield Hit(line.number, rule, pattern.pattern)


class _Line(NamedTuple):
    """A line that may be furniture: its index, and its text without white space around it, as it is and in lower case."""

    number: int
    text: str
    lower: str


def _short_lines(document: Document) -> list[_Line]:
    lines = [(line, document.line(line).strip()) for line in document.filled if len(document.texts[line]) <= LONGEST]
    return [_Line(line, text, text.lower()) for line, text in lines]
