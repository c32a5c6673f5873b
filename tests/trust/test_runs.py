"""Runs that get in each other's way: two into one output, files that change while they are read, and Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from cleanup.run.results.account import RUN, AccountError, numbers, read_run
from cleanup.run.results.lock import account_locked
from cleanup.run.sources.regular import open_regular, read_regular
from cleanup.text.atomic import TEMPORARY
from tests.conftest import Tally
from tests.run.runs import DIRTY, put
from tests.trust.commands import PROGRAM, environment, files, killed, moments, run, texts

pytestmark = pytest.mark.skipif(os.name == "nt", reason="locks and signals that Windows has not")


def test_the_second_run_into_one_output_stops_before_it_writes(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": DIRTY})
    with account_locked(tmp_path / "out.report"):
        for command in (("fix", "in"), ("dedup", "in")):
            second = run(*command, "-o", "out", cwd=tmp_path)
            assert (second.returncode, second.stderr) == (
                2,
                b"cleanup: out.report: another run is at work there; let it end first\n",
            )
        assert not (tmp_path / "out").exists()
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path).returncode == 0


def test_a_lock_ends_with_the_run_that_was_killed(tmp_path: Path) -> None:
    texts(tmp_path / "in", 60)
    with subprocess.Popen([*PROGRAM, "fix", "in", "-o", "out", "-q"], cwd=tmp_path, env=environment()) as first:
        while not (tmp_path / "out.report" / ".cleanup-account").exists():
            time.sleep(0.01)
        first.kill()
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path).returncode == 0


def test_runs_in_place_wait_for_each_other(tmp_path: Path, tally: Tally) -> None:
    old = files(texts(tmp_path / "in", 20))
    command = [*PROGRAM, "fix", "in", "--in-place", "-q"]
    several = [subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, env=environment()) for _ in range(3)]
    assert [each.communicate()[1] for each in several] == [b"", b"", b""]
    assert [each.returncode for each in several] == [0, 0, 0]
    assert numbers(tmp_path / "cleanup-report") == [1]  # the others found nothing left to do
    assert run("undo", "cleanup-report", "-q", cwd=tmp_path).returncode == 0
    assert files(tmp_path / "in") == old
    tally.add("files compared", len(old))


def test_a_run_that_changes_nothing_takes_no_account_of_another_away(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": DIRTY})
    assert run("fix", "in", "--in-place", "-q", cwd=tmp_path).returncode == 0
    assert run("fix", "in", "--in-place", "-q", cwd=tmp_path).returncode == 0
    assert numbers(tmp_path / "cleanup-report") == [1]


def test_a_file_that_changes_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    path = put(tmp_path, {"a.txt": "old" * 300_000}) / "a.txt"
    with open_regular(path) as stream:
        stream.read(10)
        with path.open("ab") as other:
            other.write(b"new")
        with pytest.raises(OSError, match="changed while it was read"):
            stream.read()
    assert read_regular(path).endswith(b"new")


INTERRUPTED = b"cleanup: interrupted; no file is half written, and the same command again finishes the work\n"


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("place", [["-o", "out"], ["--in-place"]])
def test_an_interrupt_ends_within_a_second_and_loses_nothing(tmp_path: Path, jobs: str, place: list[str], tally: Tally) -> None:
    old = files(texts(tmp_path / "in", 300))
    for after in moments(6, 0.3, 3, seed=11):
        start = time.monotonic()
        done = killed("fix", "in", *place, "-q", "--jobs", jobs, cwd=tmp_path, after=after, how=signal.SIGINT)
        assert done.status in (0, 130, -signal.SIGINT)
        if done.status:
            assert time.monotonic() - start - after < 1
        assert done.said in (b"", INTERRUPTED)
        if place == ["--in-place"]:
            while run("undo", "cleanup-report", "-q", cwd=tmp_path).returncode == 0:
                pass
        found = files(tmp_path / "in")  # a temporary file goes with the next run
        assert {name: data for name, data in found.items() if not re.search(TEMPORARY, name)} == old
    out = tmp_path / "out.report"
    if (out / RUN).exists():  # the last interrupt came when all was done
        assert read_run(out)["mode"] == "out"
    elif out.exists():
        with pytest.raises(AccountError, match="incomplete"):
            read_run(out)
    tally.add("interrupts survived", 6)
