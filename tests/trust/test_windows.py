"""What Windows does differently, as far as Linux can show it: encodings of consoles and of files, names, separators."""

from __future__ import annotations

import ntpath
import os
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import ModuleType, SimpleNamespace

import pytest

from cleanup.files.inside import stays_inside
from cleanup.run import baseline
from cleanup.run.sources import ignore, search, site
from tests.conftest import Tally
from tests.run.runs import DIRTY, put
from tests.trust.commands import files, run

TEXT = "Буря ударила по берегу\n\nБуря ударила по берегу\n\nThe storm — a “big” one — came at night .\n"
COMMANDS = [
    "check in",
    "fix in -o out -v",
    "explain in/буря.txt:3",
    "rules BP101",
    "learn in",
    "dedup in -o unique",
    "check in --diff",
    "check in --output-format sarif",
    "check in --write-baseline b.json",
    "fix in --in-place",
    "undo cleanup-report",
]
NAMES = [
    "CON.txt",
    "aux.md",
    "nul/y.txt",
    "COM1/lpt1.txt",
    "a .txt",
    "dir./z.txt",
    "dir /z.txt",
    "a;b'c\".txt",
    "a:b.txt",
    "q?.txt",
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    config = 'protect = ["Ночью — нет"]\nper-file-ignores = { "in/*/глава.txt" = ["HL"] }\n'
    return put(tmp_path, {"in/буря.txt": TEXT, "in/b/глава.txt": TEXT, "in/c.txt": DIRTY, "cleanup.toml": config})


@pytest.mark.parametrize("encoding", ["cp437", pytest.param("cp1252", marks=pytest.mark.slow)])
def test_a_console_of_few_characters_gets_what_any_gets(place: Path, encoding: str, tally: Tally) -> None:
    for command in COMMANDS[:1] if encoding == "cp437" else COMMANDS:
        seen = []
        for name in (encoding, "utf-8"):
            done = run(*command.split(), cwd=place, env={"PYTHONIOENCODING": name})
            assert b"Traceback" not in done.stderr
            assert done.stderr.decode().isascii() or "буря" in done.stderr.decode()
            seen.append((done.returncode, done.stdout))
            run("undo", "cleanup-report", "-q", cwd=place)
        assert seen[0] == seen[1], command
        tally.add("hostile inputs tried", 1)


@pytest.mark.slow
def test_no_file_is_read_in_the_encoding_of_the_system(place: Path) -> None:
    """Python tells of every file that is opened as text without saying how: Windows would take cp1252."""
    strict = {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "error::EncodingWarning"}
    for command in COMMANDS:
        done = run(*command.split(), cwd=place, env=strict)
        assert b"EncodingWarning" not in done.stderr, command
        assert done.returncode in (0, 1), done.stderr


def test_names_that_windows_keeps_for_itself_are_names_here(tmp_path: Path, tally: Tally) -> None:
    put(tmp_path / "in", dict.fromkeys(NAMES, DIRTY))
    old = files(tmp_path / "in")
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path).returncode == 0
    assert files(tmp_path / "out").keys() == old.keys()
    assert run("undo", "out.report", "--to", "back", "-q", cwd=tmp_path).returncode == 0
    assert files(tmp_path / "back") == old
    tally.add("hostile inputs tried", len(NAMES))


@pytest.mark.parametrize(
    "name",
    [
        "..\\kept",
        "a\\..\\..\\kept",
        "C:\\kept",
        "C:kept",
        "b/C:kept",
        "b/\\kept",
        "\\\\server\\share\\kept",
        "b\\kept",
        "kept:stream",
    ],
)
def test_names_that_lead_elsewhere_on_windows_are_names_here(name: str, tally: Tally) -> None:
    assert stays_inside(name, PurePosixPath)
    assert not stays_inside(name, PureWindowsPath)
    tally.add("hostile inputs tried", 1)


@pytest.mark.parametrize("name", ["../kept", "b/../../kept", "/kept", "b//kept", "./kept", "", ".", "..", "b/", "a\0b"])
def test_names_that_lead_elsewhere_on_any_system(name: str, tally: Tally) -> None:
    assert not stays_inside(name, PurePosixPath)
    assert not stays_inside(name, PureWindowsPath)
    assert stays_inside("b/..kept", PureWindowsPath)
    tally.add("hostile inputs tried", 1)


def as_on_windows(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> None:
    """Have a module take paths apart as Python does on Windows, whose own functions for it are there on any system."""
    monkeypatch.setattr(module, "os", SimpleNamespace(path=ntpath, sep=ntpath.sep, fspath=os.fspath))
    monkeypatch.setattr(module, "Path", PureWindowsPath)


@pytest.mark.parametrize(
    ("pattern", "path", "decision"),
    [
        ("drafts/*.txt", "C:\\art\\drafts\\a.txt", True),
        ("/a.txt", "C:\\art\\a.txt", True),
        ("/a.txt", "C:\\art\\b\\a.txt", None),
        ("**/old/", "C:\\art\\b\\old\\", True),
        ("!b/keep.txt", "C:\\art\\b\\keep.txt", False),
        ("*.txt", "D:\\elsewhere\\a.txt", True),
        ("elsewhere/", "D:\\elsewhere\\a.txt", None),
        ("drafts\\*.txt", "C:\\art\\drafts\\a.txt", None),  # to git, too, a backslash takes the star its meaning
    ],
)
def test_ignore_files_speak_of_paths_with_backslashes(
    monkeypatch: pytest.MonkeyPatch, pattern: str, path: str, decision: bool | None
) -> None:
    as_on_windows(monkeypatch, ignore)
    patterns = ignore.Ignore.of([pattern], PureWindowsPath("C:\\art"))  # type: ignore[arg-type]
    assert patterns
    assert patterns.decides(PureWindowsPath(path), path.endswith("\\")) is decision  # type: ignore[arg-type]


def test_names_in_accounts_and_baselines_have_slashes_between(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (search, baseline):
        as_on_windows(monkeypatch, module)
    root = PureWindowsPath("C:\\art")
    searching = search.Search(root, None, False, None)  # type: ignore[arg-type]
    assert searching._name("C:\\art\\b\\c d\\a.txt") == "b/c d/a.txt"  # type: ignore[arg-type]
    assert baseline.Baseline(root).name("C:\\art\\b\\a.txt") == "b/a.txt"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("C:\\crawl\\example.org\\2026\\a.txt", "2026/a.txt", "example.org"),
        ("C:\\crawl\\news\\a.txt", "news/a.txt", "news"),
        ("C:\\crawl\\a.txt", "a.txt", "crawl"),
        ("C:\\a.txt", "a.txt", ""),
        ("\\\\server\\share\\example.org\\a.txt", "a.txt", "example.org"),
    ],
)
def test_the_site_of_a_file_is_its_folder(monkeypatch: pytest.MonkeyPatch, path: str, name: str, expected: str) -> None:
    monkeypatch.setattr(site, "os", SimpleNamespace(path=ntpath, sep=ntpath.sep))
    assert site.folder_site(name, path) == expected
