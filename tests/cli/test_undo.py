"""`cleanup undo`: says what it restored and what it left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import cleanup
from tests.run.runs import DIRTY, contents, put

Capsys = pytest.CaptureFixture[str]


def test_originals_come_back_and_a_second_undo_is_quiet(here: Path, capsys: Capsys) -> None:
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
        ("clean.report",): "clean.report: the sources of this run were not changed; say where the originals go: --to DIR",
        ("nope",): "nope: no such folder",
        ("in",): "in: not an account of cleanup (no run.json in it)",
        ("in/a.txt",): "in/a.txt: not the folder of an account",
        ("cleanup-report",): "cleanup-report: every run there was already undone, or changed nothing",
    }.items():
        assert cleanup("undo", *args) == 2
        assert capsys.readouterr().err == f"cleanup: {message}\n"
    assert cleanup("undo", "cleanup-report/1") == 2
    assert capsys.readouterr().err.startswith("cleanup: cleanup-report/1: already undone at 20")


def test_a_run_in_place_can_be_undone_elsewhere(here: Path) -> None:
    cleanup("fix", "in", "--in-place", "-q")
    assert cleanup("undo", "cleanup-report/1", "--to", "back", "-q") == 0
    assert (here / "back" / "a.txt").read_text() == DIRTY


def test_what_was_undone_in_place_comes_back_elsewhere_too(here: Path) -> None:
    before = contents(here / "in")
    cleanup("fix", "in", "--in-place", "-q")
    assert cleanup("undo", "cleanup-report/1", "--only", "in/a.txt", "-q") == 0
    assert cleanup("undo", "cleanup-report/1", "-o", "back", "-q") == 0
    assert contents(here / "back") == before


def test_one_file_of_a_run_can_be_given_back(here: Path, capsys: Capsys) -> None:
    before = contents(here / "in")
    cleanup("fix", "in", "-o", "clean", "-q")
    assert cleanup("undo", "clean.report", "--to", "back", "--only", "clean/a.txt", "--only", "b/c.md") == 0
    assert contents(here / "back") == {name: before[name] for name in ("a.txt", "b/c.md")}
    cleanup("fix", "in", "--in-place", "-q")
    after = contents(here / "in")
    capsys.readouterr()
    assert cleanup("undo", "cleanup-report", "--only", "in/d.txt") == 2
    assert capsys.readouterr().err == "cleanup: in/d.txt: no file that cleanup-report/1 changed\n"
    assert cleanup("undo", "cleanup-report", "--only", "in/a.txt") == 0
    assert capsys.readouterr().err == "cleanup-report/1: 1 restored\n"
    assert contents(here / "in") == {**after, "a.txt": before["a.txt"]}
    cleanup("fix", "in/a.txt", "--in-place", "-q")
    assert cleanup("undo", "cleanup-report/1", "--only", "in/b/c.md", "-q") == 0
    assert contents(here / "in") == {**after, "b/c.md": before["b/c.md"]}
    assert cleanup("undo", "cleanup-report", "-q") == 0
    capsys.readouterr()
    assert cleanup("undo", "cleanup-report") == 0
    assert capsys.readouterr().err == "cleanup-report/1: 2 already as they were\n"
    assert contents(here / "in") == before


def test_one_record_file_of_a_run_can_be_given_back(here: Path) -> None:
    put(here, {name: f'{{"text": {json.dumps(DIRTY)}}}\n' for name in ("r/a.jsonl", "r/b.jsonl")})
    before = contents(here / "r")
    cleanup("fix", "r", "--field", "text", "--in-place", "-q")
    assert cleanup("undo", "cleanup-report", "--only", "r/b.jsonl", "-q") == 0
    assert [contents(here / "r")[name] == before[name] for name in ("a.jsonl", "b.jsonl")] == [False, True]
    assert cleanup("undo", "cleanup-report", "-q") == 0
    assert contents(here / "r") == before
    cleanup("fix", "r/a.jsonl", "-o", "out.jsonl", "-q")
    assert cleanup("undo", "out.jsonl.report", "--to", "back", "--only", "out.jsonl", "-q") == 0
    assert contents(here / "back") == {"a.jsonl": before["a.jsonl"]}
