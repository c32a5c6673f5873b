"""Learning a site profile from the documents of files."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from cleanup.corpus.learn import Bar
from cleanup.corpus.profile import SiteProfile
from cleanup.corpus.site import day_of, month_of
from cleanup.corpus.tally import Tally
from cleanup.pipeline.config import Config
from cleanup.report.summary import counted
from cleanup.run.sources.documents import Failed, documents
from cleanup.run.sources.recordfile import format_for
from cleanup.run.sources.source import Source
from cleanup.run.workers.batches import FULL_WEIGHT, Executor, LocalExecutor
from cleanup.run.workers.job import Job
from cleanup.text.dataclass import dataclass, field, replace

_CHUNK = 16
"""Text files counted at once by another process: a tally for each would cost more than counting."""


@dataclass(frozen=True)
class Lesson:
    """What to learn, beside the documents.

    before  a profile that other pages gave; its counts go on, and what a person decided in it stands
    since   only pages of this month and later ones, also of `before`; pages without a date count
    """

    bar: Bar = field(default_factory=Bar)
    before: SiteProfile | None = None
    since: str = ""


@dataclass(frozen=True)
class Learned:
    """A profile, and how many pages of how many sites it was learned from; `homeless` pages have no site and did not count."""

    profile: SiteProfile
    pages: int
    sites: int
    homeless: int

    def __str__(self) -> str:
        """What was learned, in a line for people."""
        lines = [(name, line.keep) for name, site in self.profile.sites.items() for line in site.lines]
        gone = [name for name, keep in lines if not keep]
        sites = len(set(gone))
        return (
            f"{counted(self.pages, 'page')} of {counted(self.sites, 'site')}: {counted(len(gone), 'repeated line')} of "
            f"{counted(sites, 'site')} to remove, {len(lines) - len(gone):,} to keep"
        )


@dataclass(frozen=True)
class CountLines:
    """Count the lines of some files; gives also what failed. Picklable, for other processes, and so are its tallies."""

    config: Config
    since: str

    def __call__(self, sources: Sequence[Source]) -> tuple[Tally, int, list[tuple[str, str]]]:
        tally, failures = Tally(sys.maxsize), []
        self.count(tally, sources, lambda name, why: failures.append((name, why)))
        return tally, len(sources), failures

    def count(self, tally: Tally, sources: Sequence[Source], failed: Failed) -> None:
        """Add the lines of all documents that are not too old."""
        for document in documents(sources, self.config, failed):
            month = month_of(day_of(document))
            if not (month and self.since and month < self.since):
                tally.add(document)


def learn(
    sources: Iterable[Source],
    config: Config,
    lesson: Lesson,
    failed: Failed,
    done: Callable[[], None] = lambda: None,
    executor: Executor | None = None,
) -> Learned:
    """The profile of all documents of `sources`; `failed` is called for those that cannot be read, `done` for each file done.

    The same for any order of the sources and any number of processes. Record files are read here, unless the `executor` takes
    them whole.
    """
    executor, work = executor or LocalExecutor(config.jobs), CountLines(config, lesson.since)
    chunks: list[list[Source]] = []
    texts: list[Source] = []
    with Tally() as tally:
        for source in sources:
            if config.jobs != 1 and not format_for(source.path.name, config, source.given):
                texts.append(source)
                continue
            if executor.whole_files:
                chunks.append([source])
                continue
            work.count(tally, [source], failed)
            done()
        chunks += _chunks(texts)
        for part, count, failures in executor(work, chunks, lambda chunk: FULL_WEIGHT if len(chunk) == 1 else 0):
            tally.merge(part)
            part.close()
            for name, why in failures:
                failed(name, why)
            for _ in range(count):
                done()
        before = lesson.before.since(lesson.since) if lesson.before and lesson.since else lesson.before
        pages = tally.pages()
        count = sum(months.total() for months in pages.values())
        return Learned(SiteProfile.of_tally(tally, lesson.bar, before), count, len(pages), tally.homeless)


@contextmanager
def with_learned(job: Job, sources: Sequence[Source], executor: Executor | None = None) -> Iterator[tuple[Job, Learned]]:
    """The job with a profile learned from the sources themselves, in a file that is there within the `with`.

    What was decided by hand in the job's own profile stands; its counts are left out, as they may come from the same pages.
    What cannot be read is left to the run, which reports it.
    """
    given = job.config.profile
    lesson = Lesson(before=SiteProfile.load(given).decisions() if given else None)
    learned = learn(sources, job.config, lesson, lambda name, why: None, executor=executor)
    with tempfile.TemporaryDirectory(prefix="cleanup-profile-") as folder:
        file = Path(folder) / "profile.json"
        learned.profile.save(file)
        yield replace(job, config=replace(job.config, profile=str(file))), learned


def _chunks(sources: list[Source]) -> Iterator[list[Source]]:
    rest = iter(sources)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
