"""Reading a file that is one: pipes, devices and sockets have no end, or block until somebody writes."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


def read_regular(path: Path) -> bytes:
    """The bytes of the file at `path`. Raises OSError, also for what is no regular file."""
    _check(path)
    return path.read_bytes()


def open_regular(path: Path) -> BinaryIO:
    """The file at `path`, opened for reading. Raises OSError, also for what is no regular file."""
    _check(path)
    return path.open("rb", buffering=1 << 18)


def _check(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except ValueError:  # a NUL in the name
        raise OSError(errno.EINVAL, "no name of a file", os.fspath(path)) from None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder", os.fspath(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "is a pipe or a device; pipe it into standard input (-)", os.fspath(path))
