"""Each promise of the README names tests that are there, and every place it points to exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECTION = re.compile(r"^## Security and trust\n(.*?)^## ", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| (?!Promise )([^|-][^|]*) \| ([^|]*) \|$", re.MULTILINE)


def promises() -> list[tuple[str, str]]:
    section = SECTION.search((ROOT / "README.md").read_text("utf-8"))
    assert section
    return ROW.findall(section[1])


def test_the_readme_promises_something() -> None:
    assert len(promises()) > 10


@pytest.mark.parametrize(("promise", "held"), promises(), ids=[promise[:40] for promise, _ in promises()])
def test_a_promise_is_held_by_tests_that_are_there(promise: str, held: str) -> None:
    named = re.findall(r"`(tests/[^`]+)`", held)
    assert named, promise
    for name in named:
        path = ROOT / name
        suites = sorted(path.glob("test_*.py")) if path.is_dir() else [path]
        assert any(re.search(r"^ *def test_|^Test\w+ = ", suite.read_text("utf-8"), re.MULTILINE) for suite in suites), name


def test_every_place_for_a_change_is_there() -> None:
    _, _, development = (ROOT / "README.md").read_text("utf-8").partition("\n## Development\n")
    places = re.findall(r"`(cleanup/[\w./]+)`", development)
    assert len(places) > 10
    assert not [place for place in places if not (ROOT / place).exists()]
