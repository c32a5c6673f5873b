"""Near-duplicates planted in articles, found by `cleanup` and by what people would run instead, with one exact check for all.

    for engine in rensa gaoya datasketch text-dedup; do
        uv venv peers/$engine && uv pip install --python peers/$engine/bin/python -e . $engine
    done
    python -m tests.benchmarks.near_duplicates --documents 100000 [--peers DIR] [--only cleanup,rensa] [--limit MINUTES]

Needs ../shared/corpora/sites.jsonl.gz (see planted.py for what is made of it, in scratch/). Each engine runs in a process of its
own; CPU is that of the process without reading the file, memory its peak. Precision is over the pairs that passed the check.
One that is not done after MINUTES of CPU is ended, and its row says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleanup.corpus.clusters import Clusters
from cleanup.corpus.index import Sketches, Thresholds
from cleanup.corpus.measure import Match, Measure
from cleanup.corpus.shingles import Sketch, digest_of, lines_of, sketch
from cleanup.corpus.words import folded
from tests.benchmarks.near_engines import ENGINES
from tests.benchmarks.planted import KINDS, SOURCE, write

HERE = Path(__file__).parents[2]


class File:
    """The corpus on disk: texts in order, or one by its number."""

    def __init__(self, path: Path) -> None:
        self.stream, self.starts = path.open("rb"), [0]
        self.families: list[int] = []
        self.kinds: list[str] = []
        self.reading = 0.0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for line in self.stream:
            start = time.process_time()
            page: dict[str, Any] = json.loads(line)
            self.starts.append(self.starts[-1] + len(line))
            self.families.append(page["family"])
            self.kinds.append(page["kind"])
            self.reading += time.process_time() - start
            yield page

    def text(self, number: int) -> str:
        self.stream.seek(self.starts[number])
        text: str = json.loads(self.stream.readline())["text"]
        return text


def lines_alone(text: str) -> Sketch:
    """What the exact check needs to know of furniture, without our sample."""
    from array import array

    data = folded(text)
    words = data.split()
    return Sketch(digest_of(words), len(words), array("Q"), array("I", sorted(lines_of(data))))


def run(name: str, path: Path) -> dict[str, Any]:
    """One engine over the corpus; figures as plain data."""
    file, sketches = File(path), Sketches()
    start = time.process_time()
    engine = ENGINES[name][1](sketches)
    begun, alone = time.process_time(), 0.0
    for number, page in enumerate(file):
        engine.add(page["text"])
        before = time.process_time()
        sketches.add((sketch if name == "cleanup" else lines_alone)(page["text"]), str(number), page["site"])
        alone += 0.0 if name == "cleanup" else time.process_time() - before
    added = time.process_time()
    pairs = list(engine.pairs())
    found = time.process_time()
    measure = Measure(sketches, file.text, Thresholds())
    matches = measure.matches(pairs)
    end = time.process_time()
    clusters = Clusters(sketches.same(), lambda number: (-sketches.words[number], number), measure, Thresholds())
    keepers = {each.number: each.keeper for each in clusters.dropped(matches)}
    count = len(file.kinds)
    return {
        "engine": name,
        "documents": count,
        "seconds": end - begun - file.reading - alone,
        "finding": found - begun - file.reading - alone,
        "loading": begun - start,
        "adding": added - begun - file.reading - alone,
        "candidates": len(pairs),
        "clustering": time.process_time() - end,
        "memory": peak(),
        **scores(file, sketches, matches, keepers),
    }


def peak() -> float:
    """Megabytes; Linux counts what the process was forked from in ru_maxrss."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def scores(file: File, sketches: Sketches, matches: list[Match], keepers: dict[int, int]) -> dict[str, Any]:
    """Recall by kind of copy, precision over pairs, and how the big cluster and the template fared."""
    families, kinds = file.families, file.kinds
    pairs = {pair for match in matches for pair in ((match.one, match.other), (match.other, match.one))}
    source = {families[number]: number for number, kind in enumerate(kinds) if kind == "source"}
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for number, kind in enumerate(kinds):
        if kind in KINDS:
            other = source[families[number]]
            planted[kind] += 1
            found[kind] += (number, other) in pairs or sketches.digests[number] == sketches.digests[other]
    wrong = [match for match in matches if not 0 <= families[match.one] == families[match.other]]
    members = [number for number, kind in enumerate(kinds) if kind == "cluster"]
    largest = Counter(keepers[number] for number in members if number in keepers).most_common(1)
    return {
        "recall": found.total() / planted.total(),
        "by_kind": {kind: found[kind] / planted[kind] for kind in KINDS},
        "pairs": len(matches),
        "precision": 1 - len(wrong) / max(1, len(matches)),
        "wrong": dict(Counter(" and ".join(sorted((kinds[match.one], kinds[match.other]))) for match in wrong)),
        "cluster": 1 + largest[0][1] if largest else 0,
        "of_cluster": len(members),
        "template": sum(kinds[number] == "template" for number in keepers),
    }


def row(figures: dict[str, Any], ours: float) -> str:
    name, seconds, count = figures["engine"], figures["seconds"], figures["documents"]
    times = f"{seconds / ours:.2f}" if ours else ""
    each = f"{1e6 * figures['finding'] / count:,.0f} | {1e6 * seconds / count:,.0f} | {times}"
    quality = f"{figures['recall']:.3f} | {figures['by_kind']['quarter']:.2f} | {figures['precision']:.3f}"
    others = f"{figures['cluster']} of {figures['of_cluster']} | {figures['template']} | {figures['memory']:,.0f} MB"
    return f"| {name} | {each} | {quality} | {others} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--peers", type=Path, default=HERE / "peers", help="folder of environments named as the engines")
    parser.add_argument("--only", default=",".join(ENGINES))
    parser.add_argument("--limit", type=int, default=20, help="minutes of CPU that an engine gets")
    parser.add_argument("--engine", help="run this one here and print its figures as JSON")
    given = parser.parse_args()
    if not SOURCE.exists():
        sys.exit(f"{SOURCE} is not here")
    path = HERE / "scratch" / f"planted-{given.documents}.jsonl"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        write(path, given.documents)
    if given.engine:
        resource.setrlimit(resource.RLIMIT_CPU, (60 * given.limit, 60 * given.limit + 5))
        print(json.dumps(run(given.engine, path)))
        return
    columns = (
        "µs to find pairs, with the check, times cleanup, recall, of quarters, precision, largest cluster, of a template, memory"
    )
    print(f"| | {' | '.join(columns.split(', '))} |\n|{'---|' * 10}")
    ours = 0.0
    for name in given.only.split(","):
        python = given.peers / name / "bin/python"
        if name == "cleanup" or not python.exists():
            python = Path(sys.executable)
            if importlib.util.find_spec(ENGINES[name][0]) is None:
                print(f"{name} is not installed", file=sys.stderr)
                continue
        size = ["--documents", str(given.documents), "--limit", str(given.limit)]
        command = [python, "-m", "tests.benchmarks.near_duplicates", *size, "--engine", name]
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
        if done.returncode == -signal.SIGXCPU:
            print(f"| {name} | not done after {given.limit} minutes of CPU |{'  |' * 8}", flush=True)
            continue
        if done.returncode:
            print(f"{name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            continue
        figures = json.loads(done.stdout.splitlines()[-1])
        print(json.dumps(figures), file=sys.stderr)
        ours = figures["seconds"] if name == "cleanup" else ours
        print(row(figures, ours), flush=True)


if __name__ == "__main__":
    main()
