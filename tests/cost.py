"""How much work something takes, as a ratio to plain work measured in the same run: machines and their load differ, ratios
hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

_TEXT = " ".join(f"word{number % 5000}" for number in range(200_000))


@contextmanager
def costs_at_most(units: float) -> Iterator[None]:
    """The block may take `units` times the CPU of counting the words of 1.8 MB: about 20 ms where nothing else runs.

    Limits are meant to be far above what is needed; they catch work that grows with the square of the input.
    """
    before = unit()
    began = process_time()
    yield
    spent = process_time() - began
    one = max(before, unit())
    assert spent <= units * one, f"{spent / one:.0f} units of plain work, at most {units:.0f} expected"


def unit() -> float:
    """Seconds of CPU that counting those words takes here and now."""
    began = process_time()
    Counter(_TEXT.split())
    return process_time() - began
