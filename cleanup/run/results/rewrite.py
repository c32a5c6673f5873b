"""Rewriting record files, record by record, with the outcomes for the account as they come.

Items come in the order of the run: the records of a file, its end, then those of the next file. The first record, or the end of
a file without any, opens the file's output; the end closes it, and it takes its place or, if something was wrong with it, goes.
A file that cannot be written is read and accounted for to its end all the same; its own entry says why.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, BinaryIO

from cleanup.files.compressed import compressor
from cleanup.files.records import SEEKING, RecordError, RecordWriter, UnreadableError
from cleanup.report.record import Entry
from cleanup.report.summary import counted
from cleanup.run.results.newrecord import new_record
from cleanup.run.results.targets import Place, Settle, Stream, Target, target_name
from cleanup.run.sources.recordfile import RecordFile
from cleanup.run.sources.regular import open_regular
from cleanup.run.workers.items import FileEnd, RecordItem
from cleanup.run.workers.job import Outcome
from cleanup.text.dataclass import dataclass, field, replace


def _sha256() -> Any:
    import hashlib

    return hashlib.sha256()


@dataclass(slots=True)
class _Output:
    """The file being written; without a target, or once it is `broken`, it is only accounted for.

    before, after  digests of the records as they were read, and as they are written
    broken         why it cannot be written; empty if it can
    """

    target: Target | None = None
    packed: BinaryIO | None = None
    original: BinaryIO | None = None
    writer: RecordWriter | None = None
    before: Any = field(default_factory=_sha256)
    after: Any = field(default_factory=_sha256)
    broken: str = ""

    def open(self, file: RecordFile, place: Place) -> None:
        """Open the target at the place of the file."""
        try:
            if target := place(file.source):
                self.target = target
                self.packed = compressor(target.file, target_name(target, file.source))
                self.original = open_regular(file.source.path) if file.format_name in SEEKING else None
                self.writer = file.format.writer(self.packed, self.original or self.packed)
        except (OSError, RecordError) as error:
            self.broken = _unwritten(error)

    def write(self, raw: bytes) -> None:
        """Write the next record. Raises OSError only for a stream: it is the whole output, and not a file among others."""
        if not self.writer or self.broken:
            return
        try:
            self.writer.write(raw)
        except (OSError, RecordError) as error:
            if isinstance(error, OSError) and isinstance(self.target, Stream):
                raise
            self.broken = _unwritten(error)

    def close(self) -> None:
        """Everything written, but not in its place yet. Raises OSError, RecordError."""
        if self.writer:
            self.writer.close()
        if self.packed and self.target and self.packed is not self.target.file:
            self.packed.close()
        if self.original:
            self.original.close()


@dataclass
class RecordRewriter:
    """Takes what came of each item, in order, and gives the outcomes for the account.

    removed  name of the field to add with what was removed
    """

    place: Place
    settle: Settle
    removed: str | None = None
    _output: _Output | None = None

    def __call__(self, item: RecordItem | FileEnd, outcomes: tuple[Outcome, ...]) -> Iterable[Outcome]:
        """The outcomes to account for."""
        if isinstance(item, FileEnd):
            return [replace(self._end(item), path=item.source.shown)]
        made = self._record(item, outcomes)
        return [replace(each, path=item.file.source.shown, line=item.record.line, read=item.read) for each in made]

    def abort(self) -> None:
        """Leave nothing behind of a file half written."""
        if self._output and self._output.target:
            with suppress(OSError, RecordError):  # half of a file is no file
                self._output.close()
            self._output.target.abort()
        self._output = None

    def _opened(self, file: RecordFile) -> _Output:
        self._output = _Output()
        self._output.open(file, self.place)
        return self._output

    def _record(self, item: RecordItem, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        output = self._output or self._opened(item.file)
        new = new_record(item, outcomes, self.removed)
        output.before.update(item.record.raw)
        output.after.update(new.raw)
        if new.error:
            output.broken = _unwritten(new.error)
        output.write(new.raw)
        return new.outcomes

    def _end(self, end: FileEnd) -> Outcome:
        """The outcome of the file as a whole."""
        output = self._output or (self._opened(end.file) if end.file and not end.why else _Output())
        self._output, broken = None, end.why or output.broken
        entry = Entry(end.source.name, "records", output.before.hexdigest(), output.after.hexdigest())
        try:
            output.close()
            if output.target and not broken:
                self.settle(end.source, entry, output.target)
        except (OSError, RecordError) as error:
            broken = broken or _unwritten(error)
        if broken:
            if output.target:
                output.target.abort()
                if end.why and end.file and end.file.texts and not isinstance(output.target, Stream):
                    broken += "; nothing of it was written"  # though texts of it were counted as changed
            return Outcome(replace(entry, status="failed", before="", after="", why=broken))
        return Outcome(entry, note=_note(end.file) if end.file else "")


def _unwritten(error: OSError | RecordError) -> str:
    """Why a file cannot be written, for people."""
    if isinstance(error, UnreadableError):
        return str(error)
    if not isinstance(error, OSError):
        return f"cannot be written: {error}"
    place = f" to {os.fsdecode(error.filename)}" if error.filename else ""
    return f"cannot be written{place}: {error.strerror or error}"


def _note(file: RecordFile) -> str:
    """What was cleaned of a record file, where that does not go without saying."""
    parts = [counted(file.records, "record")]
    if file.choice:
        parts.append(f"the text in {file.choice!r}")
    if missing := file.records - file.texts - file.errors:
        parts.append(f"{missing:,} without one")
    if file.overwritten:
        parts.append(f"{file.overwritten!r} written over with what was removed")
    return ", ".join(parts) if len(parts) > 1 else ""
