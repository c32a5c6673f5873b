"""Large input: a single line of 50 MB, many short lines, many small files. Slow; the limits are promised in the README."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleanup.run.results.undo import undo
from tests.cost import unit
from tests.laws.strategies import PROSE
from tests.run.runs import put

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="no count of the peak memory")]

# The peak of the kernel's own count: what getrusage says of a child includes its parent's, which holds the test's data.
MEASURED = """
import re, resource, sys
from cleanup.cli.app import run
status = run(sys.argv[1:])
times = resource.getrusage(resource.RUSAGE_SELF)
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) * 1024
print(status, peak, times.ru_utime + times.ru_stime)
"""


def measured(*args: str, cwd: Path) -> tuple[int, float, float]:
    """Exit status, peak memory in bytes, and seconds of processor time of a run: the clock would count the neighbours' work."""
    run = subprocess.run([sys.executable, "-c", MEASURED, *args], cwd=cwd, capture_output=True, text=True, check=True)
    status, peak, seconds = run.stdout.split()[-3:]  # behind what the program printed
    return int(status), float(peak), float(seconds)


def line(size: int, dirt: tuple[str, ...]) -> str:
    """A line of that many bytes or a few more: words in sentences, and now and then something to mend."""
    rng = random.Random(7)
    pieces, length = [], 0
    while length < size:
        words = rng.choice(PROSE[:8]).split(" ")
        rng.shuffle(words)
        if rng.random() < 0.02:
            words.append(rng.choice(dirt))
        pieces.append(" ".join(words) + ".")
        length += len(pieces[-1].encode()) + 1
    return " ".join(pieces)


@pytest.mark.parametrize(
    ("dirt", "times"),
    [
        (("it’s", "donâ€™t", "cafÃ©", "the harbour ’s", "a word , then"), 12),
        (("it’s", "donâ€™t", "\U0001f600", "\U00020000", "\U0001f468\u200d\U0001f469"), 20),
    ],
    ids=["prose", "astral"],
)
def test_a_line_of_50_mb(tmp_path: Path, dirt: tuple[str, ...], times: int) -> None:
    data = line(50_000_000, dirt).encode()
    put(tmp_path, {"big.txt": data})
    status, peak, seconds = measured("fix", "big.txt", "-o", "out", cwd=tmp_path)
    assert status == 0
    assert peak < times * len(data)
    assert seconds < 2_800 * unit()
    assert (tmp_path / "out" / "big.txt").read_bytes() != data
    assert [done.status for done in undo(tmp_path / "out.report", tmp_path / "back")] == ["restored"]
    assert (tmp_path / "back" / "big.txt").read_bytes() == data


def test_200_000_short_lines(tmp_path: Path) -> None:
    rng = random.Random(7)
    words = " ".join(PROSE).split()
    put(tmp_path, {"lines.txt": "".join(" ".join(rng.sample(words, 5)) + "\n" for _ in range(200_000))})
    _, peak, seconds = measured("check", "lines.txt", "-q", cwd=tmp_path)
    assert peak < 500e6
    assert seconds < 1_400 * unit()


def test_20_000_small_files_take_no_more_memory_than_a_few(tmp_path: Path) -> None:
    rng = random.Random(7)
    for number in range(20_000):
        text = f"Council votes on plan {number}\n\n" * (1 + number % 2) + "\n\n".join(rng.sample(PROSE, 5)) + "\n"
        put(tmp_path, {f"in/{number % 50}/{number}.txt": text})
    started = time.monotonic()
    status, peak, _ = measured("fix", "in", "-o", "out", "-q", "--jobs", "2", cwd=tmp_path)
    assert status == 0
    assert peak < 200e6
    assert time.monotonic() - started < 120


def test_a_long_line_is_linear_in_the_program_too(tmp_path: Path) -> None:
    """Ten times the text, at most fifteen times the time: nothing looks at every pair of anything."""
    seconds = []
    for size in (400_000, 4_000_000):
        put(tmp_path, {"line.txt": line(size, ("cafÃ©", "a word , then"))})
        seconds.append(measured("check", "line.txt", "-q", "--output-format", "concise", cwd=tmp_path)[2])
    assert seconds[1] < 15 * seconds[0]
