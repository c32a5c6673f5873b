"""What the rules gain on sites that did not teach them.

    python -m tests.benchmarks.rule_halves [--shared ../shared] [--half 0|1] [--support] [--entries]

The rules were written with all dev pages in view, so that the board flatters them. Here the sites are split in two halves as
`fit_rawpage` does, and each half is cleaned with those entries (a phrase, a pattern) that the other half could have taught: that
removed something there, outside the gold body or the strings people marked as article. Phrases of `phrases.jsonl` were given and
count always, as do rules decided by code. What a language pack knows beyond them is left out where the other half has no use of
it: the figure says less than the truth there. The model of raw pages is the shipped one in all columns (`fit_rawpage`).

--half scores the sites of one half alone: who reads only the pages of one half can see what the rules written from them do on
the other. --support lists for each rule the sites of both halves on which it was right and wrong; --entries names the entries
that are wrong somewhere, or right on one site only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from cleanup import Cleaner
from cleanup.rules.rule import Rule
from cleanup.text.dataclass import replace
from cleanup.text.fold import fold
from tests.benchmarks.metric import metric
from tests.benchmarks.rule_support import Entry, Page, Support, Watcher, load, squeeze, way

ROOT = Path(__file__).parents[2]
HALVES = (0, 1)


class Reduced(Cleaner):
    """A cleaner with some of the rules, or parts of them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.only = {rule.code: rule for rule in rules}
        super().__init__(keep="body")

    @cached_property
    def rules(self) -> dict[str, Rule]:
        return {code: self.only[code] for code in super().rules if code in self.only}


def reduced(rules: Iterable[Rule], holds: Callable[[Rule, Entry], bool]) -> list[Rule]:
    """The rules with the entries that hold; those without any are left out, unless code decides them."""
    left = []
    for rule in rules:
        phrases = tuple(phrase for phrase in rule.phrases if holds(rule, (way(rule), fold(phrase))))
        patterns = tuple(pattern for pattern in rule.patterns if holds(rule, (way(rule), pattern)))
        if rule.kind == "stage" or phrases or patterns:
            left.append(replace(rule, phrases=phrases, patterns=patterns))
    return left


class Board:
    """F1 by extractor and marked strings lost and left, as the board counts them."""

    def __init__(self, pages: list[Page], shared: Path) -> None:
        self._score = metric(shared / "bench/quality")
        self._pages = pages

    def figures(self, clean: Callable[[Page], str]) -> dict[str, float]:
        scores: dict[str, list[Any]] = defaultdict(list)
        strings: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for page in self._pages:
            text, extractor = clean(page), page.row["extractor"]
            if page.gold:
                scores[extractor].append(self._score.page_scores(text, page.gold))
                continue
            was, now = squeeze(page.row["text"]), squeeze(text)
            kept, other = ([squeeze(string) for string in page.row[mark]] for mark in ("with", "without"))
            strings[f"{extractor} lost"][0] += sum(string in was and string not in now for string in kept)
            strings[f"{extractor} lost"][1] += len(kept)
            strings[f"{extractor} left"][0] += sum(string in now for string in other)
            strings[f"{extractor} left"][1] += len(other)
        found = {name: self._score.summary(each)["F1"] for name, each in scores.items()}
        return found | {name: 100 * hits / max(1, of) for name, (hits, of) in strings.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--half", type=int, choices=HALVES, help="score the sites of this half alone")
    parser.add_argument("--support", action="store_true", help="the sites on which each rule was right and wrong")
    parser.add_argument("--entries", action="store_true", help="entries that are wrong somewhere or known to one site only")
    options = parser.parse_args()
    pages = load(options.shared)
    with (options.shared / "phrases.jsonl").open(encoding="utf-8") as lines:
        given = {fold(json.loads(line)["phrase"]) for line in lines}
    watcher = Watcher()
    support = Support(watcher, pages)
    rules = watcher.rules
    cleaners = {
        "no rules": [Reduced(reduced(rules, lambda rule, entry: False))] * 2,
        "given": [Reduced(reduced(rules, lambda rule, entry: entry[1] in given))] * 2,
        "other half": [
            Reduced(reduced(rules, lambda rule, entry, half=half: entry[1] in given or entry in support.taught[1 - half]))  # type: ignore[misc]
            for half in HALVES
        ],
        "all": [Reduced(rules)] * 2,
    }
    board = Board([page for page in pages if options.half in (None, page.half)], options.shared)
    columns = {"raw": board.figures(lambda page: page.row["text"])}
    for name, pair in cleaners.items():
        columns[name] = board.figures(lambda page, pair=pair: _cleaned(pair[page.half], page))  # type: ignore[misc]
    print(f"{'':<20}" + "".join(f"{name:>12}" for name in columns))
    for name in columns["raw"]:
        print(f"{name:<20}" + "".join(f"{found[name]:>12.2f}" for found in columns.values()))
    if options.support:
        print(*support.table(rules), sep="\n")
    if options.entries:
        print(*support.entries(given), sep="\n")
    return 0


def _cleaned(cleaner: Cleaner, page: Page) -> str:
    return cleaner.clean(page.row["text"], title=page.row["title"] or None, url=page.row.get("url"))


if __name__ == "__main__":
    sys.exit(main())
