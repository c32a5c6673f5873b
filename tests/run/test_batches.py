"""Work over many items: in order, whatever the number of processes, with few results in memory at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, ClassVar

import pytest

from cleanup.run.workers.batches import BATCH_SIZE, BATCHES_AHEAD, FEWEST_ITEMS, FULL_WEIGHT, in_order
from cleanup.run.workers.worker import WorkerDied
from cleanup.stages.spacing import packedlists


def square(number: int) -> int:
    return number * number


def die(number: int) -> int:
    os._exit(1)


def pid(number: int) -> int:
    return os.getpid()


def fail(number: int) -> int:
    raise ValueError(number)


@pytest.mark.parametrize(
    ("count", "jobs"),
    [
        (0, 1),
        (0, 2),
        (1, 1),
        (BATCH_SIZE + 1, 2),
        (FEWEST_ITEMS, 2),
        (FEWEST_ITEMS + 1, 2),
        (3 * FEWEST_ITEMS + 5, 1),
        (3 * FEWEST_ITEMS + 5, 2),
    ],
)
def test_results_come_in_order(jobs: int, count: int) -> None:
    assert list(in_order(square, range(count), jobs)) == [number * number for number in range(count)]


class Pairs:
    """Work that takes two items together."""

    def __call__(self, number: int) -> int:
        raise NotImplementedError

    def in_turn(self, numbers: Iterable[int]) -> Iterator[int]:
        rest = iter(numbers)
        while pair := list(islice(rest, 2)):
            yield from (number * len(pair) for number in pair)


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_may_take_several_items_together(jobs: int) -> None:
    count = 2 * FEWEST_ITEMS
    assert list(in_order(Pairs(), range(count), jobs)) == [2 * number for number in range(count)]


def test_heavy_items_are_spread_however_few_they_are() -> None:
    done = list(in_order(pid, range(4), 2, weight=lambda number: FULL_WEIGHT))
    assert os.getpid() not in done


def test_items_are_taken_as_they_are_needed() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(100 * BATCH_SIZE):
            taken += 1
            yield number

    results = in_order(square, items(), 2)
    next(results)
    assert taken <= max((2 * BATCHES_AHEAD + 1) * BATCH_SIZE, FEWEST_ITEMS + BATCH_SIZE)
    results.close()  # type: ignore[attr-defined]


def test_a_process_that_dies_is_a_clear_error() -> None:
    with pytest.raises(WorkerDied, match="--jobs 1"):
        list(in_order(die, range(2 * FEWEST_ITEMS), 2))


def test_errors_come_through() -> None:
    with pytest.raises(ValueError, match="0"):
        list(in_order(fail, range(2 * FEWEST_ITEMS)))


COPIED: list[str] = []
"""What was put here by a process, those have that are copies of it."""


class Telling:
    """Work that says how its process began, and which files of the first one it holds."""

    forks: ClassVar[bool] = True

    def __init__(self, path: str) -> None:
        self.path = path

    def __call__(self, number: int) -> tuple[str, list[str]]:
        links = [f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd")]
        held = [os.readlink(link) for link in links if os.path.lexists(link)]
        return "copy" if COPIED else "anew", [path for path in held if path == self.path]


def told(path: str, threads: str) -> None:
    """What Telling says, in a process that has one thread or more and holds a file with something not written yet."""
    file: IO[bytes]
    COPIED.append("by the first one")
    with open(path, "wb") as file:
        file.write(b"once")
        if threads == "several":
            threading.Thread(target=threading.Event().wait, daemon=True).start()
        said = list(in_order(Telling(path), range(2 * FEWEST_ITEMS), 2))
    sys.stdout.write(json.dumps([said, Path(path).read_text()]))


class Knowing:
    """Work that knows whether a word is in the list, and unzips none for that."""

    forks: ClassVar[bool] = True

    def __call__(self, number: int) -> bool:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(packedlists, "decompress", None)
            found = packedlists.long_lists("en").get()
        assert found
        return found.centibels(["farmville"]) != [None]


def known() -> None:
    """What Knowing knows, after the list of words was read ahead, and that its processes are copies of the first one."""
    packedlists.long_lists("en").read_ahead()
    COPIED.append("by the first one")
    said = [*in_order(Telling(""), range(2 * FEWEST_ITEMS), 2)], [*in_order(Knowing(), range(2 * FEWEST_ITEMS), 2)]
    sys.stdout.write(json.dumps([sorted({str(each) for each in some}) for some in said]))


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
def test_what_was_read_ahead_is_there_in_each_process() -> None:
    command = [sys.executable, "-c", "from tests.run.test_batches import known; known()"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[2])
    assert json.loads(done.stdout) == [["('copy', [])"], ["True"]]


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
@pytest.mark.parametrize(("threads", "method"), [("one", "copy"), ("several", "anew")])
def test_processes_are_copies_where_there_is_one_thread_and_hold_no_file(tmp_path: Path, threads: str, method: str) -> None:
    code = "import sys; from tests.run.test_batches import told; told(*sys.argv[1:])"
    command = [sys.executable, "-c", code, str(tmp_path / "a"), threads]
    done = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[2])
    assert json.loads(done.stdout) == [[[method, []]] * (2 * FEWEST_ITEMS), "once"]
