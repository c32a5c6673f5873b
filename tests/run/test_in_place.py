"""In place: the account is whole before the first file is replaced, so that there is a way back from anywhere."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cleanup.pipeline.config import Config
from cleanup.run import inplace
from cleanup.run.fix import fix_into
from cleanup.run.request import Request
from cleanup.run.results import account as accounts
from cleanup.run.results.account import AccountError, read_run
from cleanup.run.results.undo import undo
from cleanup.run.sources.walk import walk
from cleanup.run.workers.job import Job
from tests.run.runs import CLEAN, DIRTY, contents, in_place, into, put

posix = pytest.mark.skipif(os.name == "nt", reason="links and rights that Windows has not")


def test_files_are_cleaned_where_they_are_and_come_back(dirty: Path, tmp_path: Path) -> None:
    before = contents(dirty)
    summary, folder = in_place(dirty, tmp_path / "reports")
    assert folder == tmp_path / "reports" / "1"
    assert summary.documents == {"changed": 2, "clean": 2}
    assert contents(dirty)["a.txt"] == contents(dirty)["b/c.md"] == CLEAN.encode()
    assert [(done.doc, done.status) for done in undo(folder)] == [("a.txt", "restored"), ("b/c.md", "restored")]
    assert contents(dirty) == before


def test_every_run_has_its_number_and_git_does_not_see_them(dirty: Path, tmp_path: Path) -> None:
    numbers = [in_place(put(dirty, {"a.txt": DIRTY}), tmp_path / "reports")[1].name for _ in range(11)]
    assert numbers == [str(number) for number in range(1, 12)]
    assert (tmp_path / "reports" / ".gitignore").read_text() == "*\n"


def test_a_run_that_changes_nothing_leaves_nothing(tmp_path: Path) -> None:
    clean = put(tmp_path / "in", {"a.txt": CLEAN})
    in_place(clean, tmp_path / "reports")
    assert contents(tmp_path) == {"in/a.txt": CLEAN.encode()}
    in_place(put(clean, {"b.txt": DIRTY}), tmp_path / "reports")
    in_place(clean, tmp_path / "reports")
    assert [path.name for path in sorted((tmp_path / "reports").iterdir())] == [".gitignore", "1"]


def test_the_account_is_whole_before_the_first_file_is_replaced(
    dirty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(dirty)
    seen = []

    def interrupted(entry: object, path: Path) -> None:
        seen.append((contents(dirty), read_run(tmp_path / "reports" / "1")["mode"]))
        raise KeyboardInterrupt

    monkeypatch.setattr(inplace, "forward", interrupted)
    with pytest.raises(KeyboardInterrupt):
        in_place(dirty, tmp_path / "reports")
    assert seen == [(before, "in-place")]
    assert [done.status for done in undo(tmp_path / "reports" / "1")] == ["unchanged", "unchanged"]


def test_interrupted_between_two_files_the_way_back_and_the_way_on_are_open(
    dirty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(dirty)
    forward, calls = inplace.forward, []

    def once(entry: object, path: Path) -> None:
        if calls:
            raise KeyboardInterrupt
        calls.append(path)
        forward(entry, path)  # type: ignore[arg-type]

    monkeypatch.setattr(inplace, "forward", once)
    with pytest.raises(KeyboardInterrupt):
        in_place(dirty, tmp_path / "reports")
    monkeypatch.undo()
    assert contents(dirty) == {**before, "a.txt": CLEAN.encode()}

    in_place(dirty, tmp_path / "reports")
    assert contents(dirty)["b/c.md"] == CLEAN.encode()
    assert [done.status for done in undo(tmp_path / "reports")] == ["restored"]
    assert [done.status for done in undo(tmp_path / "reports")] == ["restored", "unchanged"]
    assert contents(dirty) == before


def test_interrupted_while_cleaning_nothing_is_replaced_and_the_half_account_is_no_hindrance(
    dirty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(dirty)
    in_place(put(tmp_path / "other", {"x.txt": DIRTY}), tmp_path / "reports")
    found = walk([dirty])

    def stop(outcome: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        inplace.fix_in_place(found.sources, found.root, Request(Job(Config()), stop), tmp_path / "reports")
    assert contents(dirty) == before
    assert not (tmp_path / "reports" / "2" / accounts.RUN).exists()
    with pytest.raises(AccountError, match="interrupted"):
        undo(tmp_path / "reports" / "2")
    assert [done.status for done in undo(tmp_path / "reports")] == ["restored"]
    assert in_place(dirty, tmp_path / "reports")[1].name == "3"


def test_a_file_edited_between_reading_and_replacing_is_left_alone(
    dirty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edits(outcome: object) -> None:
        (dirty / "a.txt").write_text("somebody writes here\n")

    found = walk([dirty])
    summary, folder = inplace.fix_in_place(found.sources, found.root, Request(Job(Config()), edits), tmp_path / "reports")
    assert (dirty / "a.txt").read_text() == "somebody writes here\n"
    assert summary.documents["failed"] == 1
    assert summary.problems == [("a.txt", "it was edited since; left alone")]
    assert '"failed": 1' in (folder / "summary.json").read_text()
    assert [(done.doc, done.status) for done in undo(folder)] == [("a.txt", "failed"), ("b/c.md", "restored")]


@posix
def test_permissions_are_kept_there_and_back(dirty: Path, tmp_path: Path) -> None:
    (dirty / "a.txt").chmod(0o640)
    _, folder = in_place(dirty, tmp_path / "reports")
    assert stat.S_IMODE((dirty / "a.txt").stat().st_mode) == 0o640
    list(undo(folder))
    assert stat.S_IMODE((dirty / "a.txt").stat().st_mode) == 0o640


@posix
def test_a_link_named_outright_is_not_written_through(dirty: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(dirty / "a.txt")
    found = walk([link])
    summary, _ = inplace.fix_in_place(found.sources, found.root, Request(Job(Config())), tmp_path / "reports")
    assert link.is_symlink()
    assert (dirty / "a.txt").read_text() == DIRTY
    assert summary.documents == {"failed": 1}
    assert "symbolic link" in summary.problems[0][1]
    fix_into(found.sources, found.root, tmp_path / "out", Request(Job(Config())))
    assert (tmp_path / "out" / "link.txt").read_text() == CLEAN


@posix
def test_a_link_among_files_fails_alone(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a.txt": DIRTY, "c.txt": DIRTY})
    link = source / "b.txt"
    link.symlink_to(put(tmp_path / "other", {"d.txt": DIRTY}) / "d.txt")
    found = walk([source / "a.txt", link, source / "c.txt"])
    summary, _ = inplace.fix_in_place(found.sources, found.root, Request(Job(Config())), tmp_path / "reports")
    assert [doc for doc, _ in summary.problems] == ["b.txt"]
    assert link.read_text() == DIRTY
    assert contents(source)["a.txt"] == contents(source)["c.txt"] == CLEAN.encode()


def test_a_guarded_text_keeps_its_repairs_and_they_come_back(tmp_path: Path) -> None:
    config = Config(max_removed=0.0)
    text = DIRTY.replace("seven", "seven &amp; eight")
    source = put(tmp_path / "in", {"a.txt": text})
    into(source, tmp_path / "out", config)
    _, folder = in_place(source, tmp_path / "reports", config)
    assert contents(source) == contents(tmp_path / "out")
    list(undo(folder))
    assert contents(source) == {"a.txt": text.encode()}
