"""CPU ratios of work done in turns: machines and their load differ from minute to minute, ratios of neighbours hold."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time

Work = Callable[[], object]


@dataclass(frozen=True)
class Ratio:
    """CPU of one thing over that of another: the median of the turns, and half the distance between the quartiles around it."""

    value: float
    noise: float

    @classmethod
    def of(cls, spent: Sequence[float], unit: Sequence[float]) -> Ratio:
        ratios = sorted(one / other for one, other in zip(spent, unit, strict=True))
        quarter = len(ratios) // 4
        return cls(median(ratios), (ratios[-1 - quarter] - ratios[quarter]) / 2)

    def to_json(self) -> dict[str, float]:
        return {"ratio": round(self.value, 4), "noise": round(self.noise, 4)}


def in_turns(works: Mapping[str, Sequence[Work]], turns: int) -> dict[str, list[float]]:
    """CPU seconds that each named series of pieces of work takes, turn by turn: piece by piece, each name after the other.

    Every name has as many pieces, so that what is compared runs within milliseconds of each other; who begins changes, and so
    does the order: whoever comes after the like of it finds the processor's caches warm. One turn goes before that is not
    counted: tables are built and files are in the cache.
    """
    names = list(works)
    spent: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(turns + 1):
        total = dict.fromkeys(names, 0.0)
        for place, pieces in enumerate(zip(*works.values(), strict=True)):
            shift = (place + turn) % len(names)
            series = [*zip(names, pieces, strict=True)][:: -1 if turn % 2 else 1]
            for name, piece in series[shift:] + series[:shift]:
                began = process_time()
                piece()
                total[name] += process_time() - began
        if turn:
            for name in names:
                spent[name].append(total[name])
    return spent


def commands_in_turns(commands: Mapping[str, Callable[[], Sequence[str]]], turns: int) -> dict[str, list[float]]:
    """CPU seconds (own and of their children) of programs run one after the other, turn by turn; whatever their exit status.

    A command is made anew for each turn, so that it can prepare what it works on.
    """
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(turns + 1):
        for name, command in commands.items():
            cost = cpu_of(command())
            if turn:
                spent[name].append(cost)
    return spent


def cpu_of(command: Sequence[str]) -> float:
    """User and system time of one run of a program and its children, in seconds."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime
