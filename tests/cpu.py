"""CPU time of this process and of those it started, so that a busy machine changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def cpu_seconds() -> float:
    """Seconds of CPU, of user and system, of this process, of its children that ended and of all below it that live.

    Where there is no /proc, children count when they have ended.
    """
    return sum(os.times()[:4]) + sum(map(_spent, below(os.getpid())))


def below(process: int) -> Iterator[int]:
    """The processes that one started, those that these started, and so on; none without /proc."""
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{process}/task"):
            for child in Path(f"/proc/{process}/task/{thread}/children").read_text().split():
                yield int(child)
                yield from below(int(child))


def _spent(process: int) -> float:
    """What a living process and its children that ended took (proc(5): utime, stime, cutime and cstime)."""
    with suppress(OSError):
        numbers = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:15]
        return sum(map(int, numbers)) / os.sysconf("SC_CLK_TCK")
    return 0.0
