"""What `cleanup fix` was asked to do: where the result goes, whether it may go there, and the message about it at the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cleanup.cli import options as o
from cleanup.cli.escape import show_all
from cleanup.files.records import format_of
from cleanup.pipeline.config import Config
from cleanup.report.summary import counted
from cleanup.run.fix import account_of
from cleanup.run.remotefiles import RemoteFiles
from cleanup.run.results.leftovers import leftovers
from cleanup.run.sources.recordfile import format_for
from cleanup.run.sources.search import MARKER, TEXT_SUFFIXES
from cleanup.run.sources.source import Source
from cleanup.run.sources.walk import Found
from cleanup.run.workers.batches import Executor
from cleanup.run.workers.items import is_records
from cleanup.run.workers.job import Job
from cleanup.text.dataclass import dataclass

_LISTED = 5
"""Files of an earlier run that are named, at most; the others are only counted."""


@dataclass(frozen=True)
class FixPlan:
    """The options of one run of `fix`.

    dry    write nothing
    diff   print the changes
    learn  count first which lines repeat on each site
    dedup  take near-duplicates out last
    """

    remote_files: RemoteFiles
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
    executor: Executor | None = None

    def check(self, streams: bool) -> None:
        """End the program unless there is exactly one place for the result, and the options fit each other."""
        if self.output is not None and self.in_place:
            o.stop("-o and --in-place exclude each other")
        if streams and (self.output is not None or self.in_place):
            o.stop("standard input (-) goes to standard output: leave out -o and --in-place")
        if self.dedup and (self.output is None or self.dry):
            o.stop("--dedup needs -o; to list the duplicates only: cleanup dedup --dry-run")
        if streams and self.learn:
            o.stop("--learn needs the pages of a site: name files or folders")
        if self.output is None and not self.in_place and not self.dry and not streams:
            o.stop("say where the result goes: -o DIR for a mirror tree, or --in-place")

    def to_file(self, found: Found, job: Job) -> bool:
        """Whether the output is a file, as when a single record file goes to the name of a record file."""
        return self.output is not None and is_file(self.output, found.sources) and is_records(found.sources[0], job)

    def check_output(self, found: Found, job: Job) -> None:
        """End the program if the result would not be what the output's name says, or overwrite what is there."""
        out = self.output
        if out is None or self.dry:
            return
        if to_file := self.to_file(found, job):
            refuse_other_format(out, found.sources[0], job.config)
        elif not (self.force or os.path.lexists(out)) and out.suffix.lower() in TEXT_SUFFIXES:
            shown = show_all(self.remote_files.name(out))
            o.stop(f"texts go into a folder, and {shown} looks like a file: -o DIR, or cleanup fix - < FILE > {shown}")
        refuse_strangers(out, account_of(out), to_file, self.force, self.remote_files)

    def say_where(self, found: Found, account: Path) -> None:
        """Say where the files and the account are, and which files an earlier run left there."""
        output, name = self.output, self.remote_files.name
        where = f"cleaned files in {show_all(name(output))}, every edit" if output else "every edit"
        shown = show_all(name(account))
        if found.sources and (output is None or os.path.exists(output)):
            print(f"{where} in {shown}; to go back: cleanup undo {shown}{' --to DIR' if output else ''}", file=sys.stderr)
        old = leftovers(output, found.sources.named) if output else []
        if old:
            more = ", ..." if len(old) > _LISTED else ""
            what = f"{counted(len(old), 'file')} in {show_all(str(output))} without a source now, left there"
            print(f"{what}: {', '.join(map(show_all, old[:_LISTED]))}{more}", file=sys.stderr)

    def say_kept(self, kept: int, files: int) -> None:
        """Say how many of the files an earlier run cleaned, so that this one did not."""
        what = "all files are" if kept == files else f"{kept:,} of {counted(files, 'file')} are"
        print(f"{what} as the last run found and left them, and were not cleaned again", file=sys.stderr)


def is_file(out: Path, sources: Sequence[Source]) -> bool:
    """Whether the result of `sources` is a file, not a folder: one named outright goes to a name that is a record file's."""
    return len(sources) == 1 and sources[0].given and format_of(out.name) is not None and not out.is_dir()


def refuse_strangers(out: Path, account: Path, to_file: bool, force: bool, remote_files: RemoteFiles | None = None) -> None:
    """End the program if the output, a file or a folder, holds what no run with this account wrote: it would be overwritten."""
    remote_files = remote_files or RemoteFiles()
    shown, marker = show_all(remote_files.name(out)), account / MARKER
    if not to_file and os.path.lexists(out) and not out.is_dir():
        o.stop(f"{shown} is not a folder")
    is_taken = remote_files.is_taken(out) or (out.exists() if to_file else out.is_dir() and any(out.iterdir()))
    if is_taken and not force and not remote_files.is_taken(marker) and not marker.exists():
        what, other = ("already exists", "name") if to_file else ("holds files", "folder")
        missing = f"there is no account of an earlier run at {show_all(remote_files.name(account))}"
        o.stop(f"{shown} {what}, but {missing}; choose another {other}, or --force")


def refuse_other_format(out: Path, source: Source, config: Config) -> None:
    """End the program if the name that a record file is to go to says that it holds records of another kind, unless its own name
    says the same: what `trafilatura --csv` prints is tab-separated."""
    kind, said = format_for(source.path.name, config, source.given), format_of(out.name)
    if kind != said and not (said and said == format_of(source.path.name)):
        o.stop(
            f"{show_all(source.shown)} holds {kind}, and {show_all(out.name)} says {said}: records are written as they were read"
        )
