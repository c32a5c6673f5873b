"""Work over many files, in one process or several, with the results in order and only so many under way."""

from __future__ import annotations

import gc
import os
import signal
import stat
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from cleanup.rules.plugins import PluginWarning
from cleanup.text.dataclass import dataclass

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Done = TypeVar("Done")

BATCH_SIZE = 8
"""Files handed over at once: handing over costs about 0.1 ms a batch, a file about 2 ms, and in the end all others wait for the
process that has the last one."""

FEWEST_ITEMS = 32
"""Items from which processes are started."""

BATCHES_AHEAD = 4
"""Batches under way for each process; more would only hold results in memory."""


class WorkerDied(RuntimeError):
    """A worker process was killed, most likely for want of memory; the message is one line for the user."""


_KILLED = "a process was killed, most likely for want of memory; --jobs 1 needs less"


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
    attribute `forks` that is true and nothing speaks against it (see `_may_fork`). Raises WorkerDied.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        yield from map(work, items)
        return
    rest = batches(items, weight)
    head: list[list[Item]] = []
    for batch in rest:
        head.append(batch)
        if sum(map(len, head)) > FEWEST_ITEMS or (len(head) > 1 and len(head[0]) < BATCH_SIZE):  # that one was heavy
            yield from (_forked if _may_fork(work) else _spread)(work, chain(head, rest), jobs)
            return
    yield from map(work, chain.from_iterable(head))  # starting processes would cost more


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


def _forked(work: Callable[[Item], Done], batches: Iterable[list[Item]], jobs: int) -> Iterator[Done]:
    from cleanup.run.workers.forks import Died, forked

    def begin() -> None:
        _let_go_of_files()
        _begin(work)

    try:
        yield from forked(lambda batch: _do(work, batch), batches, jobs, jobs * BATCHES_AHEAD, begin)
    except Died:
        raise WorkerDied(_KILLED) from None


def _spread(work: Callable[[Item], Done], batches: Iterable[list[Item]], jobs: int) -> Iterator[Done]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    under_way: deque[Future[list[Done]]] = deque()
    whole = False
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin_spawned, initargs=(work,))
    try:
        for batch in batches:
            with _interrupts_held():
                under_way.append(pool.submit(_do, work, batch))
            if len(under_way) >= jobs * BATCHES_AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
        whole = True
    except BrokenProcessPool:
        raise WorkerDied(_KILLED) from None
    finally:
        if not whole:
            _end(pool)
        # Waited for at the end of the program: whoever is interrupted, or has enough, does not wait here.
        pool.shutdown(wait=whole, cancel_futures=True)


def _may_fork(work: object) -> bool:
    """Whether worker processes may be forked. They have everything loaded then, while a spawned one needs as long to start as
    sixty files take; but only one thread lives on in a fork, and a lock that another one held stays locked forever.

    On Linux only: elsewhere libraries of the system start threads unasked, or there is no fork.
    """
    if sys.platform == "linux" and getattr(work, "forks", False):
        with suppress(OSError):  # of another kind of Linux, without /proc
            return len(os.listdir("/proc/self/task")) == 1
    return False


def _end(pool: ProcessPoolExecutor) -> None:
    """Kill its processes, since nobody wants their results any more; a file that one of them is writing is not in its place
    yet."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


def _do(work: Callable[[Item], Done], batch: list[Item]) -> list[Done]:
    return [work(item) for item in batch]


def _begin(work: Callable[[Item], Done]) -> None:
    """Begin a worker process. Ctrl-C reaches all processes of a terminal, and each would warn of the same broken plugins: only
    the main process reacts.

    If `work` can `prepare` what it needs for all items, it does so now. That stays to the end, and is frozen: for garbage
    collection to go through it again and again takes a tenth of all time.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore", PluginWarning)
    with suppress(Exception):  # the first item will meet it again, where it is reported
        getattr(work, "prepare", lambda: None)()
    gc.freeze()


def _begin_spawned(work: Callable[[Item], Done]) -> None:
    _end_with_main_process()
    _begin(work)


def _let_go_of_files() -> None:
    """Let go of the files that the main process has open, except for the standard streams: a lock would outlive it, and what it
    has not written yet would be written twice."""
    nowhere = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
    for number in map(int, os.listdir("/proc/self/fd")):
        with suppress(OSError):  # the listing itself is over
            if number > 2 and stat.S_IFMT(os.fstat(number).st_mode) in (stat.S_IFREG, stat.S_IFDIR):
                os.dup2(nowhere, number, inheritable=False)  # not closed: objects of the first one would close it once more
    os.close(nowhere)


def _end_with_main_process() -> None:
    """End this process when the main one is killed: otherwise it would write on, beside the next run, and then wait forever."""
    from multiprocessing import parent_process
    from threading import Thread

    if not (main := parent_process()):
        return
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            from ctypes import CDLL

            CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: at once, where a thread of ours has to get its turn

    def wait() -> None:
        main.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start processes that are deaf to Ctrl-C from their first moment, before Python could ignore it; this one hears it
    afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
