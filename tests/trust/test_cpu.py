"""The clock that limits fuzzing counts work wherever it is done, and no waiting."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.cpu import cpu_seconds

BUSY = "import time\nwhile time.process_time() < 0.5: pass\nprint('done', flush=True)\ninput()"


def test_a_child_counts_while_it_lives_and_once_when_it_ended() -> None:
    before = cpu_seconds()
    with subprocess.Popen([sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        child.stdout.readline()
        living = cpu_seconds() - before
        child.communicate("\n")
    ended = cpu_seconds() - before
    assert living >= 0.45
    assert living - 0.05 < ended < 2 * living  # the two counts are rounded to ticks of 10 ms, each for itself


def test_waiting_does_not_count() -> None:
    before = cpu_seconds()
    time.sleep(0.3)
    assert cpu_seconds() - before < 0.2
