"""Draw edits of real articles with a seed, to be read by a person; the verdicts are kept, the publishers' text is not.

    python -m tests.benchmarks.draw_edits --count 100 [--seed 1] [--select BP,HL] [--removals]
        [--profile FILE|learn] [--show] [--verdicts FILE]

Reads ../shared/corpora/sites.jsonl.gz. Edits are ordered by a hash of seed, document, code and place, so that a rule that changes
draws few new ones. With --show each is printed between the text around it; with --verdicts a file of lines
{"id", "code", "start", "end", "verdict", "kind"} is held against the draw: how many were read, and how many are wrong.
--profile uses a site profile, "learn" one learned from the corpus itself. The site lines that were read:

    --seed 8 --select SL --count 150 --profile learn --verdicts tests/benchmarks/sitelines-read.jsonl
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cleanup import Cleaner, Finding, SiteProfile
from cleanup.text.document import Document

CORPUS = Path(__file__).parents[3] / "shared/corpora/sites.jsonl.gz"
AROUND = 160


class Drawn(NamedTuple):
    """One edit: its document, code and place in code points of the original, and the text around it for reading."""

    id: str
    code: str
    start: int
    end: int
    shown: str

    @property
    def key(self) -> tuple[str, str, int, int]:
        return self.id, self.code, self.start, self.end


def edits(select: tuple[str, ...], removals: bool, profile: SiteProfile | None = None) -> Iterator[Drawn]:
    """Every edit that `keep="article"` makes in the corpus, with the title and the address of the page known."""
    cleaner = Cleaner(profile=profile)
    for row in rows():
        result = cleaner.explain(row["text"], title=row["title"], url=row["url"])
        for finding in result.findings:
            is_removal = bool(finding.before.strip()) and not finding.after
            if finding.status == "applied" and finding.code.startswith(select) and (is_removal or not removals):
                yield Drawn(row["id"], finding.code, finding.start, finding.end, _shown(result.original, finding))


def rows() -> Iterator[dict[str, Any]]:
    """The records of the corpus."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def learned(records: Iterable[dict[str, Any]]) -> SiteProfile:
    """What repeats on the sites of the records."""
    return SiteProfile.learn(Document(row["text"], url=row["url"], metadata={"date": row["date"]}) for row in records)


def _shown(text: str, finding: Finding) -> str:
    before, after = text[max(0, finding.start - AROUND) : finding.start], text[finding.end : finding.end + AROUND]
    return f"{before}⟦{finding.before}⟧→⟦{finding.after}⟧{after}\n    {finding.reasons[0].because}"


def draw(drawn: Iterator[Drawn], seed: int, count: int) -> list[Drawn]:
    """`count` of them, the lowest by hash."""
    return sorted(drawn, key=lambda edit: hashlib.blake2b(repr((seed, *edit.key)).encode()).digest())[:count]


def compare(drawn: list[Drawn], path: Path) -> None:
    """Print how many of those drawn were read, and the verdicts."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    read = {(row["id"], row["code"], row["start"], row["end"]): row for row in rows}
    hits = [read[edit.key] for edit in drawn if edit.key in read]
    wrong = [row for row in hits if row["verdict"] == "wrong"]
    print(f"{len(drawn)} drawn, {len(hits)} of them read, {len(wrong)} wrong: {dict(Counter(row['code'] for row in wrong))}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--select", default="", help="beginnings of codes, with commas")
    parser.add_argument("--removals", action="store_true", help="only edits that take text away")
    parser.add_argument("--profile", help="a site profile, or: learn")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--verdicts", type=Path)
    given = parser.parse_args()
    profile = learned(rows()) if given.profile == "learn" else SiteProfile.load(given.profile) if given.profile else None
    drawn = draw(edits(tuple(given.select.split(",")), given.removals, profile), given.seed, given.count)
    if given.verdicts:
        compare(drawn, given.verdicts)
        return
    for number, edit in enumerate(drawn):
        plain = json.dumps({"id": edit.id, "code": edit.code, "start": edit.start, "end": edit.end})
        print(f"--- {number} {plain}\n{edit.shown}" if given.show else plain)


if __name__ == "__main__":
    main()
