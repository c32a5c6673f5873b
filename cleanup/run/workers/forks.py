"""A pool of forked processes that do batches of work. That of `concurrent.futures`, made for other kinds of processes too, takes
30 ms to import and start, as long as cleaning a dozen files.

Each child has a pipe for batches and one for their results. The parent reads and writes whichever is ready: if both sides waited
for the other one to read, neither would go on. On Linux alone.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")

WAITING = 2
"""Batches that a child has been given and is not done with: one that it works on, and the next."""

_CHUNK = 1 << 18
"""Bytes written to or read from a pipe at once."""

_LENGTH = 8
"""Bytes that say how many follow."""


class Died(RuntimeError):
    """A child ended before its work was done."""


def forked(
    do: Callable[[list[Item]], list[Done]], batches: Iterable[list[Item]], jobs: int, most: int, begin: Callable[[], None]
) -> Iterator[Done]:
    """What `do` makes of the batches, in their order, in `jobs` children that call `begin` first.

    At most `most` batches are under way, or done before their turn. Raises Died, and what `do` raises.
    """
    pool = _Pool(do, begin)
    try:
        for _ in range(jobs):
            pool.start_child()
        yield from pool.results(iter(batches), most)
    finally:
        pool.end()


class _Child:
    """One child as its parent sees it: its process, the parent's ends of its pipes, and the batches it was given.

    lifeline   written by nobody: that its other end is closed tells the child that the parent is gone
    dismissed  whether it was told that no batch follows
    """

    def __init__(self, pid: int, batches: int, results: int, lifeline: int) -> None:
        self.pid, self.batches, self.results, self.lifeline = pid, batches, results, lifeline
        self.numbers: deque[int] = deque()  # of the batches it was given, in order
        self.unsent, self.unread = bytearray(), bytearray()
        self.dismissed = False
        os.set_blocking(batches, False)

    def give(self, number: int, batch: list[Any]) -> None:
        """Send a batch, as much of it as the pipe takes at once."""
        self.numbers.append(number)
        self.unsent += _packed(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
        self.send()

    def send(self) -> None:
        """Send more. Raises Died."""
        try:
            del self.unsent[: os.write(self.batches, self.unsent[:_CHUNK])]
        except BlockingIOError:
            pass
        except BrokenPipeError:
            raise Died from None

    def dismiss(self) -> None:
        """Let a child end that has nothing to do any more, while others are still at work: to take its memory away takes the
        system as long as it takes to clean a few files."""
        if not self.dismissed:
            self.dismissed = True
            os.close(self.batches)

    def read(self) -> Iterator[tuple[int, bytes]]:
        """Results that are complete, each with the number of its batch. Raises Died."""
        piece = os.read(self.results, _CHUNK)
        if not piece:
            raise Died
        self.unread += piece
        while len(self.unread) >= _LENGTH:
            end = _LENGTH + int.from_bytes(self.unread[:_LENGTH], "little")
            if len(self.unread) < end:
                return
            yield self.numbers.popleft(), bytes(self.unread[_LENGTH:end])
            del self.unread[:end]


class _Pool:
    """All children. None outlives its parent: see `_Child.lifeline`."""

    def __init__(self, do: Callable[[list[Any]], list[Any]], begin: Callable[[], None]) -> None:
        self._do, self._begin = do, begin
        self._children: list[_Child] = []

    def start_child(self) -> None:
        """Start one more."""
        (batches, batches_end), (results_end, results), (lifeline, lifeline_end) = os.pipe(), _wide_pipe(), os.pipe()
        parent = os.getpid()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until the child ignores it
        try:
            pid = os.fork()
            if not pid:
                for number in (batches_end, results_end, lifeline_end, *self._ends()):
                    os.close(number)
                self._work(parent, batches, results, lifeline)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for number in (batches, results, lifeline):
            os.close(number)
        self._children.append(_Child(pid, batches_end, results_end, lifeline_end))

    def _work(self, parent: int, batches: int, results: int, lifeline: int) -> NoReturn:
        """The whole life of a child; it runs and writes nothing of its parent's."""
        status = 1
        try:
            _end_with(lifeline)
            if os.getppid() == parent:
                self._begin()
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
                with open(batches, "rb", buffering=_CHUNK) as given, open(results, "wb") as out:
                    while length := given.read(_LENGTH):
                        out.write(_packed(self._done(given.read(int.from_bytes(length, "little")))))
                        out.flush()
                status = 0
        except BrokenPipeError:  # the parent wants no more results
            pass
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(status)

    def _done(self, batch: bytes) -> bytes:
        try:
            return pickle.dumps((self._do(pickle.loads(batch)), None), pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            try:
                said = pickle.dumps((None, error))
                pickle.loads(said)
            except Exception:
                said = pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
            return said

    def results(self, batches: Iterator[list[Any]], most: int) -> Iterator[Any]:
        """The results of the batches, in order."""
        done: dict[int, bytes] = {}
        given, turn, more = 0, 0, True
        while more or turn < given:
            for child in sorted(self._children * WAITING, key=lambda each: len(each.numbers)):
                if more and given - turn < most and len(child.numbers) < WAITING:
                    if (batch := next(batches, None)) is None:
                        more = False
                    else:
                        child.give(given, batch)
                        given += 1
            if turn < given:
                done.update(self._exchange(wait=turn not in done))
            for child in () if more else self._children:
                if not child.numbers:
                    child.dismiss()
            if turn in done:
                said, error = pickle.loads(done.pop(turn))
                turn += 1
                if error is not None:
                    raise error
                yield from said

    def _exchange(self, wait: bool) -> Iterator[tuple[int, bytes]]:
        """Send and read what the pipes take and hold; with `wait`, first wait for one to be ready."""
        poll = select.poll()
        children: dict[int, _Child] = {}
        for child in (each for each in self._children if not each.dismissed):
            for number, event in ((child.results, select.POLLIN), (child.batches, select.POLLOUT)):
                if event == select.POLLIN or child.unsent:
                    poll.register(number, event)
                    children[number] = child
        for number, _ in poll.poll(None if wait else 0):
            if number == children[number].results:
                yield from children[number].read()
            else:
                children[number].send()

    def end(self) -> None:
        """Kill all: nobody wants their results any more, and a file that one is writing has not taken its place."""
        for child in self._children:
            os.kill(child.pid, signal.SIGKILL)
        for number in self._ends():
            os.close(number)
        for child in self._children:
            os.waitpid(child.pid, 0)

    def _ends(self) -> list[int]:
        """The parent's ends of all pipes."""
        ends = [end for child in self._children for end in (child.results, child.lifeline)]
        return ends + [child.batches for child in self._children if not child.dismissed]


def _wide_pipe() -> tuple[int, int]:
    """A pipe that takes the results of several batches, where the system gives one (Linux gives 64 KB unasked, as much as eight
    articles and their edits): else a child waits until the parent reads."""
    import fcntl

    ends = os.pipe()
    with suppress(OSError):
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, _CHUNK)
    return ends


def _packed(data: bytes) -> bytes:
    return len(data).to_bytes(_LENGTH, "little") + data


def _end_with(lifeline: int) -> None:
    """End this child at once when the other end of `lifeline` is closed: nobody else would end it once its parent is killed, and
    it would write on, beside the next run."""
    import fcntl

    try:
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    except OSError:
        from threading import Thread

        Thread(target=lambda: os._exit(len(os.read(lifeline, 1)) + 1), daemon=True).start()
