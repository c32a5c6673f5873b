"""What a run did, in numbers: documents by status, edits by stage and by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from cleanup.report.record import Entry
from cleanup.rules.plugins import stage_of
from cleanup.text.dataclass import dataclass, field

_WORDS = {
    "changed": "changed",
    "clean": "already clean",
    "guarded": "guarded",
    "html": "HTML (left alone)",
    "binary": "binary (left alone)",
    "undecodable": "undecodable (left alone)",
    "failed": "failed",
}

LISTED = 10_000
"""Problems that are kept, at most; a record file may have a million."""


@dataclass
class Summary:
    """Counts over entries; add them in any order.

    removed, added  characters removed from the texts and added to them
    problems        (document, what happened) of those that were not cleaned, or not completely; `unlisted` more are only counted
    """

    documents: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    removed: int = 0
    added: int = 0
    others: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, str]] = field(default_factory=list)
    unlisted: int = 0

    def add(self, entry: Entry) -> None:
        """Count one entry."""
        self._count(entry, 1)
        if entry.status not in ("changed", "clean", "records") or entry.why or entry.remarks:
            self._problem(entry.doc, entry.why or "; ".join(entry.remarks) or _WORDS[entry.status])

    def copied(self) -> Summary:
        """A copy of the counts, which later entries do not change."""
        counts = (Counter(self.documents), Counter(self.rules), self.removed, self.added, Counter(self.others))
        return Summary(*counts, list(self.problems), self.unlisted)

    def failed(self, entry: Entry, why: str) -> None:
        """Count an entry that was added as failed instead: its file could not be replaced."""
        self._count(entry, -1)
        self.documents["failed"] += 1
        self._problem(entry.doc, why)

    def _problem(self, doc: str, why: str) -> None:
        if len(self.problems) < LISTED:
            self.problems.append((doc, why))
        else:
            self.unlisted += 1

    def _count(self, entry: Entry, sign: int) -> None:
        if entry.status == "records":
            return
        self.documents[entry.status] += sign
        for record in entry.edits:
            self.rules[record["reasons"][0]["code"]] += sign
            self.removed += sign * len(record["before"])
            self.added += sign * len(record["after"])

    @property
    def edits(self) -> int:
        """Edits of all rules."""
        return self.rules.total()

    @property
    def stages(self) -> Counter[str]:
        """Edits by the stage that owns their code."""
        counts: Counter[str] = Counter()
        for code, count in self.rules.items():
            counts[stage_of(code)] += count
        return counts

    def to_json(self) -> dict[str, Any]:
        """Plain data, sorted, for summary.json."""
        return {
            "documents": dict(sorted((+self.documents).items())),
            "edits": self.edits,
            "stages": dict(sorted((+self.stages).items())),
            "rules": dict(sorted((+self.rules).items())),
            "characters": {"removed": self.removed, "added": self.added},
            "other_files": dict(sorted(self.others.items())),
            "problems": [{"doc": doc, "why": why} for doc, why in self.problems],
            **({"unlisted_problems": self.unlisted} if self.unlisted else {}),
        }

    def lines(self, names: Mapping[str, str], verb: str = "changed", by_rule: bool = True) -> list[str]:
        """The summary for people; `names` gives each code its rule's name, `verb` says what became of changed documents."""
        total = self.documents.total()
        words = {**_WORDS, "changed": verb}
        parts = [f"{count:,} {words[status]}" for status in _WORDS if (count := self.documents[status])]
        lines = [f"{counted(total, 'document')}: {', '.join(parts)}" if total else "no documents"]
        if self.edits:
            lines.append(f"{counted(self.edits, 'edit')}, {counted(self.removed, 'character')} removed, {self.added:,} added")
        width = max((len(names.get(code, "")) for code in self.rules), default=0)
        for stage, count in sorted((+self.stages).items(), key=lambda item: (-item[1], item[0])) if by_rule else ():
            lines.append(f"  {stage:<{width + 9}} {count:>7,}")
            codes = [code for code in sorted(+self.rules) if stage_of(code) == stage]
            codes.sort(key=lambda code: -self.rules[code])
            lines += [f"    {code}  {names.get(code, ''):<{width}} {self.rules[code]:>7,}" for code in codes]
        if self.others:
            others = sorted(self.others.items())
            kinds = ", ".join(
                f"{count:,} {kind.removesuffix('s') if ' ' in kind and count == 1 else kind}" for kind, count in others
            )
            lines.append(f"skipped, other kinds of files: {kinds}")
        return lines


def counted(count: int, noun: str) -> str:
    """A number and its noun, in the plural except for 1, as in "1,204 edits"."""
    return f"{count:,} {noun}{'s' * (count != 1)}"
