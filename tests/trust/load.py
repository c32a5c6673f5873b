"""What `cleanup fix -o` costs for a large load: time, CPU, memory of all processes, open files. And whether all of it can be
undone.

python -m tests.trust.load texts 1000000 [--place DIR]          so many files of 2 KB
python -m tests.trust.load records 5 [--select LY,HL,BP]        one JSONL file of so many GB, of texts of 6 KB
python -m tests.trust.load empty 1000000                        so many empty files
python -m tests.trust.load line 1                               one text of so many GB in a single line

Everything is made in a folder of its own, from the articles in fixtures/, and taken away again unless --stay.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cleanup import clean
from cleanup.files.text import decode
from cleanup.run.results.account import EDITS, read_entries, read_run
from cleanup.run.results.replay import original
from cleanup.run.results.restore import CleanedFile
from tests.cpu import below
from tests.trust.commands import PROGRAM, ROOT, environment

GB = 1_000_000_000
SAMPLE = 2_000
SPOILED = ("{0}\n\n{0}\n\n{1}\n\nLeave a Reply\n", "{0}\n\n{1}\n\nShare this:\n\nFacebook\n", "{0}\n\n{1}  \n", "{0}\n\n{1}\n")
"""Half of what is made has something to go, a quarter white space at a line end."""


@dataclass
class Peak:
    """The most that a process and those it started took at one moment: bytes of memory (shared pages count for each), open files
    and processes."""

    memory: int = 0
    files: int = 0
    processes: int = 0

    def watch(self, running: subprocess.Popen[bytes]) -> None:
        """Look every 0.2 s, as long as it runs."""
        while running.poll() is None:
            tree = [running.pid, *below(running.pid)]
            self.memory = max(self.memory, sum(map(_memory, tree)))
            self.files = max(self.files, sum(map(_open_files, tree)))
            self.processes = max(self.processes, len(tree))
            time.sleep(0.2)


def _memory(process: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _open_files(process: int) -> int:
    with suppress(OSError):
        return len(os.listdir(f"/proc/{process}/fd"))
    return 0


def articles(size: int = 2_000) -> Iterator[str]:
    """Texts of about `size` bytes without end, the same each time, each another one."""
    draw = random.Random(11)
    found = (clean(decode(file.read_bytes()).text) for file in sorted((ROOT / "fixtures/articles").glob("*.txt")))
    lines = [line.strip() for text in found for line in text.splitlines()]
    prose = [line for line in lines if 80 < len(line) < 400 and line[-1] in ".!?" and line.isascii() and "<" not in line]
    for number in range(1 << 62):
        body = [f"The {number}th walker of the year had come by train."]
        for place in range(size // 400):
            body.append(f"{draw.choice(prose)} {draw.choice(prose)} This was hour {place} of day {number}.")
        yield draw.choice(SPOILED).format(f"Walker number {number} reaches the pier", "\n\n".join(body))


def make_texts(place: Path, count: int) -> tuple[Path, int]:
    """Files of 2 KB, a thousand to a folder."""
    for number, text in enumerate(islice(articles(), count)):
        path = place / "in" / f"{number // 1_000:04}" / f"{number:07}.txt"
        if number % 1_000 == 0:
            path.parent.mkdir(parents=True)
        path.write_bytes(text.encode())
    return place / "in", count


def make_empty(place: Path, count: int) -> tuple[Path, int]:
    """Empty files, a thousand to a folder."""
    for number in range(count):
        path = place / "in" / f"{number // 1_000:04}" / f"{number:07}.txt"
        if number % 1_000 == 0:
            path.parent.mkdir(parents=True)
        path.touch()
    return place / "in", count


def make_records(place: Path, size: int) -> tuple[Path, int]:
    """One file of records."""
    path, written, count = place / "in.jsonl", 0, 0
    with path.open("wb") as file:
        for count, text in enumerate(articles(6_000), 1):
            written += file.write(
                json.dumps({"id": count, "url": f"https://n{count % 97}.example/{count}", "text": text}).encode()
            )
            written += file.write(b"\n")
            if written >= size:
                break
    return path, count


def make_line(place: Path, size: int) -> tuple[Path, int]:
    """One text in a single line."""
    path, written = place / "in" / "line.txt", 0
    path.parent.mkdir()
    with path.open("wb") as file:
        for text in articles():
            written += file.write(" ".join(text.split()).encode() + b" ")
            if written >= size:
                break
    return path.parent, 1


def texts_come_back(source: Path, out: Path, account: Path) -> int:
    """Undo some files, as far apart as can be; how many were right."""
    documents = read_run(account)["documents"]
    right = 0
    for entry in islice(read_entries(account), 0, None, max(1, documents // SAMPLE)):
        assert entry.status != "failed", f"{entry.doc}: {entry.why}"
        assert original(entry, (out / entry.doc).read_bytes()) == (source / entry.doc).read_bytes(), entry.doc
        right += 1
    return right


def records_come_back(source: Path, out: Path, account: Path) -> int:
    """Undo the first records; how many were right."""
    run = read_run(account)
    entries = (entry for entry in read_entries(account) if entry.part)
    cleaned = CleanedFile.of(out, "jsonl", run)
    right = 0
    with out.open("rb") as now, source.open("rb") as lines:
        for (_, back), line in islice(zip(cleaned.originals(now, entries), lines, strict=True), SAMPLE * 10):
            assert back == line, f"record {right + 1}"
            right += 1
    return right


MADE: dict[str, tuple[Callable[[Path, int], tuple[Path, int]], Callable[[Path, Path, Path], int], int]] = {
    "texts": (make_texts, texts_come_back, 1),
    "empty": (make_empty, texts_come_back, 1),
    "records": (make_records, records_come_back, GB),
    "line": (make_line, texts_come_back, GB),
}


def load(kind: str, size: float, place: Path, more: list[str]) -> None:
    """Make it, clean it, look at it, and print the figures."""
    make, come_back, unit = MADE[kind]
    source, count = make(place, int(size * unit))
    out = place / ("out.jsonl" if source.is_file() else "out")
    account = out.with_name(out.name + ".report")
    print(f"{kind}: {count:,} documents, {_size(source):,} bytes; cleanup fix -o {' '.join(more)}", flush=True)
    before, start, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), Peak()
    command = [*PROGRAM, "fix", str(source), "-o", str(out), "-q", *more]
    with subprocess.Popen(command, cwd=place, env=environment()) as running:
        watching = threading.Thread(target=peak.watch, args=(running,))
        watching.start()
        running.wait()
        watching.join()
    took, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"exit {running.returncode}; {took:,.0f} s, {cpu:,.0f} s of CPU; {peak.processes} processes at most, "
        f"{peak.memory / 1e6:,.0f} MB in all, {after.ru_maxrss / 1e3:,.0f} MB the largest; {peak.files} open files",
        flush=True,
    )
    if running.returncode:
        sys.exit(running.returncode)
    written = _count(out)
    print(f"written: {written:,} documents, {_size(out):,} bytes; account {_size(account):,}, edits {_size(account / EDITS):,}")
    assert written == count, f"{count - written:,} are missing"
    print(f"undone: {come_back(source, out, account):,} documents, all as they were")


def _count(out: Path) -> int:
    if out.is_file():
        with out.open("rb") as lines:
            return sum(1 for _ in lines)
    return sum(len(files) for _, _, files in os.walk(out))


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(os.path.getsize(os.path.join(folder, file)) for folder, _, files in os.walk(path) for file in files)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=MADE)
    parser.add_argument("size", type=float)
    parser.add_argument("--place", type=Path, help="a folder to work in; else where temporary files go")
    parser.add_argument("--stay", action="store_true", help="leave everything there")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--select", help="as for cleanup fix")
    args = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="load-", dir=args.place))
    try:
        load(args.kind, args.size, place, ["--jobs", args.jobs, *(["--select", args.select] if args.select else [])])
    finally:
        if not args.stay:
            shutil.rmtree(place)


if __name__ == "__main__":
    main()
