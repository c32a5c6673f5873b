"""The tables by which the shipped rules are found: complete, and the same when read from a wheel."""

from __future__ import annotations

from cleanup.rules.index import first_pattern, is_shipped, packed, place_of, shipped, unpacked
from cleanup.rules.keys import mark
from cleanup.rules.kinds.pattern import Patterns
from cleanup.rules.load import built_in
from cleanup.rules.prefixes import prefixes
from cleanup.rules.rule import ENDING, Rule
from cleanup.text.dataclass import replace
from cleanup.text.fold import fold


def test_every_phrase_is_led_to() -> None:
    for rule in built_in():
        folds = [*rule.folds]
        assert shipped().beginnings.among(folds) == [*range(len(folds))]
        if rule.kind in ENDING:
            assert shipped().endings.among(folds) == [*range(len(folds))]
            assert all(mark(place_of(rule) or 0) in shipped().endings.marks(phrase) for phrase in folds)
        else:
            assert shipped().openers.among(folds) == [*range(len(folds))]


def test_every_pattern_is_led_to() -> None:
    patterns = [pattern for rule in built_in() for pattern in rule.patterns]
    by_literal = {number for numbers in shipped().literals.values() for number in numbers}
    for number, pattern in enumerate(patterns):
        begun = prefixes(pattern)
        assert all(number in shipped().prefixes.whole()[each] for each in begun)
        assert bool(begun) != (number in by_literal)


def test_patterns_are_numbered_as_they_stand() -> None:
    patterns = [pattern for rule in built_in() for pattern in rule.patterns]
    for rule in built_in():
        first = first_pattern(rule)
        assert first is not None
        assert tuple(patterns[first : first + len(rule.patterns)]) == rule.patterns


def test_a_rule_to_which_phrases_were_added_keeps_its_patterns() -> None:
    rule = next(rule for rule in built_in() if rule.kind == "block" and rule.patterns)
    longer = replace(rule, phrases=(*rule.phrases, "Feed no gulls"))
    assert not is_shipped(longer)
    assert first_pattern(longer) == first_pattern(rule)
    assert first_pattern(replace(rule, patterns=("x",))) is None


def _codes(rules: list[Rule], text: str) -> list[str]:
    return [rule.code for found in Patterns(rules).search([text], [fold(text)]).values() for rule, _ in found.matched]


def test_rules_of_others_are_found_among_those_shipped_in_the_order_of_their_codes() -> None:
    ours = next(rule for rule in built_in() if rule.kind == "pattern" and rule.removes)
    line = next(line for example in ours.removes for line in example.split("\n") if _codes([ours], line))
    theirs = [replace(ours, code=code, name=code, patterns=("(?s).*",), literals=(line[:4],)) for code in ("AA100", "ZZ900")]
    assert _codes([theirs[0], ours, theirs[1]], line) == ["AA100", ours.code, "ZZ900"]
    assert _codes([theirs[1]], line) == ["ZZ900"]


def test_rules_that_are_left_out_are_not_found() -> None:
    ours = next(rule for rule in built_in() if rule.kind == "pattern" and rule.removes)
    others = [rule for rule in built_in() if rule.kind == "pattern" and rule is not ours]
    texts = [line for example in ours.removes for line in example.split("\n")]
    assert any(_codes([ours], text) for text in texts)
    assert not any(ours.code in _codes(others, text) for text in texts)


def test_an_index_of_no_rules_leads_nowhere() -> None:
    nothing = unpacked(memoryview(packed([])))
    assert not nothing.prefixes.kept
    assert not nothing.literals
    assert nothing.beginnings.among(["leaveareply"]) == nothing.endings.among(["leaveareply"]) == []
