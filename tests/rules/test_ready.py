"""The ready-made rules of a wheel are those of the rule files."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from cleanup.rules.load import built_in, of_files
from cleanup.rules.ready import RULES, STRINGS, TEXTS, Texts, module_name, module_source, packed_rules, unpacked_rules
from cleanup.rules.rule import ENDING, Rule
from cleanup.text.dataclass import replace

PACKAGE = "rules_of_a_wheel"


@pytest.fixture(scope="module")
def file_rules() -> tuple[Rule, ...]:
    return of_files()


@pytest.fixture
def wheel_rules(file_rules: tuple[Rule, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Rule, ...]]:
    """The rules after a way through the modules of a wheel."""
    package = tmp_path / PACKAGE
    package.mkdir()
    rules, texts, strings = packed_rules(file_rules)
    for name, value in ((RULES, rules), (TEXTS, texts), (STRINGS, strings)):
        (package / f"{module_name(name)}.py").write_text(module_source(value), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield unpacked_rules(import_module(f"{PACKAGE}.{module_name(RULES)}").VALUE, _texts, _strings)
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]


def _texts() -> Texts:
    texts: Texts = import_module(f"{PACKAGE}.{module_name(TEXTS)}").VALUE
    return texts


def _strings() -> bytes:
    strings: bytes = import_module(f"{PACKAGE}.{module_name(STRINGS)}").VALUE
    return strings


def _strings_are_read() -> bool:
    return f"{PACKAGE}.{module_name(STRINGS)}" in sys.modules


def _texts_are_read() -> bool:
    return f"{PACKAGE}.{module_name(TEXTS)}" in sys.modules


@pytest.mark.parametrize("seed", ["1", "2"])
def test_they_do_not_depend_on_the_hash_seed(file_rules: tuple[Rule, ...], seed: str) -> None:
    program = "from cleanup.rules import ready, load; print(repr(ready.packed_rules(load.of_files())))"
    said = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert (
        hashlib.sha256(said.stdout.strip().encode()).digest() == hashlib.sha256(repr(packed_rules(file_rules)).encode()).digest()
    )


def test_they_are_the_same_rules(wheel_rules: tuple[Rule, ...], file_rules: tuple[Rule, ...]) -> None:
    assert wheel_rules == file_rules
    assert list(map(repr, wheel_rules)) == list(map(repr, file_rules))
    assert [rule.changes for rule in wheel_rules] == [rule.changes for rule in file_rules]


def test_a_checkout_has_the_same_rules(file_rules: tuple[Rule, ...]) -> None:
    assert built_in() == file_rules
    assert [rule.digest for rule in built_in()] == [rule.digest for rule in file_rules]


def test_counting_patterns_reads_none(wheel_rules: tuple[Rule, ...], file_rules: tuple[Rule, ...]) -> None:
    assert [rule.pattern_count for rule in wheel_rules] == [rule.pattern_count for rule in file_rules]
    assert sum(rule.pattern_count for rule in wheel_rules) > 1_000
    assert not _strings_are_read()
    assert [len(rule.patterns) for rule in wheel_rules] == [rule.pattern_count for rule in wheel_rules]


def test_finding_and_explaining_reads_no_texts(wheel_rules: tuple[Rule, ...], file_rules: tuple[Rule, ...]) -> None:
    for of_wheel, of_file in zip(wheel_rules, file_rules, strict=True):
        assert (of_wheel.literals, of_wheel.patterns) == (of_file.literals, of_file.patterns)
        assert (of_wheel.why, of_wheel.digest) == (of_file.why, of_file.digest)
        if of_wheel.kind not in ENDING:  # phrases of those are found in the index
            assert of_wheel.folds == of_file.folds
    assert not _texts_are_read()
    assert [rule.folds for rule in wheel_rules] == [rule.folds for rule in file_rules]
    assert wheel_rules[0].keeps == file_rules[0].keeps
    assert _texts_are_read()


def test_one_that_was_changed_has_a_digest_and_folds_of_its_own(wheel_rules: tuple[Rule, ...]) -> None:
    rule = next(rule for rule in wheel_rules if rule.phrases)
    other = replace(rule, phrases=("Feed no gulls",))
    assert other.folds == ("feednogulls",)
    assert other.digest != rule.digest == replace(rule, source="elsewhere.toml").digest
    assert replace(other, phrases=rule.phrases) == rule


def test_they_travel(wheel_rules: tuple[Rule, ...], file_rules: tuple[Rule, ...]) -> None:
    assert pickle.loads(pickle.dumps(wheel_rules)) == file_rules


def test_what_no_rule_has_is_not_looked_for(wheel_rules: tuple[Rule, ...]) -> None:
    assert not hasattr(wheel_rules[0], "phrase")
    assert not _texts_are_read()


def test_a_string_that_contains_the_separator_is_refused() -> None:
    with pytest.raises(ValueError, match="separator"):
        packed_rules([replace(of_files()[0], literals=("a\0b",))])
