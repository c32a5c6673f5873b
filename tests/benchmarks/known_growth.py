"""What a batch costs as the index of known documents grows: as `cleanup dedup --known` does, day by day.

python -m tests.benchmarks.known_growth [--documents 100000] [--batch 1000] [--words 300]

The texts are words drawn at random, so that no two are alike and none is dropped. CPU is without making them.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from cleanup.corpus.near import NearDuplicates, entry_of

_STEPS = 10


def texts(count: int, words: int) -> Iterator[str]:
    chance = random.Random(20261129)
    vocabulary = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 9))) for _ in range(50_000)]
    for _ in range(count):
        yield "\n".join(" ".join(chance.choices(vocabulary, k=12)) for _ in range(words // 12))


def batch(folder: Path, some: list[str], first: int) -> tuple[float, float]:
    """CPU seconds to look a batch up in the index, and to add it."""
    start = time.process_time()
    with NearDuplicates(folder) as index:
        assert not any(index.find(text, "example.org") for text in some)
    found = time.process_time()
    with NearDuplicates(folder) as index:
        index.remember(entry_of(text, f"{number}.txt", "example.org")[0] for number, text in enumerate(some, first))
    return found - start, time.process_time() - found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=1_000)
    parser.add_argument("--words", type=int, default=300)
    given = parser.parse_args()
    made = texts(given.documents, given.words)
    print("| documents | µs to look one up | µs to add one | slowest batch | bytes each | files |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        folder, finding, adding, slowest = Path(temporary, "index"), 0.0, 0.0, 0.0
        step = max(given.batch, given.documents // _STEPS)
        last = total = 0
        while total < given.documents:
            some = [next(made) for _ in range(min(given.batch, given.documents - total))]
            found, added = batch(folder, some, total)
            finding, adding, slowest = finding + found, adding + added, max(slowest, found + added)
            total += len(some)
            if total - last >= step or total == given.documents:
                count, size = 1e6 / (total - last), sum(path.stat().st_size for path in folder.iterdir())
                shown = f"{finding * count:,.0f} | {adding * count:,.0f} | {slowest:.2f} s | {size / total:,.0f}"
                print(f"| {total:,} | {shown} | {len(list(folder.iterdir()))} |", flush=True)
                last, finding, adding, slowest = total, 0.0, 0.0, 0.0


if __name__ == "__main__":
    main()
