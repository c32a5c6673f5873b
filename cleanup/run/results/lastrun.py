"""The last run into the same folder: a file that has not changed since, and whose result stands, is not cleaned again.

Whether it has changed is told by its content, and whether its result stands by size and time of what was written. The outcomes of
such files come from the last account and go into the new one, between those that are made anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import compress, starmap
from pathlib import Path
from typing import IO, Any

from cleanup.report.jsonl import read
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.run.results.account import CACHE, DUPLICATES, EDITS, PATCH, RUN
from cleanup.run.results.accountwriter import AccountWriter
from cleanup.run.results.cache import VERSION, Known, Stamp, account_stamps, add_totals, digest_of, rows_of, stamp_of
from cleanup.run.sources.digest import digest
from cleanup.run.sources.regular import open_regular, read_found, read_regular
from cleanup.run.sources.source import Sources
from cleanup.run.workers.items import first_records
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.dataclass import dataclass, field

_NO_ROW = "", "", (-1, -1)


@dataclass
class LastRun:
    """What the last run into the folder of an account knew of the `sources` of this one. Where all are `unchanged`, `count` them
    and the account can stay as it is; else `take_over` what is kept, clean what has `changed`, and `merge` them.

    digest  of all that results depend on besides the files; empty where they depend on more than a cache tells
    kept    for each of the sources whether it is as it was, a byte each; empty where nothing of the last run counts
    known   how many files the last run was about
    totals  what it counted
    """

    account: Path
    sources: Sources
    digest: str = ""
    kept: bytearray = field(default_factory=bytearray)
    known: int = 0
    totals: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, account: AccountWriter, out: Path, sources: Sources, root: Path, job: Job) -> LastRun:
        """What counts for a run of `sources` below `root` into `out`."""
        if job.scope is not None or first_records(sources, job):
            return cls(account.folder, sources)
        last = cls(account.folder, sources[: job.limit], digest_of(account, root, job))
        last._load(out)
        return last

    @property
    def unchanged(self) -> bool:
        """Whether the last run was about these files, and all of them are as they were."""
        return bool(self.kept) and all(self.kept) and self.known == len(self.sources)

    @property
    def changed(self) -> Sources:
        """The sources that have to be cleaned."""
        if not self.kept:
            return self.sources
        return Sources(source for source, kept in zip(self.sources, self.kept, strict=True) if not kept)

    def _load(self, out: Path) -> None:
        kept = bytearray()
        try:
            with open_regular(self.account / CACHE) as lines:
                about = json.loads(next(lines, b""))
                said = about["v"], about["digest"], about["account"]
                if said != (VERSION, self.digest, account_stamps(self.account)) or (self.account / DUPLICATES).exists():
                    return
                rows, below = self._counted(lines), os.path.join(out, "")
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

    def _counted(self, lines: IO[bytes]) -> Iterator[tuple[str, str, Stamp]]:
        """Name, digest and stamp of each row of a cache, whose names ascend. Raises ValueError, TypeError on others."""
        last = ""
        for doc, before, _, _, size, time in rows_of(lines):
            if doc <= last:
                raise ValueError(f"{doc!r} after {last!r}")
            self.known, last = self.known + 1, doc
            yield doc, before, (size, time)

    def count(self, summary: Summary) -> None:
        """Count all files as the last run did; for one that is `unchanged`."""
        add_totals(summary, self.totals)

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each file, in short; for a run that is `unchanged`."""
        with open_regular(self.account / CACHE) as lines:
            next(lines)
            for source, known in zip(self.sources, starmap(Known, rows_of(lines)), strict=True):
                yield Outcome(Entry(known.doc, known.status), path=source.shown, kept=True)

    def take_over(self) -> Iterator[Outcome]:
        """The outcomes of the files that are kept, from the last account: call it before a new one takes its place."""
        last = {name: self.account / f"{name}.last" for name in (EDITS, PATCH, CACHE)}
        if not any(self.kept):
            for path in last.values():
                path.unlink(missing_ok=True)  # of a run that was interrupted
            return iter(())
        (self.account / RUN).unlink()  # a run that ends here leaves an account that says it is incomplete
        for name, path in last.items():
            (self.account / name).replace(path)  # where the new ones do not overwrite them
        return self._taken_over(*last.values())

    def _taken_over(self, edits: Path, patch: Path, cache: Path) -> Iterator[Outcome]:
        wanted = compress(self.sources, self.kept)
        source = next(wanted, None)
        try:
            with open_regular(edits) as lines, open_regular(patch) as patches, open_regular(cache) as rows:
                next(rows)
                sizes = starmap(Known, rows_of(rows))
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

    def merged(self, kept: Iterator[Outcome], made: Iterator[Outcome]) -> Iterator[Outcome]:
        """The outcomes of all sources in their order, from those taken over and those made anew."""
        for is_kept in self.kept:
            yield next(kept if is_kept else made)
        yield from made  # all, where nothing is kept
        for _ in kept:  # reads to its end, which takes the last account away
            pass


def _is_kept(source: str, given: bool, before: str, result: str, stamp: Stamp) -> bool:
    """Whether a file holds what it held, by its content, and what was written for it still stands, by its size and time. A file
    that was `given` outright, and not found by a walk, may be a pipe by now."""
    try:
        if stamp_of(result) != stamp:
            return False
        data = read_regular(source) if given else read_found(source)
    except OSError:
        return False
    return digest(data) == before
