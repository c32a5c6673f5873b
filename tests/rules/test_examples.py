"""Every example of every built-in rule, run through the whole cleaner among prose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cleanup.pipeline.cleaner import Cleaner
from cleanup.pipeline.examples import PROSE, Examples, Failure, failures, is_complete
from cleanup.rules.load import built_in, load
from cleanup.rules.rule import Rule


@cache
def examples() -> Examples:
    return Examples()


def each() -> Iterator[object]:
    for rule in built_in():
        for kind in ("removes", "keeps", "changes"):
            for number, example in enumerate(getattr(rule, kind)):
                words = (example if isinstance(example, str) else example.before).split()
                yield pytest.param(rule, kind, example, id=f"{rule.code}-{kind}-{number}-{'-'.join(words[:4])}")


def built_in_rules() -> list[object]:
    return [pytest.param(rule, id=rule.code) for rule in built_in()]


@pytest.mark.parametrize(("rule", "kind", "example"), list(each()))
def test_an_example_holds(rule: Rule, kind: str, example: object) -> None:
    failures: list[Failure] = list(getattr(examples(), kind)(rule, example))
    assert not failures, "\n".join(map(str, failures))


@pytest.mark.parametrize("rule", built_in_rules())
def test_a_rule_shows_what_it_does_and_what_it_leaves_alone(rule: Rule) -> None:
    assert is_complete(rule), f"{rule.code} {rule.name} needs removes and keeps, or changes of both kinds"


@pytest.mark.parametrize("rule", built_in_rules())
def test_a_reason_is_a_sentence(rule: Rule) -> None:
    assert rule.why[0].isupper() or not rule.why[0].isalpha()
    assert rule.why.endswith(".")


@pytest.mark.parametrize("keep", ["article", "body"])
@pytest.mark.parametrize("separator", ["\n\n", "\n", "\r\n\r\n"])
def test_no_rule_has_anything_against_the_prose_around_the_examples(keep: str, separator: str) -> None:
    text = separator.join(PROSE)
    assert Cleaner(keep=keep, unsafe=True).explain(text).findings == ()


def user_rule(tmp_path: Path, **values: object) -> tuple[str, Rule]:
    """A rule file of a user with one rule, and that rule."""
    table = {
        "code": "BP990",
        "name": "gull-notice",
        "kind": "line",
        "why": "For the test.",
        "phrases": ["Feed no gulls here"],
    } | values
    lines = [f"{key} = {value!r}" for key, value in table.items()]
    file = tmp_path / "rules.toml"
    file.write_text("[[rule]]\n" + "\n".join(lines), "utf-8")
    return str(file), next(rule for rule in load([file]) if rule.code == "BP990")


def test_a_users_examples_that_hold_are_silent(tmp_path: Path) -> None:
    file, rule = user_rule(tmp_path, removes=["Feed no gulls here"], keeps=["“Feed no gulls here,” said the sign on the quay."])
    assert list(failures([rule], [file])) == []


def test_an_example_that_is_not_removed_is_reported(tmp_path: Path) -> None:
    file, rule = user_rule(tmp_path, removes=["Feed the ducks over there instead"])
    (failure, *others) = Examples([file]).failures([rule])
    assert (failure.code, failure.kind, failure.example) == ("BP990", "removes", "Feed the ducks over there instead")
    assert failure.happened == "at the head of a text, it stays"
    assert len(others) == 2  # in the middle and at the tail as well


def test_an_example_that_does_not_stay_is_reported_with_the_code_that_removed_it(tmp_path: Path) -> None:
    file, rule = user_rule(tmp_path, removes=["Feed no gulls here"], keeps=["Feed no gulls here"])
    failures = list(Examples([file]).failures([rule]))
    assert {failure.kind for failure in failures} == {"keeps"}
    assert "acted: BP990" in failures[0].happened


def test_a_rule_that_only_shows_must_show_and_leave_the_text(tmp_path: Path) -> None:
    file, rule = user_rule(tmp_path, safety="show", removes=["Feed no gulls here"])
    assert list(Examples([file]).failures([rule])) == []
    file, rule = user_rule(tmp_path, safety="show", removes=["Feed the ducks over there instead"])
    assert "it is not shown" in next(Examples([file]).failures([rule])).happened


def test_guards_are_complete_without_examples() -> None:
    guards = [rule for rule in built_in() if rule.family == "GU"]
    assert [rule.name for rule in guards] == [
        "too-much-removed",
        "unsettled",
        "html-page",
        "plugin-failed",
        "unused-suppression",
        "json-text",
        "misread-suppression",
    ]
    assert all(map(is_complete, guards))
    assert list(failures(guards)) == []
