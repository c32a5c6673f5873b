"""What the benchmark reads: the fixtures everyone has, and real articles and pages where they lie beside the repository."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cleanup.files.text import decode

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
CLEAN, RAW = ("rs_trafilatura", "trafilatura"), ("html2text", "inscriptis")
"""Extractors that leave little around an article, and those that give the whole page."""


class Text(NamedTuple):
    """A text and what its keeper knows of it."""

    text: str
    title: str | None = None
    url: str | None = None


def inputs(shared: Path = SHARED, sample: int = 60) -> dict[str, list[Text]]:
    """Named sets of texts: always "fixtures"; "scraped", "extracted" and "raw pages" where the corpora lie in `shared`."""
    found = {"fixtures": [Text(decode(file.read_bytes()).text) for file in _fixtures()]}
    if (shared / "corpora").is_dir():
        found["scraped"] = _drawn(_rows(shared / "corpora"), sample)
    if (shared / "bench/quality").is_dir():
        rows = list(_rows(shared / "bench/quality"))
        found["extracted"] = _drawn((row for row in rows if row["extractor"] in CLEAN), sample)
        found["raw pages"] = _drawn((row for row in rows if row["extractor"] in RAW), sample)
    return found


def size(texts: list[Text]) -> int:
    """Characters in all."""
    return sum(len(each.text) for each in texts)


def _fixtures() -> list[Path]:
    return sorted((ROOT / "fixtures/articles").iterdir())


def _drawn(rows: Iterator[dict[str, Any]], sample: int) -> list[Text]:
    """The same random sample each time."""
    whole = list(rows)
    drawn = random.Random(3).sample(whole, min(sample, len(whole)))
    return [Text(row["text"], row.get("title"), row.get("url")) for row in drawn]


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines:
            yield from map(json.loads, lines)
