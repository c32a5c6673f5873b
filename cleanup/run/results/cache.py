"""The cache of an account, cache.jsonl: what the next run into the same folder need not do again. See LastRun.

Its first line says when the others count: only for a run with the same rules, configuration, profile, rejections and versions,
told by one digest, and as long as the account lies there as it was written. It also holds the totals of the run. Then comes a
line for each file, by ascending names: see Known.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from cleanup.report.record import Status
from cleanup.report.summary import Summary
from cleanup.run.results.account import CACHE, EDITS, PATCH, RUN
from cleanup.run.results.accountwriter import AccountWriter
from cleanup.run.results.versions import LIBRARIES, versions
from cleanup.run.sources.digest import digest
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.atomic import Replacement
from cleanup.text.namedfile import temporary_file
from cleanup.text.namedtuple import NamedTuple

VERSION = 1
"""Of cache.jsonl; one of any other version counts as none."""

_LINES_AT_ONCE = 256
"""Lines of the cache that are parsed at once, which takes half as long as one by one."""

Stamp = tuple[int, int]
"""Size and time of a file, which tell whether it is still the one that was written."""

_NO_STAMP = (-1, -1)


class Known(NamedTuple):
    """What a line says of a file: its name, the digest of its bytes, what became of it, the bytes of its patch, and the stamp of
    the file written for it."""

    doc: str
    before: str
    status: Status
    patch: int
    size: int
    time: int


class CacheWriter:
    """Takes the outcomes of a run, in order, and leaves what the next one need not do again; nothing without a `digest`.

    The lines are held on the disk, without a name, until the account is whole.
    """

    def __init__(self, account: AccountWriter, out: Path, digest: str) -> None:
        self._account, self._out, self._digest = account, out, digest
        self._before = account.summary.copied()
        self._lines = temporary_file(os.fspath(account.folder)) if digest else None

    def add(self, outcome: Outcome) -> None:
        """Remember what became of one file. One that failed is cleaned again."""
        if not self._lines:
            return
        entry = outcome.entry
        failed = entry.status == "failed"
        before, stamp = ("", _NO_STAMP) if failed else (entry.before, stamp_of(os.path.join(self._out, entry.doc)))
        self._lines.write(json.dumps([entry.doc, before, entry.status, len(outcome.patch), *stamp]).encode() + b"\n")

    def close(self) -> None:
        """Put cache.jsonl in its place; the account and its page are there by now."""
        if not self._lines:
            return
        totals, stamps = _totals(self._account.summary, self._before), account_stamps(self._account.folder)
        head = json.dumps({"v": VERSION, "digest": self._digest, "account": stamps, "totals": totals})
        with self._lines as lines, Replacement(self._account.folder / CACHE) as new:
            lines.seek(0)
            new.file.write(head.encode() + b"\n")
            while piece := lines.read(1 << 20):
                new.file.write(piece)


def _totals(summary: Summary, before: Summary) -> dict[str, Any]:
    """What a run counted, whose summary held `before` at its beginning."""
    return {
        "documents": summary.documents - before.documents,
        "rules": summary.rules - before.rules,
        "removed": summary.removed - before.removed,
        "added": summary.added - before.added,
        "problems": summary.problems[len(before.problems) :],
        "unlisted": summary.unlisted - before.unlisted,
    }


def add_totals(summary: Summary, totals: dict[str, Any]) -> None:
    """Count all that a run counted."""
    summary.documents.update(totals["documents"])
    summary.rules.update(totals["rules"])
    summary.removed += totals["removed"]
    summary.added += totals["added"]
    summary.problems += [(doc, why) for doc, why in totals["problems"]]
    summary.unlisted += totals["unlisted"]


def rows_of(lines: Iterator[bytes]) -> Iterator[list[Any]]:
    """What Known says of each file. Raises ValueError, TypeError on lines that are none."""
    while some := list(islice(lines, _LINES_AT_ONCE)):
        yield from json.loads(b"[%s]" % b",".join(some))


def stamp_of(path: str) -> Stamp:
    """Raises OSError if there is no file."""
    found = os.lstat(path)
    return found.st_size, found.st_mtime_ns


def account_stamps(account: Path) -> list[list[int]]:
    """The stamps of the files of an account, as JSON has them. Raises OSError."""
    return [list(stamp_of(os.path.join(account, name))) for name in (EDITS, PATCH, RUN)]


def digest_of(account: AccountWriter, root: Path, job: Job) -> str:
    """One digest of all that results depend on besides the files: the site of a file may be the name of a folder above it."""
    known = [sys.version.split()[0], *versions(LIBRARIES)]
    rejections = [digest(Path(file).read_bytes()) for file in job.config.rejected]
    given = [account.identity, known, rejections, os.path.abspath(root), os.getcwd(), job.curated, job.patch]
    return digest(json.dumps(given, sort_keys=True).encode("utf-8", "surrogatepass"))
