"""What Windows does otherwise, as far as Linux can show it: encodings of consoles and of files, names, separators."""

from __future__ import annotations

from pathlib import Path

import pytest

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
