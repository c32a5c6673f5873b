"""What comes of each file of a run, in order: of text files, of records, and of the record files they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from cleanup.files.atomic import sweep
from cleanup.run.results.rewrite import Rewriting
from cleanup.run.results.targets import place_below, put_in_place
from cleanup.run.sources.source import Source
from cleanup.run.workers.batches import FULL_WEIGHT, Executor
from cleanup.run.workers.items import CleanTask, clean_items, is_records
from cleanup.run.workers.job import Outcome
from cleanup.text.dataclass import dataclass, replace


def outcomes(
    sources: Iterable[Source],
    work: CleanTask,
    rewriting: Rewriting,
    stream: BinaryIO | None = None,
    limit: int | None = None,
    executor: Executor | None = None,
) -> Iterator[Outcome]:
    """The outcomes of all `sources`; record files are read and written here. The arguments are those of `clean_items`."""
    try:
        for item, several in clean_items(sources, work, stream, limit, executor):
            yield from rewriting(item, several)
    finally:
        rewriting.abort()


@dataclass(frozen=True)
class CleanWholeFile:
    """Clean whole files and write them below `out`. Picklable, for other processes."""

    work: CleanTask
    out: Path

    def __call__(self, source: Source) -> tuple[Outcome, ...]:
        return tuple(replace(outcome, cleaned=None) for outcome in self.each([source]))

    def each(self, sources: Iterable[Source], limit: int | None = None, executor: Executor | None = None) -> Iterator[Outcome]:
        """The outcomes of all `sources`, one at a time."""
        rewriting = Rewriting(partial(place_below, self.out), put_in_place, self.work.job.config.removed_field)
        return outcomes(sources, self.work, rewriting, limit=limit, executor=executor)


def outcomes_below(
    out: Path, sources: Sequence[Source], work: CleanTask, limit: int | None = None, executor: Executor | None = None
) -> Iterator[Outcome]:
    """The outcomes of all `sources`, written below `out`: record files here, or each by one worker that takes it whole."""
    if executor is None or not executor.whole_files or limit is not None or len(sources) == 1:
        yield from CleanWholeFile(work, out).each(sources, limit, executor)
        return
    alone = replace(work, job=replace(work.job, config=replace(work.job.config, jobs=1)))
    try:
        for several in executor(CleanWholeFile(alone, out), sources, partial(weight_of, work)):
            yield from several
    finally:
        for folder in {(out / source.name).parent for source in sources}:
            sweep(folder)


def weight_of(work: CleanTask, source: Source) -> int:
    """A record file is a batch of its own."""
    return FULL_WEIGHT if is_records(source, work.job) else 0
