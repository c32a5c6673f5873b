"""Edits that a reader marked as wrong: --rejected, the configuration's key, and what `cleanup rules` says about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import cleanup
from tests.report.test_html import block
from tests.run.runs import put

Capsys = pytest.CaptureFixture[str]
KEPT = "Leave a Reply"


def rejected() -> str:
    """One edit of `in/a.txt`, taken from the page as its own code would."""
    cleanup("fix", "in", "-o", "clean", "-q")
    page = Path("clean.report/index.html").read_text("utf-8")
    index = block(page, "index")
    (edit,) = (edit for edit in block(page, "page-0")[0]["edits"] if KEPT in edit["before"])
    codes = [index["rules"][reason[0]]["code"] for reason in edit["why"]]
    facts = {key: edit[key] for key in ("id", "before", "after", "left", "right")}
    return json.dumps({"v": 1, "doc": "a.txt", "codes": codes, **facts}) + "\n"


def test_a_rejected_edit_is_not_made_again(here: Path, capsys: Capsys) -> None:
    put(here, {"rejected.jsonl": rejected()})
    assert cleanup("fix", "in", "-o", "clean", "-q", "--rejected", "rejected.jsonl") == 0
    assert KEPT in Path("clean/a.txt").read_text()
    assert KEPT not in Path("clean/b/c.md").read_text()
    cleanup("check", "in/a.txt", "--rejected", "rejected.jsonl", "--output-format", "concise", "-v")
    assert f'{KEPT}" [not made: the stretch is protected]' in capsys.readouterr().out


def test_the_configuration_names_files_beside_itself(here: Path, capsys: Capsys) -> None:
    put(here, {"marks/rejected.jsonl": rejected(), "cleanup.toml": 'rejected = ["marks/rejected.jsonl"]\n'})
    (here / "in").rename(here / "in2")
    (here / "deeper").mkdir()
    cleanup("check", "in2/a.txt", "--config", here / "cleanup.toml", "--output-format", "concise")
    assert KEPT not in capsys.readouterr().out


def test_rules_say_how_often_they_were_rejected(here: Path, capsys: Capsys) -> None:
    put(here, {"rejected.jsonl": rejected()})
    assert cleanup("rules", "BP1", "--rejected", "rejected.jsonl") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:5] for line in lines if "[rejected 1×]" in line] == ["BP101"]
    cleanup("rules", "BP101", "--rejected", "rejected.jsonl")
    assert "rejected   1×" in capsys.readouterr().out


def test_a_missing_or_strange_file_is_one_line(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in", "--rejected", "nowhere.jsonl") == 2
    assert capsys.readouterr().err == "cleanup: nowhere.jsonl: No such file or directory\n"
    put(here, {"strange.jsonl": "hello\n"})
    assert cleanup("check", "in", "--rejected", "strange.jsonl") == 2
    assert capsys.readouterr().err.startswith("cleanup: strange.jsonl:1: not a rejected edit: not JSON")
