"""Two accounts of the same documents side by side: what an upgrade or another rule changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cleanup.report.record import Entry
from cleanup.run.results.account import read_entries, read_run
from cleanup.text.dataclass import dataclass, field


@dataclass(frozen=True, slots=True)
class Example:
    """An edit that only one of two runs made."""

    doc: str
    record: Mapping[str, Any]


@dataclass
class Sides:
    """What only one of two runs did, by rule: how often, and the first few edits."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Example]] = field(default_factory=dict)

    def add(self, doc: str, record: Mapping[str, Any], examples: int) -> None:
        """Count one edit, and keep it if there are fewer than `examples` of its rule."""
        code = record["reasons"][0]["code"]
        self.counts[code] += 1
        kept = self.examples.setdefault(code, [])
        if len(kept) < examples:
            kept.append(Example(doc, record))


@dataclass
class Comparison:
    """How a later run differs from an earlier one.

    both          documents that both runs cleaned, of the same content
    different     those of them that came out differently
    lost, gained  edits that only the earlier, only the later run made, in these
    statuses      (status, status) of those whose status changed
    others        documents whose originals differ, which says nothing about the rules
    gone, new     documents of only one run
    """

    both: int = 0
    different: list[str] = field(default_factory=list)
    lost: Sides = field(default_factory=Sides)
    gained: Sides = field(default_factory=Sides)
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    others: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        """Rules that made edits in one run only, those with most first."""
        total = self.lost.counts + self.gained.counts
        return sorted(total, key=lambda code: (-total[code], code))


def compare(earlier: Path, later: Path, examples: int = 3) -> Comparison:
    """Compare the accounts in two folders; edits are the same if they change the same stretch to the same, by whichever rule.

    Raises AccountError.
    """
    for account in (earlier, later):
        read_run(account)  # a folder that is no account, or half of one, is reported as such
    before = {entry.doc: entry for entry in _documents(earlier)}
    result = Comparison()
    for entry in _documents(later):
        old = before.pop(entry.doc, None)
        if old is None:
            result.new.append(entry.doc)
        elif old.before != entry.before:
            result.others.append(entry.doc)
        else:
            _add(result, old, entry, examples)
    result.gone = list(before)
    return result


def _documents(account: Path) -> Iterator[Entry]:
    """The entries of an account without those of record files as a whole, and of records without a text."""
    return (entry for entry in read_entries(account) if entry.status != "records")


def _add(result: Comparison, old: Entry, new: Entry, examples: int) -> None:
    result.both += 1
    if old.after != new.after:
        result.different.append(new.doc)
    if old.status != new.status:
        result.statuses[old.status, new.status] += 1
    for sides, these, those in ((result.lost, old, new), (result.gained, new, old)):
        known = {record["id"] for record in those.edits}
        for record in these.edits:
            if record["id"] not in known:
                sides.add(new.doc, record, examples)
