"""`cleanup fix`: clean a folder into a mirror tree, files in place, or standard input to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cleanup.cli import options as o
from cleanup.cli.configuration import Settings
from cleanup.cli.configuration import settings as settings_of
from cleanup.cli.escape import show_all
from cleanup.cli.progress import bar, say
from cleanup.cli.sources import names, search, start, tell
from cleanup.cli.worddiff import patch_printer
from cleanup.report.summary import Summary
from cleanup.run.fix import account_of, check, fix_in_place, fix_into, leftovers
from cleanup.run.one import Job, Outcome, clean_bytes
from cleanup.run.walk import MARKER, Found, Source

Out = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write the mirror tree to DIR, the account to DIR.report.", metavar="DIR")
]
InPlace = Annotated[bool, typer.Option("--in-place", help="Change the files themselves; the account goes to cleanup-report/N.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only the summary of what would be done.")]
Exit = Annotated[bool, typer.Option("--exit-non-zero-on-change", help="Exit status 1 if something changed.")]
Force = Annotated[bool, typer.Option("--force", help="Write into a folder that holds files of others.")]
Learn = Annotated[bool, typer.Option("--learn", help="Learn first which lines repeat on each site, and remove them.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="A line for each file as it is done.")]

_LISTED = 5
"""Files of an earlier run that are named; their number tells of the others."""


def fix(
    paths: o.Paths,
    output: Out = None,
    in_place: InPlace = False,
    dry_run: DryRun = False,
    diff: o.Diff = False,
    exit_non_zero_on_change: Exit = False,
    force: Force = False,
    keep: o.Keep = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    extend_select: o.ExtendSelect = None,
    unsafe: o.Unsafe = None,
    protect: o.Protect = None,
    rules: o.Rules = None,
    max_removed: o.MaxRemoved = None,
    shape: o.Shape = None,
    language: o.Language = None,
    profile: o.Profile = None,
    site: o.Site = None,
    learn: Learn = False,
    rejected: o.Rejected = None,
    encoding: o.Encoding = None,
    exclude: o.Exclude = None,
    jobs: o.Jobs = None,
    config: o.ConfigFile = None,
    limit: o.Limit = None,
    stdin_filename: o.StdinFilename = "-",
    quiet: o.Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Clean files and account for every edit.

    With -o into a mirror tree, with --in-place in the files themselves, with - from stdin to stdout. From the account of a run
    `cleanup undo` gives the originals back, byte for byte.
    """
    with o.clear_errors():
        settings = settings_of(
            config, keep=keep, select=select, ignore=ignore, extend_select=extend_select, unsafe=unsafe, protect=protect,
            rules=rules, max_removed=max_removed, shape=shape, language=language, profile=profile, site=site, rejected=rejected,
            encoding=encoding, exclude=exclude, jobs=jobs,
        )  # fmt: skip
        manner = _Manner(output, in_place, dry_run or diff, diff, force, quiet, verbose, learn)
        streams = paths == ["-"]
        manner.check(streams)
        job = Job(settings.config, curated=in_place, patch=diff or not (dry_run or streams))
        start(job)
        verb = "would change" if manner.dry else "changed"
        if streams:
            summary = _stream(job, stdin_filename, manner)
            say(summary, settings.config, verb, quiet or not (verbose or dry_run), {})
        else:
            summary, paths_of = _folder(paths, manner, job, settings, limit)
            say(summary, settings.config, verb, quiet, paths_of)
    if summary.documents["failed"] or (exit_non_zero_on_change and summary.edits):
        raise typer.Exit(1)


@dataclass(frozen=True)
class _Manner:
    """How a folder is to be fixed: `dry` writes nothing, `diff` prints the changes, `learn` counts repeated lines first."""

    output: Path | None
    in_place: bool
    dry: bool
    diff: bool
    force: bool
    quiet: bool
    verbose: bool
    learn: bool

    def check(self, streams: bool) -> None:
        """Exactly one place for the result."""
        if self.output is not None and self.in_place:
            o.stop("-o and --in-place exclude each other")
        if streams and (self.output is not None or self.in_place):
            o.stop("standard input (-) goes to standard output: neither -o nor --in-place fits")
        if streams and self.learn:
            o.stop("--learn needs the pages of a site: name files or folders")
        if self.output is None and not self.in_place and not self.dry and not streams:
            o.stop("say where the result goes: -o DIR for a mirror tree, or --in-place")


