"""Work in a thread that ends by itself, and soon: for what lets other threads run meanwhile, as unzipping does.

A process is copied safely while it has one thread, and who wants to copy it may wait for one like that.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

T = TypeVar("T")

_LOOKS, _BETWEEN = 100, 0.0001
"""How often the system is asked whether a thread is gone, which it is a moment after it has ended, and seconds between that."""


class Brief(threading.Thread, Generic[T]):
    """A thread that does some work, begun when it is made: that raises RuntimeError where the system gives no more threads."""

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__()
        self._work = work
        self._done: list[T] = []
        self.start()

    def run(self) -> None:
        with suppress(Exception):  # who asks for the result meets it again
            self._done.append(self._work())
            del self._work  # it may hold much

    def result(self) -> T:
        """What came of the work, once it is done. Raises what the work raises."""
        self.join()
        return self._done[0] if self._done else self._work()


def only_thread() -> bool:
    """Whether this process has one thread, as Linux says; those that are brief have ended then. Raises OSError without /proc."""
    brief = [thread for thread in threading.enumerate() if isinstance(thread, Brief)]
    for thread in brief:
        thread.join()
    for _ in range(_LOOKS if brief else 1):
        if len(os.listdir("/proc/self/task")) == 1:
            return True
        time.sleep(_BETWEEN)
    return False
