"""Cleaning a folder: into a mirror tree beside it, or in the files themselves. Sources are never half written.

Into a tree, each cleaned file is written as it comes and the sources stay untouched. In place, the whole account is written and
closed before the first source is replaced, and the replacement is made from the account: what stands there is what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from cleanup.files.atomic import write_atomic
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.run.account import AccountWriter, next_number, read_entries
from cleanup.run.batches import in_order
from cleanup.run.one import Job, Outcome, clean_file
from cleanup.run.replay import ReplayError, forward
from cleanup.run.walk import Source

REPORTS = "cleanup-report"
"""Folder of the accounts of runs in place, below the working directory."""

Watch = Callable[[Outcome], None]


def account_of(out: Path) -> Path:
    """The account beside an output folder: `clean.report` for `clean`."""
    return out.with_name(out.name + ".report")


@dataclass(frozen=True)
class Cleaning:
    """Clean one source. Picklable, for other processes."""

    job: Job

    def __call__(self, source: Source) -> Outcome:
        return clean_file(source.path, source.name, self.job)


@dataclass(frozen=True)
class Writing:
    """Clean one source and write it below `out`, as it was where nothing changed."""

    job: Job
    out: Path

    def __call__(self, source: Source) -> Outcome:
        outcome = clean_file(source.path, source.name, self.job)
        if outcome.data is not None:
            try:
                target = self.out / source.name
                target.parent.mkdir(parents=True, exist_ok=True)
                write_atomic(target, outcome.data, mode_from=source.path)
            except OSError as error:
                why = f"cannot be written to {self.out}: {error.strerror or error}"
                return Outcome(Entry(source.name, "failed", outcome.entry.before, why=why))
        return replace(outcome, data=None)


def check(sources: Iterable[Source], job: Job) -> Iterator[Outcome]:
    """What would become of each source. Nothing is written."""
    for outcome in in_order(Cleaning(job), sources, job.config.jobs):
        yield replace(outcome, data=None)


def fix_into(sources: Iterable[Source], out: Path, job: Job, watch: Watch) -> Summary:
    """Write the mirror tree below `out` and its account beside it."""
    out.mkdir(parents=True, exist_ok=True)
    with AccountWriter(account_of(out), out, "out", job.config) as account:
        for outcome in in_order(Writing(job, out), sources, job.config.jobs):
            account.add(outcome)
            watch(outcome)
    return account.summary


def fix_in_place(
    sources: Iterable[Source], root: Path, job: Job, watch: Watch, reports: Path | None = None
) -> tuple[Summary, Path]:
    """Clean the sources themselves, whose names are relative to `root`; gives the summary and the account's folder."""
    reports = reports or Path(REPORTS)
    folder = reports / str(next_number(reports))
    folder.mkdir(parents=True)
    ignore = reports / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", "utf-8")
    with AccountWriter(folder, root, "in-place", job.config) as account:
        for outcome in check(sources, job):
            account.add(outcome)
            watch(outcome)
    for entry in read_entries(folder):
        if entry.status == "changed":
            try:
                forward(entry, root / entry.doc)
            except ReplayError as error:
                account.summary.problems.append((entry.doc, str(error)))
                account.summary.documents["failed"] += 1
                account.summary.documents["changed"] -= 1
    return account.summary, folder


def leftovers(out: Path, names: Iterable[str]) -> list[str]:
    """Files below `out` that an earlier run wrote and that have no source now; they are listed, never deleted."""
    known = set(names)
    return sorted(name for path in out.rglob("*") if path.is_file() and (name := path.relative_to(out).as_posix()) not in known)
