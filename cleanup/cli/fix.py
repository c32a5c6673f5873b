"""`cleanup fix`: clean a folder into a mirror tree, files in place, or standard input to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cleanup.cli import options as o
from cleanup.cli.output import show_all
from cleanup.cli.progress import bar, say
from cleanup.cli.sources import search, tell
from cleanup.report.summary import Summary
from cleanup.run.fix import account_of, check, fix_in_place, fix_into, leftovers
from cleanup.run.one import Job, Outcome, clean_bytes
from cleanup.run.walk import Found, Source

Out = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write the mirror tree to DIR, the account to DIR.report.", metavar="DIR")
]
InPlace = Annotated[bool, typer.Option("--in-place", help="Change the files themselves; the account goes to cleanup-report/N.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only the summary of what would be done.")]
Exit = Annotated[bool, typer.Option("--exit-non-zero-on-change", help="Exit status 1 if something changed.")]
Force = Annotated[bool, typer.Option("--force", help="Write into a folder that holds files of others.")]


def fix(
    paths: o.Paths,
    output: Out = None,
    in_place: InPlace = False,
    dry_run: DryRun = False,
    diff: o.Diff = False,
    exit_non_zero_on_change: Exit = False,
    force: Force = False,
    keep: o.KeepOption = None,
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
    encoding: o.Encoding = None,
    exclude: o.Exclude = None,
    jobs: o.Jobs = None,
    config: o.ConfigFile = None,
    limit: o.Limit = None,
    stdin_filename: o.StdinFilename = "-",
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Clean files: with -o into a mirror tree, with --in-place in the files themselves, with - from stdin to stdout.

    Every edit is written down in an account from which `cleanup undo` gives the originals back, byte for byte.
    """
    with o.clear_errors():
        settings = o.configuration(
            config, keep=keep, select=select, ignore=ignore, extend_select=extend_select, unsafe=unsafe, protect=protect,
            rules=rules, max_removed=max_removed, shape=shape, language=language, profile=profile, encoding=encoding,
            exclude=exclude, jobs=jobs,
        )  # fmt: skip
        job = Job(settings, curated=in_place, patch=diff or not (dry_run or paths == ["-"]))
        job.cleaner("")  # mistakes in the configuration show before the first file
        if paths == ["-"]:
            summary = _stream(job, stdin_filename, diff or dry_run)
        else:
            manner = _Manner(output, in_place, dry_run or diff, diff, force, quiet, verbose)
            summary = _folder(paths, manner, job, limit)
        say(summary, settings, "would change" if dry_run or diff else "changed", quiet or (paths == ["-"] and not verbose))
    if summary.documents["failed"] or (exit_non_zero_on_change and summary.documents["changed"]):
        raise typer.Exit(1)


def _stream(job: Job, name: str, dry: bool) -> Summary:
    """Standard input to standard output."""
    outcome = clean_bytes(sys.stdin.buffer.read(), name, job)
    sys.stdout.buffer.write(outcome.patch if dry else outcome.data or b"")
    summary = Summary()
    summary.add(outcome.entry)
    return summary


@dataclass(frozen=True)
class _Manner:
    """How a folder is to be fixed: `dry` writes nothing, `diff` prints the changes."""

    output: Path | None
    in_place: bool
    dry: bool
    diff: bool
    force: bool
    quiet: bool
    verbose: bool

    def check(self) -> None:
        """Exactly one place for the result, and no stranger's files there."""
        if self.output is not None and self.in_place:
            o.stop("-o and --in-place exclude each other")
        if self.output is None and not self.in_place and not self.dry:
            o.stop("say where the result goes: -o DIR for a mirror tree, or --in-place")
        if self.output is not None and not self.dry and not self.force:
            _refuse_strangers(self.output)


def _folder(paths: list[str], manner: _Manner, job: Job, limit: int | None) -> Summary:
    """Files and folders, to where the manner says."""
    manner.check()
    found = search(paths, job.config, manner.output)
    sources = found.sources[:limit]
    with bar(len(sources), manner.quiet) as advance:

        def watch(outcome: Outcome) -> None:
            if manner.diff:
                sys.stdout.buffer.write(outcome.patch)
            if manner.verbose:
                _tell(outcome)
            advance()

        summary, account = _run(sources, found.root, manner, job, watch)
    if account and not manner.quiet:
        _say_where(found, manner.output, account)
    tell(found, summary)
    return summary


def _run(
    sources: Sequence[Source], root: Path, manner: _Manner, job: Job, watch: Callable[[Outcome], None]
) -> tuple[Summary, Path | None]:
    """The summary, and the account's folder if one was written."""
    if manner.dry:
        summary = Summary()
        for outcome in check(sources, job):
            summary.add(outcome.entry)
            watch(outcome)
        return summary, None
    if manner.output is not None:
        return fix_into(sources, manner.output, job, watch), account_of(manner.output)
    return fix_in_place(sources, root, job, watch)


def _tell(outcome: Outcome) -> None:
    print(
        f"{show_all(outcome.path or outcome.entry.doc)}: {outcome.entry.status}, {len(outcome.entry.edits)} edits",
        file=sys.stderr,
    )


def _say_where(found: Found, output: Path | None, account: Path) -> None:
    """Where the files and the account are, and what an earlier run left there."""
    where = f"cleaned files in {output}, every edit in {account}" if output else f"every edit in {account}"
    print(f"{where}; to go back: cleanup undo {account}{' --to DIR' if output else ''}", file=sys.stderr)
    old = leftovers(output, (source.name for source in found.sources)) if output else []
    if old:
        print(
            f"{len(old)} files in {output} have no source now and were left: {', '.join(map(show_all, old[:5]))}", file=sys.stderr
        )


def _refuse_strangers(out: Path) -> None:
    """A folder with files that no run of ours wrote is somebody's: writing there might overwrite them."""
    if out.exists() and not out.is_dir():
        o.stop(f"{out} is a file")
    if out.is_dir() and any(out.iterdir()) and not account_of(out).is_dir():
        o.stop(f"{out} holds files and has no account {account_of(out)} of an earlier run; choose another folder, or --force")
