"""`cleanup fix`: into a folder, in place, or from standard input to standard output; nobody's files are overwritten."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from cleanup.stages.spacing.stage import Spacing
from tests.cli.program import cleanup
from tests.run.runs import CLEAN, DIRTY, contents, put

Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dirty text on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DIRTY.encode())))


def test_a_folder_is_cleaned_into_another_and_stays(here: Path, capsys: Capsys) -> None:
    before = contents(here)
    assert cleanup("fix", "in", "-o", "clean") == 0
    assert (here / "clean" / "a.txt").read_text() == (here / "clean" / "b" / "c.md").read_text() == CLEAN
    assert contents(here).items() >= before.items()
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith(
        "cleaned files in clean, every edit in clean.report; to go back: cleanup undo clean.report --to DIR\n"
        "3 documents: 2 changed, 1 already clean\n"
    )


def test_a_run_says_how_many_files_the_last_one_has_cleaned(here: Path, capsys: Capsys) -> None:
    def kept() -> list[str]:
        assert cleanup("fix", "in", "-o", "clean") == 0
        return [line for line in capsys.readouterr().err.splitlines() if "cleaned again" in line]

    assert kept() == []
    assert kept() == ["all files are as the last run found and left them, and were not cleaned again"]
    (here / "in" / "a.txt").write_text(CLEAN)
    assert kept() == ["2 of 3 files are as the last run found and left them, and were not cleaned again"]
    (here / "in" / "new.txt").write_text(CLEAN)
    assert kept() == ["3 of 4 files are as the last run found and left them, and were not cleaned again"]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copies on Linux only")
@pytest.mark.parametrize(
    ("options", "times"), [((), 0), (("--jobs", "2"), 1), (("--jobs", "2", "--ignore", "SP"), 0), (("--jobs", "0"), 1)]
)
def test_word_lists_are_read_ahead_where_several_processes_need_them(
    here: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], times: int
) -> None:
    told: list[str] = []
    monkeypatch.setattr(Spacing, "read_ahead", lambda: told.append("once"))
    assert cleanup("fix", "in", "-o", "clean", *options) == 0
    assert cleanup("check", "in", *options) == 1
    assert len(told) == 2 * times


def test_what_was_cleaned_in_place_can_be_undone(here: Path, capsys: Capsys) -> None:
    before = contents(here / "in")
    assert cleanup("fix", "in", "--in-place") == 0
    assert capsys.readouterr().err.startswith("every edit in cleanup-report/1; to go back: cleanup undo cleanup-report/1\n")
    assert (here / "in" / "a.txt").read_text() == CLEAN
    assert cleanup("undo", "cleanup-report") == 0
    assert capsys.readouterr().err == "cleanup-report/1: 2 restored\n"
    assert contents(here / "in") == before


def test_from_stdin_to_stdout(here: Path, capsys: Capsys, stdin: None) -> None:
    assert cleanup("fix", "-") == 0
    assert capsys.readouterr() == (CLEAN, "")


def test_a_diff_of_stdin(here: Path, capsys: Capsys, stdin: None) -> None:
    assert cleanup("fix", "-", "--diff", "--stdin-filename", "notes.txt", "--exit-non-zero-on-change") == 1
    assert capsys.readouterr().out.startswith("--- a/notes.txt\n+++ b/notes.txt\n")


@pytest.mark.parametrize(("name", "left"), [("LICENSE", True), ("drafts/new ä.md", True), ("notes.txt", False)])
def test_excludes_concern_what_an_editor_passes_on(here: Path, capsys: Capsys, stdin: None, name: str, left: bool) -> None:
    (here / "cleanup.toml").write_text('exclude = ["drafts/"]\n', "utf-8")
    assert cleanup("fix", "-", "--stdin-filename", name, "--force-exclude") == 0
    assert capsys.readouterr() == (DIRTY if left else CLEAN, "")


@pytest.mark.parametrize(("name", "status"), [("LICENSE", 0), ("notes.txt", 1)])
def test_a_check_of_what_an_editor_passes_on(here: Path, stdin: None, name: str, status: int) -> None:
    assert cleanup("check", "-", "--stdin-filename", name, "--force-exclude") == status


def test_a_dry_run_writes_nothing_and_needs_no_place(here: Path, capsys: Capsys) -> None:
    before = contents(here)
    for args in ((), ("-o", "clean"), ("--in-place",), ("--diff",)):
        assert cleanup("fix", "in", "--dry-run", *args) == 0
        assert "3 documents: 2 would change, 1 already clean\n" in capsys.readouterr().err
    assert contents(here) == before


def test_a_status_for_scripts_that_want_to_know(here: Path) -> None:
    assert cleanup("fix", "in", "-o", "clean", "--exit-non-zero-on-change") == 1
    assert cleanup("fix", "clean", "-o", "again", "--exit-non-zero-on-change") == 0


def test_verbose_is_a_line_for_each_file(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in", "-o", "clean", "-v")
    assert capsys.readouterr().err.startswith("in/a.txt: changed, 3 edits\nin/b/c.md: changed, 3 edits\nin/d.txt: clean\n")


def test_quiet_is_quiet(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in", "-o", "clean", "-q")
    assert capsys.readouterr() == ("", "")


def test_what_went_wrong_and_what_was_left_alone_is_in_the_account(here: Path, capsys: Capsys) -> None:
    put(here, {"in/x.jpg": "x", "in/page.txt": "<!DOCTYPE html><html><head></head><body><p>x</p></body></html>"})
    assert cleanup("fix", "in", "/dev/zero", "-o", "clean") == 1
    assert "in/page.txt: GU103 " in capsys.readouterr().err
    summary = json.loads((here / "clean.report" / "summary.json").read_bytes())
    assert summary["documents"] == {"changed": 2, "clean": 1, "failed": 1, "html": 1}
    assert summary["other_files"] == {".jpg": 1}
    assert len(summary["problems"]) == 2


def test_files_of_an_earlier_run_are_listed_and_kept(here: Path, capsys: Capsys) -> None:
    cleanup("fix", "in", "-o", "clean")
    (here / "in" / "a.txt").unlink()
    capsys.readouterr()
    assert cleanup("fix", "in", "-o", "clean") == 0
    assert "1 file in clean without a source now, left there: a.txt\n" in capsys.readouterr().err
    assert (here / "clean" / "a.txt").exists()


def test_an_output_within_the_input_is_skipped(here: Path) -> None:
    for _ in range(2):
        assert cleanup("fix", "in", "-o", "in/clean") == 0
    assert set(contents(here / "in" / "clean")) == {"a.txt", "b/c.md", "d.txt"}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("in",), "say where the result goes: -o DIR for a mirror tree, or --in-place"),
        (("in", "-o", "x", "--in-place"), "-o and --in-place exclude each other"),
        (("in", "-o", "in"), "the output in is where the sources are; choose another folder, or --in-place"),
        (("in", "-o", "in/../in"), "the output in/../in is where the sources are; choose another folder, or --in-place"),
        (("in/a.txt", "-o", "in/a.txt"), "the output is the source in/a.txt; choose another one; `fix` also has --in-place"),
        (("", "--in-place"), "a path is empty: is a variable not set? The current folder is called ."),
        (("in", "-o", "mine/a.txt"), "mine/a.txt is not a folder"),
        (
            ("in/a.txt", "-o", "b.txt"),
            "texts go into a folder, and b.txt looks like a file: -o DIR, or cleanup fix - < FILE > b.txt",
        ),
        (
            ("in", "-o", "mine"),
            "mine holds files, but there is no account of an earlier run at mine.report; choose another folder, or --force",
        ),
        (("in", "-o", "taken"), "taken.report: the account would go there, but the folder holds other files"),
        (("-", "-o", "x"), "standard input (-) goes to standard output: leave out -o and --in-place"),
        (("-", "in", "-o", "x"), "standard input (-) cannot be mixed with files; a file of that name is ./-"),
        (("in", "nope", "-o", "x"), "no such file or folder: nope"),
    ],
)
def test_mistakes_end_before_anything_is_written(here: Path, capsys: Capsys, args: tuple[str, ...], message: str) -> None:
    put(here, {"mine/a.txt": "mine", "taken.report/summary.json": "mine"})
    before = contents(here)
    assert cleanup("fix", *args) == 2
    assert capsys.readouterr() == ("", f"cleanup: {message}\n")
    assert contents(here) == before


def test_force_writes_beside_files_of_others(here: Path) -> None:
    put(here, {"mine/z.txt": "mine"})
    assert cleanup("fix", "in", "-o", "mine", "--force") == 0
    assert (here / "mine" / "z.txt").read_text() == "mine"
    assert (here / "mine" / "a.txt").read_text() == CLEAN


@pytest.mark.parametrize("options", [(), ("--ignore", "SP")])
def test_results_edited_by_hand_are_not_written_over(here: Path, capsys: Capsys, options: tuple[str, ...]) -> None:
    cleanup("fix", "in", "-o", "clean", "-q")
    edited = here / "clean" / "b" / "c.md"
    edited.write_text("Mine now.\n")
    (here / "clean" / "a.txt").unlink()
    before = contents(here)
    assert cleanup("fix", "in", "-o", "clean", "-q", *options) == 2
    told = "1 cleaned file, edited since the last run, would be overwritten: clean/b/c.md; choose another output, or --force"
    assert capsys.readouterr().err == f"cleanup: {told}\n"
    assert contents(here) == before
    assert cleanup("fix", "in", "-o", "clean", "-q", "--force", *options) == 0
    assert edited.read_text() == (here / "clean" / "a.txt").read_text()


def test_a_result_that_was_only_written_anew_is_ours_still(here: Path) -> None:
    cleanup("fix", "in", "-o", "clean", "-q")
    for path in (here / "clean" / "a.txt", here / "clean" / "b" / "c.md"):
        path.write_bytes(path.read_bytes())
    put(here, {"in/a.txt": CLEAN + "More.\n"})
    assert cleanup("fix", "in", "-o", "clean", "-q") == 0
    assert (here / "clean" / "a.txt").read_text() == CLEAN + "More.\n"


def test_records_edited_by_hand_are_not_written_over(here: Path, capsys: Capsys) -> None:
    put(here, {"a.jsonl": json.dumps({"text": DIRTY}) + "\n"})
    for out in ("b.jsonl", "records"):
        assert cleanup("fix", "a.jsonl", "-o", out, "-q") == cleanup("fix", "a.jsonl", "-o", out, "-q") == 0
        file = here / out / "a.jsonl" if out == "records" else here / out
        file.write_text('{"text": "mine"}\n')
        assert cleanup("fix", "a.jsonl", "-o", out, "-q") == 2
        assert f"would be overwritten: {file.relative_to(here).as_posix()};" in capsys.readouterr().err
        assert file.read_text() == '{"text": "mine"}\n'
        assert cleanup("fix", "a.jsonl", "-o", out, "-q", "--force") == 0


def test_the_working_folder_itself(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here / "in")
    assert cleanup("fix", ".", "-o", "../clean") == 0
    (here / "out").mkdir()
    monkeypatch.chdir(here / "out")
    assert cleanup("fix", "../in", "-o", ".") == 0
    assert contents(here / "out") == contents(here / "clean")
    assert (here / "out.report" / "run.json").exists()
