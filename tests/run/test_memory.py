"""Record files stream: a run needs no more memory for a large one."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from tests.run.runs import CLEAN

# The kernel's own count: what getrusage says of a child includes its parent's, which has run other tests.
MEASURED = """
import re, sys
from cleanup.cli.app import run
status = run(sys.argv[1:])
print(status, int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""


def peak(*args: str | Path) -> int:
    """Megabytes that a run of the program needs at most."""
    done = subprocess.run([sys.executable, "-c", MEASURED, *map(str, args)], capture_output=True, check=True, text=True)
    status, size = done.stdout.split()[-2:]
    assert status == "0", done.stderr
    return int(size)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="no count of the peak memory")
def test_a_file_of_300_megabytes_is_cleaned_and_restored_in_little_memory(tmp_path: Path) -> None:
    source, cleaned = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    texts = [CLEAN * 12 if number % 20 else CLEAN.replace("\n", "  \n") * 12 for number in range(1000)]
    block = "".join(json.dumps({"n": 1.10, "text": text}) + "\n" for text in texts).encode()
    with source.open("wb") as file:
        for _ in range(300_000_000 // len(block)):
            file.write(block)
    assert peak("fix", source, "-o", cleaned, "--select", "LY", "-q") < 150
    assert peak("undo", f"{cleaned}.report", "--to", tmp_path / "back", "-q") < 150
    with source.open("rb") as before, (tmp_path / "back" / "a.jsonl").open("rb") as after:
        assert all(left == right for left, right in zip(before, after, strict=True))
    with source.open("rb") as before, cleaned.open("rb") as after:
        assert any(left != right for left, right in islice(zip(before, after, strict=True), 1000))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="no count of the peak memory")
def test_a_record_of_ten_megabytes_takes_a_few_times_its_size(tmp_path: Path) -> None:
    source, cleaned = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    text = CLEAN.replace("\n", "  \n") * 20 + CLEAN * (10_000_000 // len(CLEAN))
    source.write_text(json.dumps({"text": text}) + "\n" + json.dumps({"text": CLEAN}) + "\n")
    assert peak("fix", source, "-o", cleaned, "--select", "LY", "-q") < 500
    assert peak("undo", f"{cleaned}.report", "--to", tmp_path / "back", "-q") < 300
    assert (tmp_path / "back" / "a.jsonl").read_bytes() == source.read_bytes()
