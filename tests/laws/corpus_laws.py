"""Holds real texts, and the same texts dirtied, to the laws; names the documents that break one, and the edits that did it.

    python -m tests.laws.corpus_laws [--part sites|quality|segments|dirty|articles]... [--sample N] [--jobs 2] [--seed 1]
        [--profile FILE]

For each text, for the article and for the body alone, with its title and URL and without: undo is exact, cleaning again changes
nothing, the composed change is the sequence, every edit made holds what stands in the original at its place, and the text
settles. Over all: the same results in another order and from another number of processes. Exit status 1 if a law is broken.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import multiprocessing
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from cleanup import Cleaner, Finding, Result, SiteProfile
from cleanup.text.document import Document
from tests.laws.dirtier import dirty

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PARTS = ("articles", "sites", "quality", "segments", "dirty")
DEPTHS = ("article", "body")


class Item(NamedTuple):
    """A text and what its keeper knows of it."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None


class Failure(NamedTuple):
    """A law broken by one text: under which depth, with or without its title, which law, by which codes, and how."""

    id: str
    setting: str
    law: str
    codes: str
    detail: str

    def __str__(self) -> str:
        return f"{self.law}  {self.id}  ({self.setting}; {self.codes})\n    {self.detail}"


class Outcome(NamedTuple):
    """What one text gave: failures, and a digest of the results and their accounts."""

    id: str
    failures: tuple[Failure, ...]
    digest: str


def load(part: str, shared: Path = SHARED, seed: int = 1) -> Iterator[Item]:
    """The texts of one part, in the order of their files; another `seed` gives other dirt."""
    if part == "articles":
        for file in sorted((ROOT / "fixtures/articles").iterdir()):
            text = file.read_bytes().decode("utf-8", "surrogateescape")
            yield Item(file.name, text, text.lstrip("\ufeff").split("\n", 1)[0].strip() or None)
            for seed in range(6):
                yield Item(f"{file.name}+{seed}", dirty(text, None, seed), text.split("\n", 1)[0].strip() or None)
    elif part == "dirty":
        for number, item in enumerate(load("sites", shared), 100_000 * (seed - 1)):
            yield item._replace(id=f"{item.id}+{number}", text=dirty(item.text, item.title, number))
    else:
        folder = shared / ("corpora" if part == "sites" else f"bench/{part}")
        for file in sorted(folder.glob("*.jsonl.gz")):
            with gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines:
                for row in map(json.loads, lines):
                    name = f"{part}:{row['id']}:{row.get('extractor', '')}".rstrip(":")
                    yield Item(name, row["text"], row.get("title"), row.get("url"))


@cache
def cleaner(keep: str, profile: str = "") -> Cleaner:
    return Cleaner(keep=keep, profile=SiteProfile.load(profile) if profile else None)


def check(item: Item, profile: str = "") -> Outcome:
    """Hold one text to the laws under every setting, with the site profile in the file `profile` if it is given."""
    failures: list[Failure] = []
    digest = hashlib.sha256()
    for keep in DEPTHS:
        for titled in (True, False):
            about = {"title": item.title, "url": item.url} if titled else {}
            setting = f"{keep}, {'titled' if titled else 'untitled'}"
            try:
                tool = cleaner(keep, profile)
                result = tool.explain(item.text, **about)
                digest.update(account(result))
                found = list(_broken(tool, result, about))
            except Exception:
                found = [("raises", "", traceback.format_exc(limit=-4))]
            failures += [Failure(item.id, setting, *each) for each in found]
    return Outcome(item.id, tuple(failures), digest.hexdigest())


def account(result: Result) -> bytes:
    """All that a result says, in bytes."""
    return repr((result.text, result.findings, result.declined, result.trail)).encode("utf-8", "surrogatepass")


