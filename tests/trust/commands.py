"""The program as users run it, and a corpus of many small files for it: what the suites of faults share."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.run.runs import CLEAN, DIRTY, put

PROGRAM = (sys.executable, "-m", "cleanup.cli")
ROOT = Path(__file__).resolve().parents[2]


def environment(more: dict[str, str] | None = None) -> dict[str, str]:
    """Where the program finds itself, whatever the working folder is."""
    given = {**os.environ, **(more or {})}
    return {**given, "PYTHONPATH": os.pathsep.join(filter(None, [given.get("PYTHONPATH", ""), str(ROOT)]))}


def run(
    *args: str | Path, cwd: Path, env: dict[str, str] | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[bytes]:
    """The program, to its end."""
    command = [*PROGRAM, *map(str, args)]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=timeout, env=environment(env))


def with_defect(place: Path, code: str) -> dict[str, str]:
    """An environment in which Python begins with `code`, which is kept below `place`."""
    put(place, {"defect/sitecustomize.py": code})
    return {"PYTHONPATH": str(place / "defect")}


@dataclass(frozen=True)
class Killed:
    """What became of a run that was to be killed: its exit status (negative where a signal ended it) and what it said."""

    status: int
    said: bytes


def killed(
    *args: str | Path, cwd: Path, after: float, how: signal.Signals = signal.SIGKILL, env: dict[str, str] | None = None
) -> Killed:
    """Run the program and send it a signal `after` seconds, unless it has ended by then."""
    command = [*PROGRAM, *map(str, args)]
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(env)) as running:
        assert running.stderr
        try:
            running.wait(after)
        except subprocess.TimeoutExpired:
            running.send_signal(how)
        said = running.stderr.read()
    return Killed(running.returncode, said)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def texts(folder: Path, count: int, seed: int = 7) -> Path:
    """A folder of small texts, most of them dirty, in several folders."""
    draw = random.Random(seed)
    for number in range(count):
        path = folder / f"{number % 5}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = DIRTY if draw.random() < 0.8 else CLEAN
        path.write_bytes(f"{text}\nThe {number}th walker had come by train.\n".encode())
    return folder


def records(file: Path, count: int, seed: int = 7) -> Path:
    """A JSONL file of small texts, most of them dirty."""
    draw = random.Random(seed)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            text = DIRTY if draw.random() < 0.8 else CLEAN
            lines.write(
                json.dumps({"id": number, "url": f"https://news.example/{number}", "text": f"{text}\nNumber {number}.\n"})
            )
            lines.write("\n")
    return file


def fresh(folder: Path, model: Path) -> Path:
    """`folder` as a copy of `model`, whatever stood there."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(model, folder)
    return folder


def moments(count: int, least: float, most: float, seed: int) -> list[float]:
    """Seconds at which to kill, spread over a run: one in each of `count` equal parts, in random order."""
    draw = random.Random(seed)
    step = (most - least) / count
    drawn = [least + step * (place + draw.random()) for place in range(count)]
    draw.shuffle(drawn)
    return drawn


def timed(*args: str | Path, cwd: Path) -> float:
    """How many seconds the program takes."""
    start = time.monotonic()
    done = run(*args, cwd=cwd)
    assert done.returncode == 0, done.stderr.decode()
    return time.monotonic() - start
