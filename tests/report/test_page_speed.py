"""How fast a page of 10,000 documents and 26,000 edits answers, in units of plain work.

`pytest -m slow -s tests/report/test_page_speed.py` prints it.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from cleanup import explain
from cleanup.report.html import ReportWriter
from cleanup.report.record import Entry, records
from cleanup.report.summary import Summary
from cleanup.rules.load import built_in
from tests.report.conftest import Reader
from tests.run.runs import DIRTY

pytestmark = pytest.mark.slow
DOCUMENTS, EDITS = 10_000, 26_000
FIRST, FILTER = 100, 25
"""Units of plain work in whose time the first edit must be on screen, and a filter must have answered: where nothing else runs
these are less than 2 and less than half a second."""

UNIT = """() => Math.min(...Array.from({length: 5}, () => {
    const start = performance.now();
    const words = Array.from({length: 60000}, (_, number) => `word${number % 5000}`).join(" ");
    const counts = new Map();
    for (const word of words.split(" ")) counts.set(word, (counts.get(word) ?? 0) + 1);
    return performance.now() - start;
})) / 1000"""
"""Seconds that a page takes here and now to count 60,000 words, the best of five: the time of a browser differs between machines
and with what else runs there, and so does this."""

DRAWN = "() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page as large as the figures say, of documents of some 2,000 characters on 40 sites."""
    folder = tmp_path_factory.mktemp("account")
    days = "".join(f"The council met on day {day}, and it was late when the last speaker sat down. " for day in range(20))
    text = DIRTY.replace("\nLeave", f"\n{days}\n\nLeave")
    result = explain(text)
    made = records("", text, result.findings)
    writer, summary = ReportWriter(folder, "large", {rule.code: rule for rule in built_in()}), Summary()
    left = EDITS
    for number in range(DOCUMENTS):
        count = min(len(made), -(-left // (DOCUMENTS - number)))
        left -= count
        cleaned = Entry("", "changed", length=len(text), edits=made[:count]).changes().apply(text)
        entry = Entry(
            f"site-{number % 40}.example/2024/{number:05}.txt", "changed", "x", "y", length=len(text), edits=made[:count]
        )
        summary.add(entry)
        writer.add(entry, cleaned)
    assert summary.edits == EDITS
    return writer.close(summary.to_json())


def units(what: str, page: Any, act: Any) -> float:
    """How many units of plain work, done before and after in the same page, fit into the time until `act` is on screen."""
    before = page.evaluate(UNIT)
    start = time.perf_counter()
    act()
    page.evaluate(DRAWN)
    seconds = time.perf_counter() - start
    one = max(before, page.evaluate(UNIT))
    print(f"{what}: {seconds / one:.1f} units of {one * 1000:.0f} ms")
    return float(seconds / one)


def test_the_first_edit_and_the_filters_come_soon(index: Path, reader: Reader) -> None:
    page = reader.page

    def first() -> None:
        reader.open(index)
        reader.press("n")
        page.wait_for_selector(".edit.here")

    def linked() -> None:
        reader.open(index, "#doc=site-7.example%2F2024%2F09967.txt")
        page.wait_for_selector(".edit")

    print(f"\n{index.stat().st_size:,} bytes of page, {len(list((index.parent / 'pages').iterdir()))} files beside it")
    assert units("first edit on screen", page, first) < FIRST
    assert units("next document", page, lambda: (reader.press("j"), page.wait_for_selector(".edit.here"))) < FILTER
    page.goto("about:blank")
    assert units("edit of a link on screen", page, linked) < FIRST
    assert units("filter by rule", page, lambda: page.select_option("#rule", label="BP101 comment form title")) < FILTER
    assert page.locator("#count").inner_text() != "10,000 documents"
    assert units("filter by site", page, lambda: page.select_option("#site", label="site-7.example")) < FILTER
    assert units("no filter", page, lambda: page.select_option("#rule", label="all")) < FILTER
    assert units("sort", page, lambda: page.select_option("#sort", label="Least certain")) < FILTER
    assert units("search", page, lambda: page.fill("#query", "2024/0996")) < FILTER
    assert page.locator("#documents .document").count() < 40
