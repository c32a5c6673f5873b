"""Rewriting record files, record by record, with the entries of the account as they come.

What undo will do is tried at once: where writing the old text again would not give back every byte of a record, the entry
keeps those bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, BinaryIO

from cleanup.files.compressed import compressor
from cleanup.files.records import SEEKING, RecordError, RecordWriter, UnreadableError
from cleanup.report.record import Entry, Part
from cleanup.report.summary import counted
from cleanup.run.results.targets import Stream, Target, target_name
from cleanup.run.sources.recordfile import RecordFile
from cleanup.run.sources.regular import open_regular
from cleanup.run.sources.source import Source
from cleanup.run.workers.items import FileEnd, Item, RecordItem
from cleanup.run.workers.job import Outcome
from cleanup.text.dataclass import dataclass, field, replace

Splice = tuple[int, int, bytes]
"""See `splice_of`."""


def _sha256() -> Any:
    import hashlib

    return hashlib.sha256()


@dataclass(slots=True)
class _Open:
    """The file being written; without a target it is only accounted for."""

    target: Target | None
    packed: BinaryIO | None
    original: BinaryIO | None
    writer: RecordWriter | None
    before: Any = field(default_factory=_sha256)
    after: Any = field(default_factory=_sha256)

    def close(self) -> None:
        """Everything written, but not in its place yet."""
        if self.writer:
            self.writer.close()
        if self.packed and self.target and self.packed is not self.target.file:
            self.packed.close()
        if self.original:
            self.original.close()


@dataclass
class Rewriting:
    """Takes what came of each piece of work, in order, and gives the outcomes for the account.

    target   makes the place a record file goes to; None where nothing is written; raises OSError
    settle   takes a target whose file is whole, to put it in its place, with the entry of the file; raises OSError
    removed  name of the field to add with what was removed
    """

    target: Callable[[Source], Target | None]
    settle: Callable[[Source, Entry, Target], None]
    removed: str | None = None
    _open: _Open | None = None
    _broken: str = ""

    def __call__(self, item: Item, outcomes: tuple[Outcome, ...]) -> Iterable[Outcome]:
        """The outcomes to account for. Those of a text file pass through."""
        if isinstance(item, RecordItem):
            return [
                replace(outcome, path=item.file.source.shown, line=item.record.line, read=item.read)
                for outcome in self._piece(item, outcomes)
            ]
        if isinstance(item, FileEnd):
            return [replace(self._end(item), path=item.source.shown)]
        return outcomes

    def abort(self) -> None:
        """Leave nothing behind of a file half written."""
        if self._open and self._open.target:
            with suppress(OSError, RecordError):  # half of a file is no file
                self._open.close()
            self._open.target.abort()
        self._open = None

    def _piece(self, piece: RecordItem, outcomes: tuple[Outcome, ...]) -> Iterator[Outcome]:
        opened = self._open or self._begin(piece.file)
        raw, record = piece.record.raw, piece.record
        opened.before.update(raw)
        if record.error:
            raw, splice = self._left(piece)
            part = Part(piece.file.source.name, piece.file.name, record.number, "", splice)
            yield Outcome(Entry(f"{part.file}#{record.number}", "failed", why=f"line {record.line}: {record.error}", part=part))
        else:
            try:
                raw, outcomes = self._rewritten(piece, outcomes)
            except RecordError as error:
                raw, splice = self._left(piece)
                why = f"line {record.line}: left as it was: {error}"
                outcomes = tuple(_left(outcome, why, splice if outcome is outcomes[-1] else None) for outcome in outcomes)
            yield from outcomes
        opened.after.update(raw)
        if opened.writer and not self._broken:
            try:
                opened.writer.write(raw)
            except (OSError, RecordError) as error:
                if isinstance(error, OSError) and isinstance(opened.target, Stream):  # the whole output, not a file among others
                    raise
                self._broken = _unwritten(error)

    def _left(self, piece: RecordItem) -> tuple[bytes, Splice | None]:
        """The bytes of a record that is left alone, and what undoes them: where each has a field more, it has an empty one."""
        file, record = piece.file, piece.record
        if not self.removed or not file.format.uniform:
            return record.raw, None
        try:
            raw = file.format.replaced(record, {self.removed: ""})
        except RecordError as error:
            self._broken = _unwritten(error)
            return record.raw, None
        return raw, splice_of(raw, record.raw) if raw != record.raw else None

    def _begin(self, file: RecordFile) -> _Open:
        self._open = _Open(None, None, None, None)
        try:
            target = self.target(file.source)
            if target:
                self._open.target = target
                self._open.packed = compressor(target.file, target_name(target, file.source))
                self._open.original = open_regular(file.source.path) if file.name in SEEKING else None
                self._open.writer = file.format.writer(self._open.packed, self._open.original or self._open.packed)
        except (OSError, RecordError) as error:
            self._broken = _unwritten(error)
        return self._open

    def _rewritten(self, piece: RecordItem, outcomes: tuple[Outcome, ...]) -> tuple[bytes, tuple[Outcome, ...]]:
        """The record's bytes as they will be, and its outcomes with what undo needs. Raises RecordError."""
        file, record = piece.file, piece.record
        new = {
            part.field: outcome.cleaned
            for (part, _), outcome in zip(piece.texts, outcomes, strict=True)
            if outcome.cleaned is not None
        }
        if self.removed and (new or file.format.uniform):
            new[self.removed] = "\n".join(_removed(outcomes))
        if not new:
            return record.raw, outcomes
        raw = file.format.replaced(record, new)
        old = {name: record.values[name] for name in new if name in record.values and name != self.removed}
        back = file.format.replaced(replace(record, raw=raw, values={**record.values, **new}), old)
        if back == record.raw:
            return raw, outcomes
        splice = splice_of(back, record.raw)
        if not outcomes:
            part = Part(file.source.name, file.name, record.number, "", splice)
            return raw, (Outcome(Entry(f"{part.file}#{record.number}", "records", part=part)),)
        last = outcomes[-1]
        part = replace(last.entry.part or piece.texts[-1][0], splice=splice)
        return raw, (*outcomes[:-1], replace(last, entry=replace(last.entry, part=part)))

    def _end(self, end: FileEnd) -> Outcome:
        opened = self._open or (self._begin(end.file) if end.file and not end.why else _Open(None, None, None, None))
        broken, self._open, self._broken = end.why or self._broken, None, ""
        entry = Entry(end.source.name, "records", opened.before.hexdigest(), opened.after.hexdigest())
        try:
            opened.close()
            if opened.target and not broken:
                self.settle(end.source, entry, opened.target)
        except (OSError, RecordError) as error:
            broken = broken or _unwritten(error)
        if broken:
            if opened.target:
                opened.target.abort()
            return Outcome(replace(entry, status="failed", before="", after="", why=broken))
        return Outcome(entry, note=_note(end.file) if end.file else "")


