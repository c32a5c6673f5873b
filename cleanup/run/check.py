"""What would become of files and records. No file is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from cleanup.run.outcomes import outcomes
from cleanup.run.results.rewrite import Rewriting
from cleanup.run.results.targets import Stream, put_in_place
from cleanup.run.sources.source import Source
from cleanup.run.workers.batches import Executor
from cleanup.run.workers.cleanfile import clean_file
from cleanup.run.workers.items import CleanTask
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.dataclass import dataclass, replace

Watch = Callable[[Outcome], None]
"""Called with each outcome as it comes."""


@dataclass(frozen=True)
class CleanSource:
    """Clean one source. Picklable, for other processes."""

    job: Job

    def __call__(self, source: Source) -> Outcome:
        return replace(clean_file(source.path, source.name, self.job, source.shown), data=None, cleaned=None)


def check(
    sources: Iterable[Source],
    job: Job,
    stream: BinaryIO | None = None,
    limit: int | None = None,
    out: BinaryIO | None = None,
    executor: Executor | None = None,
) -> Iterator[Outcome]:
    """What would become of the documents of each source.

    stream, out  content of the only source, a record file, and where its cleaned records go, if anywhere
    limit        documents to look at
    executor     who does the work, here and below; else the processes that the configuration asks for
    """
    rewriting = Rewriting(lambda source: Stream(out) if out else None, put_in_place, job.config.removed_field)
    left = limit
    for outcome in outcomes(sources, CleanTask(CleanSource(job), job, shown=True), rewriting, stream, limit, executor):
        if left is not None:
            if left <= 0 and not out:
                return
            left -= outcome.entry.status != "records"
        yield outcome
