"""What a check in continuous integration needs: statistics, thresholds, baselines, changed lines, formats for machines."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import cleanup, program
from tests.run.runs import CLEAN, DIRTY, put

Capsys = pytest.CaptureFixture[str]


def test_statistics_count_by_rule_most_first(here: Path, capsys: Capsys) -> None:
    put(here, {"in/e.txt": CLEAN + "\nLeave a Comment\n"})
    assert cleanup("check", "in", "--statistics", "-q") == 1
    assert capsys.readouterr().out.splitlines() == [
        "3  BP101  comment-form-title", "2  BP102  comment-form-notice", "2  HL101  repeated-headline",
    ]  # fmt: skip
    cleanup("check", "in", "--statistics", "--output-format", "json")
    counted, said = capsys.readouterr()
    assert "BP101" not in said  # once is enough
    assert json.loads(counted)[0] == {"code": "BP101", "name": "comment-form-title", "count": 3}
    assert cleanup("check", "in/d.txt", "--statistics", "-q") == 0
    assert capsys.readouterr() == ("", "")


def test_exit_zero_is_about_findings_and_not_about_failures(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in", "--exit-zero", "--output-format", "github") == 0
    assert all(line.startswith("::warning ") for line in capsys.readouterr().out.splitlines())
    assert cleanup("check", "/dev/zero", "--exit-zero") == 1


@pytest.mark.parametrize(("limit", "status"), [("5%", 1), ("0.05", 1), ("90%", 0), ("1", 0), ("0", 1)])
def test_a_share_that_may_go_decides_the_exit_status(here: Path, capsys: Capsys, limit: str, status: int) -> None:
    assert cleanup("check", "in", "--fail-on-removed", limit, "-q") == status
    assert ("of the text would go" in capsys.readouterr().err) is bool(status)
    assert cleanup("check", "in/d.txt", "--fail-on-removed", limit) == 0


@pytest.mark.parametrize("limit", ["", "many", "5%%", "-1", "150%", "nan"])
def test_a_limit_that_is_not_a_share_is_refused(here: Path, capsys: Capsys, limit: str) -> None:
    assert cleanup("check", "in", f"--fail-on-removed={limit}") == (1 if not limit else 2)
    assert not limit or "expected a share, as 5% or 0.05" in capsys.readouterr().err


def test_a_baseline_of_today_and_what_is_new(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in", "--write-baseline", "base.json") == 0
    assert capsys.readouterr() == ("", "6 findings accepted in base.json\n")
    assert cleanup("check", "in", "--baseline", "base.json", "-q") == 0
    put(here, {"in/a.txt": DIRTY + "\nShare this article\n", "in/b/c.md": CLEAN})
    assert cleanup("check", "in", "--baseline", "base.json", "--output-format", "concise") == 1
    out, err = capsys.readouterr()
    assert [line.split('"')[1] for line in out.splitlines()] == ["Share this article"]
    assert "3 findings in base.json no longer found (to remove: cleanup check PATH... --write-baseline base.json):\n" in err
    assert '  in/b/c.md: BP101 "Leave a Reply"\n' in err
    assert cleanup("fix", "in", "--in-place", "--baseline", "base.json", "-q") == 0
    assert Path("in/a.txt").read_text() == DIRTY


def test_a_missing_baseline_is_a_mistake(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in", "--baseline", "none.json") == 2
    assert capsys.readouterr().err == "cleanup: none.json: No such file or directory\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--diff", "--output-format", "json"), "--diff and --output-format json"),
        (("--diff", "--statistics"), "--diff and --statistics"),
        (("--statistics", "--output-format", "sarif"), "--statistics and --output-format sarif"),
        (("--write-baseline", "base.json", "--baseline", "base.json"), "--write-baseline and --baseline"),
        (("--write-baseline", "base.json", "--changed-lines"), "--write-baseline and --changed-lines"),
        (("--write-baseline", "base.json", "--diff"), "--write-baseline and --diff"),
        (("--exit-zero", "--fail-on-removed", "5%"), "--exit-zero and --fail-on-removed"),
    ],
)
def test_options_of_which_one_would_do_nothing(here: Path, capsys: Capsys, options: tuple[str, ...], told: str) -> None:
    cleanup("check", "in", "--write-baseline", "base.json", "-q")
    accepted = Path("base.json").read_bytes()
    capsys.readouterr()
    assert cleanup("check", "in", *options) == 2
    assert capsys.readouterr() == ("", f"cleanup: {told} exclude each other\n")
    assert Path("base.json").read_bytes() == accepted


def test_only_what_has_changed_is_fixed(here: Path, capsys: Capsys) -> None:
    run = {"check": True, "capture_output": True}
    subprocess.run(["git", "init", "-q"], **run)  # type: ignore[call-overload]
    subprocess.run(["git", "add", "-A"], **run)  # type: ignore[call-overload]
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "x"], **run)  # type: ignore[call-overload]
    assert cleanup("check", "in", "--changed-lines", "-q") == 0
    put(here, {"in/a.txt": DIRTY + "\nLeave a Comment\n", "in/new.txt": DIRTY})
    assert cleanup("fix", "in", "--changed-lines", "--in-place", "-q") == 0
    assert Path("in/a.txt").read_text() == DIRTY
    assert Path("in/new.txt").read_text() == CLEAN
    assert Path("in/b/c.md").read_text() == DIRTY
    assert cleanup("check", "in", "--changed-lines", "-q") == 0
    assert cleanup("undo", "cleanup-report", "-q") in (0, 2)


def test_of_files_that_have_not_changed_nothing_is_said(here: Path, capsys: Capsys) -> None:
    page = "<!DOCTYPE html><html><head><title>T</title></head><body><p>Prose.</p></body></html>\n"
    put(here, {"in/page.txt": page, "in/bin.txt": b"a\0b"})
    for command in (("init", "-q"), ("add", "-A"), ("-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "x")):
        subprocess.run(["git", *command], check=True, capture_output=True)
    put(here, {"in/d.txt": CLEAN + "\nLeave a Reply\n"})
    assert cleanup("check", "in", "--changed-lines", "--output-format", "concise") == 1
    out, err = capsys.readouterr()
    assert out == 'in/d.txt:9:1: BP101 removed "Leave a Reply"\n'
    assert err.startswith(
        "in/bin.txt: left alone as binary: byte 2 is a NUL\n5 documents: 1 would change, 3 already clean, 1 binary (left alone)\n"
    )
    assert cleanup("fix", "in", "-o", "clean", "--changed-lines", "-q") == 0
    assert (here / "clean/a.txt").read_text() == DIRTY
    assert (here / "clean/d.txt").read_text() == CLEAN


def test_changed_lines_need_git_and_files(here: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))
    assert cleanup("check", "in", "--changed-lines") == 2
    assert "--changed-lines needs a git repository" in capsys.readouterr().err
    assert cleanup("check", "-", "--changed-lines") == 2
    assert "only for files, not for standard input (-)" in capsys.readouterr().err


def test_excludes_count_for_named_files_when_forced(here: Path, capsys: Capsys) -> None:
    put(here, {"LICENSE.txt": DIRTY, "old/x.txt": DIRTY, "in/b/.cleanupignore": "e.txt\n", "in/b/e.txt": DIRTY})
    named = ("LICENSE.txt", "old/x.txt", "in/b/e.txt")
    assert cleanup("check", *named, "--exclude", "old/", "--force-exclude") == 0
    assert capsys.readouterr().err.startswith("no documents")
    assert cleanup("check", *named, "--exclude", "old/", "-q") == 1


def test_sarif_is_one_log(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in", "--output-format", "sarif", "-q") == 1
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert places == ["in/a.txt"] * 3 + ["in/b/c.md"] * 3
    assert cleanup("check", "in/d.txt", "--output-format", "sarif") == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []


def test_a_shell_can_complete(tmp_path: Path) -> None:
    asked = {"_CLEANUP_COMPLETE": "complete_bash", "COMP_WORDS": "cleanup check --base", "COMP_CWORD": "2"}
    assert program(cwd=tmp_path, env=asked).stdout == b"--baseline\n"
    shown = program("--show-completion", "bash", cwd=tmp_path, env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert b"complete -o default -F _cleanup_completion cleanup" in shown.stdout


def test_no_colour_where_none_is_wanted(here: Path) -> None:
    done = program("check", "in", "--diff", cwd=here, env={"NO_COLOR": "1"})
    assert done.stdout
    assert b"\x1b" not in done.stdout + done.stderr


def test_a_missing_file_is_a_mistake_of_the_hook(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "--curated", "--force-exclude", "gone.txt") == 2
    assert capsys.readouterr().err == "cleanup: no such file or folder: gone.txt\n"
