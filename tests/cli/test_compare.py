"""`cleanup compare`: what two runs over the same documents did differently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import cleanup
from tests.run.runs import DIRTY, put

Capsys = pytest.CaptureFixture[str]


def test_what_a_rule_less_changes(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in", "-o", "one", "-q")
    cleanup("fix", "in", "-o", "two", "-q", "--ignore", "HL")
    assert cleanup("compare", "one.report", "two.report") == 0
    out = capsys.readouterr().out
    assert out.startswith("3 documents in both runs, 2 came out differently\nedits: 0 gained, 2 lost\n")
    assert "  HL101  repeated-headline                  +0 -2\n" in out
    assert '    - a.txt:3:1: removed "Harbour town opens its longest pier after nine years"\n' in out
    cleanup("compare", "two.report", "one.report", "--examples", "1")
    out = capsys.readouterr().out
    assert "edits: 2 gained, 0 lost" in out
    assert out.count("    + ") == 1


def test_equal_runs_differ_in_nothing(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in", "-o", "one", "-q")
    cleanup("compare", "one.report", "one.report")
    assert capsys.readouterr().out == "3 documents in both runs, 0 came out differently\nedits: 0 gained, 0 lost\n"


def test_documents_that_cannot_be_compared_are_named(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in", "-o", "one", "-q")
    put(here, {"in/a.txt": DIRTY + "\nMore.\n", "in/new.txt": DIRTY})
    (here / "in" / "d.txt").unlink()
    cleanup("fix", "in", "-o", "two", "-q")
    cleanup("compare", "one.report", "two.report")
    out = capsys.readouterr().out
    assert "1 with another original, not compared: a.txt\n" in out
    assert "1 in the earlier run only: d.txt\n" in out
    assert "1 in the later run only: new.txt\n" in out


def test_mistakes_are_one_line(here: Path, capsys: Capsys) -> None:
    assert cleanup("compare", "nope", "in") == 2
    assert capsys.readouterr().err == "cleanup: nope: no such folder\n"
    cleanup("fix", "in", "-o", "one", "-q")
    assert cleanup("compare", "one.report", "in") == 2
    assert capsys.readouterr().err == "cleanup: in: not an account of cleanup (no run.json in it)\n"
    assert cleanup("report", "one") == 2
    told = "one: not an account of cleanup (no run.json in it); that of what was written there is one.report"
    assert capsys.readouterr().err == f"cleanup: {told}\n"


def test_a_record_file_as_a_whole_is_no_document(here: Path, capsys: Capsys) -> None:
    put(here, {"a.jsonl": json.dumps({"text": DIRTY}) + "\n" + json.dumps({"title": "none"}) + "\n"})
    cleanup("fix", "a.jsonl", "-o", "one.jsonl", "-q")
    cleanup("fix", "a.jsonl", "-o", "two.jsonl", "-q", "--removed-field", "gone")
    assert cleanup("compare", "one.jsonl.report", "two.jsonl.report") == 0
    assert capsys.readouterr().out == "1 document in both runs, 0 came out differently\nedits: 0 gained, 0 lost\n"
