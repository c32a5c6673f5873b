"""What comes of each file of a run, in order: of text files, of records, and of the record files they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cleanup.run.sources.source import Source
from cleanup.run.workers.batches import FULL_WEIGHT, Executor, LocalExecutor
from cleanup.run.workers.items import CleanTask, clean_items, is_records
from cleanup.run.workers.job import Outcome
from cleanup.text.dataclass import dataclass, replace

if TYPE_CHECKING:
    from cleanup.run.results.rewrite import RecordRewriter
    from cleanup.run.results.targets import Place, Settle


def outcomes(
    sources: Iterable[Source],
    work: CleanTask,
    place: Place,
    settle: Settle | None = None,
    executor: Executor | None = None,
    stream: BinaryIO | None = None,
) -> Iterator[Outcome]:
    """The outcomes of all `sources`: of text files what `work` makes of them; record files are read here and written anew to
    their `place`, where `settle` puts them, else `put_in_place`. `executor` and `stream` are those of `clean_items`."""
    rewriter: RecordRewriter | None = None
    try:
        for item, several in clean_items(sources, work, executor, stream):
            if isinstance(item, Source):
                yield from several
                continue
            if rewriter is None:
                from cleanup.run.results.rewrite import RecordRewriter  # a run of text files has no use for it
                from cleanup.run.results.targets import put_in_place

                rewriter = RecordRewriter(place, settle or put_in_place, work.job.config.removed_field)
            yield from rewriter(item, several)
    finally:
        if rewriter:
            rewriter.abort()


@dataclass(frozen=True)
class CleanWholeFile:
    """Clean a record file and write it below `out`, all in one worker. Picklable, for other processes."""

    work: CleanTask
    out: Path

    def __call__(self, source: Source) -> tuple[Outcome, ...]:
        from cleanup.run.results.targets import place_below

        made = outcomes([source], self.work, partial(place_below, self.out), executor=LocalExecutor())
        return tuple(replace(outcome, cleaned=None) for outcome in made)


def outcomes_below(out: Path, sources: Sequence[Source], work: CleanTask, executor: Executor | None = None) -> Iterator[Outcome]:
    """The outcomes of all `sources`, written below `out`: record files here, or each by one worker that takes it whole."""
    from cleanup.run.results.targets import place_below
    from cleanup.text.atomic import sweep  # `cleanup check` writes nothing

    if executor is None or not executor.whole_files or work.job.limit is not None or len(sources) == 1:
        yield from outcomes(sources, work, partial(place_below, out), executor=executor)
        return
    try:
        for several in executor(CleanWholeFile(work, out), sources, partial(_weight, work)):
            yield from several
    finally:
        for folder in {(out / source.name).parent for source in sources}:
            sweep(folder)


def _weight(work: CleanTask, source: Source) -> int:
    """A record file is a batch of its own."""
    return FULL_WEIGHT if is_records(source, work.job) else 0
