"""Cleaning in the files themselves. Sources are never half written.

The whole account is written and closed before the first source is replaced, and the replacement is made from the account: what
stands there is what was done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.run.outcomes import outcomes
from cleanup.run.request import Request
from cleanup.run.results.account import next_number, numbers, read_entries
from cleanup.run.results.accountwriter import AccountWriter
from cleanup.run.results.leftovers import last_interrupted, sweep_beside
from cleanup.run.results.lock import locked
from cleanup.run.results.originals import keep_original
from cleanup.run.results.replay import ReplayError, forward
from cleanup.run.results.report import write_report
from cleanup.run.results.targets import Target
from cleanup.run.sources.source import Source
from cleanup.run.workers.cleanfile import clean_together, named
from cleanup.run.workers.items import CleanTask
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.atomic import Replacement
from cleanup.text.dataclass import dataclass, field

REPORTS = "cleanup-report"
"""Folder of the accounts of runs in place, below the working directory."""


@dataclass(frozen=True)
class CleanForReplacement:
    """Clean sources for replacements in place, which do not go through links."""

    job: Job

    def __call__(self, sources: Sequence[Source]) -> Iterator[Outcome]:
        links = {source.name for source in sources if os.path.islink(source.file)}
        files = (named(source) for source in sources if source.name not in links)
        cleaned = chain.from_iterable(clean_together(files, self.job))
        why = "is a symbolic link, which is not written through; name the file itself"
        for source in sources:
            yield Outcome.failed(source.name, why, source.shown) if source.name in links else next(cleaned).only_entry()


def fix_in_place(
    sources: Sequence[Source], root: Path, request: Request, reports: Path | None = None
) -> tuple[Summary, Path | None]:
    """Clean the sources themselves, whose names are relative to `root`; gives the request's summary and the account's folder.

    Where nothing changed there is nothing to go back to, and no account stays: a hook runs at every commit. A run waits for one
    that is under way with the same `reports`.
    """
    job = request.job
    with _next_account(reports or Path(REPORTS), sources) as folder:
        record_files = _RecordFiles(folder)
        try:
            with AccountWriter(folder, root, "in-place", job.config, request.summary) as account:
                work = CleanTask(CleanForReplacement(job), job, shown=False)
                for outcome in outcomes(sources, work, record_files.place, record_files.settle, request.executor):
                    account.add(outcome)
                    request.watch(outcome)
            failures = [*_replace_texts(folder, root), *record_files.commit()] if account.altered else []
        finally:
            record_files.abort()
        if not account.altered:
            import shutil  # brings bz2 and lzma along

            shutil.rmtree(folder)
            return account.summary, None
        for entry, why in failures:
            account.summary.failed(entry, why)
        if failures:
            account.write_summary()
        write_report(folder)
    return account.summary, folder


@contextmanager
def _next_account(reports: Path, sources: Sequence[Source]) -> Iterator[Path]:
    """The folder of the next account, held for this run; `reports` does not stay if it was made for an account that did not."""
    ignore = reports / ".gitignore"
    with locked(ignore, "*\n", wait=True):
        is_new = not numbers(reports)
        if last_interrupted(reports):
            sweep_beside(source.path for source in sources)
        folder = reports / str(next_number(reports))
        folder.mkdir()
        yield folder
        if is_new and os.listdir(reports) == [ignore.name]:
            ignore.unlink()
            reports.rmdir()


def _replace_texts(account: Path, root: Path) -> Iterator[tuple[Entry, str]]:
    """Make the changes of an account in its text files; gives those that could not be made."""
    for entry in read_entries(account):
        if entry.altered and not entry.part and entry.status != "records":
            try:
                forward(entry, root / entry.doc)
            except ReplayError as error:
                yield entry, str(error)


@dataclass
class _RecordFiles:
    """Record files cleaned in place: whole beside their sources, until the account in the folder `account` is closed."""

    account: Path
    _stamps: dict[Path, tuple[int, ...]] = field(default_factory=dict)
    _ready: list[tuple[Source, Entry, Replacement]] = field(default_factory=list)

    def place(self, source: Source) -> Replacement:
        """The place of the source itself. Raises OSError."""
        self._stamps[source.path] = _stamp(source.path)
        return Replacement(source.path)

    def settle(self, source: Source, entry: Entry, target: Target) -> None:
        """Keep a whole file until `commit`, if anything of it changed."""
        assert isinstance(target, Replacement)
        target.file.close()
        if entry.altered:
            self._ready.append((source, entry, target))
        else:
            target.abort()

    def commit(self) -> Iterator[tuple[Entry, str]]:
        """Replace the sources; gives those that could not be, or that somebody changed meanwhile."""
        for source, entry, target in self._ready:
            try:
                if _stamp(source.path) != self._stamps[source.path]:
                    raise OSError(0, "it was edited since; left alone")
                keep_original(source.path, self.account, source.name)
                target.commit()
            except OSError as error:
                yield entry, error.strerror or str(error)

    def abort(self) -> None:
        """Leave nothing beside the sources."""
        for _, _, target in self._ready:
            target.abort()


def _stamp(path: Path) -> tuple[int, ...]:
    """What tells a file from the one that stood there before."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
