"""Processes that are copies of this one and do batches of work, without what `concurrent.futures` needs for all other kinds of
processes: importing and starting that takes 30 ms, as long as cleaning a dozen files.

Each has a pipe for batches and one for what came of them, both read and written as they are ready: whoever waited for the other
one to take something might wait for ever. On Linux alone.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn, TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")

WAITING = 2
"""Batches that a process has been given and is not done with: one that it is at, one for when it is done."""

_PIECE = 1 << 18
_LENGTH = 8
"""Bytes that say how many follow."""


class Died(RuntimeError):
    """A process came to an end before its work did."""


def forked(
    do: Callable[[list[Item]], list[Done]], batches: Iterable[list[Item]], jobs: int, most: int, begin: Callable[[], None]
) -> Iterator[Done]:
    """What `do` makes of the batches, in their order, by `jobs` processes that call `begin` first.

    At most `most` batches are under way or done before their turn. Raises Died, and what `do` raises.
    """
    crew = _Crew(do, begin)
    try:
        for _ in range(jobs):
            crew.hire()
        yield from crew.results(iter(batches), most)
    finally:
        crew.end()


class _Worker:
    """One process as the first one sees it."""

    def __init__(self, pid: int, inlet: int, outlet: int, line: int) -> None:
        self.pid, self.inlet, self.outlet, self.line = pid, inlet, outlet, line
        self.numbers: deque[int] = deque()  # of the batches it was given, in order
        self.unsent, self.unread = bytearray(), bytearray()
        os.set_blocking(inlet, False)

    def give(self, number: int, batch: list[Any]) -> None:
        """Hand over a batch, as much of it as goes at once."""
        self.numbers.append(number)
        self.unsent += _packed(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
        self.send()

    def send(self) -> None:
        """Hand over more. Raises Died."""
        try:
            del self.unsent[: os.write(self.inlet, self.unsent[:_PIECE])]
        except BlockingIOError:
            pass
        except BrokenPipeError:
            raise Died from None

    def read(self) -> Iterator[tuple[int, bytes]]:
        """What came of batches, each with its number. Raises Died."""
        piece = os.read(self.outlet, _PIECE)
        if not piece:
            raise Died
        self.unread += piece
        while len(self.unread) >= _LENGTH:
            end = _LENGTH + int.from_bytes(self.unread[:_LENGTH], "little")
            if len(self.unread) < end:
                return
            yield self.numbers.popleft(), bytes(self.unread[_LENGTH:end])
            del self.unread[:end]


class _Crew:
    """All processes. None of them outlives the first one: each has an end of a pipe whose other end that one alone holds."""

    def __init__(self, do: Callable[[list[Any]], list[Any]], begin: Callable[[], None]) -> None:
        self._do, self._begin = do, begin
        self._workers: list[_Worker] = []

    def hire(self) -> None:
        """Start one more."""
        (batches, inlet), (outlet, results), (held, line) = os.pipe(), os.pipe(), os.pipe()
        first = os.getpid()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until it knows that it is not asked
        try:
            pid = os.fork()
            if not pid:
                for number in (inlet, outlet, line, *self._ends()):
                    os.close(number)
                self._work(first, batches, results, held)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for number in (batches, results, held):
            os.close(number)
        self._workers.append(_Worker(pid, inlet, outlet, line))

    def _work(self, first: int, batches: int, results: int, line: int) -> NoReturn:
        """What a process does to its end; nothing of the first one is run, or written, by it."""
        status = 1
        try:
            _end_with(line)
            if os.getppid() == first:
                self._begin()
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
                with open(batches, "rb", buffering=_PIECE) as given, open(results, "wb") as out:
                    while length := given.read(_LENGTH):
                        out.write(_packed(self._done(given.read(int.from_bytes(length, "little")))))
                        out.flush()
                status = 0
        except BrokenPipeError:  # the first one has enough
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
        """What came of the batches, in order."""
        done: dict[int, bytes] = {}
        given, turn, more = 0, 0, True
        while more or turn < given:
            for worker in sorted(self._workers, key=lambda each: len(each.numbers)):
                if more and given - turn < most and len(worker.numbers) < WAITING:
                    if (batch := next(batches, None)) is None:
                        more = False
                    else:
                        worker.give(given, batch)
                        given += 1
            if turn < given:
                done.update(self._exchange(wait=turn not in done))
            if turn in done:
                said, error = pickle.loads(done.pop(turn))
                turn += 1
                if error is not None:
                    raise error
                yield from said

    def _exchange(self, wait: bool) -> Iterator[tuple[int, bytes]]:
        """Send and read what can be; first wait for something, if asked to."""
        poll = select.poll()
        workers: dict[int, _Worker] = {}
        for worker in self._workers:
            for number, event in ((worker.outlet, select.POLLIN), (worker.inlet, select.POLLOUT)):
                if event == select.POLLIN or worker.unsent:
                    poll.register(number, event)
                    workers[number] = worker
        for number, _ in poll.poll(None if wait else 0):
            if number == workers[number].outlet:
                yield from workers[number].read()
            else:
                workers[number].send()

    def end(self) -> None:
        """End all at once: what they are at is wanted no more, and a file that one is writing has not taken its place."""
        for worker in self._workers:
            os.kill(worker.pid, signal.SIGKILL)
        for number in self._ends():
            os.close(number)
        for worker in self._workers:
            os.waitpid(worker.pid, 0)

    def _ends(self) -> list[int]:
        """The ends of pipes to the processes that are here."""
        return [end for worker in self._workers for end in (worker.inlet, worker.outlet, worker.line)]


def _packed(data: bytes) -> bytes:
    return len(data).to_bytes(_LENGTH, "little") + data


def _end_with(line: int) -> None:
    """End this process at once when the other end of `line` is closed: nobody else would end it once the first one is killed, and
    it would write on, beside the next run."""
    import fcntl

    try:
        fcntl.fcntl(line, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(line, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(line, fcntl.F_SETFL, fcntl.fcntl(line, fcntl.F_GETFL) | os.O_ASYNC)
    except OSError:
        from threading import Thread

        Thread(target=lambda: os._exit(len(os.read(line, 1)) + 1), daemon=True).start()
