"""Near-duplicates among the documents of files: who is near to whom, who stays, and for whom the others go."""

from __future__ import annotations

import tempfile
from array import array
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import Any

from cleanup.corpus.clusters import Clusters
from cleanup.corpus.index import Sketches, Thresholds
from cleanup.corpus.measure import Measure
from cleanup.corpus.near import NearDuplicates, entry_of, seen
from cleanup.corpus.shingles import Sketch, sketch
from cleanup.corpus.site import normal, site_name
from cleanup.pipeline.config import Config
from cleanup.run.batches import in_order
from cleanup.run.documents import Failed, documents
from cleanup.run.recordfile import BROKEN, format_for, opened, why
from cleanup.run.walk import Source
from cleanup.text.document import Document

_AT_ONCE = 10_000
"""Documents that an index takes whole or not at all."""


@dataclass(frozen=True)
class Wanted:
    """What counts as a duplicate, and which document of several stays.

    keeper  "longest", "earliest" or "newest"; documents without a date come after those with one
    sites   sites whose documents stay before those of others, the first before the second
    known   folder of an index of documents seen before, which the ones that stay are added to
    """

    thresholds: Thresholds = field(default_factory=Thresholds)
    keeper: str = "longest"
    sites: tuple[str, ...] = ()
    known: Path | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document that goes, the one it goes for, and how near they are; `via` brought the two together if they are less near.

    place  of the document: the index of its source, and the number of its record, 0 for a text file
    known  the keeper is one of the index, seen before
    """

    doc: str
    keeper: str
    jaccard: float
    containment: float
    via: str | None
    place: tuple[int, int]
    known: bool = False

    def to_json(self) -> dict[str, Any]:
        """A line of duplicates.jsonl."""
        line: dict[str, Any] = {"v": 1, "doc": self.doc, "keeper": self.keeper}
        line |= {"jaccard": round(self.jaccard, 4), "containment": round(self.containment, 4)}
        return line | ({"via": self.via} if self.via else {}) | ({"known": True} if self.known else {})


@dataclass
class Corpus:
    """The documents of a run: what is known of each by its number, and the texts in a temporary file.

    broken  indices of record files that could not be read to their end: none of their documents may go
    """

    sketches: Sketches = field(default_factory=Sketches)
    places: list[tuple[int, int]] = field(default_factory=list)
    days: list[float] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._texts, self._ends = tempfile.TemporaryFile(), array("Q", [0])  # noqa: SIM115 closed with the corpus

    def put(self, text: str) -> None:
        """The text of the next document."""
        data = text.encode("utf-8", "surrogatepass")
        self._texts.seek(self._ends[-1])
        self._texts.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def text(self, number: int) -> str:
        """The text of a document."""
        self._texts.seek(self._ends[number])
        return self._texts.read(self._ends[number + 1] - self._ends[number]).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        self._texts.close()


def read(sources: Sequence[Source], config: Config, failed: Failed, done: Callable[[], None] = lambda: None) -> Corpus:
    """All documents of `sources`; `failed` is told of those that cannot be read, which are nobody's duplicates."""
    corpus = Corpus()
    waiting: deque[tuple[Document, tuple[int, int]]] = deque()

    def texts() -> Iterator[str]:
        for index, source in enumerate(sources):
            for number, document in _documents(source, config, failed, partial(corpus.broken.add, index)):
                waiting.append((document, (index, number)))
                corpus.put(document.text)
                yield document.text
            done()

    for made in in_order(_sketch, texts(), config.jobs, len):
        document, place = waiting.popleft()
        corpus.sketches.add(made, document.id, site_name(document))
        corpus.places.append(place)
        corpus.days.append(moment(document.metadata.get("date")))
    return corpus


def decide(corpus: Corpus, wanted: Wanted) -> list[Duplicate]:
    """The documents that go, in the order they were read."""
    sketches, names = corpus.sketches, corpus.sketches.names
    seen_before = _seen(corpus, wanted)
    gone = {each.place for each in seen_before}
    first = {number: tuple(n for n in group if corpus.places[n] not in gone) for number, group in sketches.same().items()}
    same = {group[0]: group for group in first.values() if len(group) > 1}
    measure = Measure(sketches, corpus.text, wanted.thresholds)
    pairs = [
        pair
        for pair in sketches.candidates(wanted.thresholds)
        if not any(corpus.places[number] in gone for number in pair)
    ]  # fmt: skip
    clusters = Clusters(same, _rank(corpus, wanted), measure, wanted.thresholds)
    dropped = clusters.dropped(measure.matches(pairs))
    found = [
        Duplicate(
            names[each.number], names[each.keeper], each.jaccard, each.containment,
            None if each.via is None else names[each.via], corpus.places[each.number],
        )
        for each in dropped
    ]  # fmt: skip
    return sorted((each for each in (*seen_before, *found) if each.place[0] not in corpus.broken), key=lambda each: each.place)


def remember(corpus: Corpus, duplicates: Iterable[Duplicate], wanted: Wanted) -> None:
    """Adds what stays to the index of known documents; the last step of a run, so that one that failed can be made again."""
    if wanted.known is None:
        return
    sketches = corpus.sketches
    went = {each.place: each for each in duplicates}
    with NearDuplicates(wanted.known, wanted.thresholds) as index:
        entries = []
        for number, place in enumerate(corpus.places):
            gone = went.get(place)
            if sketches.words[number] and (gone is None or (gone.known and gone.jaccard < 1)):
                entry, _ = entry_of(corpus.text(number), sketches.names[number], sketches.sites[number])
                entries.append(seen(entry) if gone else entry)
            if len(entries) == _AT_ONCE:
                index.remember(entries)
                entries = []
        index.remember(entries)


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


def _sketch(text: str) -> Sketch:
    return sketch(text)


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


def _seen(corpus: Corpus, wanted: Wanted) -> list[Duplicate]:
    """The documents that are near to ones of the index."""
    if wanted.known is None:
        return []
    found = []
    names, sites = corpus.sketches.names, corpus.sketches.sites
    with NearDuplicates(wanted.known, wanted.thresholds) as index:
        for number, place in enumerate(corpus.places):
            if len(index) and (near := index.find(corpus.text(number), sites[number])):
                found.append(Duplicate(names[number], near.name, near.jaccard, near.containment, None, place, known=True))
    return found


def _rank(corpus: Corpus, wanted: Wanted) -> Callable[[int], Any]:
    """The order in which documents of a cluster may stay: own sites, then the rule, then the longer one, then the name."""
    sketches = corpus.sketches
    order = {normal(site): place for place, site in enumerate(wanted.sites)}

    def rank(number: int) -> Any:
        day = corpus.days[number]
        by_date = {"longest": 0.0, "earliest": day, "newest": day if day == float("inf") else -day}[wanted.keeper]
        site = min((order[end] for end in _ends(sketches.sites[number], order)), default=len(order))
        return site, by_date, -sketches.words[number], sketches.names[number], number

    return rank


def _ends(site: str, order: Collection[str]) -> Iterator[str]:
    """Of "news.example.org", itself and the domains it is below, where they are in `order`."""
    site = normal(site)
    while site:
        if site in order:
            yield site
        site = site.partition(".")[2]
