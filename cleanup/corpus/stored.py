"""What is known of documents seen before, in a folder that survives a crash: sorted arrays, and a log of what came since.

`base-N` holds arrays and comes into its place by a rename; `log-N` holds batches with their checksums, and only grows. The
highest N counts. A batch that a crash cut off is dropped. Putting both together writes base N+1 and an empty log, then removes
the old ones.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from cleanup.corpus.shingles import VERSION
from cleanup.text.dataclass import dataclass

FORMAT = 1
_MAGIC = f"cleanup known documents {FORMAT}.{VERSION}\n".encode()
_BATCH = struct.Struct("<II")
_ENTRY = struct.Struct("<IIIIII16s")


class KnownError(ValueError):
    """A folder that is no index of known documents, or one that cannot be used; the message is one line for the user."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known document.

    keys   sampled shingles that it is found by
    fine   upper halves of the numbers of a finer sample, which it is measured by, ascending
    lines  CRC-32 of its lines, ascending
    """

    name: str
    site: str
    digest: bytes
    words: int
    keys: array[int]
    fine: array[int]
    lines: array[int]

    @property
    def only_seen(self) -> bool:
        """Whether it went for another one: only its lines count, towards those that repeat on its site."""
        return self.words == 0

    def pack(self) -> bytes:
        texts = self.name.encode("utf-8", "surrogatepass"), self.site.encode("utf-8", "surrogatepass")
        lengths = len(texts[0]), len(texts[1]), self.words, len(self.keys), len(self.fine), len(self.lines)
        return b"".join((_ENTRY.pack(*lengths, self.digest), *texts, bytes(self.keys), bytes(self.fine), bytes(self.lines)))


class Folder:
    """The files of an index. One process at a time; raises KnownError, OSError."""

    def __init__(self, path: Path) -> None:
        if sys.byteorder == "big":
            raise KnownError(f"{path}: indexes of known documents are for little-endian machines only")
        if path.exists() and not path.is_dir():
            raise KnownError(f"{path}: an index of known documents is a folder")
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.torn = 0
        numbers = [int(name[5:]) for name in os.listdir(path) if name.startswith("base-") and name[5:].isdecimal()]
        if not numbers and not (path / "log-0").exists() and any(path.iterdir()):
            raise KnownError(f"{path}: holds files of others; choose another folder for the index")
        self.generation = max(numbers, default=0)
        self._log = (path / f"log-{self.generation}").open("a+b")
        try:
            _lock(self._log, path)
            self._begin()
        except BaseException:
            self._log.close()
            raise

    def _begin(self) -> None:
        self._log.seek(0)
        head = self._log.read(len(_MAGIC))
        if head != _MAGIC:
            if not _MAGIC.startswith(head):
                raise KnownError(
                    f"{self.path}: its log is not of version {FORMAT}.{VERSION}, which this program reads and writes"
                )
            self._log.truncate(0)
            self._log.write(_MAGIC)
            self._log.flush()

    def base(self) -> Mapping[str, memoryview]:
        """The arrays of the base by name; empty if there is none yet."""
        path = self.path / f"base-{self.generation}"
        return _read(path) if path.exists() else {}

    def batches(self) -> Iterator[list[Entry]]:
        """What the log holds. A torn end is cut off; `torn` says how many bytes that were."""
        self._log.seek(0, os.SEEK_END)
        size = self._log.tell()
        good = len(_MAGIC)
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
            yield list(_unpacked(data))

    def append(self, entries: Iterable[Entry]) -> None:
        """One more batch, whole or not at all."""
        data = b"".join(entry.pack() for entry in entries)
        self._log.seek(0, os.SEEK_END)
        self._log.write(_BATCH.pack(len(data), zlib.crc32(data)) + data)
        self._log.flush()
        os.fsync(self._log.fileno())

    def stage(self, arrays: Mapping[str, array[int]]) -> Mapping[str, memoryview]:
        """A new base beside the old one, which still counts until `commit`; gives its arrays. It may be staged again."""
        staged = self.path / f"base-{self.generation + 1}.staged"
        temporary = staged.with_suffix(".tmp")  # what is staged already may be mapped: its file must not be written to
        with temporary.open("wb") as file:
            _write(file, arrays)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, staged)
        return _read(staged)

    def commit(self) -> None:
        """Puts what is staged in the place of the old base and of the log."""
        old, new = self.generation, self.generation + 1
        os.replace(self.path / f"base-{new}.staged", self.path / f"base-{new}")
        self._log.close()
        self.generation = new
        self._log = (self.path / f"log-{new}").open("a+b")
        _lock(self._log, self.path)
        self._begin()
        for name in (f"log-{old}", f"base-{old}"):
            (self.path / name).unlink(missing_ok=True)

    def close(self) -> None:
        self._log.close()


def _read(path: Path) -> Mapping[str, memoryview]:
    with path.open("rb") as file:
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    end = bytes(view[: 1 << 16]).find(b"\n", len(_MAGIC)) + 1
    if bytes(view[: len(_MAGIC)]) != _MAGIC or not end:
        raise KnownError(f"{path}: not of version {FORMAT}.{VERSION}, which this program reads and writes")
    head = json.loads(bytes(view[len(_MAGIC) : end]))
    if zlib.crc32(view[head["start"] :]) != head["crc"]:
        raise KnownError(f"{path}: damaged (its checksum is another one); remove the folder and begin anew")
    return {
        name: view[start : start + size].cast("B").cast(kind) if kind != "B" else view[start : start + size]
        for name, kind, start, size in head["arrays"]
    }


def _write(file: BinaryIO, arrays: Mapping[str, array[int]]) -> None:
    table, start, crc = [], 1 << 12, 0
    for name, values in arrays.items():
        size = len(values) * values.itemsize
        table.append((name, values.typecode, start, size))
        start += size + -size % 8
        crc = zlib.crc32(b"\0" * (-size % 8), zlib.crc32(memoryview(values).cast("B"), crc))
    head = _MAGIC + json.dumps({"start": 1 << 12, "crc": crc, "arrays": table}).encode() + b"\n"
    file.write(head.ljust(1 << 12, b"\0"))
    for values in arrays.values():
        file.write(memoryview(values).cast("B"))
        file.write(b"\0" * (-len(values) * values.itemsize % 8))


def _unpacked(data: bytes) -> Iterator[Entry]:
    at = 0
    while at < len(data):
        name, site, words, keys, fine, lines, digest = _ENTRY.unpack_from(data, at)
        at += _ENTRY.size
        parts = []
        for size in (name, site, 8 * keys, 4 * fine, 4 * lines):
            parts.append(data[at : at + size])
            at += size
        texts = [part.decode("utf-8", "surrogatepass") for part in parts[:2]]
        yield Entry(texts[0], texts[1], digest, words, array("Q", parts[2]), array("I", parts[3]), array("I", parts[4]))


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
