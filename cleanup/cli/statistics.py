"""The totals of `check`: counts by rule, and the share of all text that would go."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping

from cleanup.cli.options import Format, stop
from cleanup.pipeline.guard import size
from cleanup.run.workers.job import Outcome
from cleanup.text.dataclass import dataclass, field


def share(text: str) -> float:
    """`5%` or `0.05` as a number from 0 to 1; anything else ends the program."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(%?)\s*", text)
    value = float(match[1]) / (100 if match[2] else 1) if match else -1.0
    if not 0 <= value <= 1:
        stop(f"--fail-on-removed {text}: expected a share, as 5% or 0.05")
    return value


@dataclass
class Statistics:
    """Counts edits by rule, and prints them in place of the edits: the most frequent first.

    names  the name of each rule by its code
    """

    names: Mapping[str, str]
    style: Format
    _counts: Counter[str] = field(default_factory=Counter)

    def __call__(self, outcome: Outcome) -> None:
        self._counts.update(finding.code for finding in outcome.findings if finding.status == "applied")

    def close(self) -> None:
        """Print the counts."""
        rows = sorted(self._counts.items(), key=lambda row: (-row[1], row[0]))
        if self.style is Format.JSON:
            data = [{"code": code, "name": self.names.get(code, ""), "count": count} for code, count in rows]
            sys.stdout.write(json.dumps(data, indent=1) + "\n")
            return
        width = max((len(f"{count:,}") for _, count in rows), default=0)
        for code, count in rows:
            sys.stdout.write(f"{count:>{width},}  {code}  {self.names.get(code, '')}\n")


@dataclass
class Removed:
    """Measures how much of the texts of a run would go, in characters that are not white space."""

    limit: float
    _all: int = 0
    _gone: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one document."""
        self._all += size(outcome.original)
        edits = [finding for finding in outcome.findings if finding.status == "applied"]
        self._gone += sum(max(0, size(edit.before) - size(edit.after)) for edit in edits)

    def exceeds(self) -> bool:
        """Whether more than the limit would go; says so on stderr."""
        part = self._gone / self._all if self._all else 0.0
        if part <= self.limit:
            return False
        text = f"{part:.1%} of the text would go ({self._gone:,} of {self._all:,} characters), more than {self.limit:.1%}"
        print(text, file=sys.stderr)
        return True
