"""How the lines begin that a pattern matches."""

from __future__ import annotations

import re
import sys
from itertools import product

import pytest

from cleanup.rules.load import built_in
from cleanup.rules.prefixes import SIZES, prefix, prefixes
from cleanup.text.fold import fold

OURS = [pattern for rule in built_in() for pattern in rule.patterns]
CHARS = list(map(chr, range(sys.maxunicode + 1)))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?i)Read more.*", {"readmo"}),
        ("(?i)(please )?(see|watch) this", {"please", "seethi", "watcht"}),
        ("[Vv]on .*", set()),
        ("[Vv]ons? .*", set()),
        ("(?:by|from) .*", set()),
        ("(?:with|from) .*", {"with", "from"}),
        ("(?!He )(?:by|von) them.*", {"bythem", "vonthe"}),
        (r"(?!He )(?:by|von)\b.*", set()),
        ("no|ok", {"no", "ok"}),
        ("a+b", {"ab", "aab", "aaab", "aaaab", "aaaaab", "aaaaaa"}),
        (r"[-–*\s]*you (may|might) like", {"youmay", "youmig"}),
        (r"\W{0,4}[^\w\n]Share it!?", {"sharei"}),
        (r"\d+ photos", {"0photo", "00phot", "000pho", "0000ph", "00000p", "000000"}),
        (r"[\d.]*[km]? likes", {prefix("0" * zeros + sign + "likes") for zeros in range(7) for sign in ("", "k", "m")}),
        (r"(?i)straße", {"strass"}),
        (r"(?i)ıt ißt", {"itisst"}),
        ("#{3}|###", {""}),
        (r"[\w-]+ likes", set()),
        ("a+?b", {"ab", "aab", "aaab", "aaaab", "aaaaab", "aaaaaa"}),
        ("a++b", {"ab", "aab", "aaab", "aaaab", "aaaaab", "aaaaaa"}),
        ("(?>read) more", {"readmo"}),
        (r"^\bRead more", {"readmo"}),
        ("(?=R)(?!Rest)Read more", {"readmo"}),
        ("[a-c]ode", {"aode", "bode", "code"}),
        ("[!-~]ode", set()),
        ("[^.]*end", set()),
        (".*", set()),
        ("(", set()),
    ],
)
def test_prefixes_are_read_from_the_pattern_or_there_are_none(pattern: str, expected: set[str]) -> None:
    assert set(prefixes(pattern)) == expected


def test_prefixes_of_an_open_repetition_hold_all_that_it_can_begin_with() -> None:
    lines = ["".join(parts) + "cdefgh" for times in range(7) for parts in product(("a", "ab"), repeat=times)]
    assert set(prefixes("(ab?)*cdefgh")) == set(map(prefix, lines))


@pytest.mark.parametrize("pattern", OURS)
def test_lines_that_a_shipped_rule_removes_begin_with_a_head_of_their_pattern(pattern: str) -> None:
    told = prefixes(pattern)
    lines = [
        line.strip() for rule in built_in() if pattern in rule.patterns for each in rule.removes for line in each.split("\n")
    ]
    for line in lines:
        for text in (line, line.lower(), line.upper(), line.title()):
            if told and re.fullmatch(pattern, text):
                assert {prefix(fold(text), size) for size in SIZES} & set(told)


def test_signs_that_are_one_where_case_does_not_count_fold_to_the_same() -> None:
    signs = {sign for pattern in OURS for sign in re.sub(r"\\[a-zA-Z]", "", pattern) if sign.isalnum()}
    assert len(signs) > 100
    any_of_them = re.compile(f"[{''.join(sorted(signs))}]", re.IGNORECASE)
    found = [char for char in CHARS if any_of_them.fullmatch(char)]
    assert "ſ" in found
    assert [
        (sign, char) for sign in signs for char in found if fold(char) != fold(sign) and re.fullmatch(sign, char, re.IGNORECASE)
    ] == []


def test_what_is_no_part_of_a_word_folds_to_nothing() -> None:
    assert fold("".join(re.findall(r"\W", "".join(CHARS)))) == fold("\u0345")  # a mark below Greek letters


def test_no_shipped_pattern_takes_letters_for_ascii_alone() -> None:
    assert not [
        pattern
        for pattern in OURS
        if re.compile(pattern).flags & re.ASCII or re.search(r"(?<!\\)\(\?[a-zL]*a[a-zL]*[-:)]", pattern)
    ]


def test_most_of_the_shipped_patterns_tell_how_their_lines_begin() -> None:
    assert sum(bool(prefixes(pattern)) for pattern in OURS) > 0.7 * len(OURS)
