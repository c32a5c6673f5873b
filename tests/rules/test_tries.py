"""The patterns tried on a line, chosen by how it begins and what it contains, are all that could match."""

from __future__ import annotations

import re

import pytest

from cleanup.rules.kinds.pattern import Patterns
from cleanup.rules.load import built_in
from cleanup.rules.rule import Rule
from cleanup.text.document import Document

RULES = [rule for rule in built_in() if rule.patterns]
LINES = [line.strip() for rule in RULES for each in (*rule.removes, *rule.keeps) for line in each.split("\n")]


def matched(rule: Rule, line: str) -> str | None:
    """The first pattern of the rule that matches a line in which one of its literals stands."""
    if len(line) > 300 or not any(literal.lower() in line.lower() for literal in rule.literals):
        return None
    return next((pattern for pattern in rule.patterns if re.fullmatch(pattern, line)), None)


@pytest.mark.parametrize("others", [["plain"], ["всё"]])
def test_patterns_are_found_wherever_they_match(others: list[str]) -> None:
    lines = [*others, *(line for line in LINES if line and (others == ["всё"] or line.isascii()))]
    document = Document("\n".join([*lines, *map(str.upper, lines)]))
    wanted = [
        (number, rule.code, pattern)
        for number, line in enumerate(document.texts)
        for rule in RULES
        if (pattern := matched(rule, line))
    ]
    found = Patterns(RULES).search(document.texts, document.folds)
    assert [(number, rule.code, pattern) for number, each in sorted(found.items()) for rule, pattern in each.matched] == wanted
    assert len(wanted) > 500


def test_without_rules_nothing_is_found() -> None:
    assert Patterns([]).search(["Copyright 2026", "All rights reserved"], ["copyright2026", "allrightsreserved"]) == {}
