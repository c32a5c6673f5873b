"""Fuzz one target, guided by the coverage of cleanup's code (atheris, the dependency group `fuzz`).

    python -m tests.fuzz.run TARGET [--seconds 300] [--corpus scratch/fuzz/TARGET]

The seconds are of CPU, of this process and those it starts. Begins with the seeds of the target. An input that breaks a promise
is written to the corpus folder as crash-*, and belongs into tests/fuzz/seeds/TARGET once its bug is mended.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.cpu import cpu_seconds

SEEDS = Path(__file__).parent / "seeds"
TARGETS = tuple(sorted(path.stem for path in (Path(__file__).parent / "targets").glob("*.py") if path.stem != "records"))
_LONGEST = 2_000
_LOOK = 0.2
"""Seconds between two looks at the CPU time: a look reads files of /proc."""


class Limited:
    """Calls `check` with each input; once the CPU time is spent, says what it came to and has libFuzzer end in good order."""

    def __init__(self, target: str, check: Callable[[bytes], None], seconds: float) -> None:
        self._target, self._check, self._seconds = target, check, seconds
        self._inputs, self._next, self._ended = 0, 0.0, False
        self._began = cpu_seconds()  # imports, instrumented as they are, take seconds

    def __call__(self, data: bytes) -> None:
        self._check(data)
        self._inputs += 1
        if self._ended or (now := time.monotonic()) < self._next:
            return
        self._next = now + _LOOK
        if (spent := cpu_seconds() - self._began) >= self._seconds:
            self._ended = True
            print(f"{self._target}: {self._inputs} inputs in {spent:.0f} s of CPU, no find", flush=True)
            os.kill(os.getpid(), signal.SIGUSR1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    import atheris

    corpus = options.corpus or Path("scratch/fuzz") / options.target
    corpus.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["cleanup"]):
        check = import_module(f"tests.fuzz.targets.{options.target}").check
        for place in import_module("cleanup.files.records").FORMATS.values():  # else imported when first used, and not watched
            import_module(place.partition(":")[0])
    folders = [str(corpus), str(SEEDS / options.target)]
    limits = [f"-max_len={_LONGEST}", "-timeout=20", "-rss_limit_mb=2048", f"-artifact_prefix={corpus}/", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *folders, *limits], Limited(options.target, check, options.seconds))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
