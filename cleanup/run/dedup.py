"""Near-duplicates among the documents of files: which are near to each other, which one stays, and which go in its favour."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from cleanup.corpus.clusters import Clusters
from cleanup.corpus.entry import Entry
from cleanup.corpus.index import Thresholds
from cleanup.corpus.measure import Measure
from cleanup.corpus.near import NearDuplicates, entry_of, seen
from cleanup.corpus.site import normal
from cleanup.run.corpus import Corpus
from cleanup.text.dataclass import dataclass, field


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
    """A document that goes, its keeper, and how near they are; `via` is near to both where they are not near enough themselves.

    place      of the document: the index of its source, and the number of its record, 0 for a text file
    known      the keeper is one of the index, seen before
    contained  it is part of the keeper, or of `via`, and no near-duplicate of the whole
    """

    doc: str
    keeper: str
    jaccard: float
    containment: float
    via: str | None
    place: tuple[int, int]
    known: bool = False
    contained: bool = False

    @property
    def code(self) -> str:
        """Of the rule it goes by."""
        return "ND102" if self.contained else "ND101"

    def to_json(self) -> dict[str, Any]:
        """A line of duplicates.jsonl."""
        line: dict[str, Any] = {"v": 1, "doc": self.doc, "keeper": self.keeper, "code": self.code}
        line |= {"jaccard": round(self.jaccard, 4), "containment": round(self.containment, 4)}
        return line | ({"via": self.via} if self.via else {}) | ({"known": True} if self.known else {})


def decide(corpus: Corpus, wanted: Wanted, warn: Callable[[str], None] = lambda message: None) -> list[Duplicate]:
    """The documents that go, in the order they were read. `warn` is called if a crash cost the index some documents."""
    sketches, names = corpus.sketches, corpus.sketches.names
    known = _known_before(corpus, wanted, warn)
    gone = {each.place for each in known}

    def stays(number: int) -> bool:
        return corpus.places[number] not in gone

    groups = (tuple(filter(stays, group)) for group in sketches.same().values())
    same = {group[0]: group for group in groups if len(group) > 1}
    measure = Measure(sketches, corpus.text, wanted.thresholds)
    pairs = [pair for pair in sketches.candidates(wanted.thresholds) if all(map(stays, pair))]
    clusters = Clusters(same, _rank(corpus, wanted), measure, wanted.thresholds)
    dropped = clusters.dropped(measure.matches(pairs))
    found = [
        Duplicate(
            names[each.number], names[each.keeper], each.jaccard, each.containment,
            None if each.via is None else names[each.via], corpus.places[each.number], contained=each.contained,
        )
        for each in dropped
    ]  # fmt: skip
    return sorted((each for each in (*known, *found) if each.place[0] not in corpus.broken), key=lambda each: each.place)


def remember(corpus: Corpus, duplicates: Iterable[Duplicate], wanted: Wanted) -> None:
    """Adds what stays to the index of known documents, all or nothing; the last step of a run, so that one that failed can be
    made again."""
    if wanted.known is None:
        return
    sketches = corpus.sketches
    went = {each.place: each for each in duplicates}

    def entries() -> Iterator[Entry]:
        for number, place in enumerate(corpus.places):
            gone = went.get(place)
            if sketches.words[number] and (gone is None or (gone.known and gone.jaccard < 1)):
                entry, _ = entry_of(corpus.text(number), sketches.names[number], sketches.sites[number])
                yield seen(entry) if gone else entry

    with NearDuplicates(wanted.known, wanted.thresholds) as index:
        index.remember(entries())


def begun(index: Path) -> bool:
    """Whether there is anything at the path of an index."""
    return index.exists() and not (index.is_dir() and not any(index.iterdir()))


def _known_before(corpus: Corpus, wanted: Wanted, warn: Callable[[str], None]) -> list[Duplicate]:
    """The documents that are near to ones of the index."""
    if wanted.known is None:
        return []
    found = []
    names, sites = corpus.sketches.names, corpus.sketches.sites
    with NearDuplicates(wanted.known, wanted.thresholds) as index:
        if index.torn:
            warn(f"{wanted.known}: an earlier run was cut off while writing; its last {index.torn:,} bytes were dropped")
        for number, place in enumerate(corpus.places):
            if len(index) and (near := index.find(corpus.text(number), sites[number])):
                contained = near.jaccard < wanted.thresholds.jaccard
                scores = near.jaccard, near.containment
                found.append(Duplicate(names[number], near.name, *scores, None, place, known=True, contained=contained))
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


def is_of_any(corpus: Corpus, site: str) -> bool:
    """Whether a document is from `site` or a domain below it."""
    return any(tuple(_ends(each, {normal(site)})) for each in dict.fromkeys(corpus.sketches.sites))


def _ends(site: str, order: Collection[str]) -> Iterator[str]:
    """Of "news.example.org", itself and the domains it is below, where they are in `order`."""
    site = normal(site)
    while site:
        if site in order:
            yield site
        site = site.partition(".")[2]
