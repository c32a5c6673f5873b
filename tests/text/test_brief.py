"""Threads that end by themselves: their results, and that whoever wants to be the only thread may wait for them."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from cleanup.text.brief import Brief, only_thread


def test_the_result_is_there_when_it_is_asked_for() -> None:
    assert Brief(lambda: time.sleep(0.01) or 7).result() == 7


def test_an_error_comes_to_who_asks() -> None:
    brief = Brief(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        brief.result()


def alone() -> None:
    """Prints whether there is one thread beside several brief ones, and beside one that goes on."""
    import threading

    said = []
    for seconds in (0.0, 0.001, 0.02):
        brief = [Brief(lambda seconds=seconds: time.sleep(seconds)) for _ in range(3)]
        said.append((only_thread(), any(thread.is_alive() for thread in brief)))
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    Brief(lambda: None)
    said.append((only_thread(), True))
    sys.stdout.write(json.dumps(said))


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_brief_threads_are_waited_for_and_others_are_not() -> None:
    command = [sys.executable, "-c", "from tests.text.test_brief import alone; alone()"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(done.stdout) == [[True, False]] * 3 + [[False, True]]
