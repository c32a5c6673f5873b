"""Versions read from the names of folders are those of `importlib.metadata`."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from cleanup.run.results.versions import LIBRARIES, versions


def test_they_are_those_of_the_metadata() -> None:
    assert list(versions(LIBRARIES)) == [version(library) for library in LIBRARIES]


def test_one_that_is_not_there_has_none() -> None:
    assert list(versions(["no-such-library"])) == [""]


def test_the_first_place_counts_however_a_name_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/Some_Library-2.0.dist-info", "b/some_library-1.0.dist-info", "b/other.library-3.1.dist-info"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "none"), str(tmp_path / "a"), str(tmp_path / "b")])
    assert list(versions(["some-library", "other-library"])) == ["2.0", "3.1"]
