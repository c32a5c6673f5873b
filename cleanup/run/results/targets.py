"""Where a cleaned record file goes, and how it takes its place there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Protocol

from cleanup.files.compressed import compression
from cleanup.report.record import Entry
from cleanup.run.sources.paths import leads_out
from cleanup.run.sources.regular import open_regular
from cleanup.run.sources.source import Source
from cleanup.text.atomic import Replacement
from cleanup.text.dataclass import dataclass


class Target(Protocol):
    """Where a record file goes: a Replacement, or a stream that is written as it comes."""

    @property
    def file(self) -> BinaryIO:
        """What to write to."""

    def commit(self) -> None:
        """Put what was written in its place."""

    def abort(self) -> None:
        """Give up what was written."""


Place = Callable[[Source], Target | None]
"""Makes the target that a record file goes to; None where nothing is written. Raises OSError."""

Settle = Callable[[Source, Entry, Target], None]
"""Takes a target whose file is whole, to put it in its place, with the entry of the file. Raises OSError."""


@dataclass(frozen=True)
class Stream:
    """A stream as a target. What was written stays."""

    file: BinaryIO

    def commit(self) -> None:
        self.file.flush()

    def abort(self) -> None:
        self.file.flush()


def target_name(target: Target, source: Source) -> str:
    """The name that tells how to compress."""
    return target.path.name if isinstance(target, Replacement) else source.path.name


def put_in_place(source: Source, entry: Entry, target: Target) -> None:
    """Commit a rewritten file; where nothing of it changed, the source itself: another compressor would give other bytes.

    Raises OSError.
    """
    if not isinstance(target, Replacement) or entry.altered or compression(target.path.name) != compression(source.path.name):
        target.commit()
        return
    target.abort()
    copy(source.path, target.path)


def copy(source: Path, target: Path, mode_from: Path | None = None) -> None:
    """Put the bytes of `source` at `target`, all or none, with the permissions of `mode_from`. Raises OSError."""
    import shutil  # brings bz2 and lzma along, which no hook has a use for

    with Replacement(target, mode_from=mode_from or source) as new, open_regular(source) as original:
        shutil.copyfileobj(original, new.file, 1 << 20)


def place_below(out: Path, source: Source) -> Replacement:
    """The place of a source below `out`. Raises OSError."""
    path = out / source.name
    path.parent.mkdir(parents=True, exist_ok=True)
    if leads_out(path, out):
        raise OSError(0, "a symbolic link leads out of it", os.fspath(path))
    return Replacement(path, mode_from=source.path)
