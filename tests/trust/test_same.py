"""The same input gives the same bytes, whatever the process, its hash seed, locale, time zone and number of processes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Tally
from tests.trust.commands import files, run, texts

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="locales by environment")]

WORLDS: list[tuple[dict[str, str], str]] = [
    ({"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"}, "1"),
    ({"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"}, "1"),
    ({"PYTHONHASHSEED": "3", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0", "TZ": "America/St_Johns"}, "2"),
]


def test_every_world_gives_the_same_bytes(tmp_path: Path, tally: Tally) -> None:
    texts(tmp_path / "in", 80)
    seen = []
    for number, (world, jobs) in enumerate(WORLDS):
        place = tmp_path / str(number)
        place.mkdir()
        done = run("fix", "../in", "-o", "out", "--jobs", jobs, "-q", cwd=place, env=world)
        assert done.returncode == 0, done.stderr
        done = run("dedup", "out", "-o", "unique", "-q", cwd=place, env=world)
        assert done.returncode == 0, done.stderr
        made = files(place)
        for of_the_run in ("out.report/run.json", "unique.report/run.json", "out.report/cache.jsonl"):
            made.pop(of_the_run)
        seen.append(made)
    assert seen[0] == seen[1] == seen[2]
    tally.add("files compared", len(seen[0]) * (len(WORLDS) - 1))
