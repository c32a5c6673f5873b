"""What a run did, in numbers: documents by what became of them, edits by stage and by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cleanup.report.record import Entry
from cleanup.rules.rule import FAMILIES

_WORDS = {
    "changed": "changed",
    "clean": "already clean",
    "guarded": "guarded: too much would have gone",
    "html": "HTML: extract the text first",
    "binary": "binary, skipped",
    "undecodable": "in no encoding that could be found",
    "failed": "failed",
}


@dataclass
class Summary:
    """Counts over entries; add them in any order.

    removed, added  characters of the texts that went and came
    problems        (document, what happened) of each that was not cleaned
    """

    documents: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    removed: int = 0
    added: int = 0
    others: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Count one entry."""
        self.documents[entry.status] += 1
        for record in entry.edits:
            self.rules[record["reasons"][0]["code"]] += 1
            self.removed += len(record["before"])
            self.added += len(record["after"])
        if entry.status not in ("changed", "clean"):
            self.problems.append((entry.doc, entry.why or "; ".join(entry.remarks) or _WORDS[entry.status]))

    @property
    def edits(self) -> int:
        return self.rules.total()

    @property
    def stages(self) -> Counter[str]:
        """Edits by the stage that owns their code."""
        counts: Counter[str] = Counter()
        for code, count in self.rules.items():
            counts[FAMILIES.get(code[:2], code[:2])] += count
        return counts

    def to_json(self) -> dict[str, Any]:
        """Plain data, sorted, for summary.json."""
        return {
            "documents": dict(sorted(self.documents.items())),
            "edits": self.edits,
            "stages": dict(sorted(self.stages.items())),
            "rules": dict(sorted(self.rules.items())),
            "characters": {"removed": self.removed, "added": self.added},
            "other_files": dict(sorted(self.others.items())),
            "problems": [{"doc": doc, "why": why} for doc, why in self.problems],
        }

    def lines(self, names: Mapping[str, str], verb: str = "changed") -> list[str]:
        """The summary for people; `names` gives each code its rule's name, `verb` says what became of changed documents."""
        total = self.documents.total()
        words = {**_WORDS, "changed": verb}
        parts = [f"{count:,} {words[status]}" for status in _WORDS if (count := self.documents[status])]
        lines = [f"{total:,} document{'s' * (total != 1)}: {', '.join(parts)}" if total else "no documents"]
        if self.edits:
            lines.append(f"{self.edits:,} edit{'s' * (self.edits != 1)}, {self.removed:,} characters out, {self.added:,} in")
        width = max((len(names.get(code, "")) for code in self.rules), default=0)
        for stage, count in self.stages.most_common():
            lines.append(f"  {stage:<{width + 8}} {count:>7,}")
            codes = sorted((code for code in self.rules if FAMILIES.get(code[:2]) == stage), key=lambda code: -self.rules[code])
            lines += [f"    {code}  {names.get(code, ''):<{width}} {self.rules[code]:>7,}" for code in codes]
        if self.others:
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.others.items()))
            lines.append(f"left alone, other kinds of files: {kinds}")
        return lines
