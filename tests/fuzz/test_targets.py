"""The targets of the fuzzer hold for every seed, and for seeds with some bytes changed.

`make test-slow` fuzzes each for some seconds of CPU (CLEANUP_FUZZ_SECONDS). Seeds are inputs of every kind, and those that once
broke a promise.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.fuzz.run import SEEDS, TARGETS

SECONDS = int(os.environ.get("CLEANUP_FUZZ_SECONDS", "5"))
OPTIONAL = {"parquet": "pyarrow", "compressed": "zstandard"}
HOSTILE = (b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n\n", b'"', b"\\", b"\x1b$B", b"\xed\xa0\x80", b"&amp;", b"<", b"`", b"[")


def targets() -> Iterator[object]:
    for name in TARGETS:
        missing = name in OPTIONAL and find_spec(OPTIONAL[name]) is None
        yield pytest.param(name, marks=pytest.mark.skipif(missing, reason=f"needs {OPTIONAL.get(name)}"))


def check_of(name: str) -> Callable[[bytes], None]:
    check: Callable[[bytes], None] = import_module(f"tests.fuzz.targets.{name}").check
    return check


def mutated(data: bytes, draw: random.Random) -> bytes:
    """`data` with a stretch removed, doubled, overwritten or broken, up to three times."""
    for _ in range(draw.randint(1, 3)):
        start = draw.randint(0, len(data))
        end = min(len(data), start + draw.choice((0, 1, 1, 2, 8, 40)))
        new = draw.choice((b"", data[start:end] * 2, draw.choice(HOSTILE), draw.randbytes(end - start)))
        data = data[:start] + new + data[end:]
    return data


@pytest.mark.parametrize("name", list(targets()))
def test_every_seed_holds(name: str) -> None:
    check, seeds = check_of(name), sorted((SEEDS / name).iterdir())
    assert seeds
    for seed in seeds:
        check(seed.read_bytes())


@pytest.mark.parametrize("name", list(targets()))
def test_seeds_with_some_bytes_changed_hold(name: str) -> None:
    check, draw = check_of(name), random.Random(name)
    seeds = [seed.read_bytes() for seed in sorted((SEEDS / name).iterdir())]
    for _ in range(12):
        data = mutated(draw.choice(seeds), draw)
        try:
            check(data)
        except BaseException as error:
            error.add_note(f"input: {data!r}")
            raise


@pytest.mark.slow
@pytest.mark.skipif(find_spec("atheris") is None, reason="needs atheris (the dependency group fuzz)")
@pytest.mark.parametrize("name", list(targets()))
def test_fuzzing_finds_nothing(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-m", "tests.fuzz.run", name, "--seconds", str(SECONDS), "--corpus", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, errors="replace")
    broken = [file.read_bytes() for file in tmp_path.glob("*-*")]
    assert done.returncode == 0, f"{broken}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    told = re.search(rf"{name}: \d+ inputs in \d+ s of CPU, no find", done.stdout)
    assert told
    with capsys.disabled():
        print(f"\nfuzz {told[0]}")
