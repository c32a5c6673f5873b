"""`cleanup fix`: clean a folder into a mirror tree, files in place, or standard input to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated

from cleanup.cli import declared
from cleanup.cli import options as o
from cleanup.cli.configuration import Settings
from cleanup.cli.configuration import settings as settings_of
from cleanup.cli.engine import Engine, Named, RayAddress, carrying, engine, fetching
from cleanup.cli.escape import show_all
from cleanup.cli.fixplan import FixPlan
from cleanup.cli.given import Given, configured
from cleanup.cli.narrow import Narrowing
from cleanup.cli.progress import Shown, by_itself, say, steps
from cleanup.cli.sources import left_alone, note, search, shown, start, stream, tell
from cleanup.files.remote import is_remote
from cleanup.report.summary import Summary, counted
from cleanup.run.check import check
from cleanup.run.fix import account_of, fix_file, fix_into
from cleanup.run.inplace import fix_in_place
from cleanup.run.remotefiles import RemoteFiles
from cleanup.run.request import Request
from cleanup.run.sources.source import Sources
from cleanup.run.sources.walk import Found
from cleanup.run.workers.items import is_records
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.dataclass import replace

Out = Annotated[
    str | None,
    declared.Option("--output", "-o", help="Write the mirror tree to DIR and the account to DIR.report.", metavar="DIR"),
]
InPlace = Annotated[
    bool,
    declared.Option(
        "--in-place", help="Change the files themselves, as texts kept by hand (--curated); the account goes to cleanup-report/N."
    ),
]
DryRun = Annotated[bool, declared.Option("--dry-run", help="Only say what would be done.")]
Exit = Annotated[bool, declared.Option("--exit-non-zero-on-change", help="Exit status 1 if something changed.")]
Force = Annotated[bool, declared.Option("--force", help="Overwrite files that no earlier run wrote, and edited results.")]
Learn = Annotated[bool, declared.Option("--learn", help="Learn which lines repeat on each site, and remove them.")]
Dedup = Annotated[
    bool, declared.Option("--dedup", help="Of near-duplicates among the cleaned documents write only one; see cleanup dedup.")
]
Verbose = Annotated[bool, declared.Option("--verbose", "-v", help="Report each file as it is done, and all failures by name.")]


@configured
def fix(
    paths: o.Paths,
    given: Given,
    output: Out = None,
    in_place: InPlace = False,
    dry_run: DryRun = False,
    diff: o.Diff = False,
    exit_non_zero_on_change: Exit = False,
    force: Force = False,
    learn: Learn = False,
    dedup: Dedup = False,
    removed_field: o.RemovedField = None,
    force_exclude: o.ForceExclude = False,
    changed_lines: o.ChangedLines = False,
    baseline: o.BaselineFile = None,
    engine_named: Named = Engine.LOCAL,
    ray_address: RayAddress = None,
    limit: o.Limit = None,
    stdin_filename: o.StdinFilename = "-",
    quiet: o.Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Clean files and account for every edit.

    -o writes a mirror tree, --in-place changes the files themselves, and - cleans stdin to stdout. `cleanup undo` gives back the
    originals from the account of a run, byte for byte.
    """
    with o.clear_errors(), RemoteFiles() as remote_files:
        settings = settings_of(**given, removed_field=removed_field)
        out = remote_files.output(output) if output is not None else None
        plan = FixPlan(
            remote_files, out, in_place=in_place, dry=dry_run or diff, diff=diff, force=force, quiet=quiet, verbose=verbose,
            learn=learn, dedup=dedup, force_exclude=force_exclude,
        )  # fmt: skip
        plan.check(streams := paths == ["-"])
        plan = replace(plan, executor=engine(engine_named, ray_address, settings.config, streams))
        narrowing = Narrowing(changed_lines, baseline)
        written = not (plan.dry or streams)
        job = Job(settings.config, curated=in_place, patch=diff or written, from_here=diff, accounted=written, limit=limit)
        start(job)
        verb = "would change" if plan.dry else "changed"
        if streams:
            narrowing.refuse_stream()
            summary = _stream(job, stdin_filename, plan, settings)
            say(summary, settings.config, verb, quiet or not (verbose or dry_run), by_itself, verbose=verbose)
        else:
            summary, shown_as = _folder(paths, plan, job, settings, narrowing)
            say(summary, settings.config, verb, quiet, shown_as, verbose=verbose)
    if summary.documents["failed"] or (exit_non_zero_on_change and summary.edits):
        raise declared.Exit(1)


