"""Finding cleaned files that somebody edited since a run wrote them, which the next run into the same place would overwrite."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from cleanup.files.compressed import compression
from cleanup.files.records import SEEKING, format_of
from cleanup.report.summary import counted
from cleanup.run.results.account import DUPLICATES, RUN, AccountError, read_entries
from cleanup.run.sources.regular import open_regular
from cleanup.run.sources.walk import WalkError

_NAMED = 5
"""Files that are named, at most; the others are only counted."""


def spare_edited(account: Path, files: Iterable[tuple[str, str]]) -> None:
    """Raises WalkError if one of the `files`, names of documents with the paths they are to be written to, is not what the run
    wrote there that `account` speaks of.

    Where no run came to its end nothing is known; nor of what `fix --dedup` wrote, which its account does not tell to the byte.
    """
    try:
        closed = (account / RUN).stat().st_mtime_ns
        if (account / DUPLICATES).exists():
            return
        newer = {name: path for name, path in files if _is_newer(path, closed)}
        found = sorted(_edited(account, newer)) if newer else []
    except (AccountError, OSError):
        return
    if found:
        more = ", ..." if len(found) > _NAMED else ""
        what = f"{counted(len(found), 'cleaned file')}, edited since the last run, would be overwritten"
        raise WalkError(f"{what}: {', '.join(found[:_NAMED])}{more}; choose another output, or --force")


def _is_newer(path: str, closed: int) -> bool:
    """Whether a file was written after the account was closed; no other one need be looked into."""
    try:
        return os.lstat(path).st_mtime_ns > closed
    except OSError:
        return False


def _edited(account: Path, newer: dict[str, str]) -> Iterator[str]:
    import hashlib

    for entry in read_entries(account):
        path = newer.get(entry.doc)
        if path is None or entry.part or not entry.after or compression(path) or format_of(path) in SEEKING:
            continue  # of those the account knows what is in them, not their bytes
        with suppress(OSError), open_regular(Path(path)) as file:
            found = hashlib.sha256()
            while piece := file.read(1 << 20):
                found.update(piece)
            if found.hexdigest() != entry.after:
                yield path
