"""What is known of documents seen before, in a folder that survives a crash: sorted arrays, and a log of what came since.

`known.json` says which files count, oldest first: {"v": 2, "segments": ["segment-3", "segment-7"], "log": "log-8"}. A rename puts
it into its place, so that a merge of segments is there whole or not at all; files that it does not name are left over from one
that was cut off, and go when the folder is opened. The log holds batches with their checksums, and only grows; one that a crash
cut off is dropped. Version 1 had one segment, `base-N`, with `log-N`, and no known.json: it is read, and the next merge makes
version 2 of it.
"""

from __future__ import annotations

import json
import os
import re
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from cleanup.corpus.entry import Entry, unpacked
from cleanup.corpus.segment import FORMAT, MAGIC, KnownError, damaged, opened, read, write
from cleanup.corpus.shingles import VERSION
from cleanup.text.dataclass import dataclass

__all__ = ["Folder", "KnownError"]

LAYOUT = 2
"""Version of known.json."""

_INDEX, _NEW, _LOCK = "known.json", "known.json.tmp", "lock"
_MOST_BYTES = 1 << 16
"""Bytes of known.json that are read."""

_NAME = re.compile(r"(?:segment|log|base)-(\d{1,15})(?:\.staged|\.tmp)?")
_SEGMENT, _LOG = re.compile(r"(?:segment|base)-\d{1,15}"), re.compile(r"log-\d{1,15}")
_BATCH = struct.Struct("<II")


@dataclass(frozen=True, slots=True)
class _Index:
    """The names of the files that count."""

    segments: tuple[str, ...]
    log: str

    @property
    def files(self) -> set[str]:
        return {_INDEX, _LOCK, self.log, *self.segments}

    def to_bytes(self) -> bytes:
        return json.dumps({"v": LAYOUT, "segments": self.segments, "log": self.log}).encode() + b"\n"


