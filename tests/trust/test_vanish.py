"""Folders and files that go away or refuse writes while a run is at work.

What is lost is named, the rest goes on, nothing is half written, and the next run finishes.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.run.results.account import RUN
from tests.conftest import Tally
from tests.trust.commands import PROGRAM, environment, files, texts
from tests.trust.forking import Forking
from tests.trust.kill import without_temporaries

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="Windows keeps folders that are in use")]

AT_THE_SIXTH = """
import os, shutil
real, seen = os.replace, []
def replace(source, target):
    real(source, target)
    seen.extend([target] * str(target).endswith(".txt"))
    if len(seen) == 6:
        seen.append(None)
        {}
os.replace = replace
"""
"""Does something between the writing of the sixth text and that of the next one."""

REMOVED = "shutil.rmtree({!r})"
OUTPUTS = ["fix in -o out", "dedup in -o out --threshold 0.99 --containment 1"]
RENAMED = "os.rename({!r}, 'elsewhere')"


@pytest.fixture(scope="module")
def program() -> Iterator[Forking]:
    with Forking() as forking:
        yield forking


@pytest.fixture
def start(tmp_path: Path) -> dict[str, bytes]:
    return files(texts(tmp_path / "in", 16))


@pytest.mark.parametrize("act", [REMOVED, RENAMED], ids=["removed", "renamed"])
@pytest.mark.parametrize("command", [*OUTPUTS, "undo done.report --to out"])
def test_an_output_that_is_taken_away(
    program: Forking, tmp_path: Path, start: dict[str, bytes], command: str, act: str, tally: Tally
) -> None:
    assert program.run("fix", "in", "-o", "done", "-q", cwd=tmp_path).status == 0
    gone = program.run(*command.split(), "-q", cwd=tmp_path, first=AT_THE_SIXTH.format(act.format("out")))
    assert gone.status == 2
    assert "out: was removed, renamed or unmounted while files were written there; run again" in gone.said
    assert files(tmp_path / "in") == start
    assert not (tmp_path / "out.report" / RUN).exists()
    assert program.run(*command.split(), "-q", cwd=tmp_path).status == 0
    if command.startswith("undo"):
        assert files(tmp_path / "out") == start
    elif command.startswith("fix"):
        assert files(tmp_path / "out") == files(tmp_path / "done")
    tally.add("faults put into runs", 1)


@pytest.mark.parametrize("place", [["-o", "out"], ["--in-place"]], ids=["out", "in-place"])
def test_sources_that_are_taken_away(
    program: Forking, tmp_path: Path, start: dict[str, bytes], place: list[str], tally: Tally
) -> None:
    assert program.run("fix", "in", "-o", "done", "-q", cwd=tmp_path).status == 0
    new = files(tmp_path / "done")
    gone = program.run("fix", "in", *place, "-q", cwd=tmp_path, first=AT_THE_SIXTH.format(RENAMED.format("in")))
    assert gone.status == 1
    assert "No such file or directory" in gone.said
    assert "Traceback" not in gone.said
    left = files(tmp_path / "elsewhere")
    assert left.keys() == start.keys()
    if place == ["--in-place"]:
        assert all(data in (start[name], new[name]) for name, data in left.items())
    else:
        assert left == start
        assert len(written := files(tmp_path / "out")) >= 6
        assert all(data == new[name] for name, data in written.items())
    tally.add("faults put into runs", 1)


def test_a_source_that_goes_before_it_is_read(program: Forking, tmp_path: Path, start: dict[str, bytes], tally: Tally) -> None:
    gone = program.run("fix", "in", "-o", "out", "-q", cwd=tmp_path, first=AT_THE_SIXTH.format("os.unlink('in/3/13.txt')"))
    assert (gone.status, gone.said) == (1, "in/3/13.txt: cannot be read: No such file or directory\n")
    assert files(tmp_path / "out").keys() == start.keys() - {"3/13.txt"}
    assert program.run("undo", "out.report", "--to", "back", "-q", cwd=tmp_path).status == 0
    assert files(tmp_path / "back") == {name: data for name, data in start.items() if name != "3/13.txt"}
    tally.add("faults put into runs", 1)


@pytest.mark.parametrize("act", [REMOVED, RENAMED], ids=["removed", "renamed"])
def test_an_account_that_is_taken_away(program: Forking, tmp_path: Path, start: dict[str, bytes], act: str, tally: Tally) -> None:
    gone = program.run("fix", "in", "-o", "out", "-q", cwd=tmp_path, first=AT_THE_SIXTH.format(act.format("out.report")))
    assert gone.status == 2
    assert "out.report/summary.json: No such file or directory" in gone.said
    assert files(tmp_path / "in") == start
    shutil.rmtree(tmp_path / "out.report", ignore_errors=True)
    assert program.run("fix", "in", "-o", "out", "--force", "-q", cwd=tmp_path).status == 0
    assert program.run("undo", "out.report", "--to", "back", "-q", cwd=tmp_path).status == 0
    assert files(tmp_path / "back") == start
    tally.add("faults put into runs", 1)


@pytest.mark.parametrize("folder", ["out.report", "out"])
def test_a_folder_that_becomes_read_only(
    program: Forking, tmp_path: Path, start: dict[str, bytes], folder: str, tally: Tally
) -> None:
    if os.geteuid():
        pytest.skip("mounting is for root")
    mount = f"mount --bind {folder} {folder} && mount -o remount,bind,ro {folder}"
    done = program.run("fix", "in", "-o", "out", "-q", cwd=tmp_path, first=AT_THE_SIXTH.format(f"os.system({mount!r})"))
    subprocess.run(["umount", "-l", tmp_path / folder], check=True)
    assert done.status in (1, 2)
    assert "Read-only file system" in done.said
    assert "Traceback" not in done.said
    assert files(tmp_path / "in") == start
    assert program.run("fix", "in", "-o", "out", "-q", cwd=tmp_path).status == 0
    assert program.run("undo", "out.report", "--to", "back", "-q", cwd=tmp_path).status == 0
    assert files(tmp_path / "back") == start
    tally.add("faults put into runs", 1)


def test_a_mount_that_goes(program: Forking, tmp_path: Path, start: dict[str, bytes], tally: Tally) -> None:
    (tmp_path / "out").mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "tmpfs", tmp_path / "out"], check=False).returncode:
        pytest.skip("mounting is for root")
    done = program.run("fix", "in", "-o", "out", "-q", cwd=tmp_path, first=AT_THE_SIXTH.format("os.system('umount -l out')"))
    assert done.status == 2
    assert "unmounted while files were written there" in done.said
    assert files(tmp_path / "in") == start
    tally.add("faults put into runs", 1)


def test_duplicates_are_taken_out_of_a_mount(program: Forking, tmp_path: Path, start: dict[str, bytes]) -> None:
    """The account stands beside the mounted folder, on another file system."""
    for number in range(4):
        shutil.copy(tmp_path / "in/0/5.txt", tmp_path / f"in/{number}/copy.txt")
    (tmp_path / "out").mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "tmpfs", tmp_path / "out"], check=False).returncode:
        pytest.skip("mounting is for root")
    try:
        done = program.run("fix", "in", "-o", "out", "--dedup", "-q", cwd=tmp_path)
        assert done.status == 0, done.said
        assert len(files(tmp_path / "out")) < len(files(tmp_path / "in"))
        assert program.run("undo", "out.report", "--to", "back", "-q", cwd=tmp_path).status == 0
        assert files(tmp_path / "back") == files(tmp_path / "in")
    finally:
        subprocess.run(["umount", tmp_path / "out"], check=True)


@pytest.mark.parametrize("most", [100, 1_000, 4_000, 12_000, 20_000])
def test_files_that_may_not_grow(program: Forking, tmp_path: Path, start: dict[str, bytes], most: int, tally: Tally) -> None:
    """A limit of the system for the size of files, as a quota is: every write that goes over it fails, wherever that is."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, resource.RLIM_INFINITY))"
    for place in (["-o", "out"], ["--in-place"]):
        done = program.run("fix", "in", *place, "-q", cwd=tmp_path, first=limit)
        assert done.status in (1, 2)
        assert "File too large" in done.said
        assert "Traceback" not in done.said
        tally.add("faults put into runs", 1)
        while program.run("undo", "cleanup-report", "-q", cwd=tmp_path).status == 0:
            pass
        assert without_temporaries(files(tmp_path / "in")) == start
    assert program.run("fix", "in", "-o", "out", "-q", cwd=tmp_path).status == 0
    assert program.run("undo", "out.report", "--to", "back", "-q", cwd=tmp_path).status == 0
    assert files(tmp_path / "back") == start
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("command", ["check in", "learn in --min-pages 2", "rules", "fix in --diff"])
def test_standard_output_without_room(tmp_path: Path, start: dict[str, bytes], command: str) -> None:
    with open("/dev/full", "wb") as full:
        said = subprocess.run(
            [*PROGRAM, *command.split()], cwd=tmp_path, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert said.returncode == 2
    assert b"standard output cannot be written: No space left on device" in said.stderr
    assert b"Traceback" not in said.stderr
    assert files(tmp_path / "in") == start
