"""Patterns that are compiled when they are used, or were when the package was built."""

from __future__ import annotations

import re
import sys
from types import ModuleType
from typing import Any

import pytest

from cleanup.text import lazy, precompile
from cleanup.text.lazy import Lazy, compiled

PATTERNS = [
    ("(?P<name>[^\\W\\d_a-zß-öø-ÿ]+)|(x)", 0),
    ("(?i)(straße|ſ|ı)++", re.MULTILINE),
    ("<(?:a|b)\\b.", re.IGNORECASE | re.DOTALL),
]
TEXT = "STRASSE Straße ſ <A\n ÀÉ x"


@pytest.fixture
def brought(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module as a wheel has it, with the patterns above."""
    module = ModuleType("cleanup.text.patterns")
    exec(precompile.precompiled(PATTERNS), module.__dict__)
    monkeypatch.setitem(sys.modules, "cleanup.text.patterns", module)
    monkeypatch.setattr(sys.modules["cleanup.text"], "patterns", module, raising=False)
    monkeypatch.setattr(lazy, "_made", lazy._made.__wrapped__)
    return module


@pytest.mark.parametrize(("source", "flags"), PATTERNS)
def test_a_pattern_brought_along_does_what_the_same_pattern_does(brought: ModuleType, source: str, flags: int) -> None:
    assert (source, int(flags)) in brought.PATTERNS
    made, wanted = compiled(source, flags), re.compile(source, flags)
    assert made == wanted
    assert [match.groupdict() for match in made.finditer(TEXT)] == [match.groupdict() for match in wanted.finditer(TEXT)]
    assert (made.groups, made.groupindex, made.flags) == (wanted.groups, wanted.groupindex, wanted.flags)


def test_patterns_of_another_python_are_left_alone(brought: ModuleType) -> None:
    brought.KIND = ("cpython-399", *brought.KIND[1:])
    broken: Any = (0, b"", 0, {}, (None,))
    brought.PATTERNS = dict.fromkeys(brought.PATTERNS, broken)
    assert compiled(*PATTERNS[0]) == re.compile(*PATTERNS[0])


def test_a_pattern_compiles_when_it_is_used_and_not_before() -> None:
    late = Lazy("(")
    with pytest.raises(re.error):
        late.search("")


@pytest.mark.parametrize("name", ["search", "match", "fullmatch", "findall", "split"])
def test_methods_are_those_of_the_pattern(name: str) -> None:
    assert str(getattr(Lazy("b+"), name)("abbc")) == str(getattr(re.compile("b+"), name)("abbc"))
    assert Lazy("b+").sub("-", "abbc") == "a-c"
