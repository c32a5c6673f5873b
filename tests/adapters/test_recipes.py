"""The recipes of the README, run with the libraries they are for; cleanup is there as users have it, from its wheel."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.environments import environment

RECIPES = Path(__file__).parents[2] / "fixtures" / "recipes"
PROSE = "The storm came at night and took the roof of the old pier with it, said Ada Falk ."
CLEAN = PROSE.replace(" .", ".")
ROWS: list[dict[str, Any]] = [
    {
        "id": "a",
        "text": f"Storm hits the coast\n\nStorm hits the coast\n\n{PROSE}",
        "title": None,
        "at": "2024-05-01T10:00:00",
        "n": 1,
    },
    {
        "id": "b",
        "text": f"The pier of Ellsmouth is gone\n\n{PROSE}",
        "title": "The pier of Ellsmouth is gone",
        "at": None,
        "n": 2,
    },
    {"id": "c", "text": None, "title": "No text", "at": None, "n": None},
] + [{"id": f"d{number}", "text": CLEAN, "title": None, "at": None, "n": number} for number in range(20)]


def run(recipe: str, folder: Path, *requirements: str, rows: Iterable[dict[str, Any]] = ROWS) -> list[dict[str, Any]]:
    """What a recipe makes of a file articles.jsonl, by id."""
    (folder / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    command = [environment(*requirements), RECIPES / recipe]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    (file,) = [path for path in (folder / "clean.jsonl", *folder.glob("clean/*")) if path.is_file()]
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return sorted(map(json.loads, data.decode("utf-8").splitlines()), key=lambda row: str(row["id"]))


def texts(rows: list[dict[str, Any]]) -> list[Any]:
    return [row.get("text") for row in rows]


EXPECTED = [f"Storm hits the coast\n\n{CLEAN}", f"The pier of Ellsmouth is gone\n\n{CLEAN}", None, *[CLEAN] * 20]


@pytest.mark.slow
def test_datasets(tmp_path: Path) -> None:
    rows = run("batch_datasets.py", tmp_path, "datasets", "pandas")
    assert texts(rows) == EXPECTED
    assert [(row["title"], row["n"]) for row in rows[:3]] == [(row["title"], row["n"]) for row in ROWS[:3]]


@pytest.mark.slow
def test_pandas(tmp_path: Path) -> None:
    rows = run("batch_pandas.py", tmp_path, "datasets", "pandas")
    assert texts(rows) == EXPECTED
    assert [(row["id"], row["title"], row["at"]) for row in rows[:3]] == [
        (row["id"], row["title"], row["at"]) for row in ROWS[:3]
    ]


@pytest.mark.slow
def test_daft(tmp_path: Path) -> None:
    assert texts(run("rows_daft.py", tmp_path, "daft")) == EXPECTED


@pytest.mark.slow
def test_datatrove(tmp_path: Path) -> None:
    rows = run("pipeline_datatrove.py", tmp_path, "datatrove", "orjson", "zstandard", rows=(row for row in ROWS if row["text"]))
    assert texts(rows) == [CLEAN] * 22
    (stats,) = (
        step["stats"] for step in json.loads((tmp_path / "logs/stats.json").read_text("utf-8")) if "cleanup" in step["name"]
    )
    assert (stats["total"], stats["changed"], stats["edits/SP201"]) == (22, 2, 2)
    assert stats["removed_characters"]["total"] == sum(len(row["text"]) - len(CLEAN) for row in ROWS[:2])