class Folder:
    """The files of an index. One process at a time; raises KnownError, OSError."""

    def __init__(self, path: Path) -> None:
        if sys.byteorder == "big":
            raise KnownError(f"{path}: indexes of known documents are for little-endian machines only")
        if path.exists() and not path.is_dir():
            raise KnownError(f"{path}: an index of known documents is a folder")
        path.mkdir(parents=True, exist_ok=True)
        self.path, self.torn = path, 0
        names = os.listdir(path)
        if _INDEX not in names and not all(name in (_LOCK, _NEW) or _NAME.fullmatch(name) for name in names):
            raise KnownError(f"{path}: holds other files; choose another folder for the index")
        self._held = opened(path / _LOCK, os.O_RDWR | os.O_CREAT)
        try:
            _lock(self._held, path)
            self._now, self.outdated = self._current()
            self._next = self._now
            self._log = opened(path / self._now.log, os.O_RDWR | os.O_APPEND)
            self._begin()
        except BaseException:
            self.close()
            raise

    def _current(self) -> tuple[_Index, bool]:
        """Which files count, and whether they are laid out as version 1 did; of a new index, those that it begins with."""
        if os.path.lexists(self.path / _INDEX):
            return self._read_index(), False
        names = os.listdir(self.path)
        bases = [int(name[5:]) for name in names if name.startswith("base-") and name[5:].isdecimal()]
        if old := bool(bases) or "log-0" in names:
            number = max(bases, default=0)
            index = _Index((f"base-{number}",) if bases else (), f"log-{number}")
        else:
            if lost := {name for name in names if _NAME.fullmatch(name)} - {"log-1"}:
                raise KnownError(f"{self.path / _INDEX}: is gone, which names the files that count ({', '.join(sorted(lost))})")
            index = _Index((), "log-1")
        opened(self.path / index.log, os.O_RDWR | os.O_CREAT).close()
        if not old:
            self._write_index(index)
        return index, old

    def _read_index(self) -> _Index:
        path = self.path / _INDEX
        with opened(path, os.O_RDONLY) as file:
            data = file.read(_MOST_BYTES)
        try:
            table: Any = json.loads(data)
            version, segments, log = table["v"], table["segments"], table["log"]
            if version == LAYOUT:
                sound = all(map(_SEGMENT.fullmatch, segments)) and len(set(segments)) == len(segments) and _LOG.fullmatch(log)
                if sound and isinstance(segments, list):
                    return _Index(tuple(segments), log)
        except (ValueError, TypeError, KeyError, RecursionError):
            raise KnownError(f"{path}: does not name the files of an index of known documents") from None
        if version != LAYOUT:
            raise KnownError(f"{path}: not of version {LAYOUT}, which this program reads and writes")
        raise KnownError(f"{path}: names files that an index of known documents does not have")

    def _write_index(self, index: _Index) -> None:
        new = self.path / _NEW
        new.unlink(missing_ok=True)
        with opened(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as file:
            file.write(index.to_bytes())
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self.path / _INDEX)

    def _begin(self) -> None:
        self._log.seek(0)
        head = self._log.read(len(MAGIC))
        if head != MAGIC:
            if not MAGIC.startswith(head):
                raise KnownError(
                    f"{self.path}: its log is not of version {FORMAT}.{VERSION}, which this program reads and writes"
                )
            self._log.truncate(0)
            self._log.write(MAGIC)
            self._log.flush()

    def segments(self) -> list[Mapping[str, memoryview]]:
        """The arrays of each segment by name, oldest first. Now that all are there, what does not count goes."""
        found = [read(self.path / name) for name in self._now.segments]
        self._sweep()
        return found

    def batches(self) -> Iterator[list[Entry]]:
        """What the log holds. A torn end is cut off; `torn` says how many bytes that were."""
        size = self._log.seek(0, os.SEEK_END)
        good = len(MAGIC)
        while good < size:
            self._log.seek(good)
            head = self._log.read(_BATCH.size)
            length, crc = _BATCH.unpack(head) if len(head) == _BATCH.size else (-1, 0)
            data = self._log.read(length) if 0 <= length <= size - good else b""
            if len(data) != length or zlib.crc32(data) != crc:
                self.torn = size - good
                self._log.truncate(good)
                break
            good += _BATCH.size + length
            try:
                yield list(unpacked(data))
            except (ValueError, struct.error):
                raise damaged(self.path / self._now.log) from None

    def append(self, entries: Iterable[Entry]) -> None:
        """One more batch, whole or not at all."""
        data = b"".join(entry.pack() for entry in entries)
        self._log.seek(0, os.SEEK_END)
        self._log.write(_BATCH.pack(len(data), zlib.crc32(data)) + data)
        self._log.flush()
        os.fsync(self._log.fileno())

    def stage(self, arrays: Mapping[str, array[int]], instead: int) -> Mapping[str, memoryview]:
        """A new segment in the place of the last `instead` ones, from the next `commit` on; gives its arrays."""
        path = self.path / f"segment-{self._unused()}"
        with opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as file:
            write(file, arrays)
            file.flush()
            os.fsync(file.fileno())
        kept = self._next.segments[: len(self._next.segments) - instead]
        self._next = _Index((*kept, path.name), self._next.log)
        return read(path)

    def _unused(self) -> int:
        """A number that no file has."""
        return 1 + max((int(found[1]) for name in os.listdir(self.path) if (found := _NAME.fullmatch(name))), default=0)

    def commit(self) -> None:
        """What was staged counts from now on, and the log starts empty."""
        index = _Index(self._next.segments, f"log-{self._unused()}")
        log = opened(self.path / index.log, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL)
        self._write_index(index)
        self._log.close()
        self._now = self._next = index
        self._log, self.outdated = log, False
        self._begin()
        self._sweep()

    def revert(self) -> None:
        """Forgets what was staged."""
        self._next = self._now

    def _sweep(self) -> None:
        """Takes away what does not count. Windows keeps files that are mapped: those go when the folder is opened again."""
        for name in set(os.listdir(self.path)) - self._now.files:
            if _NAME.fullmatch(name) or name == _NEW:
                with suppress(OSError):
                    (self.path / name).unlink()

    def close(self) -> None:
        """Let go of the log and of the lock."""
        for file in (getattr(self, "_log", None), self._held):
            if file is not None:
                file.close()


def _lock(file: Any, path: Path) -> None:
    """Two writers would tear the log. Windows has no such lock: there, keeping them apart is left to the user."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise KnownError(f"{path}: another process is using this index") from None
