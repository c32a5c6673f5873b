"""Patterns that are compiled when first used, or when the package was built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleanup.text import lazy
from cleanup.text.lazy import Lazy, compiled
from cleanup.text.precompile import Precompiled, precompiled

PATTERNS = [
    ("(?P<name>[^\\W\\d_a-zß-öø-ÿ]+)|(x)", 0),
    ("(?i)(straße|ſ|ı)++", re.MULTILINE),
    ("<(?:a|b)\\b.", re.IGNORECASE | re.DOTALL),
]
KEY, COSTLY = "as a few letters", "as (?:many) letters"
TEXT = "STRASSE Straße ſ <A\n ÀÉ x"


@pytest.fixture
def patterns_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file as a wheel has it, with the patterns above."""
    file = tmp_path / "patterns.bin"
    file.write_bytes(precompiled([*((source, flags, source) for source, flags in PATTERNS), (KEY, 0, COSTLY)]))
    monkeypatch.setattr(lazy, "_precompiled", lambda: Precompiled(str(file)))
    return file


@pytest.mark.parametrize(("source", "flags"), PATTERNS)
def test_a_precompiled_pattern_does_what_the_same_pattern_does(patterns_file: Path, source: str, flags: int) -> None:
    made, wanted = Precompiled(str(patterns_file)).get(source, int(flags)), re.compile(source, flags)
    assert made is not None
    assert made == wanted == compiled(source, flags)
    assert [match.groupdict() for match in made.finditer(TEXT)] == [match.groupdict() for match in wanted.finditer(TEXT)]
    assert (made.groups, made.groupindex, made.flags) == (wanted.groups, wanted.groupindex, wanted.flags)


def test_a_pattern_known_by_a_key_is_read_without_its_source(patterns_file: Path) -> None:
    known = Lazy(lambda: pytest.fail("nobody asked for the source"), key=KEY)
    assert known.pattern == re.compile(COSTLY)
    assert known.pattern.pattern == COSTLY


def test_a_key_that_is_not_in_the_file_leads_to_its_source(patterns_file: Path) -> None:
    assert Lazy(lambda: COSTLY, key="another").pattern == re.compile(COSTLY)


def test_patterns_of_another_python_are_left_alone(patterns_file: Path) -> None:
    patterns_file.write_bytes(patterns_file.read_bytes().replace(b"cpython-3", b"cpython-4", 1))
    assert len(Precompiled(str(patterns_file))) == 0
    assert compiled(*PATTERNS[0]) == re.compile(*PATTERNS[0])


def test_a_pattern_that_is_not_in_the_file_is_compiled(patterns_file: Path) -> None:
    source, flags = PATTERNS[0]
    assert Precompiled(str(patterns_file)).get(source, flags | re.ASCII) is None
    assert compiled(source, re.ASCII) == re.compile(source, re.ASCII)
    assert compiled("b+") == re.compile("b+")


def test_a_pattern_compiles_when_it_is_used_and_not_before() -> None:
    late = Lazy("(")
    with pytest.raises(re.error):
        late.search("")


@pytest.mark.parametrize("name", ["search", "match", "fullmatch", "findall", "split"])
def test_methods_are_those_of_the_pattern(name: str) -> None:
    assert str(getattr(Lazy("b+"), name)("abbc")) == str(getattr(re.compile("b+"), name)("abbc"))
    assert Lazy("b+").sub("-", "abbc") == "a-c"
