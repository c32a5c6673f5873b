"""Where the configuration comes from, what beats what, and what is said of mistakes in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleanup.cli.configuration import settings
from tests.cli.program import cleanup
from tests.cli.test_rules import RULE
from tests.run.runs import DIRTY, put

Capsys = pytest.CaptureFixture[str]


def codes(capsys: Capsys, *args: str) -> set[str]:
    """The codes that a check finds."""
    capsys.readouterr()
    cleanup("check", "in", "--output-format", "concise", "-q", *args)
    return {line.split(": ")[1].split()[0] for line in capsys.readouterr().out.splitlines()}


def test_a_cleanup_toml_here_counts(here: Path, capsys: Capsys) -> None:
    assert codes(capsys) == {"HL101", "BP101", "BP102"}
    put(here, {"cleanup.toml": 'ignore = ["BP"]'})
    assert codes(capsys) == {"HL101"}


def test_a_table_in_a_pyproject_toml_above_counts(here: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    put(here, {"pyproject.toml": '[tool.cleanup]\nselect = ["HL"]\n', "x/y/in/a.txt": DIRTY})
    monkeypatch.chdir(here / "x" / "y")
    assert codes(capsys) == {"HL101"}


@pytest.mark.parametrize(
    "other", ["[tool.cleanup-other]\nx = 1\n", "[tool]\ncleanup = 3\n", "# cleanup\n", "[project]\nx = cleanup"]
)
def test_a_pyproject_toml_without_our_table_is_skipped(
    here: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    put(here, {"cleanup.toml": 'select = ["HL"]', "x/pyproject.toml": other, "x/in/a.txt": DIRTY})
    monkeypatch.chdir(here / "x")
    assert codes(capsys) == {"HL101"}


def test_the_nearest_file_counts_and_cleanup_toml_first(here: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    put(here, {"cleanup.toml": "keeep = 1", "x/cleanup.toml": 'select = ["HL"]', "x/in/a.txt": DIRTY})
    put(here, {"x/pyproject.toml": "[tool.cleanup]\nkeeep = 1"})
    monkeypatch.chdir(here / "x")
    assert codes(capsys) == {"HL101"}


def test_a_file_named_beats_those_found(here: Path, capsys: Capsys) -> None:
    put(here, {"cleanup.toml": "keeep = 1", "my.toml": 'select = ["HL"]'})
    assert codes(capsys, "--config", "my.toml") == {"HL101"}


pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")


@pipes
def test_a_pipe_is_read_once_and_its_paths_are_those_of_the_working_folder(here: Path, capsys: Capsys) -> None:
    rule = '[[rule]]\ncode = "BP999"\nname = "x"\nkind = "line"\nwhy = "w"\nphrases = ["clean"]\n'
    written = b'select = ["BP"]\nexclude = ["/in/b/"]\nrules = ["r.toml"]\n'
    put(here, {"r.toml": rule, "cleanup.toml": written})
    cleanup("check", "in", "-q")
    as_a_file = capsys.readouterr().out
    (here / "cleanup.toml").unlink()
    reading, writing = os.pipe()
    with open(reading, "rb"), open(writing, "wb") as into:
        into.write(written)
        into.close()
        assert cleanup("check", "in", "-q", "--config", f"/dev/fd/{reading}") == 1
    assert capsys.readouterr().out == as_a_file
    assert "in/a.txt" in as_a_file


@pipes
def test_a_pipe_that_nobody_writes_to_is_reported_and_not_waited_for(here: Path, capsys: Capsys) -> None:
    os.mkfifo(here / "c.toml")
    assert cleanup("check", "in", "--config", "c.toml") == 2
    assert "c.toml: is a pipe, and nothing came out of it" in capsys.readouterr().err


@pytest.mark.parametrize("line", ['rules = ["no.toml"]', 'rejected = ["no.jsonl"]', 'profile = "no.json"'])
def test_a_missing_file_is_reported_with_the_configuration_that_names_it(here: Path, capsys: Capsys, line: str) -> None:
    put(here, {"conf/my.toml": line, "own.json": '{"v": 1, "sites": {}}'})
    assert cleanup("check", "in", "--config", "conf/my.toml") == 2
    key, name = line.split()[0], line.split('"')[1]
    assert capsys.readouterr().err == f"cleanup: conf/my.toml: {key}: conf/{name}: no such file\n"
    if key == "profile":
        assert cleanup("check", "in", "-q", "--config", "conf/my.toml", "--profile", "own.json") == 1
        assert cleanup("learn", "in", "-q", "--config", "conf/my.toml") == 0


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no devices with names here")
@pytest.mark.parametrize("option", ["--config", "--rules", "--profile", "--rejected", "--baseline"])
def test_a_device_without_an_end_is_not_read(here: Path, capsys: Capsys, option: str) -> None:
    assert cleanup("check", "in", option, "/dev/zero") == 2
    assert "/dev/zero: is a device" in capsys.readouterr().err


def test_the_command_line_beats_the_file(here: Path, capsys: Capsys) -> None:
    put(
        here,
        {"cleanup.toml": 'select = ["HL"]\nignore = ["BP102"]\nkeep = "body"\nmax-removed = 1.0\nprotect = ["harbour town"]'},
    )
    assert codes(capsys) == set()
    assert codes(capsys, "--select", "BP") == {"BP101", "BP102"}
    assert codes(capsys, "--extend-select", "BP") == {"BP101", "BP102"}
    assert codes(capsys, "--extend-select", "BP", "--ignore", "BP101") == {"BP102"}
    assert settings(None, keep="article", max_removed=0.1).config.keep == "article"
    assert settings(None).config.keep == "body"


def test_ignoring_more_on_the_command_line(here: Path, capsys: Capsys) -> None:
    put(here, {"cleanup.toml": 'ignore = ["BP101"]'})
    assert codes(capsys, "--ignore", "HL") == {"BP102"}
    put(here, {"cleanup.toml": 'select = ["HL", "BP101"]'})
    assert codes(capsys, "--ignore", "BP") == {"HL101"}


def test_codes_may_be_in_lower_case_and_in_one_value(here: Path, capsys: Capsys) -> None:
    assert codes(capsys, "--select", "hl,bp101") == {"HL101", "BP101"}
    assert codes(capsys, "--select", "HL BP", "--ignore", "BP102") == {"HL101", "BP101"}
    assert codes(capsys, "--select", "ALL", "--ignore", "hl") == {"BP101", "BP102"}


def test_protected_phrases_and_rule_files_add_up(here: Path) -> None:
    rule = '[[rule]]\ncode = "BP{0}"\nname = "x{0}"\nkind = "line"\nwhy = "w"\nphrases = ["x"]\n'
    put(
        here, {"cleanup.toml": 'protect = ["one"]\nrules = ["r.toml"]', "r.toml": rule.format(998), "more.toml": rule.format(999)}
    )
    config = settings(None, protect=["two"], rules=["more.toml"]).config
    assert config.protect == ("one", "two")
    assert config.rules == (str(here / "r.toml"), "more.toml")


def test_codes_ignored_for_some_files(here: Path, capsys: Capsys) -> None:
    put(here, {"cleanup.toml": '[per-file-ignores]\n"in/b/*" = ["HL", "BP"]\n'})
    capsys.readouterr()
    cleanup("check", "in", "--output-format", "concise", "-q")
    assert "in/b" not in capsys.readouterr().out


def test_excludes_are_anchored_where_they_are_written(here: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    put(here, {"cleanup.toml": 'exclude = ["/in/b/"]', "in/b/c.txt": DIRTY, "in/x/b/c.txt": DIRTY})
    monkeypatch.chdir(here / "in")

    def seen(*args: str) -> list[str]:
        capsys.readouterr()
        cleanup("check", ".", "--output-format", "concise", "--select", "HL", "-q", *args)
        return [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]

    assert seen() == ["a.txt", "x/b/c.txt"]
    assert seen("--exclude", "/a.txt") == ["x/b/c.txt"]
    assert seen("--exclude", "c.txt") == ["a.txt"]
    assert seen("--exclude", "x/b") == ["a.txt"]


def test_a_byte_order_mark_is_none_of_the_configuration(here: Path, capsys: Capsys) -> None:
    mine = RULE.encode("utf-8-sig")
    put(here, {"cleanup.toml": b'\xef\xbb\xbfrules = ["mine.toml"]\r\nprofile = "p.json"\r\n', "mine.toml": mine})
    put(
        here,
        {"p.json": b'\xef\xbb\xbf{"v": 1, "sites": {}}\r\n', "sub/pyproject.toml": b"\xef\xbb\xbf[tool.cleanup]\nkeep = 1\n"},
    )
    assert cleanup("rules", "BP998") == 0
    assert cleanup("check", "in/d.txt", "-q") == 0
    assert cleanup("check", "in/d.txt", "--config", "sub/pyproject.toml") == 2
    assert "pyproject.toml: keep = 1: allowed are" in capsys.readouterr().err


def test_a_rule_file_of_the_configuration_may_be_named_again(here: Path, capsys: Capsys) -> None:
    put(here, {"cleanup.toml": 'rules = ["mine.toml"]', "mine.toml": RULE})
    assert cleanup("rules", "BP998", "--rules", "mine.toml", "--rules", "./in/../mine.toml") == 0
    put(here, {"two.toml": RULE})
    assert cleanup("rules", "BP998", "--rules", "two.toml") == 2
    assert "two.toml: rule BP998: the code is taken by 'harbour-gazette-footer' in " in capsys.readouterr().err


GOOD = '[[rule]]\ncode = "BP999"\nname = "x"\nkind = "pattern"\nwhy = "w"\nliterals = ["x"]\n'


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"cleanup.toml": 'keeep = "body"'}, "cleanup.toml: unknown option 'keeep'; did you mean 'keep'?"),
        ({"cleanup.toml": "keep = "}, "cleanup.toml: not TOML: "),
        ({"cleanup.toml": f"jobs = {'9' * 5000}"}, "cleanup.toml: not TOML: "),
        ({"cleanup.toml": f"jobs = {'[' * 50000}"}, "cleanup.toml: not TOML: "),
        ({"pyproject.toml": f"[tool.cleanup]\njobs = {'[' * 50000}"}, "pyproject.toml: not TOML: "),
        ({"cleanup.toml": b"\xff"}, "cleanup.toml: not UTF-8 (byte 0)"),
        ({"cleanup.toml": 'keep = "bdy"'}, "cleanup.toml: keep = 'bdy': allowed are article, body"),
        ({"cleanup.toml": 'select = ["QQ"]'}, "cleanup.toml: select = ['QQ']: no code begins with 'QQ'; "),
        ({"cleanup.toml": 'select = ["BP777"]'}, "cleanup.toml: select: no rule's code begins with 'BP777'; "),
        (
            {"cleanup.toml": '[per-file-ignores]\n"*" = ["BP777"]'},
            "cleanup.toml: per-file-ignores: no rule's code begins with 'BP777'; ",
        ),
        ({"cleanup.toml": 'encoding = "klingon"'}, "cleanup.toml: unknown encoding 'klingon'; "),
        ({"cleanup.toml": 'plugins = "gazette"'}, "cleanup.toml: no plugin 'gazette'; "),
        ({"cleanup.toml": '[tool.cleanup]\nkeep = "body"'}, "cleanup.toml: [tool.cleanup] is for pyproject.toml; "),
        ({"cleanup.toml": 'language = "english"'}, "language = 'english': expected a code of ISO 639, as en"),
        ({"cleanup.toml": 'select = ["BP"]\nignore = ["BP"]'}, "select and ignore leave no rule; "),
        ({"cleanup.toml": 'rules = ["r.toml"]'}, "r.toml: no such file"),
        ({"cleanup.toml": 'profile = "p.json"'}, "p.json: no such file"),
        ({"pyproject.toml": "[tool.cleanup]\nkeep =\n"}, "pyproject.toml: not TOML: "),
        ({"pyproject.toml": "[tool.cleanup\nkeep = 1\n"}, "pyproject.toml: not TOML: "),
        ({"cleanup.toml": 'rules = ["r.toml"]', "r.toml": GOOD + 'patterns = ["("]'}, "r.toml: rule BP999: bad pattern '(': "),
        ({"cleanup.toml": 'rules = ["r.toml"]', "r.toml": GOOD + "phrase = 1"}, "r.toml: rule BP999: unknown key 'phrase'; "),
        ({"cleanup.toml": 'rules = ["r.toml"]', "r.toml": "[[rule]"}, "r.toml: not TOML: "),
        ({"cleanup.toml": 'rules = ["r.toml"]', "r.toml": f"rule = {'[' * 50000}"}, "r.toml: not TOML: "),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_and_status_2(here: Path, capsys: Capsys, files: dict[str, str | bytes], message: str) -> None:
    put(here, files)
    for args in (("check", "in"), ("fix", "in", "-o", "out")):
        assert cleanup(*args) == 2
        out, err = capsys.readouterr()
        assert not out
        assert err.startswith("cleanup: ")
        assert message in err
        assert err.count("\n") == 1
    assert not (here / "out").exists()


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--bogus",), "cleanup check: No such option: --bogus"),
        (("--selct", "HL"), "cleanup check: No such option: --selct"),
        (("--keep", "bdy"), "cleanup: --keep = 'bdy': allowed are article, body"),
        (("--select", "QQ"), "cleanup: --select = ['QQ']: no code begins with 'QQ'; "),
        (("--ignore", "BP777"), "cleanup: ignore: no rule's code begins with 'BP777'; "),
        (("--shape", "round"), "cleanup: --shape = 'round': allowed are "),
        (("--max-removed", "2"), "cleanup: --max-removed = 2.0: expected a number from 0 to 1"),
        (("--max-removed", "half"), "cleanup check: "),
        (("--jobs", "-1"), "cleanup: --jobs = -1: expected a number of processes; 0 means one for each processor"),
        (("--limit", "0"), "cleanup check: "),
        (("--output-format", "xml"), "cleanup check: "),
        (("--encoding", "rot13"), "cleanup: unknown encoding 'rot13'; "),
        (("--config", "nope.toml"), "cleanup: nope.toml: No such file or directory"),
        (("--rules", "nope.toml"), "cleanup: nope.toml: No such file or directory"),
        (("--rules", "in"), "cleanup: in: Is a directory"),
        (("nope", "nor\nthis"), "cleanup: no such file or folder: nope, 'nor\\nthis'"),
    ],
)
def test_a_mistake_on_the_command_line_too(here: Path, capsys: Capsys, args: tuple[str, ...], message: str) -> None:
    assert cleanup("check", "in", *args) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith(message)
    assert err.count("\n") == 1
