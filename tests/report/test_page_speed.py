"""How fast a page of 10,000 documents and 26,000 edits answers: `pytest -m slow -s tests/report/test_page_speed.py` prints it."""

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
FIRST, FILTER = 2.0, 0.5
"""Seconds in which the first edit must be on screen, and a filter must have answered."""

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


def timed(what: str, page: Any, act: Any) -> float:
    start = time.perf_counter()
    act()
    page.evaluate(DRAWN)
    seconds = time.perf_counter() - start
    print(f"{what}: {seconds:.2f} s")
    return seconds


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
    assert timed("first edit on screen", page, first) < FIRST
    assert timed("next document", page, lambda: (reader.press("j"), page.wait_for_selector(".edit.here"))) < FILTER
    page.goto("about:blank")
    assert timed("edit of a link on screen", page, linked) < FIRST
    assert timed("filter by rule", page, lambda: page.select_option("#rule", label="BP101 comment form title")) < FILTER
    assert page.locator("#count").inner_text() != "10,000 documents"
    assert timed("filter by site", page, lambda: page.select_option("#site", label="site-7.example")) < FILTER
    assert timed("no filter", page, lambda: page.select_option("#rule", label="all")) < FILTER
    assert timed("sort", page, lambda: page.select_option("#sort", label="Least certain")) < FILTER
    assert timed("search", page, lambda: page.fill("#query", "2024/0996")) < FILTER
    assert page.locator("#documents .document").count() < 40
