"""The pages that the model of raw pages is fitted on and judged by: their lines as the stage sees them, and which are article.

Raw extractors' pages of bench/quality with their gold bodies, and the pages of bench/segments, labelled by what an HTML extractor
kept of them, less the furniture that rules find in it, and by the strings people marked; the latter also laid out as other raw
extractors would have done, and joined.
"""

from __future__ import annotations

import gzip
import json
import re
import textwrap
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Indel

from cleanup import Cleaner
from cleanup.stages.boilerplate import Boilerplate
from cleanup.stages.boilerplate.page.joinedpage import lay_out
from cleanup.stages.boilerplate.page.linefacts import Line
from cleanup.stages.boilerplate.page.rawpage import read_page
from cleanup.stages.boilerplate.page.units import pieces
from cleanup.stages.reading.shape import is_page, shape, unwrapped
from cleanup.text.document import Document
from tests.stages.facts import of_lines

RAW = ("html2text", "html-text", "inscriptis")
_TOKEN = re.compile(r"\w+")
_BULLET = re.compile(r"^((?:[*+-]|\d+[.)]|o)\s+)(.*)")


@dataclass
class Page:
    """A text as the stage sees it: its lines or pieces, what of each is article, what to score it by, whether it is judged."""

    kind: str
    extractor: str
    keep: str
    site: str
    id: str
    texts: list[str]
    lines: list[Line]
    share: list[float]
    seen: bool = True
    gold: str = ""
    raw: str = ""
    marked: tuple[list[str], list[str]] = ((), ())  # type: ignore[assignment]
    facts: list[dict[str, float]] = field(default_factory=list)


class Seen:
    """What the boilerplate stage gets to see of a text, and finds in it."""

    def __init__(self, keep: str) -> None:
        self.keep = keep
        self.stages = Cleaner(keep=keep)._engine.stages
        self.boilerplate = next(stage for stage in self.stages if isinstance(stage, Boilerplate))

    def page(self, row: dict[str, Any], kind: str, extractor: str, site: str, gold: str) -> Page:
        document = Document(row["text"], title=row["title"] or None, url=row.get("url"))
        for stage in self.stages[: self.stages.index(self.boilerplate)]:
            spans = [(edit.start, edit.end, edit.new) for edit in stage.propose(document)]
            text = document.text
            for start, end, new in sorted(spans, reverse=True):
                text = text[:start] + new + text[end:]
            document = document.with_text(text)
        laid = lay_out(document, pieces(document)) if kind == "pieces" else unwrapped(document)
        lines = read_page(laid, self.boilerplate.find(laid))
        texts = [laid.line(line).strip() for line in laid.filled]
        page = Page(kind, extractor, self.keep, site, row["id"], texts, lines, shares(laid, gold))
        page.seen, page.gold, page.raw = is_page(shape(document)), gold, row["text"]
        page.facts = list(of_lines(lines))
        return page


def shares(document: Document, gold: str) -> list[float]:
    """Of every filled line the share of words that stand in the gold text, in runs of four or more."""
    tokens = [(match.start(), match[0]) for match in _TOKEN.finditer(document.text)]
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(token, len(numbers)) for _, token in tokens]
    right = [numbers.setdefault(token, len(numbers)) for token in _TOKEN.findall(gold)]
    held = [0] * (len(left) + 1)
    for block in Indel.opcodes(left, right):
        if block.tag == "equal" and block.src_end - block.src_start >= 4:
            held[block.src_start : block.src_end] = [1] * (block.src_end - block.src_start)
    starts = [start for start, _ in tokens]
    found = []
    for line in document.filled:
        first, last = (bisect_left(starts, end) for end in (document.lines[line].start, document.lines[line].end))
        found.append(sum(held[first:last]) / (last - first) if last > first else 0.0)
    return found


def like_html_text(text: str) -> str:
    lines = [re.sub(r"  +", " ", _BULLET.sub(r"\2", line.strip())) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def like_html2text(text: str) -> str:
    out: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        if match := _BULLET.match(bare):
            bare = "  " * (1 + (len(line) - len(line.lstrip())) // 4 % 3) + "* " + match[2]
        out += textwrap.wrap(bare, 79, break_long_words=False, break_on_hyphens=False) or [""]
        out += [""] * (len(bare) > 79)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out))


def joined(text: str) -> str:
    return " ".join(" ".join(_BULLET.sub(r"\2", line.strip()) for line in text.split("\n")).split())


def load(shared: Path) -> Iterator[Page]:
    seen = {keep: Seen(keep) for keep in ("body", "article")}
    for row in rows(shared / "bench/quality"):
        kind = "lines" if row["extractor"] in RAW else "pieces" if row["extractor"] == "beautifulsoup" else ""
        for each in seen.values() if kind else ():
            yield each.page(row, kind, row["extractor"], row["domain"], row["gold"])
    segments = list(rows(shared / "bench/segments"))
    rules = Cleaner(keep="body")
    extracted = {
        row["id"]: rules.clean(row["text"], title=row["title"] or None, url=row["url"])
        for row in segments
        if row["extractor"] == "trafilatura"
    }
    layouts: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("lines", "inscriptis", str), ("lines", "html-text", like_html_text), ("lines", "html2text", like_html2text),
        ("pieces", "beautifulsoup", joined),
    )  # fmt: skip
    for number, row in enumerate(row for row in segments if row["extractor"] == "inscriptis"):
        if len(extracted[row["id"]]) > 300:
            for turn, (kind, extractor, layout) in enumerate(layouts):
                each = seen["body" if extractor == "inscriptis" or (number + turn) % 2 else "article"]
                page = each.page(row | {"text": layout(row["text"])}, kind, extractor, row["site"], extracted[row["id"]])
                page.gold, page.marked = "", (row["with"], row["without"])
                mark(page)
                yield page


def mark(page: Page) -> None:
    """Lines that hold a string people marked are what they said."""
    for strings, share in ((page.marked[1], 0.0), (page.marked[0], 1.0)):
        for place, text in enumerate(page.texts):
            if any(string in text or (len(text) > 20 and text in string) for string in strings):
                page.share[place] = share


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
