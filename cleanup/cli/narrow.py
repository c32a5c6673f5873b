"""Which edits of a run count: `--changed-lines` and `--baseline`, and the message about a baseline at the end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cleanup.cli.escape import show, show_all
from cleanup.cli.options import stop
from cleanup.report.summary import counted
from cleanup.run.sources.walk import Found
from cleanup.run.workers.items import first_records
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.dataclass import dataclass, field, replace

_NAMED = 10
"""Findings that are named; the others are only counted."""


@dataclass
class Narrowing:
    """What the options ask for. Feed it the outcomes, then `close`.

    baseline  the file of accepted findings
    written   the one to write
    """

    changed_lines: bool = False
    baseline: Path | None = None
    written: Path | None = None
    _seen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def asked(self) -> str:
        """The options given, for people; empty if there are none."""
        given = {"--changed-lines": self.changed_lines, "--baseline": self.baseline, "--write-baseline": self.written}
        return ", ".join(name for name, value in given.items() if value)

    def refuse_stream(self) -> None:
        """Standard input has no place in a repository or a baseline."""
        if self.asked:
            stop(f"{self.asked}: only for files, not for standard input (-)")

    def job(self, job: Job, found: Found) -> Job:
        """`job` for the files found, with the edits that count. Raises GitError, BaselineError, OSError."""
        if not self.asked:
            return job
        if records := first_records(found.sources, job):
            stop(f"{self.asked}: only for files that are one text each; {show_all(records.file)} holds records")
        if not self.changed_lines and self.baseline is None:
            return job
        from cleanup.run.workers.scope import Scope

        lines = known = None
        if self.changed_lines:
            from cleanup.run.sources.changed import changed_lines

            lines = changed_lines([source.path for source in found.sources], os.environ)
        if self.baseline is not None:
            from cleanup.run.baseline import Baseline

            known = Baseline.load(self.baseline).known(source.path.as_posix() for source in found.sources)
        return replace(job, scope=Scope(lines, known))

    def add(self, outcome: Outcome) -> None:
        """Remember what the baseline knew of one file; of one that could not be read nothing is known."""
        if self.baseline is not None and outcome.entry.status not in ("failed", "undecodable"):
            self._seen[outcome.path] = outcome.accepted

    def close(self, quiet: bool) -> None:
        """Name on stderr what the baseline accepts but was not found."""
        if self.baseline is None or quiet:
            return
        from cleanup.run.baseline import Baseline

        gone = list(Baseline.load(self.baseline).gone(self._seen))
        if not gone:
            return
        shown = show_all(str(self.baseline))
        renewed = f"cleanup check PATH... --write-baseline {shown}"
        print(f"{counted(len(gone), 'finding')} in {shown} no longer found (to remove: {renewed}):", file=sys.stderr)
        for name, accepted in gone[:_NAMED]:
            print(f'  {show_all(name)}: {accepted.code} "{show(accepted.text)}"', file=sys.stderr)
        if len(gone) > _NAMED:
            print(f"  ... and {len(gone) - _NAMED:,} more", file=sys.stderr)
