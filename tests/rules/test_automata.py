"""Literals of patterns are found by one of two automata, which find the same."""

from __future__ import annotations

import pytest

from cleanup.rules import pattern
from cleanup.rules.load import built_in
from cleanup.rules.pattern import Patterns
from cleanup.text.document import Document


@pytest.mark.parametrize("text", ["plain", "всё"])
def test_both_automata_find_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [rule for rule in built_in() if rule.kind == "pattern"]
    lines = [line for rule in rules for example in (*rule.removes, *rule.keeps) for line in example.split("\n")]
    document = Document("\n".join([text, *(line for line in lines if text == "всё" or line.isascii())]))
    first = Patterns(rules).hits(document)
    monkeypatch.setattr(pattern, "_MANY", 0)
    later = Patterns(rules).hits(Document(document.text))
    assert first == later
    assert len(first) > 20


def test_without_literals_nothing_is_found() -> None:
    assert Patterns([]).hits(Document("Copyright 2026\nAll rights reserved")) == []
