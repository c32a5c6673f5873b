"""`cleanup check`: every finding with its place, for people and for programs, and a status that says whether there were any."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import cleanup, program
from tests.run.runs import CLEAN, DIRTY, contents, put

Capsys = pytest.CaptureFixture[str]


def test_findings_have_place_code_reason_and_certainty(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in/a.txt") == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == 'in/a.txt:3:1: HL101 removed "Harbour town opens its longest pier after nine years"'
    assert re.fullmatch(r"    The same headline stands at line 1\. \(\d\d%\)", out[1])
    assert 'in/a.txt:11:1: BP101 removed "Leave a Reply"' in out


def test_concise_is_a_line_each(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in", "--output-format", "concise") == 1
    out = capsys.readouterr().out.splitlines()
    assert all(re.match(r"in/(a\.txt|b/c\.md):\d+:\d+: [A-Z]{2}\d{3} ", line) for line in out)
    assert len(out) == 6


def test_nothing_is_written(here: Path) -> None:
    before = contents(here)
    cleanup("check", "in")
    assert contents(here) == before


def test_clean_files_are_status_0_and_a_summary(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in/d.txt") == 0
    assert capsys.readouterr() == ("", "1 document: 1 already clean\n")


def test_the_summary_counts_by_stage_and_by_rule(here: Path, capsys: Capsys) -> None:
    cleanup("check", "in")
    err = capsys.readouterr().err.splitlines()
    assert err[0] == "3 documents: 2 would change, 1 already clean"
    assert re.fullmatch(r"6 edits, \d+ characters removed, 0 added", err[1])
    assert [line.split() for line in err[2:]] == [
        ["boilerplate", "4"], ["BP101", "comment-form-title", "2"], ["BP102", "comment-form-notice", "2"],
        ["headline", "2"], ["HL101", "repeated-headline", "2"],
    ]  # fmt: skip
    assert len({len(line) for line in err[2:]}) == 1


def test_quiet_leaves_the_findings(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in", "--quiet") == 1
    out, err = capsys.readouterr()
    assert out
    assert not err


def test_json_parses_and_gives_offsets_in_the_original(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in", "--output-format", "json") == 1
    rows = json.loads(capsys.readouterr().out)
    assert [row["path"] for row in rows] == ["in/a.txt"] * 3 + ["in/b/c.md"] * 3
    for row in rows:
        assert DIRTY[row["start"] : row["end"]] == row["before"]
        assert row["status"] == "applied"
        assert row["reasons"][0].keys() == {"code", "stage", "because", "certainty"}
    assert cleanup("check", "in/d.txt", "--output-format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_code_hosts_see_one_line_where_carriage_returns_end_them(here: Path, capsys: Capsys) -> None:
    put(here, {"mac.txt": DIRTY.replace("\n", "\r")})
    column = DIRTY.index("Leave a Reply") + 1
    cleanup("check", "mac.txt", "-q", "--output-format", "github", "--select", "BP101")
    assert f",file=mac.txt,line=1,col={column}::" in capsys.readouterr().out
    cleanup("check", "mac.txt", "-q", "--output-format", "sarif", "--select", "BP101")
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    cleanup("check", "mac.txt", "-q", "--output-format", "concise", "--select", "BP101")
    assert capsys.readouterr().out == 'mac.txt:11:1: BP101 removed "Leave a Reply"\n'


def test_github_annotations_are_escaped(here: Path, capsys: Capsys) -> None:
    put(here, {"odd, name:100%\n.txt": DIRTY})
    assert cleanup("check", "odd, name:100%\n.txt", "--output-format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("::error title=cleanup HL101,file=odd%2C name%3A100%25%0A.txt,line=3,col=1::removed ")
    assert all(line.startswith("::error ") for line in lines)


def test_a_diff_instead_of_findings(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in", "--diff") == 1
    out = capsys.readouterr().out
    assert out.startswith("--- a/in/a.txt\n+++ b/in/a.txt\n")
    assert "\n-Leave a Reply\n" in out


@pytest.mark.parametrize("arguments", [("check",), ("fix",), ("check", "--jobs", "2")])
def test_git_takes_the_diff_where_it_was_made(here: Path, arguments: tuple[str, ...]) -> None:
    patch = program(*arguments, "in", "--diff", "-q", cwd=here).stdout
    cleanup("fix", "in", "-o", "clean", "-q")
    subprocess.run(["git", "apply"], input=patch, cwd=here, check=True)
    assert contents(here / "in") == contents(here / "clean")


def test_git_takes_it_below_the_root_of_a_repository_and_of_files_named_from_the_root_of_the_disk(here: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=here, check=True)
    cleanup("fix", "in", "-o", "clean", "-q")
    put(here, {"sub/deep/a.txt": DIRTY, "sub/deep/b/c.md": DIRTY})
    for name in ("deep", str(here / "sub/deep")):
        patch = program("check", name, "--diff", "-q", cwd=here / "sub").stdout
        subprocess.run(["git", "apply"], input=patch, cwd=here / "sub", check=True)
        assert contents(here / "sub/deep") == {"a.txt": CLEAN.encode(), "b/c.md": CLEAN.encode()}
        put(here, {"sub/deep/a.txt": DIRTY, "sub/deep/b/c.md": DIRTY})


def test_a_diff_of_files_elsewhere_names_them_below_their_folder(
    here: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(put(here, {"other/x.txt": CLEAN}) / "other")
    for name in (str(here / "in"), "../in"):
        cleanup("check", name, "--diff")
        assert capsys.readouterr().out.startswith("--- a/a.txt\n+++ b/a.txt\n")


def test_standard_input_goes_by_the_name_given(here: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DIRTY.encode())))
    assert cleanup("check", "-", "--stdin-filename", "x/y.txt", "--output-format", "concise") == 1
    assert capsys.readouterr().out.startswith("x/y.txt:3:1: HL101 ")


def test_what_was_declined_is_reported_when_asked_for(here: Path, capsys: Capsys) -> None:
    args = ("check", "in/a.txt", "--protect", "leave a reply", "--output-format", "concise")
    cleanup(*args)
    assert "BP101" not in capsys.readouterr().out
    cleanup(*args, "--verbose")
    out = capsys.readouterr().out
    assert 'in/a.txt:11:1: BP101 removed "Leave a Reply" [not made: the stretch is protected]' in out
    places = [tuple(map(int, line.split(":")[1:3])) for line in out.splitlines()]
    assert places == sorted(places)


def test_limit_takes_the_first(here: Path, capsys: Capsys) -> None:
    cleanup("check", "in", "--limit", "1")
    assert capsys.readouterr().err.startswith("1 document: 1 would change\n")


def test_a_guarded_text_is_named_with_the_reason(here: Path, capsys: Capsys) -> None:
    assert cleanup("check", "in/a.txt", "--max-removed", "0") == 0
    out, err = capsys.readouterr()
    assert out.startswith("in/a.txt:1:1: GU101 ")
    assert err.startswith("in/a.txt: GU101 ")
    assert "1 document: 1 guarded\n" in err


def test_other_kinds_of_files_are_counted(here: Path, capsys: Capsys) -> None:
    put(here, {"in/x.jpg": "x", "in/y.jpg": "x", "in/Makefile": "x", "in/LICENSE.txt": DIRTY})
    cleanup("check", "in", "-q")
    assert not capsys.readouterr().err
    cleanup("check", "in")
    assert "skipped, other kinds of files: 2 .jpg, 1 without ending\n" in capsys.readouterr().err


def test_links_that_are_skipped_are_reported(here: Path, capsys: Capsys) -> None:
    (here / "links").mkdir()
    (here / "links" / "a.txt").symlink_to(here / "in" / "a.txt")
    (here / "links" / "folder").symlink_to(here / "in")
    assert cleanup("check", "links") == 0
    assert capsys.readouterr().err == (
        "no documents\nskipped, other kinds of files: 2 symbolic links\n"
        "symbolic links in folders are not followed: name what they lead to\n"
    )
    (here / "links" / "folder").unlink()
    assert cleanup("check", "links") == 0
    assert "skipped, other kinds of files: 1 symbolic link\n" in capsys.readouterr().err


def test_files_that_fail_are_named_and_the_others_go_on(here: Path, capsys: Capsys) -> None:
    (here / "dangling.txt").symlink_to("nowhere")
    put(here, {"in/bad.txt": bytes(range(128, 256)) * 4 + b"\x81"})
    assert cleanup("check", "in/d.txt", "in/bad.txt", "/dev/zero") == 1
    err = capsys.readouterr().err
    assert "/dev/zero: cannot be read: is a pipe or a device" in err
    assert re.search(r"^in/bad.txt: not UTF-8 \(byte 0x80 at 0\).* --encoding$", err, re.MULTILINE)
    assert "3 documents: 1 already clean, 1 undecodable (left alone), 1 failed" in err


def test_all_failures_are_named_when_asked_for(here: Path, capsys: Capsys) -> None:
    put(here, {f"in/f{number:02}.txt": b"a\0b" for number in range(23)})
    cleanup("check", "in", "-q")
    err = capsys.readouterr().err.splitlines()
    assert err[-1] == "... and 3 more; --verbose names them"
    for command in (("check", "in"), ("fix", "in", "-o", "out")):
        cleanup(*command, "-q", "-v")
        err = capsys.readouterr().err.splitlines()
        assert sum("left alone as binary" in line for line in err) == 23


def test_nothing_in_a_text_or_a_name_acts_on_the_terminal(here: Path, capsys: Capsys) -> None:
    put(here, {"\x1b[31mred\n.txt": CLEAN + "\nLeave a Reply\n\x1b[2J\u202eYour email address will not be published.\n"})
    cleanup("check", "\x1b[31mred\n.txt")
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err
    assert out.startswith("\\x1b[31mred\\n.txt:")
