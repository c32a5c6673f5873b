"""The documents of a run as dedup compares them: read, each with its sketch, and the texts in a temporary file."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from email.utils import parsedate_to_datetime
from functools import partial

from cleanup.corpus.index import Sketches
from cleanup.corpus.shingles import Sketch, sketch
from cleanup.corpus.site import site_name
from cleanup.pipeline.config import Config
from cleanup.run.sources.documents import Failed, documents
from cleanup.run.sources.recordfile import BROKEN, format_for, opened, why
from cleanup.run.sources.source import Source
from cleanup.run.workers.batches import FULL_WEIGHT, Executor, LocalExecutor
from cleanup.text.dataclass import dataclass, field
from cleanup.text.document import Document
from cleanup.text.namedfile import temporary_file


@dataclass(frozen=True)
class FileDocuments:
    """The documents of one file with the numbers of their records, and what went wrong; `broken`: it was not read to its end."""

    documents: tuple[tuple[int, Document, Sketch], ...]
    failures: tuple[tuple[str, str], ...]
    broken: bool


@dataclass
class Corpus:
    """The documents of a run: what is known of each by its number, and the texts in a temporary file.

    broken  indices of record files that could not be read to their end: none of their documents may go
    """

    sketches: Sketches = field(default_factory=Sketches)
    places: list[tuple[int, int]] = field(default_factory=list)
    days: array[float] = field(default_factory=lambda: array("d"))
    broken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._texts, self._ends = temporary_file(), array("Q", [0])

    def add(self, made: Sketch, document: Document, place: tuple[int, int]) -> None:
        """What is known of the next document."""
        self.sketches.add(made, document.id, site_name(document))
        self.places.append(place)
        self.days.append(moment(document.metadata.get("date")))

    def put(self, text: str) -> None:
        """The text of the next document."""
        data = text.encode("utf-8", "surrogatepass")
        self._texts.seek(self._ends[-1])
        self._texts.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def add_file(self, part: FileDocuments, index: int) -> None:
        """All documents of a file, whose index among the sources this is."""
        for number, document, made in part.documents:
            self.put(document.text)
            self.add(made, document, (index, number))
        if part.broken:
            self.broken.add(index)

    def text(self, number: int) -> str:
        """The text of a document."""
        self._texts.seek(self._ends[number])
        return self._texts.read(self._ends[number + 1] - self._ends[number]).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Remove the temporary file."""
        self._texts.close()


def read(
    sources: Sequence[Source],
    config: Config,
    failed: Failed,
    done: Callable[[], None] = lambda: None,
    executor: Executor | None = None,
) -> Corpus:
    """All documents of `sources`; `failed` is called for those that cannot be read, which are nobody's duplicates.

    Files are read here, or by workers that get them whole from the `executor`.
    """
    executor = executor or LocalExecutor(config.jobs)
    corpus = Corpus()
    if executor.whole_files and len(sources) > 1:
        for index, part in enumerate(executor(ReadDocuments(config), sources, lambda source: FULL_WEIGHT)):
            corpus.add_file(part, index)
            for name, reason in part.failures:
                failed(name, reason)
            done()
        return corpus
    waiting: deque[tuple[Document, tuple[int, int]]] = deque()

    def texts() -> Iterator[str]:
        for index, source in enumerate(sources):
            for number, document in _documents(source, config, failed, partial(corpus.broken.add, index)):
                waiting.append((document, (index, number)))
                corpus.put(document.text)
                yield document.text
            done()

    for made in executor(sketch, texts(), len):
        corpus.add(made, *waiting.popleft())
    return corpus


@dataclass(frozen=True)
class ReadDocuments:
    """Read one file whole. Picklable, for other processes."""

    config: Config

    def __call__(self, source: Source) -> FileDocuments:
        failures: list[tuple[str, str]] = []
        broken: list[bool] = []
        found = _documents(source, self.config, lambda *failure: failures.append(failure), lambda: broken.append(True))
        made = tuple((number, document, sketch(document.text)) for number, document in found)
        return FileDocuments(made, tuple(failures), bool(broken))


def moment(value: object) -> float:
    """Seconds since 1970 of a date as records have it, ISO 8601 or that of mail headers; infinity for none."""
    from datetime import UTC, datetime

    if not isinstance(value, str) or not value.strip():
        return float("inf")
    for parse in (datetime.fromisoformat, parsedate_to_datetime, lambda text: datetime.fromisoformat(text[:10])):
        try:
            found = parse(value.strip())
        except (ValueError, OverflowError):
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    return float("inf")


def _documents(source: Source, config: Config, failed: Failed, broken: Callable[[], None]) -> Iterator[tuple[int, Document]]:
    """Documents with the numbers of their records; several texts of a record are one document here, as they go together."""
    if not format_for(source.path.name, config, source.given):
        for document in documents([source], config, failed):
            yield 0, document
        return
    try:
        with opened(source, config) as (file, records):
            for record in records:
                if record.error:
                    failed(f"{source.name}#{record.number}", f"line {record.line}: {record.error}")
                texts = [document for _, document in file.documents(record)]
                if texts:
                    name = texts[0].id.removesuffix(f":{file.fields.text[0]}") if len(file.fields.text) > 1 else texts[0].id
                    joined = "\n\n".join(document.text for document in texts)
                    yield record.number, Document(joined, id=name, url=texts[0].url, metadata=texts[0].metadata)
    except BROKEN as error:
        broken()
        failed(source.name, why(error))
