"""Restoring a record file from its account: record by record, in bounded memory, proven by digest before it takes its place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Literal

from cleanup.files.compressed import compressor, decompressed
from cleanup.files.records import Record, RecordFormat, format_of, new_format
from cleanup.report.record import Entry
from cleanup.run.results.replay import ReplayError
from cleanup.run.results.targets import copy, put_in_place
from cleanup.run.sources.recordfile import BROKEN, dialect_of, names_for, recorded, why
from cleanup.run.sources.regular import open_regular
from cleanup.run.sources.source import Source
from cleanup.text.atomic import Replacement
from cleanup.text.changeset import ChangeError
from cleanup.text.dataclass import dataclass, field

_EDITED = "it was edited since; left alone"


@dataclass
class Parts:
    """The entries of the records of one file, in order; behind them stands that of the file."""

    entries: Iterable[Entry]
    _end: Entry | None = field(init=False, default=None)

    def __iter__(self) -> Iterator[Entry]:
        for entry in self.entries:
            if not entry.part:
                self._end = entry
                return
            yield entry

    def end(self) -> Entry:
        """The entry of the file, whatever was read of those before it. Raises ReplayError if there is none."""
        for _ in self:
            pass
        if self._end is None:
            raise ReplayError("the account does not fit: it does not say how the file ended")
        return self._end


@dataclass
class CleanedFile:
    """A cleaned record file, read again. Reading raises what BROKEN says, and ReplayError.

    fields  those that were read when it was cleaned
    """

    path: Path
    format: RecordFormat
    fields: tuple[str, ...]
    expansion: float

    @classmethod
    def of(cls, path: Path, format: str, run: Mapping[str, Any]) -> CleanedFile:
        """`run` is what run.json says. Raises ReplayError for an account that does not fit."""
        try:
            config = recorded(run.get("configuration"))
            said = run.get("fields")
            fields = tuple(map(str, said)) if isinstance(said, list) else names_for(config)
            return cls(path, new_format(format, dialect_of(config)), fields, config.max_expansion)
        except ValueError as error:
            raise ReplayError(f"the account does not fit: {error}") from None

    def records(self, stream: BinaryIO) -> Iterator[Record]:
        """All records."""
        return self.format.read(decompressed(stream, self.path.name, self.expansion), self.fields)

    def originals(self, stream: BinaryIO, entries: Iterable[Entry]) -> Iterator[tuple[bytes, bytes]]:
        """The bytes of each record, and those of its original. Raises ReplayError where the entries do not fit."""
        waiting = iter(entries)
        entry = next(waiting, None)
        for record in self.records(stream):
            mine = []
            while entry and entry.part and entry.part.record == record.number:
                mine.append(entry)
                entry = next(waiting, None)
            yield record.raw, self._original(record, mine) if mine else record.raw
        if entry:
            raise ReplayError(_EDITED)

    def _original(self, record: Record, entries: list[Entry]) -> bytes:
        old: dict[str, str] = {}
        raw = record.raw
        try:
            for entry in entries:
                if entry.part and entry.edits:
                    old[entry.part.field] = entry.changes().invert().apply(record.values[entry.part.field])
            raw = self.format.replaced(record, old) if old else raw
        except (ChangeError, KeyError, TypeError, AttributeError, ValueError):  # another text than the one that was cleaned
            raise ReplayError(_EDITED) from None
        for entry in entries:
            if entry.part and entry.part.splice:
                start, end, piece = entry.part.splice
                raw = raw[:start] + piece + raw[end:]
        return raw


def restore(
    cleaned: Path, target: Path, parts: Parts, run: Mapping[str, Any], overwrite: bool, kept: Path
) -> Literal["restored", "unchanged"]:
    """Put the original of a cleaned record file at `target`; "unchanged" if it stands there already.

    Where the original itself is `kept`, it is put there; otherwise compressed files are compressed again, and only what is in
    them is the original's. Raises ReplayError, with nothing written, OSError.
    """
    entries = iter(parts)
    first = next(entries, None)
    format = first.part.format if first and first.part else format_of(cleaned.name) or "jsonl"
    file = CleanedFile.of(cleaned, format, run)
    again = CleanedFile.of(target, format, run)
    new = Replacement(target, mode_from=cleaned)
    try:
        before, after = _written(file, new, chain([first] if first else [], entries))
        end = parts.end()
        if after != end.after or end.status == "failed":
            raise ReplayError(_EDITED)
        if before != end.before:
            raise ReplayError("the account does not lead to the recorded digest; left alone")
        if not overwrite and os.path.lexists(target):
            if _digest(again) == end.before:
                return "unchanged"
            raise ReplayError(f"{target} exists and differs; --force overwrites it")
        if kept.exists() and _digest(CleanedFile.of(kept, format, run)) == end.before:
            copy(kept, target, mode_from=cleaned)
        else:
            put_in_place(Source(cleaned.name, str(cleaned)), end, new)
        return "restored"
    except ReplayError:
        if cleaned == target and _digest(again) == parts.end().before:
            return "unchanged"
        raise
    except BROKEN as error:
        raise ReplayError(why(error)) from None
    except ValueError as error:  # a splice that does not fit, say
        raise ReplayError(f"the account does not fit: {error}") from None
    finally:
        new.abort()


def _written(file: CleanedFile, new: Replacement, entries: Iterable[Entry]) -> tuple[str, str]:
    """Write the originals; digests of what was written, and of what it was made from."""
    before, after = hashlib.sha256(), hashlib.sha256()
    with open_regular(file.path) as stream, open_regular(file.path) as again:
        packed = compressor(new.file, new.path.name)
        writer = file.format.writer(packed, again)
        for raw, original in file.originals(stream, entries):
            after.update(raw)
            before.update(original)
            writer.write(original)
        writer.close()
        if packed is not new.file:
            packed.close()
    return before.hexdigest(), after.hexdigest()


def _digest(file: CleanedFile) -> str:
    """Of a file's records; empty where it cannot be read."""
    found = hashlib.sha256()
    try:
        with open_regular(file.path) as stream:
            for record in file.records(stream):
                found.update(record.raw)
    except BROKEN:
        return ""
    return found.hexdigest()
