"""The life of a worker process: how it begins, what it does, and that it ends with the main process."""

from __future__ import annotations

import gc
import os
import signal
import stat
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from cleanup.rules.plugins import PluginWarning

Item = TypeVar("Item")
Done = TypeVar("Done")


class WorkerDied(RuntimeError):
    """A worker process was killed, most likely for want of memory; the message is one line for the user."""

    def __init__(self, message: str = "a process was killed, most likely for want of memory; --jobs 1 needs less") -> None:
        super().__init__(message)


def begin_forked(work: Callable[[Item], Done]) -> None:
    """Begin a process that is a copy of the main one."""
    _let_go_of_files()
    _begin(work)


def begin_spawned(work: Callable[[Item], Done]) -> None:
    """Begin a process that starts from nothing."""
    _end_with_main_process()
    _begin(work)


def _begin(work: Callable[[Item], Done]) -> None:
    """Ctrl-C reaches all processes of a terminal, and each would warn of the same broken plugins: only the main process reacts.

    If `work` can `prepare` what it needs for all items, it does so now. That stays to the end, and is frozen: for garbage
    collection to go through it again and again takes a tenth of all time.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore", PluginWarning)
    with suppress(Exception):  # the first item will meet it again, where it is reported
        getattr(work, "prepare", lambda: None)()
    gc.freeze()


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
