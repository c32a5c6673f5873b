"""`cleanup explain FILE:LINE`: what happens to a line, and what was declined there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import cleanup
from tests.run.runs import DIRTY, put

Capsys = pytest.CaptureFixture[str]


def test_a_line_that_goes_is_explained_by_its_rule(here: Path, capsys: Capsys) -> None:
    assert cleanup("explain", "in/a.txt:3") == 0
    out = capsys.readouterr().out
    assert out.startswith('in/a.txt:3: "Harbour town opens its longest pier after nine years"\nnow: gone\n')
    assert "  HL101 repeated-headline, headline stage, 9" in out
    assert "The same headline stands at line 1." in out


def test_a_line_that_is_repaired(here: Path, capsys: Capsys) -> None:
    put(here, {"in/e.txt": "The pier was opened on Monday.\n\nThe ferry sails at nine , as ever.\n"})
    cleanup("explain", "in/e.txt:3")
    out = capsys.readouterr().out
    assert 'now: "The ferry sails at nine, as ever."' in out
    assert "SP201" in out


def test_a_line_that_nothing_touches(here: Path, capsys: Capsys) -> None:
    cleanup("explain", "in/a.txt:5")
    assert capsys.readouterr().out.endswith("nothing is changed on this line\n")
    cleanup("explain", "in/a.txt:2")
    assert capsys.readouterr().out == 'in/a.txt:2: ""\nnothing is changed on this line\n'


def test_what_was_declined_and_why(here: Path, capsys: Capsys) -> None:
    cleanup("explain", "in/a.txt:11", "--protect", "leave a reply")
    out = capsys.readouterr().out
    assert 'nothing is changed on this line\n\nnot made: removed "Leave a Reply"\n  because the stretch is protected\n' in out
    assert "BP101" in out


def test_a_place_may_be_copied_from_a_finding(here: Path, capsys: Capsys) -> None:
    put(here, {"a.jsonl": json.dumps({"text": DIRTY}) + "\n", "odd:7.txt": DIRTY})
    for place in ("in/a.txt:3", "a.jsonl:1", "a.jsonl#1", "odd:7.txt:3"):
        assert cleanup("explain", place) == 0
        said = capsys.readouterr().out
        for more in (":1", ":1:", ":text:3:1", ":text:3:1:"):
            assert cleanup("explain", place + more) == 0
            assert capsys.readouterr().out == said


@pytest.mark.parametrize("option", ["--jobs=2", "--exclude=in/*", "--date-field=day"])
def test_no_option_that_would_have_no_effect_is_taken(here: Path, capsys: Capsys, option: str) -> None:
    assert cleanup("explain", "in/a.txt:3", option) == 2
    assert "No such option" in capsys.readouterr().err


def test_carriage_returns_alone_end_lines(here: Path, capsys: Capsys) -> None:
    put(here, {"in/mac.txt": DIRTY.replace("\n", "\r")})
    cleanup("explain", "in/mac.txt:11")
    said = capsys.readouterr().out
    assert said.startswith('in/mac.txt:11: "Leave a Reply"\nnow: gone\n')


@pytest.mark.parametrize(
    ("place", "status", "message"),
    [
        ("in/a.txt", 2, "in/a.txt: name a file and a line, as articles/a.txt:12"),
        ("in/a.txt:0", 2, "in/a.txt:0: name a file and a line, as articles/a.txt:12"),
        ("in/d.txt:99", 2, "in/d.txt: it has 8 lines, so there is no line 99"),
        ("nope.txt:1", 1, "nope.txt: failed: cannot be read: No such file or directory"),
    ],
)
def test_mistakes_are_one_line(here: Path, capsys: Capsys, place: str, status: int, message: str) -> None:
    assert cleanup("explain", place) == status
    assert capsys.readouterr().err == f"cleanup: {message}\n"
