"""A disk that is full or cannot be written: a message, no half-written file, and the work can be finished once there is room."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from cleanup.run.results.account import RUN
from tests.conftest import Tally
from tests.trust.commands import files, run, texts

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="no mounts there")]


def test_a_full_disk_for_the_output(tmp_path: Path, small: Path, tally: Tally) -> None:
    old = files(texts(tmp_path / "in", 60))
    assert run("fix", "in", "-o", "whole", "-q", cwd=tmp_path).returncode == 0
    new = files(tmp_path / "whole")
    for command in (["fix", "in"], ["dedup", "in", "--threshold", "0.99", "--containment", "1"]):
        done = run(*command, "-o", "small/out", "-q", cwd=tmp_path)
        assert done.returncode in (1, 2)
        assert re.search(rb"small/out[./].*: No space left", done.stderr), done.stderr
        assert b"Traceback" not in done.stderr
        assert files(tmp_path / "in") == old
        allowed = new if command[0] == "fix" else old
        assert all(data == allowed[name] for name, data in files(small / "out").items())
        assert not (small / "out.report" / RUN).exists()
        subprocess.run(["rm", "-rf", small / "out", small / "out.report"], check=True)
    tally.add("faults put into runs", 2)
    tally.add("files compared", len(old))


def test_a_full_disk_in_place(small: Path, tally: Tally) -> None:
    old = files(texts(small / "in", 30))
    done = run("fix", "in", "--in-place", "-q", cwd=small)
    assert done.returncode in (1, 2)
    assert re.search(rb"^(cleanup: )?(cleanup-report/1|in)/.*: No space left", done.stderr, re.MULTILINE), done.stderr
    assert b"Traceback" not in done.stderr
    while run("undo", "cleanup-report", "-q", cwd=small).returncode == 0:
        pass
    subprocess.run(["mount", "-o", "remount,size=4m", small], check=True)
    assert run("fix", "in", "--in-place", "-q", cwd=small).returncode == 0
    while run("undo", "cleanup-report", "-q", cwd=small).returncode == 0:
        pass
    assert files(small / "in") == old
    tally.add("faults put into runs", 2)
    tally.add("files compared", len(old))


def test_a_full_disk_for_temporary_files_and_records(tmp_path: Path, small: Path, tally: Tally) -> None:
    lines = (" ".join(f"word{number} ,{each}" for each in range(200)) for number in range(200))
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": line}) + "\n" for line in lines))
    (small / "taken").write_bytes(bytes(120_000))
    for command, place in (
        ("dedup a.jsonl -o b.jsonl", str(small)),
        ("fix a.jsonl -o small/b.jsonl", "small/b.jsonl"),
        ("dedup a.jsonl -o small/b.jsonl --threshold 1 --containment 1", "small/b.jsonl"),
        ("dedup a.jsonl -o b.jsonl --known small/index --threshold 1 --containment 1", "small/index/"),
    ):
        done = run(*command.split(), "-q", cwd=tmp_path, env={"TMPDIR": str(small)} if place == str(small) else {})
        assert done.returncode == 2, command
        assert re.search(rb"^cleanup: %b.*: No space left" % place.encode(), done.stderr), done.stderr
        subprocess.run("rm -rf small/b.jsonl* small/index b.jsonl*", shell=True, cwd=tmp_path, check=True)
    tally.add("faults put into runs", 4)


def test_a_disk_that_is_read_only(small: Path, tally: Tally) -> None:
    old = files(texts(small / "in", 10))
    subprocess.run(["mount", "-o", "remount,ro", small], check=True)
    for command in (
        ["fix", "in", "--in-place"],
        ["fix", "in", "-o", "out"],
        ["learn", "in", "-o", "p.json"],
        ["dedup", "in", "-o", "out"],
    ):
        done = run(*command, "-q", cwd=small)
        assert done.returncode == 2, command
        assert b"Read-only file system" in done.stderr
        assert b"Traceback" not in done.stderr
    assert files(small) == {f"in/{name}": data for name, data in old.items()}
    tally.add("faults put into runs", 4)
    tally.add("files compared", len(old))
