"""Daft on this machine and on a Ray cluster: what fix, learn and dedup write is what one process writes, byte for byte."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import PROGRAM
from tests.run.runs import contents

pytestmark = pytest.mark.slow
RECORDS, FILES = 20_000, 10
WORDS = (
    "the mayor council river bridge market harvest winter report budget school teacher window garden engine police library "
    "museum traffic doctor hospital village station harbour ticket festival painter theatre farmer weather storm open close "
    "build visit find remember promise explain announce expect morning evening people city house street road water light "
    "summer county"
).split()
SITES = ("north", "north", "north", "south", "east", "west")


def record(chance: random.Random, number: int, known: list[str]) -> dict[str, str]:
    """An article with the furniture of its site; one in twenty is another one with some words changed. Half are of one site."""

    def words(size: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(size)).capitalize()

    site, title = chance.choice(SITES), words(7)
    if known and chance.random() < 0.05:
        body = chance.choice(known).replace(" river ", " canal ", 1)
    else:
        body = "\n\n".join(f"{words(14)}. {words(11)} ,{words(5)}." for _ in range(3))
        known.append(body)
    foot = f"Follow the {site} desk on every channel\nLeave a Reply"
    return {"url": f"https://{site}.example.org/{number}", "title": title, "text": f"{title}\n\n{title}\n\n{body}\n\n{foot}"}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder: articles in `in/`, most as JSONL, the last file as Parquet, the same ones in one file, and some texts."""
    pytest.importorskip("daft")
    pytest.importorskip("ray")
    import pyarrow
    from pyarrow import parquet

    here = tmp_path_factory.mktemp("cluster")
    chance, known = random.Random(1), list[str]()
    records = [record(chance, number, known) for number in range(RECORDS)]
    (here / "in").mkdir()
    for part in range(FILES):
        some = records[part::FILES]
        if part == FILES - 1:
            parquet.write_table(pyarrow.Table.from_pylist(some), here / "in" / "last.parquet")
        else:
            lines = "".join(json.dumps(each) + "\n" for each in some)
            (here / "in" / f"{part}.jsonl").write_text(lines)
    (here / "in" / "broken.jsonl").write_text("no record at all\n")
    (here / "in" / "texts").mkdir()
    for number in range(40):
        (here / "in" / "texts" / f"{number}.txt").write_text(records[number]["text"])
    (here / "one.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records[:2000]))
    return here


def commands(out: str, *more: str) -> list[list[str]]:
    """All that an engine does, into the folder `out`: over files that workers take whole, and over one that is read here."""
    return [
        ["fix", "in", "--field", "text", "-q", "-o", f"{out}/clean", *more],
        ["fix", "one.jsonl", "--learn", "-q", "-o", f"{out}/one.jsonl", *more],
        ["learn", "in", "--field", "text", "-q", "-o", f"{out}/profile.json", *more],
        ["dedup", "in", "--field", "text", "-q", "-o", f"{out}/unique", *more],
    ]


def made(folder: Path) -> dict[str, bytes]:
    """What was written, but for what tells of time and place."""
    found = contents(folder)
    return {name: data for name, data in found.items() if name.rpartition("/")[-1] not in ("run.json", "cache.jsonl")}


def run(articles: Path, command: list[str], *program: str) -> str:
    """What it printed. A broken file is among those in `in/`, which is told by the status of what reads them, and by no other."""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([*program, *command], cwd=articles, env=env, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == (command[1] != "one.jsonl"), done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def expected(articles: Path) -> dict[str, bytes]:
    """What one process makes of the articles."""
    for command in commands("local"):
        run(articles, command, *PROGRAM)
    return made(articles / "local")


def test_daft_on_this_machine_gives_the_same_bytes(articles: Path, expected: dict[str, bytes]) -> None:
    for command in commands("native", "--engine", "daft"):
        run(articles, command, *PROGRAM)
    assert made(articles / "native") == expected


def test_ray_gives_the_same_bytes_when_a_worker_is_killed(articles: Path, expected: dict[str, bytes]) -> None:
    arguments = [json.dumps(commands("ray", "--engine", "daft", "--ray-address", "auto")), "ray/clean/1.jsonl"]
    assert "killed a worker" in run(articles, arguments, sys.executable, "-m", "tests.adapters.cluster")
    assert made(articles / "ray") == expected
