"""Files whose errors name them: the system names none where there is no room, and a temporary file has no name."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from typing import Any, BinaryIO, cast


class NamedFile(io.FileIO):
    """An unbuffered file that is called `name` when it cannot be written to.

    file    a path, or a handle, which is closed with it
    mode    as of FileIO

    Making one and writing raise OSError.
    """

    def __init__(self, file: int | str, mode: str, name: str) -> None:
        super().__init__(file, mode)
        self.name = name

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            raise named(error, str(self.name)) from None


def named(error: OSError, name: str) -> OSError:
    """The error as one of the file called `name`."""
    return OSError(error.errno or 0, error.strerror or str(error), name)


def new_file(path: str | os.PathLike[str], name: str | os.PathLike[str] = "") -> BinaryIO:
    """An empty file at `path`, to be written and read; errors call it `name`, if given. It and what follows raise OSError."""
    return cast(BinaryIO, io.BufferedRandom(NamedFile(os.fspath(path), "w+b", os.fspath(name or path))))


def buffered(handle: int, mode: str, name: str) -> BinaryIO:
    """The file that is open as `handle`, called `name`; `mode` is "rb", "wb" or "r+b"."""
    kind: Any = {"rb": io.BufferedReader, "wb": io.BufferedWriter, "r+b": io.BufferedRandom}[mode]
    return cast(BinaryIO, kind(NamedFile(handle, mode, name)))


def temporary_file(folder: str = "") -> BinaryIO:
    """A file in `folder`, or in that of the system, that nobody finds there, and that is gone when it is closed, however that
    comes. It is called as the folder, which is where room is wanted."""
    if folder and hasattr(os, "O_TMPFILE"):
        with suppress(OSError):  # of a file system that has none
            return buffered(os.open(folder, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600), "r+b", folder)
    from tempfile import TemporaryFile, gettempdir  # brings bz2 and lzma along

    folder = folder or gettempdir()
    with TemporaryFile(dir=folder) as file:
        return buffered(os.dup(file.fileno()), "r+b", folder)
