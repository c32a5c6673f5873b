"""How `cleanup fix` is to go about it: where the result goes, whether it may, and where people find it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cleanup.cli import options as o
from cleanup.cli.escape import show_all
from cleanup.files.records import format_of
from cleanup.report.summary import counted
from cleanup.run.batches import Spread
from cleanup.run.elsewhere import Elsewhere
from cleanup.run.fix import account_of
from cleanup.run.leftovers import leftovers
from cleanup.run.one import Job
from cleanup.run.pieces import is_records
from cleanup.run.walk import MARKER, Found
from cleanup.text.dataclass import dataclass

_LISTED = 5
"""Files of an earlier run that are named; their number tells of the others."""


@dataclass(frozen=True)
class Manner:
    """How a folder is to be fixed: `dry` writes nothing, `diff` prints the changes.

    `learn` counts repeated lines first, `dedup` takes near-duplicates out last.
    """

    elsewhere: Elsewhere
    output: Path | None
    in_place: bool
    dry: bool
    diff: bool
    force: bool
    quiet: bool
    verbose: bool
    learn: bool
    dedup: bool
    force_exclude: bool
    spread: Spread | None = None

    def check(self, streams: bool) -> None:
        """Exactly one place for the result."""
        if self.output is not None and self.in_place:
            o.stop("-o and --in-place exclude each other")
        if streams and (self.output is not None or self.in_place):
            o.stop("standard input (-) goes to standard output: neither -o nor --in-place fits")
        if self.dedup and (self.output is None or self.dry):
            o.stop("--dedup goes with -o; cleanup dedup --dry-run tells of duplicates only")
        if streams and self.learn:
            o.stop("--learn needs the pages of a site: name files or folders")
        if self.output is None and not self.in_place and not self.dry and not streams:
            o.stop("say where the result goes: -o DIR for a mirror tree, or --in-place")

    def to_file(self, found: Found, job: Job) -> bool:
        """Whether the output is a file: one record file goes to a name that is one's, too."""
        out, sources = self.output, found.sources
        return (
            out is not None and format_of(out.name) is not None and not out.is_dir()
            and len(sources) == 1 and sources[0].given and is_records(sources[0], job)
        )  # fmt: skip

    def refuse_strangers(self, out: Path, file: bool) -> None:
        """What no run of ours wrote is somebody's: writing there might overwrite it."""
        account, elsewhere = account_of(out), self.elsewhere
        shown = show_all(elsewhere.name(out))
        if not file and os.path.lexists(out) and not out.is_dir():
            o.stop(f"{shown} is not a folder")
        stands = elsewhere.stands(out) or (out.exists() if file else out.is_dir() and any(out.iterdir()))
        if stands and not self.force and not elsewhere.stands(account / MARKER) and not (account / MARKER).exists():
            what = "is there already" if file else "holds files"
            other, of = "name" if file else "folder", show_all(elsewhere.name(account))
            o.stop(f"{shown} {what} and has no account {of} of an earlier run; choose another {other}, or --force")

    def say_where(self, found: Found, account: Path) -> None:
        """Where the files and the account are, and what an earlier run left there."""
        output, name = self.output, self.elsewhere.name
        where = f"cleaned files in {show_all(name(output))}, every edit" if output else "every edit"
        shown = show_all(name(account))
        print(f"{where} in {shown}; to go back: cleanup undo {shown}{' --to DIR' if output else ''}", file=sys.stderr)
        old = leftovers(output, found.sources.named) if output else []
        if old:
            more = ", ..." if len(old) > _LISTED else ""
            what = f"{counted(len(old), 'file')} in {show_all(str(output))} without a source now, left there"
            print(f"{what}: {', '.join(map(show_all, old[:_LISTED]))}{more}", file=sys.stderr)
