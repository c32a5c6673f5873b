"""Accounts of every past format can be read, shown and undone; one of a later format is recognised as such.

fixtures/accounts/ holds them as they were left by the program of their day.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from cleanup.run.results.account import AccountError, read_entries, read_run
from cleanup.run.results.report import write_report
from cleanup.run.results.undo import undo
from cleanup.text.anchor import Anchor
from tests.conftest import ROOT
from tests.run.runs import contents

ACCOUNTS = sorted(folder.name for folder in (ROOT / "fixtures/accounts").iterdir())


@pytest.fixture(params=ACCOUNTS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of an account, with the originals in `in` and the cleaned files in `out`."""
    return Path(shutil.copytree(ROOT / "fixtures/accounts" / request.param, tmp_path / "kept"))


def test_every_account_gives_its_originals_back(kept: Path) -> None:
    assert {done.status for done in undo(kept / "out.report", kept / "back")} == {"restored"}
    assert contents(kept / "back") == contents(kept / "in")
    assert contents(kept / "out") != contents(kept / "in")


def test_every_account_says_what_was_done(kept: Path) -> None:
    entries = list(read_entries(kept / "out.report"))
    assert len(entries) == read_run(kept / "out.report")["documents"]
    changed = [entry for entry in entries if entry.status == "changed"]
    assert changed
    codes = {reason["code"] for entry in changed for edit in entry.edits for reason in edit["reasons"]}
    assert {"HL101", "BP101"} <= codes


def test_an_edit_is_called_today_what_it_was_called_then(kept: Path) -> None:
    for entry in read_entries(kept / "out.report"):
        if entry.status != "changed" or entry.part:
            continue
        text = (kept / "in" / entry.doc).read_bytes()[len(bytes.fromhex(entry.codec[1])) :].decode(entry.codec[0])
        seen: Counter[tuple[Anchor, str]] = Counter()
        for edit in entry.edits:
            anchor = Anchor.of(text, edit["start"], edit["end"])
            seen[anchor, edit["after"]] += 1
            assert anchor.identity(edit["after"], seen[anchor, edit["after"]]) == edit["id"]


def test_every_account_becomes_a_page_again(kept: Path) -> None:
    write_report(kept / "out.report")
    page = (kept / "out.report" / "index.html").read_text("utf-8")
    assert "Leave a Reply" in page


def test_both_versions_of_lines_are_among_them() -> None:
    versions = set()
    for name in ACCOUNTS:
        lines = (ROOT / "fixtures/accounts" / name / "out.report/edits.jsonl").read_bytes().splitlines()
        versions |= {json.loads(line)["v"] for line in lines if b'"status"' in line}
    assert versions == {1, 2}


NEWER = "version 3 of the account is not known here .*; a newer cleanup made it: update this one"


def test_a_run_of_a_later_version_is_reported_and_nothing_is_written(kept: Path) -> None:
    file = kept / "out.report" / "run.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"v": 3}))
    with pytest.raises(AccountError, match=NEWER):
        undo(kept / "out.report", kept / "back")
    assert not (kept / "back").exists()


def test_a_line_of_a_later_version_is_reported_and_nothing_is_written(kept: Path) -> None:
    file = kept / "out.report" / "edits.jsonl"
    *lines, last = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([*lines, json.dumps(json.loads(last) | {"v": 3})]) + "\n", "utf-8")
    with pytest.raises(AccountError, match=f"line {len(lines) + 1}: {NEWER}"):
        undo(kept / "out.report", kept / "back")
    assert not (kept / "back").exists()


@pytest.mark.parametrize("version", [0, -1, None, "1"])
def test_a_version_that_never_was_is_no_newer_one(kept: Path, version: object) -> None:
    file = kept / "out.report" / "run.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"v": version}))
    with pytest.raises(AccountError, match="is not known here") as told:
        read_run(kept / "out.report")
    assert "newer" not in str(told.value)
