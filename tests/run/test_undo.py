"""Undo: the originals or nothing. It never guesses, never overwrites, and goes on with the other files."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleanup.run.fix import account_of
from cleanup.run.results.account import AccountError
from cleanup.run.results.undo import undo
from tests.run.runs import DIRTY, contents, in_place, into, put


@pytest.fixture
def out(dirty: Path, tmp_path: Path) -> Path:
    """The output of a run over the dirty folder."""
    into(dirty, tmp_path / "out")
    return tmp_path / "out"


def test_the_originals_come_back_elsewhere(dirty: Path, out: Path, tmp_path: Path) -> None:
    assert {done.status for done in undo(account_of(out), tmp_path / "back")} == {"restored"}
    assert contents(tmp_path / "back") == contents(dirty)
    assert {done.status for done in undo(account_of(out), tmp_path / "back")} == {"unchanged"}


def test_an_output_without_a_place_for_the_originals_is_refused(out: Path) -> None:
    with pytest.raises(AccountError, match="--to DIR"):
        undo(account_of(out))


def test_a_file_edited_since_is_named_and_the_others_go_on(dirty: Path, out: Path, tmp_path: Path) -> None:
    (out / "a.txt").write_text("edited\n")
    (out / "d.txt").unlink()
    results = {done.doc: done for done in undo(account_of(out), tmp_path / "back")}
    assert results["a.txt"].why == "it was edited since; left alone"
    assert results["d.txt"].why == "cannot be read: No such file or directory"
    assert set(contents(tmp_path / "back")) == {"b/c.md", "empty.txt"}


def test_what_differs_is_only_overwritten_by_force(dirty: Path, out: Path, tmp_path: Path) -> None:
    put(tmp_path / "back", {"a.txt": "mine\n"})
    results = {done.doc: done for done in undo(account_of(out), tmp_path / "back")}
    assert "--force" in results["a.txt"].why
    assert (tmp_path / "back" / "a.txt").read_text() == "mine\n"
    list(undo(account_of(out), tmp_path / "back", force=True))
    assert contents(tmp_path / "back") == contents(dirty)


def test_an_output_moved_with_its_account_can_be_undone(dirty: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "far" / "away").mkdir(parents=True)
    for path in (out, account_of(out)):
        shutil.move(path, tmp_path / "far" / "away")
    list(undo(tmp_path / "far" / "away" / "out.report", tmp_path / "back"))
    assert contents(tmp_path / "back") == contents(dirty)


def test_an_account_without_its_files_says_so(out: Path, tmp_path: Path) -> None:
    shutil.move(account_of(out), tmp_path / "lost" / "x") if (tmp_path / "lost").mkdir() else None
    shutil.move(account_of(out), tmp_path / "lost" / "out.report")
    with pytest.raises(AccountError, match="move them together"):
        undo(tmp_path / "lost" / "out.report", tmp_path / "back")


def test_the_place_for_the_originals_must_be_a_folder(out: Path, tmp_path: Path) -> None:
    put(tmp_path, {"file": "x"})
    with pytest.raises(AccountError, match="not a folder"):
        undo(account_of(out), tmp_path / "file")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_no_link_is_followed_out_of_the_place_for_the_originals(out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "b").symlink_to(tmp_path / "elsewhere")
    results = {done.doc: done for done in undo(account_of(out), tmp_path / "back")}
    assert results["b/c.md"].status == "failed"
    assert contents(tmp_path / "elsewhere") == {}


def test_undoing_an_interrupted_run_leaves_no_temporary_file(dirty: Path, tmp_path: Path) -> None:
    before = contents(dirty)
    in_place(dirty, tmp_path / "reports")
    account = tmp_path / "reports" / "1"
    (account / "index.html").unlink()
    left = dirty / ".cleanup-99999999-0123456789abcdef.tmp"
    left.touch()
    assert all(done.status != "failed" for done in undo(account))
    assert contents(dirty) == before


def test_runs_in_place_are_undone_newest_first(dirty: Path, tmp_path: Path) -> None:
    before, reports = contents(dirty), tmp_path / "reports"
    in_place(dirty, reports)
    between = contents(dirty)
    put(dirty, {"a.txt": DIRTY + "\nLeave a Reply\n"})
    again = contents(dirty)
    in_place(dirty, reports)
    in_place(dirty, reports)  # changes nothing, and must not stand in the way
    with pytest.raises(AccountError, match=r"run 2 changed a\.txt later; undo that one first"):
        undo(reports / "1")
    undoing = undo(reports)
    assert undoing.account == reports / "2"
    list(undoing)
    assert contents(dirty) == again
    put(dirty, {"a.txt": between["a.txt"]})
    list(undo(reports / "1"))
    assert contents(dirty) == before
    with pytest.raises(AccountError, match="already undone"):
        undo(reports / "1")
    with pytest.raises(AccountError, match="every run there was already undone"):
        undo(reports)


def test_a_later_run_is_seen_from_inside_the_account(dirty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_place(dirty, tmp_path / "reports")
    put(dirty, {"a.txt": DIRTY})
    in_place(dirty, tmp_path / "reports")
    monkeypatch.chdir(tmp_path / "reports" / "1")
    with pytest.raises(AccountError, match=r"run 2 changed a\.txt later"):
        undo(Path("."))


def test_a_run_under_one_that_touched_other_files_can_be_undone(dirty: Path, tmp_path: Path) -> None:
    before = contents(dirty)
    in_place(dirty, tmp_path / "reports")
    put(dirty, {"new.txt": DIRTY})
    in_place(dirty, tmp_path / "reports")
    list(undo(tmp_path / "reports" / "1"))
    assert contents(dirty)["a.txt"] == before["a.txt"]


def test_undone_in_part_it_can_be_undone_again(dirty: Path, tmp_path: Path) -> None:
    before = contents(dirty)
    _, folder = in_place(dirty, tmp_path / "reports")
    cleaned = (dirty / "a.txt").read_bytes()
    (dirty / "a.txt").write_text("edited")
    assert [done.status for done in undo(folder)] == ["failed", "restored"]
    (dirty / "a.txt").write_bytes(cleaned)
    assert [done.status for done in undo(folder)] == ["restored", "unchanged"]
    assert contents(dirty) == before


def rewritten(account: Path, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Change the lines of an account as an attacker or an accident would."""
    lines = [json.loads(line) for line in (account / "edits.jsonl").read_bytes().splitlines()]
    change(lines)
    (account / "edits.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


@pytest.mark.parametrize("name", ["../up.txt", "/etc/up.txt", "b/../../up.txt", "", ".", "b//c", "./a.txt", "a\0b"])
def test_an_account_that_leads_out_of_its_folder_writes_nothing(out: Path, tmp_path: Path, name: str) -> None:
    def last(lines: list[dict[str, Any]]) -> None:
        assert lines[-1]["doc"] == "empty.txt"
        lines[-1]["doc"] = name

    rewritten(account_of(out), last)
    with pytest.raises(AccountError, match="leads out of the folder"):
        undo(account_of(out), tmp_path / "back")
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("run.json", None),
        ("run.json", "{"),
        ("run.json", "[]"),
        ("run.json", '{"v": 2}'),
        ("run.json", '{"v": 1}'),
        ("run.json", '{"v": 1, "mode": "sideways", "root": "."}'),
        ("run.json", "[" * 100_000),
        ("edits.jsonl", None),
        ("edits.jsonl", "{\n"),
        ("edits.jsonl", "[]\n"),
        ("edits.jsonl", "7\n"),
        ("edits.jsonl", '{"v": 7}\n'),
        ("edits.jsonl", '{"v": 1, "doc": "a.txt"}\n'),
        ("edits.jsonl", '{"v": 1, "doc": "a.txt", "status": "changed"}\n'),
        ("edits.jsonl", "\x00\xff"),
        ("edits.jsonl", "[" * 100_000 + "\n"),
    ],
)
def test_a_broken_account_is_one_line(out: Path, tmp_path: Path, file: str, content: str | None) -> None:
    path = account_of(out) / file
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(AccountError) as error:
        undo(account_of(out), tmp_path / "back")
    assert "\n" not in str(error.value)
    assert str(account_of(out)) in str(error.value)
    assert not (tmp_path / "back").exists()


