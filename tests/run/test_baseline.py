"""A baseline: what it accepts stays accepted when other things change, and what is gone is named."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cleanup.pipeline.config import Config
from cleanup.run.baseline import Baseline, BaselineError, BaselineWriter
from cleanup.run.workers.cleanfile import clean_file
from cleanup.run.workers.job import Job, Outcome
from cleanup.run.workers.scope import ACCEPTED, Scope
from tests.run.runs import CLEAN, DIRTY, put

GLUED = DIRTY.replace("on the air", "on the RWAthe air")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put(tmp_path, {"in/a.txt": GLUED, "in/b.txt": CLEAN + "\nLeave a Reply\n"})


def outcome(path: Path, scope: Scope | None = None) -> Outcome:
    return clean_file(path, path.name, Job(Config(), scope=scope))


def written(file: Path, *paths: Path) -> Baseline:
    writer = BaselineWriter(file)
    for path in paths:
        writer.add(outcome(path))
    writer.write()
    return Baseline.load(file)


def found(baseline: Baseline, path: Path) -> Outcome:
    return outcome(path, Scope(known=baseline.known([path.as_posix()])))


def test_what_was_found_is_accepted_and_the_file_stays_as_it_is(folder: Path) -> None:
    path = folder / "in" / "a.txt"
    baseline = written(folder / "base.json", path)
    again = found(baseline, path)
    assert (again.findings, again.entry.status, again.data) == ((), "clean", GLUED.encode())
    assert {finding.why for finding in again.declined} == {ACCEPTED}
    assert not list(baseline.gone({path.as_posix(): again.accepted}))


def test_edits_elsewhere_leave_findings_known_and_new_ones_are_found(folder: Path) -> None:
    path = folder / "in" / "a.txt"
    baseline = written(folder / "base.json", path)
    path.write_text("The queue reached the bridge ,they said.\n\n" + GLUED + "\nLeave a Comment\n", "utf-8")
    assert sorted(finding.before.strip() for finding in found(baseline, path).findings) == [
        "",
        "",
        "Leave a Comment",
    ]  # " ," is two


def test_what_is_found_no_more_is_named(folder: Path) -> None:
    a, b = folder / "in" / "a.txt", folder / "in" / "b.txt"
    baseline = written(folder / "base.json", a, b)
    a.write_text(GLUED.replace("Leave a Reply\n\n", ""), "utf-8")
    gone = list(baseline.gone({a.as_posix(): found(baseline, a).accepted}))
    assert [(name, accepted.code, accepted.text) for name, accepted in gone] == [("in/a.txt", "BP101", "Leave a Reply")]
    b.unlink()
    assert [name for name, _ in baseline.gone({})] == ["in/b.txt"]


def test_the_file_reads_well_and_names_files_from_its_own_folder(folder: Path) -> None:
    written(folder / "in" / "base.json", folder / "in" / "a.txt", folder / "in" / "b.txt")
    data = json.loads((folder / "in" / "base.json").read_text("utf-8"))
    assert list(data["findings"]) == ["a.txt", "b.txt"]
    assert [row["code"] for row in data["findings"]["a.txt"]] == ["BP101", "BP102", "HL101", "SP101"]
    assert data["findings"]["a.txt"][-1]["text"] == "RWAthe"
    assert data["findings"]["b.txt"] == [{"id": data["findings"]["b.txt"][0]["id"], "code": "BP101", "text": "Leave a Reply"}]


def test_writing_for_some_files_leaves_the_others(folder: Path) -> None:
    file = folder / "base.json"
    written(file, folder / "in" / "a.txt", folder / "in" / "b.txt")
    put(folder, {"in/a.txt": CLEAN})
    assert list(written(file, folder / "in" / "a.txt").findings) == ["in/b.txt"]
    (folder / "in" / "b.txt").unlink()
    assert not written(file, folder / "in" / "a.txt").findings


def test_equal_findings_are_counted(folder: Path) -> None:
    twice = put(folder, {"c.md": CLEAN + "\nLeave a Reply\n\nLeave a Reply\n"}) / "c.md"
    baseline = written(folder / "base.json", twice)
    assert len(baseline.findings["c.md"]) == 2
    twice.write_text(CLEAN + "\nLeave a Reply\n", "utf-8")
    once = found(baseline, twice)
    assert not once.findings
    assert len(list(baseline.gone({twice.as_posix(): once.accepted}))) == 1


@pytest.mark.parametrize("content", ["", "[]", '{"v": 1}', '{"v": 1, "findings": []}', "\xff", '{"v": 2, "findings": {}}'])
def test_another_file_is_no_baseline(tmp_path: Path, content: str) -> None:
    file = put(tmp_path, {"base.json": content.encode("latin-1")}) / "base.json"
    with pytest.raises(BaselineError, match=r"base\.json: (not a baseline|version 2)"):
        Baseline.load(file)
    with pytest.raises(BaselineError):
        BaselineWriter(file).write()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_refused_unread(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "base.json")
    with pytest.raises(BaselineError, match=r"base\.json: is a pipe"):
        Baseline.load(tmp_path / "base.json")
