"""The file of a segment: arrays by name behind a head that says where they lie, mapped into memory and never changed.

Whoever made a file may be a stranger. What is read here has the arrays that there must be, of lengths that fit each other, with
rising ends; numbers in them that lead nowhere are reported when they are followed (see `cleanup.corpus.known`).
"""

from __future__ import annotations

import json
import mmap
import os
import stat
import zlib
from array import array
from collections.abc import Mapping
from itertools import islice
from operator import le
from pathlib import Path
from typing import Any, BinaryIO

from cleanup.corpus.shingles import VERSION
from cleanup.text.namedfile import buffered

TYPES = {
    "digest": "Q", "digest_rest": "Q", "words": "I", "site": "I", "names": "B", "name_ends": "Q", "sites": "B", "site_ends": "Q",
    "fine": "I", "fine_ends": "Q", "lines": "I", "line_ends": "Q", "keys": "Q", "key_ends": "Q", "holders": "I", "marks": "Q",
    "counts": "I",
}  # fmt: skip
"""The arrays, with their types as `array` names them. `x_ends` says where in `xs` the part of each document (site, key) ends."""

FORMAT = 1
"""Version of the file's layout."""

MAGIC = f"cleanup known documents {FORMAT}.{VERSION}\n".encode()
_START = 1 << 12
"""Bytes of the head; the arrays begin behind it."""

_ENDS = (("name_ends", "names"), ("fine_ends", "fine"), ("line_ends", "lines"), ("site_ends", "sites"))


class KnownError(ValueError):
    """A folder that is no index of known documents, or one that cannot be used; the message is one line for the user."""


def empty(name: str) -> array[int]:
    """An array of a segment without documents; ends begin with a 0."""
    return array(TYPES[name], [0] if name.endswith("_ends") else [])


def opened(path: Path, flags: int) -> BinaryIO:
    """A file of an index. Raises KnownError if a link, a pipe or the like stands there, OSError."""
    if path.is_symlink():
        raise KnownError(f"{path}: is a link, which is not followed")
    never = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # opening a pipe would wait for somebody to write
    number = os.open(path, flags | never | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0), 0o666)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise KnownError(f"{path}: not a file")
    return buffered(number, "r+b" if flags & os.O_RDWR else "wb" if flags & os.O_WRONLY else "rb", os.fspath(path))


def read(path: Path) -> Mapping[str, memoryview]:
    """The arrays of a file by name. Raises KnownError, OSError."""
    with opened(path, os.O_RDONLY) as file:
        if not os.fstat(file.fileno()).st_size:
            raise damaged(path)
        view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if bytes(view[: len(MAGIC)]) != MAGIC:
        raise KnownError(f"{path}: not of version {FORMAT}.{VERSION}, which this program reads and writes")
    try:
        head = json.loads(bytes(view[len(MAGIC) : _START]).rstrip(b"\0"))
        arrays = {name: _array(view, name, kind, start, size) for name, kind, start, size in head["arrays"]}
        sound = head["crc"] == zlib.crc32(view[_START:]) and _fits(arrays)
    except (ValueError, TypeError, KeyError, RecursionError):
        sound = False
    if not sound:
        raise damaged(path)
    return arrays


def damaged(path: Path | str) -> KnownError:
    """The error for an index whose parts do not fit together."""
    return KnownError(f"{path}: damaged (what it holds does not fit together); remove the index and begin anew")


def _array(view: memoryview, name: str, kind: str, start: int, size: int) -> memoryview:
    if TYPES[name] != kind or not _START <= start <= start + size <= len(view):
        raise ValueError(name)
    return view[start : start + size].cast(kind)  # type: ignore[call-overload, no-any-return, unused-ignore]


def _fits(arrays: Mapping[str, memoryview]) -> bool:
    if arrays.keys() != TYPES.keys():
        return False
    sizes = {name: len(values) for name, values in arrays.items()}
    count = sizes["words"]
    return (
        sizes["digest"] == sizes["digest_rest"] == sizes["site"] == count
        and sizes["name_ends"] == sizes["fine_ends"] == sizes["line_ends"] == count + 1
        and sizes["key_ends"] == sizes["keys"] + 1
        and sizes["marks"] == sizes["counts"]
        and all(_rising(arrays[ends], sizes[values]) for ends, values in _ENDS)
        and max(arrays["site"], default=-1) < sizes["site_ends"] - 1
    )


def _rising(ends: Any, most: int) -> bool:
    return len(ends) > 0 and ends[0] == 0 and ends[-1] <= most and all(map(le, ends, islice(ends, 1, None)))


def write(file: BinaryIO, arrays: Mapping[str, array[int]]) -> None:
    """Puts arrays into an empty file."""
    table, start, crc = [], _START, 0
    for name, values in arrays.items():
        size = len(values) * values.itemsize
        table.append((name, values.typecode, start, size))
        start += size + -size % 8
        crc = zlib.crc32(b"\0" * (-size % 8), zlib.crc32(memoryview(values).cast("B"), crc))
    head = MAGIC + json.dumps({"start": _START, "crc": crc, "arrays": table}).encode() + b"\n"
    file.write(head.ljust(_START, b"\0"))
    for values in arrays.values():
        file.write(memoryview(values).cast("B"))
        file.write(b"\0" * (-len(values) * values.itemsize % 8))