def test_an_account_cut_short_anywhere_is_never_half_undone(out: Path, tmp_path: Path) -> None:
    path = account_of(out) / "edits.jsonl"
    whole = path.read_bytes()
    for size in range(1, len(whole), 97):
        path.write_bytes(whole[:size])
        with pytest.raises(AccountError, match=r"edits.jsonl: (line \d+|4 documents announced)"):
            undo(account_of(out), tmp_path / "back")
        assert not (tmp_path / "back").exists()


OF_DOCUMENT = [{"encoding": "zlib"}, {"encoding": "utf-16"}, {"bom": "xyz"}, {"bom": "ff"}, {"length": 3}, {"before": "0"}]
OF_EDIT = [{"start": "x"}, {"start": 5}, {"before": None}, {"reasons": 3}, {"reasons": [3]}, {"after": 7}]


@pytest.mark.parametrize(("line", "change"), [*((0, each) for each in OF_DOCUMENT), *((1, each) for each in OF_EDIT)])
def test_an_account_that_does_not_fit_leaves_the_file_alone(
    out: Path, tmp_path: Path, line: int, change: dict[str, object]
) -> None:
    rewritten(account_of(out), lambda lines: lines[line].update(change))
    results = {done.doc: done for done in undo(account_of(out), tmp_path / "back")}
    assert results["a.txt"].status == "failed"
    assert results["b/c.md"].status == "restored"
