"""What each entry of the rules removed on the dev pages, and whether it was the article's. See `rule_halves`."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cleanup import Cleaner
from cleanup.rules.hit import Hit
from cleanup.rules.rule import Rule
from cleanup.stages.boilerplate import Boilerplate
from cleanup.stages.boilerplate.sentences import sentences_of
from cleanup.stages.reading.shape import shape
from cleanup.text.document import Document
from cleanup.text.fold import fold
from tests.benchmarks.rawpages import rows

Entry = tuple[str, str]
"""The finest grain of a rule: how it is matched, and the folded phrase or the pattern. Lines and tails of lines share phrases."""


@dataclass(frozen=True)
class Page:
    """A text to clean, its half of the sites, and what tells its article: a gold body, or strings that people marked."""

    row: Mapping[str, Any]
    site: str
    half: int
    extracted: str = ""

    @property
    def gold(self) -> str:
        return str(self.row.get("gold", ""))

    @cached_property
    def _known(self) -> tuple[Set[tuple[str, ...]], Set[str]]:
        return set(_runs(self.gold)), {fold(line) for line in self.gold.split("\n")}

    def is_article(self, text: str) -> bool | None:
        """Whether what was removed belongs to the article; None if nobody said so."""
        if not fold(text):
            return None
        if self.gold:
            runs, lines = _runs(text), self._known[1]
            return fold(text) in lines or sum(run in self._known[0] for run in runs) > len(runs) / 2
        for mark, said in (("with", True), ("without", False)):
            if any(string in text or (len(text) > 20 and text in string) for string in self.row[mark]):
                return said
        if self.row["extractor"] != "trafilatura" and squeeze(text) not in squeeze(self.extracted):
            return False
        return None


class Watcher:
    """Cleans with all rules and tells which entries removed what."""

    def __init__(self) -> None:
        self._cleaner = Cleaner(keep="body")
        self.rules = tuple(self._cleaner.rules.values())
        self._stage = next(stage for stage in self._cleaner._engine.stages if isinstance(stage, Boilerplate))

    def removals(self, page: Page) -> Iterator[tuple[Rule, Entry, str]]:
        """The rule, the entry, and the text it removed or helped to remove, stage by stage and round by round."""
        document = Document(page.row["text"], title=page.row["title"] or None, url=page.row.get("url"))
        for step in self._cleaner.run(document).trail:
            if step.stage == Boilerplate.name:
                gone = [(edit.start, edit.start + len(edit.old)) for edit in step.changes.edits]
                judged, hits = self._hits(document)
                for hit in hits:
                    span = judged.span(hit.line)
                    if any(start <= span.start + hit.start and span.end <= end for start, end in gone):
                        text = judged.text[span.start + hit.start : span.end].strip()
                        yield from ((rule, entry, text) for rule, entry in self._entries(hit, document, text))
            document = document.with_text(step.changes.apply(document.text))

    def _hits(self, document: Document) -> tuple[Document, list[Hit]]:
        lines, judged, hits = self._stage.judged(document, shape(document))
        return judged, [*hits, *self._stage._finder.tails(lines)]

    def _entries(self, hit: Hit, document: Document, text: str) -> Iterator[tuple[Rule, Entry]]:
        """The entries of one hit: a line may be several phrases, a paragraph of notices several sentences."""
        found = [hit]
        sentences = list(sentences_of(text))
        if len(sentences) > 1:
            found += self._stage.find(document.with_text("\n".join(sentences)))
        for each in found:
            if way(each.rule) != "line":
                yield each.rule, (way(each.rule), each.phrase)
            else:
                known = self._stage._finder.phrases.rule
                yield from ((rule, ("line", phrase)) for phrase in each.phrase.split(" ") if (rule := known(phrase)))


def way(rule: Rule) -> str:
    return "line" if rule.kind == "sentence" else rule.kind


def _runs(text: str) -> list[tuple[str, ...]]:
    """Runs of four words, as the board counts them; fewer words are one run."""
    words = text.casefold().split()
    return [tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3))]


def squeeze(text: str) -> str:
    return "".join(text.split())


def load(shared: Path) -> list[Page]:
    """All dev pages; sites are split as `fit_rawpage` splits them."""

    def half(site: str) -> int:
        return zlib.crc32(site.encode()) % 1_000_003 // 5 % 2

    pages = [Page(row, row["domain"], half(row["domain"])) for row in rows(shared / "bench/quality")]
    marked = list(rows(shared / "bench/segments"))
    extracted = {row["id"]: row["text"] for row in marked if row["extractor"] == "trafilatura"}
    return pages + [Page(row, row["site"] or row["id"], half(row["site"]), extracted[row["id"]]) for row in marked]


class Support:
    """The sites on which each entry was right and wrong."""

    def __init__(self, watcher: Watcher, pages: Iterable[Page]) -> None:
        self.right: dict[Entry, set[str]] = defaultdict(set)
        self.wrong: dict[Entry, set[str]] = defaultdict(set)
        self.taught: tuple[set[Entry], set[Entry]] = (set(), set())
        self.half: dict[str, int] = {}
        self.shown: dict[Entry, str] = {}
        for page in pages:
            self.half[page.site] = page.half
            for _, entry, text in watcher.removals(page):
                said = page.is_article(text)
                if said is False:
                    self.right[entry].add(page.site)
                    self.taught[page.half].add(entry)
                elif said:
                    self.wrong[entry].add(page.site)
                    self.shown[entry] = text

    def table(self, rules: Iterable[Rule]) -> Iterator[str]:
        yield f"{'rule':<32}{'entries':>8}{'used':>6}{'right: A':>10}{'B':>5}{'both':>6}{'wrong: A':>10}{'B':>5}"
        for rule in rules:
            entries = {*((way(rule), fold(each)) for each in rule.phrases), *((way(rule), each) for each in rule.patterns)}
            right, wrong = ([0, 0], [0, 0])
            for counts, sites in ((right, self.right), (wrong, self.wrong)):
                for site in {site for entry in entries for site in sites.get(entry, ())}:
                    counts[self.half[site]] += 1
            used = [entry for entry in entries if entry in self.right or entry in self.wrong]
            both = sum(entry in self.taught[0] and entry in self.taught[1] for entry in entries)
            if used:
                counted = f"{right[0]:>10}{right[1]:>5}{both:>6}{wrong[0]:>10}{wrong[1]:>5}"
                yield f"{rule.code} {rule.name:<26}{len(entries):>8}{len(used):>6}" + counted

    def entries(self, given: Set[str]) -> Iterator[str]:
        """Entries that are wrong somewhere, with an example, and those that only one site knows."""
        for entry in sorted(self.wrong, key=lambda entry: -len(self.wrong[entry])):
            right, wrong = len(self.right.get(entry, ())), len(self.wrong[entry])
            yield f"wrong on {wrong}, right on {right}: {entry[0]} {entry[1]:.90} {self.shown[entry]!r:.100}"
        for entry, sites in sorted(self.right.items()):
            if len(sites) == 1 and entry[1] not in given:
                yield f"only {self.half[next(iter(sites))]}:{next(iter(sites))}: {entry[0]} {entry[1]:.120}"
