"""Cleaning a tree of files into another one, or a record file into another: the sources stay untouched.

Each cleaned file is written as it comes, whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.run.check import CleanOnly
from cleanup.run.outcomes import outcomes, outcomes_below
from cleanup.run.request import Request, Watch
from cleanup.run.results.accountwriter import AccountWriter
from cleanup.run.results.cache import CacheWriter
from cleanup.run.results.edited import spare_edited
from cleanup.run.results.lastrun import LastRun
from cleanup.run.results.leftovers import interrupted, sweep_below
from cleanup.run.results.lock import account_locked
from cleanup.run.results.report import Page, fits, write_report
from cleanup.run.results.samefolder import same_folder
from cleanup.run.sources.collisions import refuse_collisions
from cleanup.run.sources.paths import leads_out, within
from cleanup.run.sources.source import Source, Sources
from cleanup.run.sources.walk import WalkError
from cleanup.run.workers.batches import batches
from cleanup.run.workers.cleanfile import clean_together, named
from cleanup.run.workers.items import CleanTask
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.atomic import Replacement, write_atomic
from cleanup.text.dataclass import dataclass

_AT_ONCE = 16
"""Outcomes that go into the account, the cache and the page one after the other: writing all of them to each in turn takes two
thirds of the time that going from one to the next does, whose code pushes each other out of the processor's caches."""


def account_of(out: Path) -> Path:
    """The account beside an output folder: `clean.report` for `clean`."""
    if out.name in ("", os.pardir):
        out = Path(os.path.abspath(out))
    return out.with_name((out.name or "root") + ".report")


@dataclass(frozen=True)
class CleanInto:
    """Clean sources and write them below `out`, as they were where nothing changed; `shown`: on a page that is made meanwhile."""

    job: Job
    out: Path
    shown: bool

    def __call__(self, sources: Sequence[Source]) -> Iterator[Outcome]:
        files = iter(sources)
        for cleaned in clean_together(map(named, sources), self.job):
            yield from list(map(self._written, cleaned, files))

    def _written(self, outcome: Outcome, source: Source) -> Outcome:
        """What becomes of a source once its cleaned bytes are written."""
        if outcome.data is not None:
            try:
                self._write(outcome.data, source)
            except OSError as error:
                why = f"cannot be written to {self.out}: {error.strerror or error}"
                return Outcome(Entry(source.name, "failed", outcome.entry.before, why=why), path=outcome.path)
        return outcome.only_entry(self.shown)

    def _write(self, data: bytes, source: Source) -> None:
        """Put the cleaned bytes of a source in their place. Raises OSError."""
        target = os.path.join(self.out, source.name)
        if leads_out(target, self.out):
            raise OSError("a symbolic link leads out of it")
        try:
            write_atomic(target, data, mode_from=source.file)
        except (FileNotFoundError, NotADirectoryError):  # the first of its folder
            os.makedirs(os.path.dirname(target), exist_ok=True)
            write_atomic(target, data, mode_from=source.file)


def fix_into(sources: Sources, root: Path, out: Path, request: Request) -> Summary:
    """Write the mirror tree of `root` below `out` and its account beside it; gives the summary of the request.

    Files that are as they were at the last run into `out` are not cleaned again; see LastRun.

    Raises WalkError before anything is written if a source would be overwritten or, without `force`, an edited file, or two would
    be one file there; AccountError if the account's place is taken.
    """
    _spare_sources(sources, root, out)
    refuse_collisions(sources, out)
    job, first = request.job, sources[: request.job.limit]
    account = AccountWriter(account_of(out), out, "out", job.config, request.summary)
    with account_locked(account.folder):
        if interrupted(account.folder):
            sweep_below(out)
        last = LastRun.of(account, out, sources, root, job)
        if last.unchanged:
            last.count(account.summary)
            for outcome in last.outcomes() if request.watch_kept else ():
                request.watch(outcome)
            return account.summary
        if not request.force:
            spare_edited(account.folder, ((row[0], os.path.join(out, row[0])) for row in first.rows()))
        kept = last.take_over()
        with account, same_folder(out):
            cache = CacheWriter(account, out, last.digest)
            page = Page(account.folder, account.run) if fits(first, job) else None
            work = CleanTask(CleanInto(job, out, bool(page)), job, shown=False)
            made = last.merged(kept, outcomes_below(out, last.changed, work, request.executor))
            takers = [account.add, cache.add, *([page.take] if page else [])]  # while the other processes clean
            for several in batches(_watched(made, request.watch), _held, _AT_ONCE):
                for take in takers:
                    for outcome in several:
                        take(outcome)
        if page:
            page.close()
        else:
            write_report(account.folder)
        cache.close()
    return account.summary


def _watched(made: Iterable[Outcome], watch: Watch) -> Iterator[Outcome]:
    """The outcomes, which `watch` hears of as they come."""
    for outcome in made:
        watch(outcome)
        yield outcome


def _held(outcome: Outcome) -> int:
    """What an outcome weighs in memory."""
    return len(outcome.original) + len(outcome.cleaned or "") + len(outcome.patch)


def fix_file(source: Source, out: Path, request: Request) -> Summary:
    """Write one record file cleaned to the file `out` and its account beside it; gives the summary of the request.

    Raises WalkError for an edited file without `force`, AccountError.
    """
    job, names = request.job, {source.name: out.name}
    account = AccountWriter(account_of(out), out.parent, "out", job.config, request.summary, names)
    with account_locked(account.folder):
        if not request.force:
            spare_edited(account.folder, [(source.name, os.fspath(out))])
        with account:
            work = CleanTask(CleanOnly(job), job, shown=False)
            for outcome in outcomes(
                [source], work, lambda source: Replacement(out, mode_from=source.path), executor=request.executor
            ):
                account.add(outcome)
                request.watch(outcome)
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
