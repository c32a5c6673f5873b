"""F1 on article text of each extractor's output: as it is, after `cleanup`, and after what people would run instead.

    uv venv peers && uv pip install --python peers/bin/python -e . clean-text jusText
    peers/bin/python -m tests.benchmarks.quality_peers

Needs ../shared/bench/quality (pages with gold bodies); a peer that is not installed has no column. All get the text alone, as one
string; only `cleanup` takes a title and an address, which a scraper knows, and its figures without them stand beside.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cleanup import Cleaner
from tests.benchmarks.metric import metric

DATA = Path(__file__).parents[3] / "shared/bench/quality"
Row = dict[str, Any]
Clean = Callable[[Row], str]


def ftfy_alone() -> Clean:
    import ftfy

    return lambda row: ftfy.fix_text(row["text"])


def clean_text() -> Clean:
    """clean-text as its README calls it for prose, without lower case and transliteration, which no reader of articles wants."""
    from cleantext import clean

    return lambda row: str(clean(row["text"], lower=False, to_ascii=False, no_line_breaks=False))


def c4_lines() -> Clean:
    """The line rules of C4 (Raffel et al. 2020, section 2.2): a line ends in a terminal mark, has five words, no "javascript"."""
    ends = re.compile(r"[.!?\"”]$")

    def keep(line: str) -> bool:
        bare = line.strip()
        return bool(ends.search(bare)) and len(bare.split()) >= 5 and "javascript" not in bare.lower()

    return lambda row: "\n".join(filter(keep, row["text"].split("\n")))


def justext_lines() -> Clean:
    """jusText with every line as a paragraph, English stop words; it knows no text without markup otherwise."""
    import justext

    words = justext.get_stoplist("English")

    def clean(row: Row) -> str:
        page = "".join(f"<p>{html.escape(line)}</p>" for line in row["text"].split("\n") if line.strip())
        return "\n".join(
            each.text for each in justext.justext(f"<html><body>{page}</body></html>", words) if not each.is_boilerplate
        )

    return clean


def ours(knows_the_page: bool) -> Clean:
    cleaner = Cleaner(keep="body")
    if not knows_the_page:
        return lambda row: cleaner.clean(row["text"])
    return lambda row: cleaner.clean(row["text"], title=row["title"] or None, url=row["url"])


PEERS: dict[str, tuple[str, Callable[[], Clean]]] = {
    "ftfy": ("ftfy", ftfy_alone),
    "clean-text": ("cleantext", clean_text),
    "C4 lines": ("re", c4_lines),
    "jusText": ("justext", justext_lines),
    "cleanup, text alone": ("cleanup", lambda: ours(False)),
    "cleanup": ("cleanup", lambda: ours(True)),
}


def main() -> None:
    if not DATA.exists():
        sys.exit(f"{DATA} is not here")
    score = metric(DATA)
    rows = [row for path in sorted(DATA.glob("*.jsonl.gz")) for row in score.load(path)]
    columns: dict[str, dict[str, float]] = {}
    raw: dict[str, float] = {}
    for name, (package, build) in PEERS.items():
        if find_spec(package) is None:
            continue
        clean = build()
        result = score.evaluate(rows, lambda page, clean=clean: [clean(row) for row in page])
        columns[name] = {extractor: after["F1"] for extractor, (_, after, _) in result.items()}
        raw = {extractor: before["F1"] for extractor, (before, _, _) in result.items()}
    print("| extractor | as it is | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 2) + "|")
    for extractor, before in raw.items():
        print(f"| {extractor} | {before:.1f} | " + " | ".join(f"{column[extractor]:.1f}" for column in columns.values()) + " |")


if __name__ == "__main__":
    main()
