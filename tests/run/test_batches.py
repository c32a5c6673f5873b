"""Work over many items: in order, whatever the number of processes, and never many results at once."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from cleanup.run.batches import AHEAD, BATCH, WorkerDied, in_order


def square(number: int) -> int:
    return number * number


def die(number: int) -> int:
    os._exit(1)


def fail(number: int) -> int:
    raise ValueError(number)


@pytest.mark.parametrize(
    ("count", "jobs"), [(0, 1), (0, 2), (1, 1), (BATCH - 1, 2), (BATCH + 1, 1), (3 * BATCH + 5, 1), (3 * BATCH + 5, 2)]
)
def test_results_come_in_order(jobs: int, count: int) -> None:
    assert list(in_order(square, range(count), jobs)) == [number * number for number in range(count)]


def test_items_are_taken_as_they_are_needed() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(100 * BATCH):
            taken += 1
            yield number

    results = in_order(square, items(), 2)
    next(results)
    assert taken <= (2 * AHEAD + 1) * BATCH
    results.close()  # type: ignore[attr-defined]


def test_a_process_that_dies_is_a_clear_error() -> None:
    with pytest.raises(WorkerDied, match="--jobs 1"):
        list(in_order(die, range(2 * BATCH), 2))


def test_errors_come_through() -> None:
    with pytest.raises(ValueError, match="0"):
        list(in_order(fail, range(2 * BATCH)))
