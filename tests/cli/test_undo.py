"""`cleanup undo`: says what it restored and what it left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import cleanup
from tests.run.runs import DIRTY, contents, put

Capsys = pytest.CaptureFixture[str]


def test_there_and_back(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in", "-o", "clean", "-q")
    assert cleanup("undo", "clean.report", "--to", "back") == 0
    assert capsys.readouterr() == ("", "clean.report to back: 3 restored\n")
    assert contents(here / "back") == contents(here / "in")
    assert cleanup("undo", "clean.report", "--to", "back", "-q") == 0
    assert capsys.readouterr() == ("", "")


def test_what_is_left_alone_is_named(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in", "-o", "clean", "-q")
    put(here, {"clean/a.txt": "edited", "back/b/c.md": "mine"})
    assert cleanup("undo", "clean.report", "--to", "back") == 1
    assert capsys.readouterr().err == (
        "clean/a.txt: it was edited since; left alone\n"
        "clean/b/c.md: back/b/c.md exists and differs; --force overwrites it\n"
        "clean.report to back: 1 restored, 2 left alone\n"
    )


def test_mistakes_are_one_line(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in", "-o", "clean", "-q")
    cleanup("fix", "in", "--in-place", "-q")
    cleanup("undo", "cleanup-report", "-q")
    for args, message in {
        ("clean.report",): "clean.report: the sources of this run were not changed; say where the originals are to go: --to DIR",
        ("nope",): "nope: no such folder",
        ("in",): "in: not an account of cleanup (no run.json in it)",
        ("in/a.txt",): "in/a.txt: not the folder of an account",
        ("cleanup-report",): "cleanup-report: every run there was undone already, or changed nothing",
    }.items():
        assert cleanup("undo", *args) == 2
        assert capsys.readouterr().err == f"cleanup: {message}\n"
    assert cleanup("undo", "cleanup-report/1") == 2
    assert capsys.readouterr().err.startswith("cleanup: cleanup-report/1: undone already, at 20")


def test_a_run_in_place_can_be_undone_elsewhere(here: Path) -> None:
    cleanup("fix", "in", "--in-place", "-q")
    assert cleanup("undo", "cleanup-report/1", "--to", "back", "-q") == 0
    assert (here / "back" / "a.txt").read_text() == DIRTY