def splice_of(have: bytes, want: bytes) -> Splice:
    """Bytes `start` to `end` of `have`, and what makes it `want` in their place: the middle, where heads and tails agree."""
    start = _common(have, want, lambda size: have[:size] == want[:size])
    left = min(len(have), len(want)) - start
    tail = _common(have, want, lambda size: size <= left and have[len(have) - size :] == want[len(want) - size :])
    return start, len(have) - tail, want[start : len(want) - tail]


def _common(one: bytes, other: bytes, agree: Callable[[int], bool]) -> int:
    """The largest size at which they agree."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if agree(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _unwritten(error: OSError | RecordError) -> str:
    if isinstance(error, UnreadableError):
        return str(error)
    if not isinstance(error, OSError):
        return f"cannot be written: {error}"
    place = f" to {os.fsdecode(error.filename)}" if error.filename else ""
    return f"cannot be written{place}: {error.strerror or error}"


def _left(outcome: Outcome, why: str, splice: Splice | None) -> Outcome:
    part = replace(outcome.entry.part, splice=splice) if outcome.entry.part else None
    entry = replace(outcome.entry, status="failed", after=outcome.entry.before, edits=(), why=why, part=part)
    return replace(outcome, entry=entry, cleaned=None, patch=b"", findings=(), declined=())


def _removed(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """What went for good, edit by edit."""
    for outcome in outcomes:
        edits: Iterable[Mapping[str, str]] = outcome.entry.edits
        yield from (edit["before"].strip() for edit in edits if edit["before"].strip() and not edit["after"].strip())


def _note(file: RecordFile) -> str:
    """What was cleaned of a record file, where that does not go without saying."""
    parts = [counted(file.records, "record")]
    if file.choice:
        parts.append(f"the text in {file.choice!r}")
    if missing := file.records - file.texts - file.errors:
        parts.append(f"{missing:,} without one")
    return ", ".join(parts) if len(parts) > 1 else ""
