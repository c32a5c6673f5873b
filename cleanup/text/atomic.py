"""Writing a file whole or not at all: to a temporary file beside it first, which is then renamed."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from cleanup.text.namedfile import buffered, named

TEMPORARY = r"\.cleanup-(\d+)-[0-9a-f]{16}\.tmp"
"""The names of temporary files, with the id of the process that writes them: one that is killed leaves its file behind."""


def write_atomic(path: Path | str, data: bytes, *, mode_from: Path | str | None = None) -> None:
    """Put `data` at `path`; whoever reads meanwhile sees the old file or the new one. See Replacement; raises OSError."""
    with Replacement(path, mode_from=mode_from) as new:
        new.write(data)


class Replacement:
    """A file being written beside `path`, which takes its place by `commit`, or vanishes by `abort`; write to `file`.

    A `with` commits at its end, or aborts if something was raised.

    The permissions (for root, the owner too) are those of `mode_from`, else of the file that stood there, else what the umask
    leaves. Making one and committing raise OSError; then `path` is as it was. A symbolic link at `path` is refused: writing
    through it might leave the tree, and replacing it would take the link away. Nothing is synced to disk: a crash of the machine
    may lose the write.
    """

    def __init__(self, path: Path | str, *, mode_from: Path | str | None = None) -> None:
        self._target = os.fspath(path)
        if os.path.islink(self._target):
            raise OSError(errno.ELOOP, "is a symbolic link, which is not written through", self._target)
        self._like = _stat(mode_from or self._target)
        # Not the target's name with an ending, which may be too long; and no ending that a walk would take.
        name = f".cleanup-{os.getpid()}-{os.urandom(8).hex()}.tmp"  # see TEMPORARY
        self._temporary = os.path.join(os.path.dirname(self._target), name)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            self._handle = os.open(self._temporary, flags, 0o666 if self._like is None else 0o600)
        except OSError as error:
            raise named(error, self._target) from None

    @property
    def path(self) -> Path:
        """What is replaced."""
        return Path(self._target)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            self.abort()
            return
        try:
            self.commit()
        except BaseException:
            self.abort()
            raise

    @cached_property
    def file(self) -> BinaryIO:
        """What to write to, as a file object; use either this or `write`."""
        return buffered(self._handle, "wb", self._target)

    def write(self, data: bytes) -> None:
        """Write all of `data`, in a third of the time that a file object takes. Raises OSError."""
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._handle, rest) :]
        except OSError as error:
            raise named(error, self._target) from None

    def commit(self) -> None:
        """Put the file in its place."""
        try:
            self._close()
            if self._like is not None:
                _keep_owner(self._temporary, self._like)
                os.chmod(self._temporary, stat.S_IMODE(self._like.st_mode))
            os.replace(self._temporary, self._target)
        except OSError as error:
            raise named(error, self._target) from None

    def abort(self) -> None:
        """Leave `path` as it was, and nothing beside it. Does nothing after `commit`."""
        with suppress(OSError):  # what is left in the buffer may find no room; it is not wanted
            self._close()
        with suppress(FileNotFoundError):
            os.unlink(self._temporary)

    def _close(self) -> None:
        handle, self._handle = self._handle, -1
        if "file" in self.__dict__:
            self.file.close()
        elif handle >= 0:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Delete the temporary files that killed processes left in `folder`; nobody else may be writing there."""
    for path in folder.glob(".cleanup-*.tmp"):
        path.unlink(missing_ok=True)


def _keep_owner(temporary: str, like: os.stat_result) -> None:
    """Give the new file the owner of the one it replaces, if we may: root must not take users' files from them."""
    if not hasattr(os, "chown") or os.geteuid() != 0:
        return
    if (like.st_uid, like.st_gid) != (0, 0):
        with suppress(OSError):
            os.chown(temporary, like.st_uid, like.st_gid)


def _stat(path: Path | str) -> os.stat_result | None:
    """What the system says of the file at `path`, if there is one."""
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None
