"""The coloured word diff of a terminal: the edits themselves, in the lines they stand in."""

from __future__ import annotations

import os
import select
import subprocess
from pathlib import Path

import pytest

from cleanup.cli.worddiff import word_diff
from cleanup.pipeline.config import Config
from cleanup.run.workers.cleanfile import clean_bytes
from cleanup.run.workers.job import Job
from tests.cli.program import PROGRAM, program
from tests.run.runs import PROSE, put

TEXT = PROSE + "\nThe pier opened .\n\nLeave a Reply\n\nYour email address will not be published.\n"


def styled(text: str) -> list[tuple[str, str]]:
    """What goes and what comes, as shown."""
    shown = word_diff(clean_bytes(text.encode(), "a.txt", Job(Config())))
    return [
        (str(span.style).split()[0], shown.plain[span.start : span.end])
        for span in shown.spans
        if str(span.style).startswith(("red", "green"))
    ]


def test_what_goes_and_what_comes() -> None:
    pieces = styled(TEXT)
    assert ("red", " ") in pieces
    assert ("red", "\n\nLeave a Reply") in pieces
    assert {style for style, _ in pieces} <= {"red", "green"}


def test_windows_line_ends_are_line_ends() -> None:
    text = TEXT.replace("opened .\n", "opened . \n").replace("\n\nLeave", "\n\n\n\nLeave")
    unix = word_diff(clean_bytes(text.encode(), "a.txt", Job(Config()))).plain
    windows = word_diff(clean_bytes(text.replace("\n", "\r\n").encode(), "a.txt", Job(Config()))).plain
    assert windows == unix
    assert word_diff(clean_bytes(text.replace("\n", "\r").encode(), "a.txt", Job(Config()))).plain == unix
    assert "\\r" in word_diff(clean_bytes(b"The pier\ropened ,at last.\n", "a.txt", Job(Config()))).plain


def test_what_hides_or_acts_is_escaped_and_long_lines_lose_their_middle() -> None:
    text = "word " * 500 + "end .\x1b[31m\u202e" + " word" * 500 + "\n"
    shown = word_diff(clean_bytes(text.encode(), "a\x1b.txt", Job(Config()))).plain
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert len(shown) < 500


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_in_colour_on_a_terminal_and_a_patch_in_a_pipe(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": TEXT})
    piped = program("check", "a.txt", "--diff", "-q", cwd=tmp_path).stdout
    assert piped.startswith(b"--- ")
    assert b"\x1b" not in piped
    ours, theirs = os.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen([*PROGRAM, "check", "a.txt", "--diff", "-q"], cwd=tmp_path, stdout=theirs, env=environment) as running:
        os.close(theirs)
        seen = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                seen += os.read(ours, 65536)
            except OSError:  # the program has ended
                break
        running.wait()
    os.close(ours)
    assert running.returncode == 1
    assert b"\x1b[" in seen
    assert b"Leave a Reply" in seen
    assert b"@@" not in seen
