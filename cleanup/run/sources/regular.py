"""Reading regular files only, and noticing if one changes meanwhile.

Pipes, devices and sockets have no end, or block until somebody writes; and a file that is written while it is read gives half of
the old text and half of the new one."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
"""Without blocking: a pipe may have taken the file's place since it was looked at."""


_MORE = 1 << 16
"""Bytes to ask for beyond the size that a file is said to have: no more, as memory is reserved for all of them."""


def read_regular(path: Path | str) -> bytes:
    """The bytes of the file at `path`. Raises OSError, also for what is no regular file or was changed while it was read."""
    try:
        _check(os.stat(path).st_mode, path)
        handle = os.open(path, _FLAGS)
    except ValueError:
        raise _no_name(path) from None
    try:  # without a file object, which costs as much as the reading of a small file
        found = os.fstat(handle)
        _check(found.st_mode, path)
        pieces, wanted = [], found.st_size + 1
        while piece := os.read(handle, wanted):
            pieces.append(piece)
            if len(piece) == found.st_size:  # the whole of it, unless `_still` finds it longer; some that are made up have size 0
                break
            wanted = _MORE
        _still(found, os.fstat(handle), path)
    finally:
        os.close(handle)
    return b"".join(pieces)


def read_found(path: str) -> bytes:
    """The bytes of a file that a walk has just found to be regular: `read_regular` for those who know what the bytes should be,
    and so find out themselves if somebody changes them meanwhile; in half the time. Raises OSError."""
    handle = os.open(path, _FLAGS)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            _check(found.st_mode, path)
        data = os.read(handle, found.st_size + 1)
    finally:
        os.close(handle)
    return data if len(data) == found.st_size else read_regular(path)


def open_regular(path: Path) -> BinaryIO:
    """The file at `path`, opened for reading. Raises OSError, also for what is no regular file.

    So does the read that comes to the end of the file, if it was changed since it was opened.
    """
    return io.BufferedReader(_Watched(path), buffer_size=1 << 18)


class _Watched(io.FileIO):
    """A regular file that tells at its end whether it is still the one that was opened."""

    def __init__(self, path: Path) -> None:
        try:
            _check(os.stat(path).st_mode, path)
            super().__init__(path, "rb", opener=lambda name, flags: os.open(name, _FLAGS))
        except ValueError:
            raise _no_name(path) from None
        try:
            self._found = os.fstat(self.fileno())
            _check(self._found.st_mode, path)
        except BaseException:
            self.close()
            raise

    def readall(self) -> bytes:
        data = super().readall()
        _still(self._found, os.fstat(self.fileno()), self.name)
        return data

    def readinto(self, buffer: Any, /) -> int:
        size = super().readinto(buffer)
        if not size and len(buffer):
            _still(self._found, os.fstat(self.fileno()), self.name)
        return size or 0


def _still(found: os.stat_result, now: os.stat_result, path: Path | str) -> None:
    if (now.st_size, now.st_mtime_ns) != (found.st_size, found.st_mtime_ns):
        raise OSError(errno.EBUSY, "it was changed while it was read; run again once nobody writes there", os.fspath(path))


def _no_name(path: Path | str) -> OSError:
    """For a name with a NUL in it."""
    return OSError(errno.EINVAL, "no name of a file", os.fspath(path))


def _check(mode: int, path: Path | str) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder", os.fspath(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "is a pipe or a device; pipe it into standard input (-)", os.fspath(path))
