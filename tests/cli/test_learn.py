"""`cleanup learn` and `fix --learn`: what repeats on a site, reviewed, aged, merged and removed."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.program import cleanup
from tests.run.runs import contents

Capsys = pytest.CaptureFixture[str]
FOOT = "The Halden Weekly is read on both shores of the sound."
BODY = "In week {n} the council met on the pier, and nobody stayed at home while it rained on the boats."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: six pages of a site below `in/`, two of another, and the same six as records."""
    monkeypatch.chdir(tmp_path)
    records = []
    for n in range(8):
        site = "halden.example" if n < 6 else "sound.example"
        text = f"{BODY.format(n=n)}\n\nWhat happened?\n\nThe ferry waited for the tide, and left at noon.\n\n{FOOT}\n"
        file = tmp_path / "in" / site / "2026" / f"{n}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        records.append({"url": f"https://www.{site}/{n}", "day": f"2026-0{n + 1}-03", "text": text})
    Path("pages.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return tmp_path


def lines(file: str, site: str = "halden.example") -> dict[str, tuple[int, bool]]:
    found = json.loads(Path(file).read_text("utf-8"))["sites"][site]["lines"]
    return {line["text"]: (line["pages"], line["keep"]) for line in found}


def test_a_folder_is_learned_by_its_name_and_reviewed(here: Path, capsys: Capsys) -> None:
    before = contents(here)
    assert cleanup("learn", "in", "-o", "p.json") == 0
    out, err = capsys.readouterr()
    assert out == f"6 of 6 pages of halden.example: {FOOT}\n"
    assert err.startswith("8 pages of 2 sites: 1 repeated line of 1 site to remove, ")
    assert "cleanup fix PATH... --profile p.json -o DIR" in err
    assert lines("p.json")[FOOT] == (6, False)
    assert lines("p.json")["What happened?"] == (6, True)
    assert contents(here).items() >= before.items()
    assert cleanup("fix", "in", "--profile", "p.json", "-o", "clean") == 0
    assert FOOT not in Path("clean/halden.example/2026/0.txt").read_text("utf-8")
    assert FOOT in Path("clean/sound.example/2026/7.txt").read_text("utf-8")
    assert "stands on 6 of 6 pages of halden.example" in Path("clean.report/edits.jsonl").read_text("utf-8")


def test_records_are_learned_by_their_urls_and_age(here: Path) -> None:
    assert cleanup("learn", "pages.jsonl", "-o", "p.json", "-q") == 0
    assert lines("p.json")[FOOT] == (6, False)
    assert (
        cleanup("learn", "pages.jsonl", "--since", "2026-03", "--date-field", "day", "-o", "q.json", "-q", "--min-pages", "4")
        == 0
    )
    assert lines("q.json")[FOOT] == (4, False)
    assert cleanup("learn", "pages.jsonl", "--min-share", "1", "--site", "both.example", "-o", "r.json", "-q") == 0
    assert lines("r.json", "both.example")[FOOT] == (8, False)


def test_the_same_bytes_from_any_order_and_number_of_processes(here: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    whole = []
    for args in (["in"], ["in/sound.example", "in/halden.example"], ["in", "--jobs", "2"]):
        assert cleanup("learn", "-q", *args) == 0
        whole.append(capsysbinary.readouterr().out)
    assert whole[0] == whole[1] == whole[2]


def test_a_decision_outlives_merging_and_learning_again(here: Path) -> None:
    cleanup("learn", "pages.jsonl", "-o", "p.json", "-q")
    text = Path("p.json").read_text("utf-8")
    Path("p.json").write_text(text.replace('"pages": 6, "keep": false', '"pages": 6, "keep": true'), "utf-8")
    assert cleanup("learn", "pages.jsonl", "-o", "p.json", "-q") == 0
    assert lines("p.json")[FOOT] == (6, True)
    assert cleanup("learn", "pages.jsonl", "--merge", "p.json", "-o", "q.json", "-q") == 0
    assert lines("q.json")[FOOT] == (12, True)
    assert cleanup("fix", "in", "--learn", "--profile", "q.json", "-o", "clean", "-q") == 0
    assert FOOT in Path("clean/halden.example/2026/0.txt").read_text("utf-8")


def test_fix_learns_and_keeps_the_profile_in_the_account(here: Path, capsys: Capsys) -> None:
    assert cleanup("fix", "in", "--learn", "-o", "clean") == 0
    assert capsys.readouterr().err.startswith("learned from 8 pages of 2 sites: 1 repeated line of 1 site to remove")
    assert FOOT not in Path("clean/halden.example/2026/0.txt").read_text("utf-8")
    run = json.loads(Path("clean.report/run.json").read_text("utf-8"))
    profile = Path("clean.report/profile.json").read_bytes()
    assert run["profile"] == {"file": "profile.json", "sha256": hashlib.sha256(profile).hexdigest()}
    assert cleanup("undo", "clean.report", "--to", "back") == 0
    assert contents(here / "back") == contents(here / "in")
    assert cleanup("fix", "in", "-o", "clean", "-q") == 0
    assert not Path("clean.report/profile.json").exists()


def test_a_run_over_many_pages_says_that_lines_repeat(here: Path, capsys: Capsys) -> None:
    for n in range(20):
        Path("in/halden.example", f"{n}.txt").write_text(f"{BODY.format(n=n)}\n\n{BODY.format(n=-n)}\n\n{FOOT}\n", "utf-8")
    assert cleanup("fix", "in", "-o", "clean") == 0
    assert "1 line repeats on 1 site: cleanup learn in -o profile.json\n" in capsys.readouterr().err
    for args in (["--learn"], ["-q"], ["--ignore", "SL"]):
        assert cleanup("fix", "in", "-o", "clean", *args) == 0
        assert "repeats on" not in capsys.readouterr().err


def test_what_was_learned_and_removed_in_place_can_be_undone(here: Path) -> None:
    before = contents(here / "in")
    assert cleanup("fix", "in", "--learn", "--in-place", "-q") == 0
    assert FOOT not in Path("in/halden.example/2026/0.txt").read_text("utf-8")
    assert cleanup("undo", "cleanup-report") == 0
    assert contents(here / "in") == before


def test_mistakes_are_reported(here: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("broken.txt").write_text("no profile", "utf-8")
    assert cleanup("learn", "in", "-o", "broken.txt") == 2
    assert Path("broken.txt").read_text("utf-8") == "no profile"
    assert cleanup("learn", "in", "--since", "lately") == 2
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    assert cleanup("fix", "-", "--learn") == 2
    err = capsys.readouterr().err
    assert err.splitlines() == [
        "cleanup: broken.txt: not JSON: Expecting value: line 1 column 1 (char 0)",
        "cleanup: --since lately: expected a month, as 2026-03",
        "cleanup: --learn needs the pages of a site: name files or folders",
    ]


def test_a_profile_for_a_folder_that_is_not_there_is_refused_before_the_work(
    here: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in ("learn", "check"):
        monkeypatch.setattr(f"cleanup.cli.{command}.search", lambda *args, **named: pytest.fail("it has begun to work"))
    for arguments in (("learn", ".", "-o", "no/p.json"), ("check", ".", "--write-baseline", "no/p.json")):
        assert cleanup(*arguments) == 2
        assert capsys.readouterr() == ("", "cleanup: no/p.json: there is no folder no\n")


def test_records_of_no_site_are_reported(here: Path, capsys: Capsys) -> None:
    Path("more.jsonl").write_text(json.dumps({"url": "mailto:x", "text": FOOT}) + "\nbroken\n", "utf-8")
    assert cleanup("learn", "more.jsonl", "-o", "p.json") == 1
    err = capsys.readouterr().err
    assert "more.jsonl#2: line 2:" in err
    assert "1 record has no URL and no site, and was not counted: name a site with --site" in err
