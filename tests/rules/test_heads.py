"""How the lines begin that a pattern matches."""

from __future__ import annotations

import re
import sys

import pytest

from cleanup.rules.heads import SIZE, heads, is_told
from cleanup.rules.load import built_in

OURS = [pattern for rule in built_in() for pattern in rule.patterns]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?i)Read more.*", {"rea"}),
        ("(?i)(please )?(see|watch) this", {"ple", "see", "wat"}),
        ("[Vv]on .*", {"von"}),
        (r"(?!He )(?:by|von)\b.*", set()),
        ("(?:by|von) .*", {"by ", "von"}),
        ("no|ok", {"no", "ok"}),
        ("a+b", {"ab", "aab", "aaa"}),
        (r"\d+ photos", set()),
        ("[^.]*end", set()),
        (".*", set()),
        ("(?i)ſee", set()),
        ("(?i)ıt is", set()),
        ("(", set()),
    ],
)
def test_heads_are_read_from_the_pattern_or_nothing_is_told(pattern: str, expected: set[str]) -> None:
    assert set(heads(pattern)) == expected


def test_heads_of_an_open_repetition_hold_all_that_it_can_begin_with() -> None:
    assert set(heads("(ab?)*c")) >= {"c", "ac", "abc", "aac", "aba", "aab", "aaa"}


@pytest.mark.parametrize("pattern", OURS)
def test_lines_that_a_shipped_rule_removes_begin_with_a_head_of_their_pattern(pattern: str) -> None:
    told = set(heads(pattern))
    lines = [
        line.strip() for rule in built_in() if pattern in rule.patterns for each in rule.removes for line in each.split("\n")
    ]
    for line in lines:
        for text in (line, line.lower(), line.upper(), line.title()):
            if told and re.fullmatch(pattern, text) and is_told(text[:SIZE]):
                assert text[:SIZE].lower() in told


def test_a_sign_of_a_head_matches_no_other_letter_where_case_does_not_count() -> None:
    signs = {sign for pattern in OURS for head in heads(pattern) for sign in head}
    assert len(signs) > 100
    any_of_them = re.compile(f"[{re.escape(''.join(sorted(signs)))}]", re.IGNORECASE)
    others = [char for char in map(chr, range(sys.maxunicode + 1)) if any_of_them.fullmatch(char) and char.lower() not in signs]
    assert [char for char in others if is_told(char)] == []
    assert "ſ" in others


def test_most_of_the_shipped_patterns_tell_how_their_lines_begin() -> None:
    assert sum(bool(heads(pattern)) for pattern in OURS) > 0.7 * len(OURS)
