"""A run's files as one stream of work, in order: a text file is one piece, a record file as many as it has records.

Records are read here and cleaned in other processes, to which only their texts travel.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from cleanup.files.compressed import decompressed
from cleanup.files.records import Record
from cleanup.report.record import Entry, Part, records
from cleanup.rules.plugins import installed
from cleanup.rules.read import RuleError
from cleanup.run.sources.digest import digest
from cleanup.run.sources.recordfile import BROKEN, RecordFile, format_for, opened, why
from cleanup.run.sources.regular import open_regular
from cleanup.run.sources.source import Source, Sources
from cleanup.run.workers.batches import Executor, LocalExecutor
from cleanup.run.workers.job import Job, Outcome, status_of
from cleanup.text.dataclass import dataclass, replace
from cleanup.text.document import Document

Texts = tuple[tuple[Part, Document], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One record, and the documents in it; `read` bytes of its file were read so far."""

    file: RecordFile
    record: Record
    texts: Texts
    read: int


@dataclass(frozen=True, slots=True)
class End:
    """The end of a record file; `why` says what is wrong with it as a whole."""

    file: RecordFile | None
    source: Source
    why: str = ""


@dataclass(frozen=True, slots=True)
class RecordTexts:
    """What goes to another process for a record."""

    path: str
    texts: Texts


Item = Source | Piece | End


def is_records(source: Source, job: Job) -> bool:
    """Whether a source is a record file: by its ending; a file named outright, also by the format given."""
    return format_for(source.file, job.config, source.given) is not None


def first_records(sources: Sources, job: Job) -> Source | None:
    """The first of the sources that is a record file."""
    return next((source for source in sources.kinds if is_records(source, job)), None)


def pieces(source: Source, job: Job, stream: BinaryIO | None = None) -> Iterator[Piece | End]:
    """The records of one file, or of the `stream` given for it, and its end. Raises nothing for what is wrong with them."""
    file = None
    try:
        file = RecordFile.of(source, job.config)
        with stream or open_regular(source.path) as data:
            for record in file.read(decompressed(data, source.path.name, job.config.max_expansion)):
                documents = file.documents(record)
                texts = tuple(
                    (Part(source.name, file.name, record.number, name), replace(document, curated=job.curated))
                    for name, document in documents
                )
                yield Piece(file, record, texts, 0 if stream else data.tell())
    except BROKEN as error:
        yield End(file, source, why(error))
    else:
        yield End(file, source)


@dataclass(frozen=True)
class CleanItem:
    """Clean a file by `file`, or the texts of a record. Picklable, for other processes.

    shown  findings and patches of records are wanted, and not only their entries
    """

    file: Callable[[Source], Outcome]
    job: Job
    shown: bool

    @property
    def forks(self) -> bool:
        """Whether processes may begin as copies of this one; a stage of others may hold what two cannot share. See `in_order`."""
        return not installed(self.job.config.plugins).stages

    def prepare(self) -> None:
        """Make the cleaner, before the first text; see `in_order`."""
        self.job.cleaner("")

    def __call__(self, task: Source | RecordTexts) -> tuple[Outcome, ...]:
        if isinstance(task, Source):
            return (self.file(task),)
        return tuple(self._text(task.path, *text) for text in task.texts)

    def _text(self, path: str, part: Part, document: Document) -> Outcome:
        try:
            outcome = clean_text(document, part, path, self.job, self.shown)
        except MemoryError:
            return Outcome(Entry(document.id, "failed", why="not enough memory for it", part=part))
        except RuleError:  # the user's own rule, which would fail for every record
            raise
        except Exception as error:  # a bug of ours must not cost the other records their run
            reason = f"an error in cleanup, please report it: {type(error).__name__}: {error}"
            return Outcome(Entry(document.id, "failed", why=reason, part=part))
        return outcome


def clean_text(document: Document, part: Part, path: str, job: Job, shown: bool) -> Outcome:
    """Clean one text of a record in the file at `path`."""
    result = job.cleaner(path).run(document)
    remarks = {remark.code: f"{remark.code} {remark.because}" for remark in result.remarks}
    status = status_of(result, result.changed)
    before = result.original.encode("utf-8", "surrogatepass")
    after = result.text.encode("utf-8", "surrogatepass") if result.changed else before
    digests = (digest(before), digest(after)) if job.accounted else ("", "")
    edits = records(document.id, result.original, result.findings, named=job.accounted) if result.changed else ()
    entry = Entry(
        document.id, status, *digests, length=len(result.original), edits=edits, remarks=tuple(remarks.values()), part=part
    )
    cleaned = result.text if result.changed else None
    if not shown:
        return Outcome(entry, cleaned=cleaned)
    patch = b""
    if job.patch and after != before:
        from cleanup.report.patch import unified_patch

        patch = unified_patch(document.id, before, after)
    return Outcome(entry, None, result.original, patch, result.findings, result.declined, cleaned=cleaned)


def at_line(source: Source, job: Job, line: int) -> tuple[Record | None, list[Outcome]]:
    """The record of a file that stands at `line`, and what becomes of its texts. Raises what BROKEN says."""
    with opened(source, job.config) as (file, records):
        found = None
        for record in records:
            if record.line > line:
                break
            found, texts = record, file.documents(record)
    if found is None or line >= found.line + max(1, found.raw.count(b"\n")):
        return None, []
    outcomes = []
    for name, document in texts:
        part = Part(source.name, file.name, found.number, name)
        outcome = clean_text(replace(document, curated=job.curated), part, source.path.as_posix(), job, shown=True)
        outcomes.append(replace(outcome, path=source.shown, line=found.line))
    return found, outcomes


def clean_items(
    sources: Iterable[Source],
    job: Job,
    work: CleanItem,
    stream: BinaryIO | None = None,
    limit: int | None = None,
    executor: Executor | None = None,
) -> Iterator[tuple[Item, tuple[Outcome, ...]]]:
    """Every piece of work with what came of it, in order. A `stream` is the content of the only source.

    limit     texts to clean; what comes after them passes unchanged
    executor  who does the work; else the processes that the configuration asks for
    """
    under_way: deque[Item] = deque()
    left = limit

    def tasks() -> Iterator[Source | RecordTexts]:
        nonlocal left
        for source in sources:
            if left is not None and left <= 0:
                return
            items = pieces(source, job, stream) if is_records(source, job) else (source,)
            for item in items:
                if isinstance(item, Piece) and left is not None and left <= 0:
                    item = replace(item, texts=())
                if left is not None:
                    left -= isinstance(item, Source) + (len(item.texts) if isinstance(item, Piece) else 0)
                under_way.append(item)
                yield item if isinstance(item, Source) else RecordTexts(source.path.as_posix(), getattr(item, "texts", ()))

    def weight(task: Source | RecordTexts) -> int:
        return 0 if isinstance(task, Source) else sum(len(document.text) for _, document in task.texts)

    for outcomes in (executor or LocalExecutor(job.config.jobs))(work, tasks(), weight):
        yield under_way.popleft(), outcomes
