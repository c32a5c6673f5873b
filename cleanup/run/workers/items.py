"""A run's files as one stream of items, in order: a text file is one, a record file is one for each record and one for its end.

Records are read here, and cleaned in other processes, to which only their texts travel. So an item stays in this process, and
waits for what comes of its task, the part of it that travels.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import BinaryIO, ClassVar

from cleanup.files.compressed import decompressed
from cleanup.files.records import Record
from cleanup.rules.plugins import installed
from cleanup.run.sources.recordfile import BROKEN, RecordFile, format_for, why
from cleanup.run.sources.regular import open_regular
from cleanup.run.sources.source import Source, Sources
from cleanup.run.workers.batches import Executor, LocalExecutor, batches
from cleanup.run.workers.cleanrecord import RecordTexts, Texts, clean_record, texts_of
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.dataclass import dataclass, replace


@dataclass(frozen=True, slots=True)
class RecordItem:
    """One record, and the texts in it that are to be cleaned; `read` bytes of its file were read so far."""

    file: RecordFile
    record: Record
    texts: Texts
    read: int


@dataclass(frozen=True, slots=True)
class FileEnd:
    """The end of a record file; `why` says what is wrong with it as a whole. Without a `file` it could not even be opened."""

    file: RecordFile | None
    source: Source
    why: str = ""
    texts: ClassVar[Texts] = ()


Item = Source | RecordItem | FileEnd
Task = Source | RecordTexts


def is_records(source: Source, job: Job) -> bool:
    """Whether a source is a record file: by its ending; a file named outright, also by the format given."""
    return format_for(source.file, job.config, source.given) is not None


def first_records(sources: Sources, job: Job) -> Source | None:
    """The first of the sources that is a record file."""
    return next((source for source in sources.kinds if is_records(source, job)), None)


def items_of(source: Source, job: Job, stream: BinaryIO | None = None) -> Iterator[RecordItem | FileEnd]:
    """The records of one file, or of the `stream` given for it, and its end. Raises nothing for what is wrong with them."""
    file = None
    try:
        file = RecordFile.of(source, job.config)
        with stream or open_regular(source.path) as data:
            for record in file.read(decompressed(data, source.path.name, job.config.max_expansion)):
                yield RecordItem(file, record, texts_of(record, file, job), 0 if stream else data.tell())
    except BROKEN as error:
        yield FileEnd(file, source, why(error))
    else:
        yield FileEnd(file, source)


@dataclass(frozen=True)
class CleanTask:
    """Clean files by `files`, which gives the outcome of each, or the texts of a record. Picklable, for other processes.

    shown  findings and patches of records are wanted, and not only their entries
    """

    files: Callable[[Sequence[Source]], Iterator[Outcome]]
    job: Job
    shown: bool

    @property
    def forks(self) -> bool:
        """Whether processes may begin as copies of this one; a stage of others may hold what two cannot share. See `in_order`."""
        return not installed(self.job.config.plugins).stages

    def prepare(self) -> None:
        """Make the cleaner, before the first text; see `in_order`."""
        self.job.cleaner("")

    def __call__(self, task: Task) -> tuple[Outcome, ...]:
        return tuple(self.files([task])) if isinstance(task, Source) else clean_record(task, self.job, self.shown)

    def in_turn(self, tasks: Iterable[Task]) -> Iterator[tuple[Outcome, ...]]:
        """The same for each of many tasks. Some are taken together where nobody waits for one: text files, and records that are
        not `shown`. The code of each step pushes that of the others out of the processor's caches: reading, cleaning and writing
        one record after the other takes a twentieth longer."""
        for kind, some in groupby(tasks, type):
            if kind is Source:
                for several in batches(some, _weight):
                    yield from zip(self.files([task for task in several if isinstance(task, Source)]))
            elif kind is RecordTexts and not self.shown:
                for several in batches(some, _weight):
                    yield from list(map(self, several))
            else:
                yield from map(self, some)


def clean_items(
    sources: Iterable[Source], work: CleanTask, executor: Executor | None = None, stream: BinaryIO | None = None
) -> Iterator[tuple[Item, tuple[Outcome, ...]]]:
    """Every item with what came of it, in order.

    executor  who does the work; else the processes that the configuration asks for
    stream    the content of the only source
    """
    waiting: deque[Item] = deque()
    left = float("inf") if work.job.limit is None else work.job.limit

    def tasks() -> Iterator[Task]:
        nonlocal left
        for source in sources:
            if left <= 0:
                return
            for item in items_of(source, work.job, stream) if is_records(source, work.job) else (source,):
                if isinstance(item, RecordItem) and left <= 0:
                    item = replace(item, texts=())
                left -= 1 if isinstance(item, Source) else len(item.texts)
                waiting.append(item)
                yield item if isinstance(item, Source) else RecordTexts(source.path.as_posix(), item.texts)

    for outcomes in (executor or LocalExecutor(work.job.config.jobs))(work, tasks(), _weight):
        yield waiting.popleft(), outcomes


def _weight(task: Task) -> int:
    """The characters that travel."""
    return 0 if isinstance(task, Source) else sum(len(document.text) for _, document in task.texts)
