"""Work over many items, in one process or several, with the results in order and only so many under way."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import ClassVar, Protocol, TypeVar

from cleanup.text.dataclass import dataclass

Item = TypeVar("Item")
Done = TypeVar("Done")

BATCH_SIZE = 8
"""Items handed over at once: handing over costs about 0.1 ms a batch, cleaning a file about 2 ms, and in the end all others wait
for the process that has the last batch."""

FEWEST_ITEMS = 32
"""Items from which processes are started."""

BATCHES_AHEAD = 4
"""Batches under way for each process; more would only hold results in memory."""

COPIES = sys.platform == "linux"
"""Whether processes may begin as copies of the first one."""

FULL_WEIGHT = 1_000_000
"""Weight of a batch that is handed over before it is full."""


def weightless(item: object) -> int:
    """The weight of what carries no text along."""
    return 0


class Executor(Protocol):
    """What spreads work over processes, on this machine or on others, and keeps the promises of `in_order`.

    whole_files  where there are several record files, each goes whole to one worker, which reads it itself
    """

    @property
    def whole_files(self) -> bool: ...

    def __call__(
        self, work: Callable[[Item], Done], items: Iterable[Item], weight: Callable[[Item], int] = weightless
    ) -> Iterator[Done]:
        """`work(item)` for each item, in the order of the items. See `in_order`."""


@dataclass(frozen=True)
class LocalExecutor:
    """Spreads work over `jobs` processes of this machine."""

    jobs: int = 1
    whole_files: ClassVar[bool] = False

    def __call__(
        self, work: Callable[[Item], Done], items: Iterable[Item], weight: Callable[[Item], int] = weightless
    ) -> Iterator[Done]:
        """See Executor."""
        return in_order(work, items, self.jobs, weight)


def in_order(
    work: Callable[[Item], Done],
    items: Iterable[Item],
    jobs: int = 1,
    weight: Callable[[Item], int] = weightless,
) -> Iterator[Done]:
    """`work(item)` for each item, in the order of the items. 0 jobs means one process for each processor.

    `weight` is the characters an item carries along; a file's name weighs nothing.

    With several processes `work`, items and results must be picklable. Processes are spawned, or forked where `work` has an
    attribute `forks` that is true and nothing speaks against it (see `_may_fork`); each calls `work.prepare`, if there is such a
    method, before its first item. Raises WorkerDied.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        yield from in_turn(work, items)
        return
    rest = batches(items, weight)
    head: list[list[Item]] = []
    for batch in rest:
        head.append(batch)
        if sum(map(len, head)) > FEWEST_ITEMS or (len(head) > 1 and len(head[0]) < BATCH_SIZE):  # that one was heavy
            yield from _in_processes(work, chain(head, rest), jobs)
            return
    yield from in_turn(work, chain.from_iterable(head))  # starting processes would cost more


def in_turn(work: Callable[[Item], Done], items: Iterable[Item]) -> Iterator[Done]:
    """`work(item)` for each item, in their order: by a method `in_turn` of `work`, if there is one, which may take several items
    together."""
    own: Callable[[Iterable[Item]], Iterator[Done]] | None = getattr(work, "in_turn", None)
    return own(items) if own else map(work, items)


def do_all(work: Callable[[Item], Done], batch: list[Item]) -> list[Done]:
    """What a worker does with the batch it was handed."""
    return list(in_turn(work, batch))


def batches(items: Iterable[Item], weight: Callable[[Item], int], most: int = BATCH_SIZE) -> Iterator[list[Item]]:
    """The items in batches of `most` to be handed over at once; one that reaches FULL_WEIGHT before is handed over early."""
    batch: list[Item] = []
    load = 0
    for item in items:
        batch.append(item)
        load += weight(item)
        if len(batch) == most or load >= FULL_WEIGHT:
            yield batch
            batch, load = [], 0
    if batch:
        yield batch


def _in_processes(work: Callable[[Item], Done], batches: Iterable[list[Item]], jobs: int) -> Iterator[Done]:
    if not _may_fork(work):
        from cleanup.run.workers.spawns import spawned

        yield from spawned(partial(do_all, work), work, batches, jobs, jobs * BATCHES_AHEAD)
        return
    from cleanup.run.workers.forks import Died, forked
    from cleanup.run.workers.worker import WorkerDied, begin_forked

    try:
        yield from forked(partial(do_all, work), batches, jobs, jobs * BATCHES_AHEAD, partial(begin_forked, work))
    except Died:
        raise WorkerDied from None


def _may_fork(work: object) -> bool:
    """Whether worker processes may be forked. They have everything loaded then, while a spawned one needs as long to start as
    sixty files take; but only one thread lives on in a fork, and a lock that another one held stays locked forever.

    On Linux only: elsewhere libraries of the system start threads unasked, or there is no fork.
    """
    if COPIES and getattr(work, "forks", False):
        from cleanup.text.brief import only_thread

        with suppress(OSError):  # of another kind of Linux, without /proc
            return only_thread()
    return False