def _broken(tool: Cleaner, result: Result, about: dict[str, str | None]) -> Iterator[tuple[str, str, str]]:
    """Law, codes and detail for every law that the result breaks."""
    original = result.original
    if result.undo() != original:
        yield "undo", _codes(result.findings), "the original does not come back"
    if result.changes.apply(original) != result.text:
        yield "composed", _codes(result.findings), "the composed changes give another text than the steps"
    for found in (*result.findings, *result.declined):
        if original[found.start : found.end] != found.before:
            yield "evidence", found.code, f"{found.before!r:.60} does not stand at {found.start}"
    if any(remark.code == "GU102" for remark in result.remarks):
        yield "settled", *_restless(tool, result.document)
    again = tool.explain(result.text, **about)
    if again.text != result.text:
        yield "idempotent", _codes(again.findings), _told(again.findings)


def _restless(tool: Cleaner, document: Document) -> tuple[str, str]:
    """Codes and edits of the last round of a text that does not settle."""
    engine = tool._engine
    outcome = engine._settle(document, engine.stages, ())
    last = outcome.trail[-len(engine.stages) :]
    edits = [edit for step in last for edit in step.changes.edits]
    told = "; ".join(f"{edit.code} {edit.old[:50]!r} -> {edit.new[:50]!r}" for edit in edits[-6:])
    return ",".join(sorted({edit.code for edit in edits})), told


def _codes(findings: Sequence[Finding]) -> str:
    return ",".join(sorted({found.code for found in findings if found.status == "applied"}))


def _told(findings: Sequence[Finding]) -> str:
    made = [found for found in findings if found.status == "applied"]
    return "; ".join(
        f"{found.line}:{found.column} {found.code} {found.before[:50]!r} -> {found.after[:50]!r}" for found in made[:4]
    )


def run(items: Sequence[Item], jobs: int, profile: str = "") -> list[Outcome]:
    """Every text's outcome, in the order of `items`."""
    if jobs < 2:
        return [check(item, profile) for item in items]
    with multiprocessing.Pool(jobs) as pool:
        return pool.map(partial(check, profile=profile), items, chunksize=8)


def combined(outcomes: Iterable[Outcome]) -> str:
    """One digest for all results, whatever their order."""
    return hashlib.sha256("\n".join(sorted(f"{each.id} {each.digest}" for each in outcomes)).encode()).hexdigest()


def sampled(parts: Sequence[str], size: int | None, seed: int) -> list[Item]:
    """All texts of the parts, or a random sample of each."""
    items: list[Item] = []
    for part in parts:
        whole = list(load(part, seed=seed))
        items += whole if size is None or size >= len(whole) else random.Random(f"{part} {seed}").sample(whole, size)
    return items


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--part", action="append", choices=PARTS, help="which texts; may be given again (default: all)")
    parser.add_argument("--sample", type=int, help="so many texts of each part (default: every one)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1, help="which sample, and which dirt")
    parser.add_argument("--profile", default="", help="a site profile to clean with")
    parser.add_argument("--show", type=int, default=5, help="failures shown for each law and set of codes")
    parser.add_argument("--once", action="store_true", help="do not run again in another order and number of processes")
    parser.add_argument("--digest", action="store_true", help="print the digest of all results and nothing else")
    options = parser.parse_args()

    began = time.perf_counter()
    items = sampled(options.part or PARTS, options.sample, options.seed)
    outcomes = run(items, options.jobs, options.profile)
    digest = combined(outcomes)
    if options.digest:
        print(digest)
        return 0
    failures = [failure for outcome in outcomes for failure in outcome.failures]
    shown: Counter[tuple[str, str]] = Counter()
    for failure in failures:
        shown[failure.law, failure.codes] += 1
        if shown[failure.law, failure.codes] <= options.show:
            print(failure)
    if not options.once:
        random.Random(options.seed).shuffle(items)
        if combined(run(items, 1 if options.jobs > 1 else 2, options.profile)) != digest:
            failures.append(Failure("all", "", "order", "", "another order and number of processes gave other results"))
            print(failures[-1])
    for (law, codes), count in shown.most_common():
        print(f"{count:6} {law:12} {codes}")
    broken = len({failure.id for failure in failures})
    print(f"{len(items)} texts, {broken} break a law; {time.perf_counter() - began:.0f} s; {digest[:16]}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
