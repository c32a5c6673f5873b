"""Cleaning a tree of files into another one, or a record file into another: the sources stay untouched.

Each cleaned file is written as it comes, whole or not at all.
"""

from __future__ import annotations

import os
from itertools import zip_longest
from pathlib import Path

from cleanup.files.atomic import Replacement, write_atomic
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.run.check import CleanSource, Watch
from cleanup.run.outcomes import outcomes, outcomes_below
from cleanup.run.results.account import AccountWriter
from cleanup.run.results.cache import Cache
from cleanup.run.results.edited import spare_edited
from cleanup.run.results.leftovers import interrupted, sweep
from cleanup.run.results.lock import account_locked
from cleanup.run.results.replay import leads_out, within
from cleanup.run.results.report import Page, fits, write_report
from cleanup.run.results.rewrite import Rewriting
from cleanup.run.results.samefolder import same_folder
from cleanup.run.results.targets import put_in_place
from cleanup.run.sources.collisions import refuse_collisions
from cleanup.run.sources.source import Source, Sources
from cleanup.run.sources.walk import WalkError
from cleanup.run.workers.batches import Executor
from cleanup.run.workers.cleanfile import clean_file
from cleanup.run.workers.items import CleanTask
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.dataclass import dataclass


def account_of(out: Path) -> Path:
    """The account beside an output folder: `clean.report` for `clean`."""
    if out.name in ("", os.pardir):
        out = Path(os.path.abspath(out))
    return out.with_name((out.name or "root") + ".report")


@dataclass(frozen=True)
class CleanInto:
    """Clean one source and write it below `out`, as it was where nothing changed; `shown`: on a page that is made meanwhile."""

    job: Job
    out: Path
    shown: bool

    def __call__(self, source: Source) -> Outcome:
        outcome = clean_file(source.path, source.name, self.job, source.shown)
        if outcome.data is not None:
            try:
                target = os.path.join(self.out, source.name)
                folder = os.path.dirname(target)
                if not os.path.isdir(folder):  # as for most: to try to make it takes ten times as long
                    os.makedirs(folder, exist_ok=True)
                if leads_out(target, self.out):
                    raise OSError("a symbolic link leads out of it")
                write_atomic(target, outcome.data, mode_from=source.file)
            except OSError as error:
                why = f"cannot be written to {self.out}: {error.strerror or error}"
                return Outcome(Entry(source.name, "failed", outcome.entry.before, why=why), path=outcome.path)
        return outcome.only_entry(self.shown)


def fix_into(
    sources: Sources,
    root: Path,
    out: Path,
    job: Job,
    watch: Watch,
    summary: Summary | None = None,
    limit: int | None = None,
    executor: Executor | None = None,
    told: bool = True,
    force: bool = True,
) -> Summary:
    """Write the mirror tree of `root` below `out` and its account beside it; adds to `summary`.

    told   `watch` hears of every file also where all are as they were, which takes as long as to find that out
    force  write over files that somebody edited since the last run

    Raises WalkError before anything is written if a source would be overwritten or, without `force`, an edited file, or two would
    be one file there; AccountError if the account's place is taken.
    """
    _spare_sources(sources, root, out)
    refuse_collisions(sources, out)
    account = AccountWriter(account_of(out), out, "out", job.config, summary)
    with account_locked(account.folder):
        if interrupted(account.folder):
            sweep(out)
        cache = Cache.of(account, out, sources[:limit], root, job)
        if cache and cache.unchanged:
            cache.count(account.summary)
            for outcome in cache.outcomes() if told else ():
                watch(outcome)
            return account.summary
        if not force:
            spare_edited(account.folder, ((row[0], os.path.join(out, row[0])) for row in sources[:limit].rows()))
        before = account.summary.copied()
        last = cache.old() if cache else iter(())
        with account, same_folder(out):
            left = Sources(source for source, kept in zip_longest(sources[:limit], cache.kept) if not kept) if cache else sources
            page = Page(account.folder, account.run) if fits(sources[:limit], job) else None
            made = outcomes_below(out, left, CleanTask(CleanInto(job, out, bool(page)), job, shown=False), limit, executor)
            for outcome in cache.merged(last, made) if cache else made:
                account.add(outcome)
                if page:  # while the other processes clean
                    page.add(outcome.entry, texts=outcome.texts)
                watch(outcome)
        if page:
            page.close()
        else:
            write_report(account.folder)
        if cache:
            cache.close(account.summary, before)
    return account.summary


def fix_file(
    source: Source,
    out: Path,
    job: Job,
    watch: Watch,
    summary: Summary | None = None,
    limit: int | None = None,
    executor: Executor | None = None,
    force: bool = True,
) -> Summary:
    """Write one record file cleaned to the file `out` and its account beside it; adds to `summary`.

    Raises WalkError for an edited file without `force`, AccountError.
    """
    rewriting = Rewriting(lambda source: Replacement(out, mode_from=source.path), put_in_place, job.config.removed_field)
    writer = AccountWriter(account_of(out), out.parent, "out", job.config, summary, {source.name: out.name})
    with account_locked(writer.folder):
        if not force:
            spare_edited(writer.folder, [(source.name, os.fspath(out))])
        with writer as account:
            work = CleanTask(CleanSource(job), job, shown=False)
            for outcome in outcomes([source], work, rewriting, limit=limit, executor=executor):
                account.add(outcome)
                watch(outcome)
    write_report(account.folder)
    return account.summary


def _spare_sources(sources: Sources, root: Path, out: Path) -> None:
    """An output above its input may meet it: `fix out/in -o out` with a file out/in/in/a.txt."""
    above, below = os.path.realpath(out), os.path.realpath(root)
    if not within(below, above):
        return
    for source in sources:
        target = Path(above, source.name)
        if target.is_relative_to(below) and sources.named(target.relative_to(below).as_posix()):
            raise WalkError(f"{out / source.name} is a source and would be overwritten; choose another output")
