"""How well and how cheaply `cleanup learn` works: thresholds, pages held out, CPU beside reading and folding, memory.

    python -m tests.benchmarks.learn_sites [--part thresholds|heldout|cost|memory]... [--records 1000000]

Reads ../shared/corpora/sites.jsonl.gz (1,702 articles of 33 sites). repeated-lines-read.jsonl holds what reading every line that
stands on 3 pages or more said: whether it is the site's or the articles' own. `memory` needs no corpus: it makes short records.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import Any

from cleanup import Cleaner, SiteProfile
from cleanup.corpus.furniture import stays
from cleanup.corpus.learn import Bar
from cleanup.corpus.tally import Tally
from cleanup.pipeline.config import Config
from cleanup.run.learn import Lesson, learn
from cleanup.run.sources.documents import documents
from cleanup.run.sources.source import Source
from cleanup.run.sources.walk import walk
from cleanup.text.document import Document
from cleanup.text.fold import fold
from tests.benchmarks.draw_edits import learned as learned_from
from tests.benchmarks.draw_edits import rows

READ = Path(__file__).parent / "repeated-lines-read.jsonl"
PARTS = ("thresholds", "heldout", "cost", "memory")


def document(row: dict[str, Any]) -> Document:
    return Document(row["text"], url=row["url"], metadata={"date": row["date"]})


def key(site: str, text: str) -> str:
    """What stands for a line of a publisher in the file of verdicts."""
    return blake2b(f"{site} {fold(text)}".encode(), digest_size=8).hexdigest()


def thresholds() -> None:
    """Of the lines that pass, how many are the articles' own, on either half of the sites; with and without length and words."""
    verdicts = {row["line"]: row["verdict"] for row in map(json.loads, READ.read_text("utf-8").splitlines())}
    with Tally() as tally:
        for row in rows():
            tally.add(document(row))
        totals = {site: months.total() for site, months in tally.pages().items()}
        counts = list(tally.lines(3))
    print(f"{len(counts)} lines on 3 pages or more, {sum(key(c.site, c.text) in verdicts for c in counts)} of them read")
    print("pages share rules   lines/pages, wrong by line and by page: one half of the sites | the other half")
    for rules, pages, share in product((False, True), (3, 5, 8), (0.02, 0.05, 0.1)):
        bar = Bar(pages, share)
        said = []
        for half in (0, 1):
            mine = [
                (count.pages.total(), verdicts.get(key(count.site, count.text)) == "article")
                for count in counts
                if zlib.crc32(count.site.encode()) % 2 == half
                and not bar.missed(count.pages.total(), totals[count.site])
                and not (rules and stays(count.text, count.site, 2 * (count.head + count.tail) >= count.pages.total()))
            ]
            total, wrong = sum(n for n, _ in mine), [n for n, is_wrong in mine if is_wrong]
            said.append(f"{len(mine):3}/{total:4} {len(wrong) / max(1, len(mine)):6.1%} {sum(wrong) / max(1, total):6.1%}")
        print(f"{pages:5} {share:5} {'yes' if rules else 'no':5}   {' | '.join(said)}")


def heldout() -> None:
    """What a profile of half of each site's pages removes from the other half, beside what a profile of all removes there."""
    records = list(rows())
    whole = learned_from(records)
    totals = [0, 0, 0, 0]
    for half in (0, 1):
        inside = [row for row in records if zlib.crc32(row["id"].encode()) % 2 == half]
        outside = [row for row in records if zlib.crc32(row["id"].encode()) % 2 != half]
        figures = (*_removed(learned_from(inside), outside), *_removed(whole, outside))
        totals = [one + other for one, other in zip(totals, figures, strict=True)]
    lines, letters, all_lines, all_letters = totals
    print(f"held out: {lines} lines ({letters:,} letters) removed; learned from all pages: {all_lines} ({all_letters:,})")
    print(f"share: {lines / all_lines:.1%} of the lines, {letters / all_letters:.1%} of the letters")


def _removed(profile: SiteProfile, records: list[dict[str, Any]]) -> tuple[int, int]:
    cleaner = Cleaner(select=["SL"], profile=profile)
    findings = [found for row in records for found in cleaner.explain(row["text"], url=row["url"]).findings]
    return len(findings), sum(len(fold(found.before)) for found in findings)


def cost() -> None:
    """CPU of learning beside reading the same records, or the same files in folders, and folding their lines."""
    config = Config()
    with tempfile.TemporaryDirectory() as name:
        records = Path(name, "pages.jsonl")
        records.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows()), "utf-8")
        for row in rows():
            file = Path(name, "pages", row["site"], row["id"] + ".txt")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(row["text"].encode())
        for what, path in (("records", records), ("files", Path(name, "pages"))):
            sources = walk([path]).sources

            def fold_all(sources: Sequence[Source] = sources) -> None:
                for each in documents(sources, config, print):
                    _ = each.folds

            def learn_all(sources: Sequence[Source] = sources) -> None:
                learn(sources, config, Lesson(), print)

            base, cpu = _cpu(fold_all), _cpu(learn_all)
            print(f"{what}: reading and folding {base:.3f} s, learning {cpu:.3f} s of CPU: ratio {cpu / base:.2f}")


def _cpu(work: Callable[[], None]) -> float:
    best = float("inf")
    for _ in range(7):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def synthetic(records: int) -> Iterator[Document]:
    """Short records: half of them of one site, the others of 1,000; one line on every page, some on many, one of its own."""
    for n in range(records):
        site = "big.example" if n % 2 else f"site{n % 2_000}.example"
        lines = [f"Record {n} tells what happened at berth {n * 7919 % 1_000_003}.", f"Its number in week {n % 53} was {n}."]
        lines += ["Sign up for the newsletter of the harbour.", f"Follow us on channel {n % 30}"][: 1 + (n % 3 == 0)]
        yield Document("\n".join(lines), url=f"https://{site}/{n}", metadata={"date": f"2026-{n % 12 + 1:02}-01"})


def memory(records: int) -> None:
    """Time and peak memory of learning from many short records."""
    began = time.process_time()
    with Tally() as tally:
        for each in synthetic(records):
            tally.add(each)
        added, peak = time.process_time() - began, _peak()
        profile = SiteProfile.of_tally(tally)
    gone = sum(not line.keep for site in profile.sites.values() for line in site.lines)
    print(f"{records:,} records: {time.process_time() - began:.1f} s of CPU ({added:.1f} s until counting), {gone} lines of")
    print(f"{len(profile.sites):,} sites; peak memory {peak:.0f} MB until counting, {_peak():.0f} MB in all")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--part", action="append", choices=PARTS)
    parser.add_argument("--records", type=int, default=1_000_000)
    given = parser.parse_args()
    for part in given.part or PARTS:
        print(f"--- {part}")
        if part == "memory":
            memory(given.records)
        else:
            {"thresholds": thresholds, "heldout": heldout, "cost": cost}[part]()


if __name__ == "__main__":
    main()