def _stream(job: Job, name: str, manner: _Manner) -> Summary:
    """Standard input to standard output, as it came if cleaning it failed."""
    data = o.standard_input()
    outcome = clean_bytes(data, name, job)
    if manner.diff:
        patch_printer()(outcome)
    elif not manner.dry:
        sys.stdout.buffer.write(data if outcome.data is None else outcome.data)
    summary = Summary()
    summary.add(outcome.entry)
    return summary


def _folder(paths: list[str], manner: _Manner, job: Job, settings: Settings, limit: int | None) -> tuple[Summary, dict[str, str]]:
    """Files and folders, to where the manner says; the summary, and how each document was named."""
    found = search(paths, settings, manner.output)
    if manner.output is not None and not manner.dry:
        _refuse_strangers(manner.output, manner.force)
    sources = found.sources[:limit]
    summary = Summary()
    tell(found, summary)
    show = patch_printer() if manner.diff else None
    with bar(len(sources), manner.quiet or manner.verbose, prints=manner.diff) as advance:

        def watch(outcome: Outcome) -> None:
            if show:
                show(outcome)
            if manner.verbose:
                _tell(outcome)
            advance()

        with _learned(sources, job, manner) as job:
            summary, account = _run(sources, found.root, manner, job, watch, summary)
    if account and not manner.quiet:
        _say_where(found, manner.output, account)
    return summary, names(found)


@contextmanager
def _learned(sources: Sequence[Source], job: Job, manner: _Manner) -> Iterator[Job]:
    """The job, with what repeats on the sites of the sources if that is wanted."""
    if not manner.learn:
        yield job
        return
    from cleanup.run.learn import with_learned

    with with_learned(job, sources) as (job, learned):
        if not manner.quiet:
            print(f"learned from {learned}{'' if manner.dry else '; see profile.json in the account'}", file=sys.stderr)
        yield job


def _run(
    sources: Sequence[Source],
    root: Path,
    manner: _Manner,
    job: Job,
    watch: Callable[[Outcome], None],
    summary: Summary,
) -> tuple[Summary, Path | None]:
    """The summary, and the account's folder if one was written."""
    if manner.dry:
        for outcome in check(sources, job):
            summary.add(outcome.entry)
            watch(outcome)
        return summary, None
    if manner.output is not None:
        return fix_into(sources, root, manner.output, job, watch, summary), account_of(manner.output)
    return fix_in_place(sources, root, job, watch, summary=summary)


def _tell(outcome: Outcome) -> None:
    entry = outcome.entry
    count = f", {len(entry.edits):,} edit{'s' * (len(entry.edits) != 1)}" if entry.edits else ""
    print(f"{show_all(outcome.path or entry.doc)}: {entry.status}{count}", file=sys.stderr)


def _say_where(found: Found, output: Path | None, account: Path) -> None:
    """Where the files and the account are, and what an earlier run left there."""
    where = f"cleaned files in {show_all(str(output))}, every edit" if output else "every edit"
    shown = show_all(str(account))
    print(f"{where} in {shown}; to go back: cleanup undo {shown}{' --to DIR' if output else ''}", file=sys.stderr)
    old = leftovers(output, (source.name for source in found.sources)) if output else []
    if old:
        more = ", ..." if len(old) > _LISTED else ""
        what = f"{len(old):,} file{'s' * (len(old) != 1)} in {show_all(str(output))} without a source now, left there"
        print(f"{what}: {', '.join(map(show_all, old[:_LISTED]))}{more}", file=sys.stderr)


def _refuse_strangers(out: Path, force: bool) -> None:
    """A folder with files that no run of ours wrote is somebody's: writing there might overwrite them."""
    if os.path.lexists(out) and not out.is_dir():
        o.stop(f"{show_all(str(out))} is no folder")
    account = account_of(out)
    if not force and out.is_dir() and any(out.iterdir()) and not (account / MARKER).exists():
        o.stop(
            f"{show_all(str(out))} holds files and has no account {show_all(str(account))} of an earlier run; choose another "
            "folder, or --force"
        )
