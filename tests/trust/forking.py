"""The program in processes that begin with its modules loaded, each killed at a moment of its work.

What is tried hundreds of times must not pay for imports, and no file is written while a program is imported.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from tests.run.runs import CLEAN, DIRTY, put
from tests.trust.commands import ROOT, environment

COMMANDS = (
    "fix in in.jsonl -o out --dedup",
    "undo out.report --to back",
    "fix in in.jsonl --in-place",
    "undo cleanup-report",
    "learn in -o profile.json",
    "dedup in -o unique --known index",
)
"""What is run once, so that every module is there."""


class Ended(NamedTuple):
    """What became of a run: its exit status (negative where a signal ended it), what it said, and the seconds it took."""

    status: int
    said: str
    took: float


class Forking:
    """A process that has run every command once, and forks for each that is asked for."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.trust.forking"]
        self._server = subprocess.Popen(command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.communicate()

    def run(self, *args: str | Path, cwd: Path, after: float | None = None, first: str = "") -> Ended:
        """The program, to its end or to its kill `after` seconds; in its process Python code is run `first`."""
        assert self._server.stdin
        assert self._server.stdout
        order = {"args": list(map(str, args)), "cwd": str(cwd), "after": after, "first": first}
        self._server.stdin.write(json.dumps(order).encode() + b"\n")
        self._server.stdin.flush()
        return Ended(*json.loads(self._server.stdout.readline()))


def _serve() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the commands print is no answer
    _warm_up()
    for line in sys.stdin:
        answers.write(json.dumps(_do(**json.loads(line))) + "\n")
        answers.flush()


def _warm_up() -> None:
    with tempfile.TemporaryDirectory() as place:
        put(Path(place), {"in/a.txt": DIRTY, "in/b.txt": CLEAN, "in.jsonl": json.dumps({"text": DIRTY}) + "\n"})
        os.chdir(place)
        for args in (
            "fix in in.jsonl -o out --dedup",
            "learn in -o p.json",
            "dedup in -o unique --known index",
            "undo out.report --to b",
        ):
            _main([*args.split(), "-q"])
        os.chdir(ROOT)


def _main(args: list[str]) -> Any:
    from cleanup.cli.app import main

    sys.argv = ["cleanup", *args]
    try:
        main()
    except SystemExit as ended:
        return ended.code


def _do(args: list[str], cwd: str, after: float | None, first: str) -> Ended:
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        child = os.fork()
        if not child:
            _become(args, cwd, said.fileno(), first)
        status = _waited(child, start + after if after is not None else float("inf"))
        took = time.monotonic() - start
        said.seek(0)
        return Ended(os.waitstatus_to_exitcode(status), said.read().decode("utf-8", "replace"), took)


def _become(args: list[str], cwd: str, said: int, first: str) -> None:
    """Run the program and end, whatever happens."""
    status = 99
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for to, stream in ((nothing, 0), (nothing, 1), (said, 2)):
            os.dup2(to, stream)
        os.chdir(cwd)
        exec(first, {})
        status = _main(args) or 0
        sys.stderr.flush()
    finally:
        os._exit(status)


def _waited(child: int, until: float) -> int:
    """The status of a process that is killed if it has not ended by then."""
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.0003)
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    for _ in range(30_000):  # what it started has to end by itself, on a busy machine too
        try:
            os.killpg(child, 0)
        except ProcessLookupError:
            return status
        time.sleep(0.001)
    raise TimeoutError("processes of a run that was killed are still there")


if __name__ == "__main__":
    _serve()
