"""The cache of the last run into the same folder: a file that has not changed, and whose result stands, is not cleaned again.

The account keeps a line for each file in cache.jsonl: the digest of its bytes, and size and time of what was written for it. All
of it counts only for a run with the same rules, configuration, profile, rejections and versions, told by one digest.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from itertools import compress, islice, starmap
from pathlib import Path
from typing import IO, Any

from cleanup.files.atomic import Replacement
from cleanup.report.jsonl import read
from cleanup.report.record import Entry, Status
from cleanup.report.summary import Summary
from cleanup.run.results.account import CACHE, DUPLICATES, EDITS, PATCH, RUN, AccountWriter
from cleanup.run.results.versions import LIBRARIES, versions
from cleanup.run.sources.regular import open_regular, read_found, read_regular
from cleanup.run.sources.source import Sources
from cleanup.run.workers.items import first_records
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.dataclass import dataclass, field
from cleanup.text.namedfile import temporary_file
from cleanup.text.namedtuple import NamedTuple

VERSION = 1
"""Of cache.jsonl; one of any other version counts as none."""

_LINES_AT_ONCE = 256
"""Lines of the cache that are parsed at once, which takes half as long as one by one."""


class Known(NamedTuple):
    """A file of the last run, as its line in the cache says: its name, the digest of its bytes, what became of it, the bytes of
    its patch, and size and time of the file written for it."""

    doc: str
    before: str
    status: Status
    patch: int
    size: int
    time: int


_NO_ROW = "", "", (-1, -1)


@dataclass
class Cache:
    """What the last run knew of the files of this one, and what this run will leave for the next.

    kept   for each of `sources` whether it is as it was, a byte each; empty where nothing counts
    known  how many files the last run was about
    lines  what the next run will know, on the disk until it is whole
    """

    folder: Path
    out: Path
    digest: str
    sources: Sources
    known: int = 0
    kept: bytearray = field(default_factory=bytearray)
    totals: dict[str, Any] = field(default_factory=dict)
    lines: IO[bytes] | None = None

    @classmethod
    def of(cls, account: AccountWriter, out: Path, sources: Sources, root: Path, job: Job) -> Cache | None:
        """The cache for a run of `sources` below `root` into `out`; None where results depend on more than is kept here."""
        if job.scope is not None or first_records(sources, job):
            return None
        cache = cls(account.folder, out, _digest(account.identity, root, job), sources)
        cache._load()
        return cache

    @property
    def unchanged(self) -> bool:
        """Whether the last run was about these files, and all of them are as they were: its account can stay as it is."""
        return bool(self.kept) and all(self.kept) and self.known == len(self.sources)

    def _load(self) -> None:
        kept = bytearray()
        try:
            with open_regular(self.folder / CACHE) as lines:
                about = json.loads(next(lines, b""))
                stamps = [list(_stamp(os.path.join(self.folder, name))) for name in (EDITS, PATCH, RUN)]
                said = about["v"], about["digest"], about["account"]
                if said != (VERSION, self.digest, stamps) or (self.folder / DUPLICATES).exists():
                    return
                rows, below = self._counted(lines), os.path.join(self.out, "")
                doc, before, stamp = next(rows, _NO_ROW)
                for name, file, given, _ in self.sources.rows():
                    while doc and doc < name:
                        doc, before, stamp = next(rows, _NO_ROW)
                    kept.append(doc == name and _is_kept(file, given, before, below + name, stamp))
                for _ in rows:
                    pass
            self.totals, self.kept = about["totals"], kept
        except (OSError, ValueError, KeyError, TypeError):  # none, or one that is of no use
            return

    def _counted(self, lines: IO[bytes]) -> Iterator[tuple[str, str, tuple[int, int]]]:
        """Name, digest and stamp of each row of a cache, whose names ascend. Raises ValueError, TypeError on others."""
        last = ""
        for doc, before, _, _, size, time in _rows(lines):
            if doc <= last:
                raise ValueError(f"{doc!r} after {last!r}")
            self.known, last = self.known + 1, doc
            yield doc, before, (size, time)

    def count(self, summary: Summary) -> None:
        """Count all files as the last run did; for one that is `unchanged`."""
        summary.documents.update(self.totals["documents"])
        summary.rules.update(self.totals["rules"])
        summary.removed += self.totals["removed"]
        summary.added += self.totals["added"]
        summary.problems += [(doc, why) for doc, why in self.totals["problems"]]
        summary.unlisted += self.totals["unlisted"]

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each file, in short; for a run that is `unchanged`."""
        with open_regular(self.folder / CACHE) as lines:
            next(lines)
            for source, known in zip(self.sources, starmap(Known, _rows(lines)), strict=True):
                yield Outcome(Entry(known.doc, known.status), path=source.shown, kept=True)

    def old(self) -> Iterator[Outcome]:
        """The outcomes of the files that are kept, from the last run's account: begin before a new one takes its place."""
        last = {name: self.folder / f"{name}.last" for name in (EDITS, PATCH, CACHE)}
        if not any(self.kept):
            for path in last.values():
                path.unlink(missing_ok=True)  # of a run that was interrupted
            return iter(())
        (self.folder / RUN).unlink()  # a run that ends here leaves an account that says it is incomplete
        for name, path in last.items():
            (self.folder / name).replace(path)  # where the new ones do not overwrite them
        return self._old(*last.values())

    def _old(self, edits: Path, patch: Path, cache: Path) -> Iterator[Outcome]:
        wanted = compress(self.sources, self.kept)
        source = next(wanted, None)
        try:
            with open_regular(edits) as lines, open_regular(patch) as patches, open_regular(cache) as rows:
                next(rows)
                sizes = starmap(Known, _rows(rows))
                for entry in read(lines):
                    known = next(sizes)
                    while known.doc != entry.doc:
                        known = next(sizes)
                    own = patches.read(known.patch)
                    if source and entry.doc == source.name:
                        yield Outcome(entry, patch=own, path=source.shown, kept=True)
                        source = next(wanted, None)
        finally:
            for path in (edits, patch, cache):
                path.unlink()

    def merged(self, old: Iterator[Outcome], new: Iterator[Outcome]) -> Iterator[Outcome]:
        """The outcomes of all sources in their order, remembered for the next run."""
        self.lines = temporary_file(os.fspath(self.folder))  # `close` closes it, behind the report
        for kept in self.kept or bytes(len(self.sources)):
            outcome = next(old) if kept else next(new)
            self._remember(outcome)
            yield outcome
        for _ in old:  # reads to its end, which takes the old files away
            pass

    def _remember(self, outcome: Outcome) -> None:
        entry, stamp = outcome.entry, (-1, -1)
        if entry.status != "failed":
            stamp = _stamp(os.path.join(self.out, entry.doc))
        before = "" if entry.status == "failed" else entry.before
        assert self.lines
        self.lines.write(json.dumps([entry.doc, before, entry.status, len(outcome.patch), *stamp]).encode() + b"\n")

    def close(self, summary: Summary, before: Summary) -> None:
        """Leave what this run knows for the next; `before` is what the summary held before the first file."""
        totals = {
            "documents": summary.documents - before.documents,
            "rules": summary.rules - before.rules,
            "removed": summary.removed - before.removed,
            "added": summary.added - before.added,
            "problems": summary.problems[len(before.problems) :],
            "unlisted": summary.unlisted - before.unlisted,
        }
        stamps = [_stamp(os.path.join(self.folder, name)) for name in (EDITS, PATCH, RUN)]
        head = json.dumps({"v": VERSION, "digest": self.digest, "account": stamps, "totals": totals})
        assert self.lines
        with self.lines as lines, Replacement(self.folder / CACHE) as new:
            lines.seek(0)
            new.file.write(head.encode() + b"\n")
            while piece := lines.read(1 << 20):
                new.file.write(piece)


def _rows(lines: Iterator[bytes]) -> Iterator[list[Any]]:
    """What Known says of each file. Raises ValueError, TypeError on lines that are none."""
    while some := list(islice(lines, _LINES_AT_ONCE)):
        yield from json.loads(b"[%s]" % b",".join(some))


def _is_kept(source: str, given: bool, digest: str, result: str, stamp: tuple[int, int]) -> bool:
    """Whether a file holds what it held, by its content, and what was written for it still stands, by its size and time. A file
    that was `given` outright, and not found by a walk, may be a pipe by now."""
    try:
        if _stamp(result) != stamp:
            return False
        data = read_regular(source) if given else read_found(source)
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == digest


def _stamp(path: str) -> tuple[int, int]:
    found = os.lstat(path)
    return found.st_size, found.st_mtime_ns


def _digest(identity: Any, root: Path, job: Job) -> str:
    """One digest of all that results depend on besides the files: the site of a file may be the name of a folder above it."""
    known = [sys.version.split()[0], *versions(LIBRARIES)]
    rejections = [hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in job.config.rejected]
    given = [identity, known, rejections, os.path.abspath(root), os.getcwd(), job.curated, job.patch]
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
