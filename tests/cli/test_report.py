"""`cleanup report`, and the page that `cleanup fix` leaves in the account."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import cleanup
from tests.report.test_html import block
from tests.run.runs import contents, put

Capsys = pytest.CaptureFixture[str]


def test_fix_writes_the_page_and_report_writes_the_same(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in", "-o", "clean", "-q")
    page = Path("clean.report/index.html").read_bytes()
    assert block(page.decode(), "index")["title"] == "clean.report"
    assert cleanup("report", "clean.report") == 0
    assert capsys.readouterr().out == "clean.report/index.html\n"
    assert Path("clean.report/index.html").read_bytes() == page


def test_the_page_of_the_last_run_in_place(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in/a.txt", "--in-place", "-q")
    cleanup("fix", "in", "--in-place", "-q")
    assert cleanup("report", "cleanup-report") == 0
    assert capsys.readouterr().out == "cleanup-report/2/index.html\n"
    (document,) = block(Path("cleanup-report/1/index.html").read_text("utf-8"), "page-0")
    assert document["parts"]


def test_of_a_file_edited_since_only_the_edits_are_shown(here: Path) -> None:
    cleanup("fix", "in", "-o", "clean", "-q")
    put(here, {"clean/a.txt": "edited"})
    cleanup("report", "clean.report")
    page = Path("clean.report/index.html").read_text("utf-8")
    one, other = block(page, "page-0")
    assert (one["parts"], bool(one["edits"]), bool(other["parts"])) == (None, True, True)
    assert "edited since" in block(page, "index")["documents"][0][-1]


def test_limit_and_single_file(here: Path, capsys: Capsys) -> None:
    put(here, {f"in/{number}.txt": f"The ferry number {number} sails at nine , as ever.\n" for number in range(9)})
    cleanup("fix", "in", "-o", "clean", "-q")
    assert cleanup("report", "clean.report", "--report-limit", "2", "--single-file") == 0
    index = block(Path("clean.report/index.html").read_text("utf-8"), "index")
    assert len(index["documents"]) == 2
    assert index["omitted"] == 10
    assert index["summary"] == json.loads(Path("clean.report/summary.json").read_bytes())


def test_a_new_run_takes_the_page_of_the_old_one_away(here: Path) -> None:
    cleanup("fix", "in", "-o", "clean", "-q")
    put(
        here,
        {
            "clean.report/pages/7.js": "old",
            "clean.report/pages/notes.txt": "mine",
            "in/new.txt": "A new file makes a new page.\n",
        },
    )
    cleanup("fix", "in", "-o", "clean", "-q")
    assert set(contents(here / "clean.report" / "pages")) == {"notes.txt"}


def test_mistakes_are_one_line(here: Path, capsys: Capsys) -> None:
    for args, message in {
        ("nope",): "nope: no such folder",
        ("in",): "in: not an account of cleanup (no run.json in it)",
    }.items():
        assert cleanup("report", *args) == 2
        assert capsys.readouterr().err == f"cleanup: {message}\n"


def test_an_account_of_a_stranger_reads_no_file_outside_its_tree(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in", "-o", "clean", "-q")
    edits = Path("clean.report/edits.jsonl")
    edits.write_text(edits.read_text("utf-8").replace('"a.txt"', '"../secret.txt"'), "utf-8")
    assert cleanup("report", "clean.report") == 2
    assert "leads out of the folder" in capsys.readouterr().err
