"""Processes that are copies of the first one: whatever is passed to them, whichever dies, and however it ends."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleanup.run.workers.forks import _CHUNK, WAITING, Died, _wide_pipe, forked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")

LARGE = 3_000_000
"""More than pipes hold, in both directions at once."""


def _nothing() -> None:
    """What processes that have nothing to prepare do."""


def _all(do: Any, batches: list[list[Any]], jobs: int = 2, most: int = 8) -> list[Any]:
    return list(forked(do, batches, jobs, most, _nothing))


@pytest.fixture(autouse=True)
def none_is_left() -> Iterator[None]:
    before = _children()
    yield
    assert _children() == before


def _children() -> list[str]:
    return _children_of(os.getpid())


def _children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


@pytest.mark.parametrize("count", [0, 1, 2, 3, 50])
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_what_comes_of_batches_comes_in_their_order(count: int, jobs: int) -> None:
    batches = [[number, number + 0.5] for number in range(count)]
    assert _all(lambda batch: [2 * each for each in batch], batches, jobs) == [2 * each for batch in batches for each in batch]


def test_all_processes_work_and_slow_ones_are_waited_for() -> None:
    def slow(batch: list[int]) -> list[tuple[int, int]]:
        time.sleep(0.2 if batch[0] == 0 else 0.001)
        return [(batch[0], os.getpid())]

    found = _all(slow, [[number] for number in range(20)], most=20)
    assert [number for number, _ in found] == list(range(20))
    pids = [pid for _, pid in found]
    assert os.getpid() not in pids
    assert pids.count(pids[0]) <= WAITING + 3 < len(pids)  # the other one did the rest meanwhile


def test_a_process_with_nothing_more_to_do_ends_while_others_work() -> None:
    parent, before, until = os.getpid(), _children(), time.monotonic() + 30

    def work(batch: list[int]) -> list[tuple[int, bool]]:
        others = [Path(f"/proc/{pid}/stat") for pid in _children_of(parent) if pid not in (*before, str(os.getpid()))]
        while batch == [0] and not (ended := all(") Z " in stat.read_text() for stat in others)) and time.monotonic() < until:
            time.sleep(0.001)
        return [(os.getpid(), batch == [0] and ended)]

    (slow, alone), (quick, _) = _all(work, [[0], [1]])
    assert slow != quick
    assert alone


def test_large_batches_and_results_pass_each_other() -> None:
    texts = [["a" * LARGE, "b"] for _ in range(6)]
    assert _all(lambda batch: [each + each for each in batch], texts) == [each + each for batch in texts for each in batch]


@pytest.mark.parametrize("most", [1, 2, 5])
def test_no_more_are_taken_than_are_wanted(most: int) -> None:
    taken = 0

    def batches() -> Iterator[list[int]]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield [number]

    results = forked(lambda batch: batch, batches(), 2, most, _nothing)
    for turn in range(1, 30):
        next(results)
        assert taken <= turn + most
    results.close()  # type: ignore[attr-defined]


def test_the_pipe_of_results_holds_several_batches_that_nobody_reads() -> None:
    largest = int(Path("/proc/sys/fs/pipe-max-size").read_text())
    end, results = _wide_pipe()
    try:
        os.set_blocking(results, False)
        assert os.write(results, bytes(LARGE)) >= min(_CHUNK, largest)
    finally:
        os.close(end)
        os.close(results)


def test_errors_come_through() -> None:
    def fail(batch: list[int]) -> list[int]:
        raise LookupError(f"number {batch[0]}")

    with pytest.raises(LookupError, match="number 0"):
        _all(fail, [[0], [1], [2]])


class Odd(Exception):
    """Cannot be made again of what it holds."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def test_errors_and_results_that_cannot_be_pickled_are_reported() -> None:
    def fail(batch: list[int]) -> list[int]:
        raise Odd("a strange ", "mistake")

    with pytest.raises(RuntimeError, match="Odd: a strange mistake"):
        _all(fail, [[0]])
    with pytest.raises((RuntimeError, AttributeError, pickle.PicklingError), match="lambda"):
        _all(lambda batch: [lambda: 1], [[0]])


@pytest.mark.parametrize("batch", [0, 5])
def test_a_process_that_dies_is_reported(batch: int) -> None:
    def die(given: list[int]) -> list[int]:
        if given[0] == batch:
            os.kill(os.getpid(), signal.SIGKILL)
        return given

    found: list[int] = []
    with pytest.raises(Died):
        found.extend(forked(die, [[number] for number in range(20)], 2, 8, _nothing))
    assert found == list(range(len(found)))
    assert len(found) <= batch


def test_a_process_that_cannot_begin_is_reported(capfd: pytest.CaptureFixture[str]) -> None:
    def begin() -> None:
        raise OSError("nowhere to begin")

    with pytest.raises(Died):
        list(forked(lambda batch: batch, [[1]], 2, 8, begin))
    assert "nowhere to begin" in capfd.readouterr().err


def test_what_the_first_one_has_not_written_yet_is_written_once(tmp_path: Path) -> None:
    with (tmp_path / "a").open("w") as file:
        file.write("once")
        _all(lambda batch: batch, [[1], [2]])
    assert (tmp_path / "a").read_text() == "once"


def test_none_outlives_the_first_one(tmp_path: Path) -> None:
    program = (
        "import os, sys, time\n"
        "from cleanup.run.workers.forks import forked\n"
        "def work(batch):\n"
        "    with open(sys.argv[1], 'a') as file: file.write(f'{os.getpid()}\\n')\n"
        "    while batch[0] < 2: pass\n"
        "    return batch\n"
        "list(forked(work, [[0], [1]], 2, 8, lambda: None))\n"
    )
    told = tmp_path / "pids"
    with subprocess.Popen([sys.executable, "-c", program, str(told)], cwd=Path(__file__).parents[2]) as first:
        while not told.exists() or told.read_text().count("\n") < 2:
            time.sleep(0.01)
        first.kill()
    pids = told.read_text().split()
    for _ in range(200):
        if not any(_runs(pid) for pid in pids):
            return
        time.sleep(0.01)
    raise AssertionError(f"still there: {pids}")


def _runs(pid: str) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
