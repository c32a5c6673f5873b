"""One run at a time: a run locks a file while it writes beside it.

The system releases the lock when the run ends, however it ends, so no lock is ever stale."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cleanup.run.results.account import MARKED, AccountError, refuse_strangers
from cleanup.run.sources.search import MARKER
from cleanup.text.namedfile import named

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


@contextmanager
def locked(path: Path, content: str, wait: bool = False) -> Iterator[None]:
    """Hold the lock of the file `path`, made with this content if it is not there; a symbolic link is not followed.

    Waits for another run if told to. Raises AccountError, or OSError where the file cannot be made. Where the file system
    knows no locks there are none.
    """
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
        except FileNotFoundError:  # another run has just taken the folder away again
            continue
        try:
            _lock(handle, path, wait)
            if _is_there(path, handle):
                if not os.fstat(handle).st_size:
                    _write(handle, path, content)
                yield
                return
        finally:
            os.close(handle)


def _write(handle: int, path: Path, content: str) -> None:
    try:
        os.write(handle, content.encode())
    except OSError as error:
        raise named(error, os.fspath(path)) from None


@contextmanager
def account_locked(folder: Path) -> Iterator[None]:
    """Hold the account in `folder`, made if it is not there. Raises AccountError if another run holds it or the
    folder holds other files, OSError."""
    refuse_strangers(folder)
    with locked(folder / MARKER, MARKED):
        yield


def _lock(handle: int, path: Path, wait: bool) -> None:
    lock = _system()
    if lock is None:
        return
    try:
        lock(handle, wait)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES):
            raise AccountError(f"{path.parent}: another run is at work there; let it end first") from None


def _is_there(path: Path, handle: int) -> bool:
    """Whether the file is still the one that was opened: who held it before may have taken it away."""
    with suppress(OSError):
        return os.path.samestat(os.lstat(path), os.fstat(handle))
    return False


def _system() -> Callable[[int, bool], None] | None:
    """How this system locks a file; None if it is not known here."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    return lambda handle, wait: fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