def _stream(job: Job, name: str, plan: FixPlan, settings: Settings) -> Summary:
    """Standard input to standard output, as it came if cleaning it failed."""
    if sys.__stdout__ is None and not plan.dry:
        o.stop("standard output is closed, so that the result would be lost")
    summary, show = Summary(), _shower(plan)
    out = None if plan.dry else sys.stdout.buffer
    if plan.force_exclude and left_alone(name, settings, out):
        return summary
    for outcome in stream(name, job, out):
        if show:
            show(outcome)
        elif outcome.data is not None and not plan.dry:
            sys.stdout.buffer.write(outcome.data)
        note(outcome, plan.quiet)
        summary.add(outcome.entry)
    return summary


def _folder(paths: list[str], plan: FixPlan, job: Job, settings: Settings, narrowing: Narrowing) -> tuple[Summary, Shown]:
    """Files and folders, to where the plan says; the summary, and how each document was named."""
    found = _search(paths, plan, job, settings)
    plan = replace(plan, executor=fetching(plan.executor, plan.remote_files, plan.output))
    job = narrowing.job(job, found)
    plan.check_output(found, job)
    summary, first = Summary(), found.sources[: job.limit]
    tell(found, summary)
    fresh, show = 0, _shower(plan)
    with steps(found.sources, job, plan.quiet or plan.verbose, prints=plan.diff) as step:

        def watch(outcome: Outcome) -> None:
            nonlocal fresh
            fresh += not (outcome.kept or outcome.entry.part)
            if show:
                show(outcome)
            if plan.verbose and not outcome.entry.part:
                _tell(outcome)
            step(outcome)
            note(outcome, plan.quiet)

        with _learned(first, job, plan) as job:
            executor = carrying(plan.executor, job.config)
            account = _run(found, plan, Request(job, watch, summary, executor, plan.force, watch_kept=plan.verbose))
            if plan.dedup and plan.output:
                from cleanup.cli.dedup import dedup_cleaned

                dedup_cleaned(first, plan.output, job.config, plan.to_file(found, job), plan.quiet, plan.executor)
    if plan.output and account:
        plan.remote_files.send(plan.output, account)
    if account and not plan.quiet:
        plan.say_where(found, account)
        if plan.output and fresh < len(first):
            plan.say_kept(len(first) - fresh, len(first))
        if fresh:  # else the last run has said it
            from cleanup.cli.hint import hint

            hint(first, plan.output, job, paths)
    return summary, shown(found)


def _shower(plan: FixPlan) -> Callable[[Outcome], None] | None:
    """What shows the edits of a document, if they are wanted."""
    if not plan.diff:
        return None
    from cleanup.cli.worddiff import patch_printer

    return patch_printer()


def _learned(sources: Sources, job: Job, plan: FixPlan) -> AbstractContextManager[Job]:
    """The job, with a profile that was learned first if that is wanted."""
    if not plan.learn:
        return nullcontext(job)
    from cleanup.cli.learn import learn_first

    return learn_first(sources, job, plan.quiet, plan.executor)


def _search(paths: list[str], plan: FixPlan, job: Job, settings: Settings) -> Found:
    """The files of the run; record files at addresses stay there if workers take them whole."""
    if plan.in_place and any(map(is_remote, paths)):
        o.stop("remote files cannot be changed in place; name an output with -o")
    remote_files = plan.remote_files
    remote_files.names_only = bool(plan.executor and plan.output and job.limit is None and not (plan.dry or plan.dedup))
    found = search(paths, settings, plan.output, plan.force_exclude, remote_files)
    if len(found.sources) == 1 or not all(is_records(source, job) for source in found.sources):
        remote_files.fetch_contents(found.sources)
    return found


def _run(found: Found, plan: FixPlan, request: Request) -> Path | None:
    """Do what the plan says; gives the account's folder if one was written."""
    if plan.dry:
        for outcome in check(found.sources, request.job, request.executor):
            request.summary.add(outcome.entry)
            request.watch(outcome)
        return None
    if plan.output is None:
        return fix_in_place(found.sources, found.root, request)[1]
    if plan.to_file(found, request.job):
        fix_file(found.sources[0], plan.output, request)
    else:
        fix_into(found.sources, found.root, plan.output, request)
    return account_of(plan.output)


def _tell(outcome: Outcome) -> None:
    entry = outcome.entry
    count = f", {counted(len(entry.edits), 'edit')}" if entry.edits else ""
    kept = ", as in the last run" if outcome.kept else ""
    print(f"{show_all(outcome.path or entry.doc)}: {entry.status}{count}{kept}", file=sys.stderr)
