"""What would become of files and records. No file is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from cleanup.run.outcomes import outcomes
from cleanup.run.sources.source import Source
from cleanup.run.workers.batches import Executor
from cleanup.run.workers.cleanfile import clean_together, named
from cleanup.run.workers.items import CleanTask
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.dataclass import dataclass, replace

if TYPE_CHECKING:
    from cleanup.run.results.targets import Stream


@dataclass(frozen=True)
class CleanOnly:
    """Clean sources, and write nothing. Picklable, for other processes."""

    job: Job

    def __call__(self, sources: Sequence[Source]) -> Iterator[Outcome]:
        for cleaned in clean_together(map(named, sources), self.job):
            yield from [replace(outcome, data=None, cleaned=None) for outcome in cleaned]


def check(
    sources: Iterable[Source],
    job: Job,
    executor: Executor | None = None,
    stream: BinaryIO | None = None,
    out: BinaryIO | None = None,
) -> Iterator[Outcome]:
    """What would become of the documents of each source.

    executor     who does the work; else the processes that the configuration asks for
    stream, out  content of the only source, a record file, and where its cleaned records go, if anywhere
    """
    work = CleanTask(CleanOnly(job), job, shown=True)
    left = float("inf") if job.limit is None else job.limit
    for outcome in outcomes(sources, work, lambda source: _to(out) if out else None, executor=executor, stream=stream):
        if left <= 0 and not out:
            return
        left -= outcome.entry.status != "records"
        yield outcome


def _to(out: BinaryIO) -> Stream:
    from cleanup.run.results.targets import Stream  # a hook writes nothing

    return Stream(out)
