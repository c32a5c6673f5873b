"""The page of an account, made from its records and the cleaned files: while a run is at work, or whenever it is asked for."""

from __future__ import annotations

import heapq
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cleanup.report.html import ReportWriter
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.rules.load import built_in, load
from cleanup.rules.read import RuleError
from cleanup.rules.rule import Rule
from cleanup.run.results.account import SUMMARY, read_entries, read_run
from cleanup.run.results.cleanedtext import CleanedTexts
from cleanup.run.results.places import cleaned_root
from cleanup.run.sources.regular import read_regular
from cleanup.run.sources.source import Sources
from cleanup.run.workers.items import first_records
from cleanup.run.workers.job import Job, Outcome

MOST_DOCUMENTS = 20_000
"""Documents of one page; of more, it shows the least certain ones."""


class Page:
    """The page of an account in the making: `add` its entries in their order, then `close`. Both raise AccountError, OSError.

    run     what run.json says
    single  everything in one file, however large
    """

    def __init__(self, account: Path, run: Mapping[str, Any], single: bool = False) -> None:
        rules = {rule.code: rule for rule in _rules(run)}
        self._account = account
        self._writer = ReportWriter(account, Path(os.path.abspath(account)).name, rules, single)
        self._texts = CleanedTexts(run, cleaned_root(account, run))
        self._omitted = 0

    def take(self, outcome: Outcome) -> None:
        """Show what became of a document in a run that is at work; its texts need not be read where the outcome holds them."""
        self.add(outcome.entry, texts=outcome.texts)

    def add(self, entry: Entry, shown: bool = True, texts: tuple[str, str] | None = None) -> None:
        """Show a document, or only count it; `texts` are the original and the cleaned one, if they need not be read."""
        if entry.status == "records":
            return
        if shown and texts:
            self._writer.add(entry, texts[1], original=texts[0])
        elif shown:
            self._writer.add(entry, *self._texts.of(entry))
        else:
            self._omitted += 1

    def close(self) -> Path:
        """Write the page; gives its path. The account's summary is there by now."""
        self._texts.close()
        return self._writer.close(_recorded(self._account) or _counted(self._account), self._omitted)


def fits(sources: Sources, job: Job) -> bool:
    """Whether the page of a run can be made while it is at work: it shows all documents, each a file that is whole then."""
    return len(sources) <= MOST_DOCUMENTS and not first_records(sources, job)


def write_report(account: Path, limit: int = MOST_DOCUMENTS, single: bool = False) -> Path:
    """Write index.html into the folder of an account; gives its path. Raises AccountError, or OSError where it cannot write.

    limit   documents to show
    single  everything in one file, however large
    """
    run = read_run(account)
    wanted = _least_certain(account, run, limit)
    page = Page(account, run, single)
    for number, entry in enumerate(read_entries(account)):
        page.add(entry, wanted is None or number in wanted)
    return page.close()


def _least_certain(account: Path, run: dict[str, Any], limit: int) -> set[int] | None:
    """The numbers of the `limit` documents to show, if there are more: what went wrong, then the least certain edits."""
    documents = run.get("documents")
    if isinstance(documents, int) and documents <= limit:
        return None
    return {number for _, number in heapq.nsmallest(limit, map(_rank, enumerate(read_entries(account))))}


def _rank(numbered: tuple[int, Entry]) -> tuple[float, int]:
    number, entry = numbered
    if entry.status == "records":
        return 3.0, number
    if entry.status not in ("changed", "clean") or entry.why:
        return -1.0, number
    return min((record["reasons"][0]["certainty"] for record in entry.edits), default=2.0), number


def _recorded(account: Path) -> dict[str, Any] | None:
    """What summary.json says: it knows of files that could not be replaced, which the records do not."""
    try:
        summary = json.loads(read_regular(account / SUMMARY))
    except (OSError, ValueError, RecursionError):
        return None
    known = isinstance(summary, dict) and Summary().to_json().keys() <= summary.keys()
    return summary if known else None


def _counted(account: Path) -> dict[str, Any]:
    """What the records say themselves."""
    summary = Summary()
    for entry in read_entries(account):
        summary.add(entry)
    return summary.to_json()


def _rules(run: Mapping[str, Any]) -> tuple[Rule, ...]:
    """The rules of the run, or those built in where its rule files are no longer available."""
    configuration = run.get("configuration")
    files, plugins = map(configuration.get, ("rules", "plugins")) if isinstance(configuration, dict) else (None, None)
    try:
        return load(files if isinstance(files, list) else (), plugins)
    except (RuleError, OSError, TypeError):
        return built_in()
