"""Cleaning a folder: into a mirror tree beside it, or in the files themselves. Sources are never half written.

Into a tree, each cleaned file is written as it comes and the sources stay untouched. In place, the whole account is written and
closed before the first source is replaced, and the replacement is made from the account: what stands there is what was done.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from cleanup.files.atomic import Replacement, write_atomic
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.run.account import AccountWriter, next_number, numbers, read_entries
from cleanup.run.batches import Spread
from cleanup.run.cache import Cache
from cleanup.run.leftovers import interrupted, last_interrupted, sweep, sweep_beside
from cleanup.run.lock import account_locked, locked
from cleanup.run.one import Job, Outcome, clean_file
from cleanup.run.outcomes import outcomes, outcomes_below
from cleanup.run.pieces import Working
from cleanup.run.replay import ReplayError, forward, leads_out, within
from cleanup.run.rewrite import Rewriting
from cleanup.run.targets import Stream, Waiting, put_in_place
from cleanup.run.walk import Source, WalkError

REPORTS = "cleanup-report"
"""Folder of the accounts of runs in place, below the working directory."""

Watch = Callable[[Outcome], None]


def account_of(out: Path) -> Path:
    """The account beside an output folder: `clean.report` for `clean`."""
    if out.name in ("", os.pardir):
        out = Path(os.path.abspath(out))
    return out.with_name((out.name or "root") + ".report")


@dataclass(frozen=True)
class Cleaning:
    """Clean one source. Picklable, for other processes."""

    job: Job

    def __call__(self, source: Source) -> Outcome:
        return replace(clean_file(source.path, source.name, self.job), data=None, path=source.shown)


@dataclass(frozen=True)
class Planning:
    """Clean one source for a replacement in place, which does not go through links."""

    job: Job

    def __call__(self, source: Source) -> Outcome:
        if source.path.is_symlink():
            why = "is a symbolic link, which is not written through; name the file itself"
            return Outcome(Entry(source.name, "failed", why=why), path=source.shown)
        return replace(clean_file(source.path, source.name, self.job).only_entry(), path=source.shown)


@dataclass(frozen=True)
class Writing:
    """Clean one source and write it below `out`, as it was where nothing changed."""

    job: Job
    out: Path

    def __call__(self, source: Source) -> Outcome:
        outcome = replace(clean_file(source.path, source.name, self.job), path=source.shown)
        if outcome.data is not None:
            try:
                target = self.out / source.name
                target.parent.mkdir(parents=True, exist_ok=True)
                if leads_out(target, self.out):
                    raise OSError("a symbolic link leads out of it")
                write_atomic(target, outcome.data, mode_from=source.path)
            except OSError as error:
                why = f"cannot be written to {self.out}: {error.strerror or error}"
                return Outcome(Entry(source.name, "failed", outcome.entry.before, why=why), path=outcome.path)
        return outcome.only_entry()


def check(
    sources: Iterable[Source],
    job: Job,
    stream: BinaryIO | None = None,
    limit: int | None = None,
    out: BinaryIO | None = None,
    spread: Spread | None = None,
) -> Iterator[Outcome]:
    """What would become of the documents of each source. No file is written.

    stream, out  content of the only source, a record file, and where its cleaned records go, if anywhere
    limit        documents to look at
    spread       what the work is spread by, here and below; else over the processes of the configuration
    """
    rewriting = Rewriting(lambda source: Stream(out) if out else None, put_in_place, job.config.removed_field)
    left = limit
    for outcome in outcomes(sources, Working(Cleaning(job), job, shown=True), rewriting, stream, limit, spread):
        if left is not None:
            if left <= 0 and not out:
                return
            left -= outcome.entry.status != "records"
        yield outcome


def fix_into(
    sources: Sequence[Source],
    root: Path,
    out: Path,
    job: Job,
    watch: Watch,
    summary: Summary | None = None,
    limit: int | None = None,
    spread: Spread | None = None,
) -> Summary:
    """Write the mirror tree of `root` below `out` and its account beside it; adds to `summary`.

    Raises WalkError before anything is written if a source would be overwritten, AccountError if the account's place is taken.
    """
    _spare_sources(sources, root, out)
    account = AccountWriter(account_of(out), out, "out", job.config, summary)
    with account_locked(account.folder):
        if interrupted(account.folder):
            sweep(out)
        return _fixed_into(sources, root, out, job, watch, account, limit, spread)


def _fixed_into(
    sources: Sequence[Source],
    root: Path,
    out: Path,
    job: Job,
    watch: Watch,
    account: AccountWriter,
    limit: int | None,
    spread: Spread | None,
) -> Summary:
    cache = Cache.of(account, out, sources[:limit], root, job)
    if cache and cache.unchanged:
        cache.count(account.summary, watch)
        return account.summary
    before = deepcopy(account.summary)
    last = cache.old() if cache else iter(())
    with account:
        out.mkdir(parents=True, exist_ok=True)
        left = [source for source, kept in zip_longest(sources[:limit], cache.kept) if not kept] if cache else sources
        made = outcomes_below(out, left, Working(Writing(job, out), job, shown=False), limit, spread)
        for outcome in cache.merged(last, made) if cache else made:
            account.add(outcome)
            watch(outcome)
    _write_report(account.folder)
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
    spread: Spread | None = None,
) -> Summary:
    """Write one record file cleaned to the file `out` and its account beside it; adds to `summary`. Raises AccountError."""
    rewriting = Rewriting(lambda source: Replacement(out, mode_from=source.path), put_in_place, job.config.removed_field)
    writer = AccountWriter(account_of(out), out.parent, "out", job.config, summary, {source.name: out.name})
    with account_locked(writer.folder), writer as account:
        work = Working(Cleaning(job), job, shown=False)
        for outcome in outcomes([source], work, rewriting, limit=limit, spread=spread):
            account.add(outcome)
            watch(outcome)
    _write_report(account.folder)
    return account.summary


def _spare_sources(sources: Sequence[Source], root: Path, out: Path) -> None:
    """An output above its input may meet it: `fix out/in -o out` with a file out/in/in/a.txt."""
    above, below = os.path.realpath(out), os.path.realpath(root)
    if not within(below, above):
        return
    taken = {os.path.join(below, source.name) for source in sources}
    for source in sources:
        if os.path.join(above, source.name) in taken:
            raise WalkError(f"{out / source.name} is a source and would be overwritten; choose another output")


def fix_in_place(
    sources: Sequence[Source],
    root: Path,
    job: Job,
    watch: Watch,
    reports: Path | None = None,
    summary: Summary | None = None,
    limit: int | None = None,
    spread: Spread | None = None,
) -> tuple[Summary, Path | None]:
    """Clean the sources themselves, whose names are relative to `root`; gives the summary and the account's folder.

    Where nothing changed there is nothing to go back to, and no account stays: a hook runs at every commit. A run waits for one
    that is under way with the same `reports`.
    """
    reports = reports or Path(REPORTS)
    ignore = reports / ".gitignore"
    with locked(ignore, "*\n", wait=True):
        is_new = not numbers(reports)
        if last_interrupted(reports):
            sweep_beside(source.path for source in sources)
        done = _fixed_in_place(sources, root, job, watch, reports, summary, limit, spread)
        if is_new and os.listdir(reports) == [ignore.name]:
            ignore.unlink()
            reports.rmdir()
        return done


def _fixed_in_place(
    sources: Sequence[Source],
    root: Path,
    job: Job,
    watch: Watch,
    reports: Path,
    summary: Summary | None,
    limit: int | None,
    spread: Spread | None,
) -> tuple[Summary, Path | None]:
    folder = reports / str(next_number(reports))
    folder.mkdir()
    waiting = Waiting(folder)
    rewriting = Rewriting(waiting.target, waiting.settle, job.config.removed_field)
    try:
        with AccountWriter(folder, root, "in-place", job.config, summary) as account:
            work = Working(Planning(job), job, shown=False)
            for outcome in outcomes(sources, work, rewriting, limit=limit, spread=spread):
                account.add(outcome)
                watch(outcome)
        failures = [*_replace(folder, root), *waiting.commit()] if account.altered else []
    finally:
        waiting.abort()
    if not account.altered:
        shutil.rmtree(folder)
        return account.summary, None
    for entry, why in failures:
        account.summary.failed(entry, why)
    if failures:
        account.write_summary()
    _write_report(folder)
    return account.summary, folder


def _replace(account: Path, root: Path) -> Iterator[tuple[Entry, str]]:
    """Make the changes of an account in its text files; gives those that could not be made."""
    for entry in read_entries(account):
        if entry.altered and not entry.part and entry.status != "records":
            try:
                forward(entry, root / entry.doc)
            except ReplayError as error:
                yield entry, str(error)


def _write_report(account: Path) -> None:
    from cleanup.run.report import write_report  # `cleanup check` has no need of it

    write_report(account)
