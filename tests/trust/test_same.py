"""The same input gives the same bytes, whatever process, hash seed, locale, time zone, number of processes and Python."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import requires, version
from pathlib import Path

import pytest

from tests.conftest import Tally
from tests.trust.commands import ROOT, environment, files, run, texts

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="locales by environment")]

WORLDS: list[tuple[dict[str, str], str]] = [
    ({"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"}, "1"),
    ({"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"}, "1"),
    ({"PYTHONHASHSEED": "3", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0", "TZ": "America/St_Johns"}, "2"),
]
OF_THE_RUN = ("out.report/run.json", "unique.report/run.json", "out.report/cache.jsonl")


def pythons() -> dict[tuple[int, ...], str]:
    """A Python of each other version that cleanup is for and that is here, to the last digit, as their `re` have differed: on the
    path, or where pyenv keeps them."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    names = [
        *sorted(map(str, kept.glob("3.*/bin/python3"))),
        *(shutil.which(f"python3.{minor}", path=folder) for folder in os.get_exec_path() for minor in range(11, 20)),
    ]
    found = {}
    for name in filter(None, names):
        asked = subprocess.run([name, "-c", "import sys; print(*sys.version_info[:3])"], capture_output=True, check=False)
        if asked.returncode == 0 and (at := tuple(map(int, asked.stdout.split()))) >= (3, 11) and at != sys.version_info[:3]:
            found[at] = name
    return found


def installed(python: str, place: Path) -> str:
    """A Python of an environment with what cleanup needs, as it is installed here; empty if that cannot be had."""
    uv = Path(sys.executable).with_name("uv")
    needed = [re.split(r"[^\w-]", each)[0] for each in requires("cleanup-articles") or () if "extra ==" not in each]
    packages = [f"{each}=={version(each)}" for each in needed]
    inside = str(place / "bin" / "python")
    for command in (["venv", "--quiet", "--python", python, place], ["pip", "install", "--quiet", "--python", inside, *packages]):
        if not uv.exists() or subprocess.run([uv, *command], capture_output=True, check=False).returncode:
            return ""
    return inside


def test_every_python_gives_the_same_bytes(tmp_path: Path, tally: Tally) -> None:
    found = {
        at: inside for at, python in pythons().items() if (inside := installed(python, tmp_path / "python{}.{}.{}".format(*at)))
    }
    if not found:
        pytest.skip("no other Python here, from 3.11 on, for which packages can be had")
    texts(tmp_path / "in", 80)
    shutil.copytree(ROOT / "fixtures/articles", tmp_path / "in" / "articles")
    seen = []
    for at, inside in {sys.version_info[:3]: sys.executable, **found}.items():
        place = tmp_path / "made{}.{}.{}".format(*at)
        place.mkdir()
        for command in ("fix ../in -o out", "dedup out -o unique", "learn ../in -o profile.json", "undo out.report --to back"):
            whole = [inside, "-m", "cleanup.cli", *command.split(), "-q"]
            done = subprocess.run(whole, cwd=place, env=environment(), capture_output=True, check=False)
            assert done.returncode == 0, (at, done.stderr)
        seen.append({name: data for name, data in files(place).items() if name not in OF_THE_RUN})
    assert all(made == seen[0] for made in seen)
    tally.line(
        "the same bytes under Python " + ", ".join("{}.{}.{}".format(*at) for at in sorted({sys.version_info[:3], *found}))
    )
    tally.add("files compared", len(seen[0]) * len(found))


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
        seen.append({name: data for name, data in made.items() if name not in OF_THE_RUN})
    assert seen[0] == seen[1] == seen[2]
    tally.add("files compared", len(seen[0]) * (len(WORLDS) - 1))
