"""A pool of spawned processes that do batches of work: that of `concurrent.futures`, which any system has. See also `forks`."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from cleanup.run.workers.worker import WorkerDied, begin_spawned

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Done = TypeVar("Done")


def spawned(
    do: Callable[[list[Item]], list[Done]],
    work: Callable[[Item], Done],
    batches: Iterable[list[Item]],
    jobs: int,
    most: int,
) -> Iterator[Done]:
    """What `do` makes of the batches, in their order, in `jobs` processes that make `work` ready first.

    At most `most` batches are under way, or done before their turn. Raises WorkerDied, and what `work` raises.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    under_way: deque[Future[list[Done]]] = deque()
    whole = False
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=begin_spawned, initargs=(work,))
    try:
        for batch in batches:
            with _interrupts_held():
                under_way.append(pool.submit(do, batch))
            if len(under_way) >= most:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
        whole = True
    except BrokenProcessPool:
        raise WorkerDied from None
    finally:
        if not whole:
            _end(pool)
        # Waited for at the end of the program: whoever is interrupted, or has enough, does not wait here.
        pool.shutdown(wait=whole, cancel_futures=True)


def _end(pool: ProcessPoolExecutor) -> None:
    """Kill its processes, since nobody wants their results any more; a file that one of them is writing is not in its place
    yet."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.kill()


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
