"""Writing a file whole or not at all: beside its place first, then renamed into it."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path


def write_atomic(path: Path, data: bytes, *, mode_from: Path | None = None) -> None:
    """Put `data` at `path`; whoever reads meanwhile sees the old file or the new one.

    The permissions (for root, the owner too) are those of `mode_from`, else of the file that stood there, else what the umask
    leaves. Raises OSError; then `path` is as it was and nothing is left beside it. A symbolic link at `path` is refused: writing
    through it might leave the tree, and replacing it would take the link away. Nothing is synced to disk: a crash of the machine
    may lose the write.
    """
    if path.is_symlink():
        raise OSError(errno.ELOOP, "is a symbolic link, which is not written through", os.fspath(path))
    mode = _mode(mode_from or path)
    # A name of its own length, as the target's may be as long as names can be; no ending that a walk would take.
    temporary = path.with_name(f".cleanup-{os.getpid()}-{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(temporary, flags, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        _keep_owner(temporary, mode_from or path)
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _keep_owner(temporary: Path, like: Path) -> None:
    """Give the new file the owner of the one it stands for, where we may: root must not take users' files from them."""
    if not hasattr(os, "chown") or os.geteuid() != 0:
        return
    with suppress(OSError):
        owner = like.stat()
        if (owner.st_uid, owner.st_gid) != (0, 0):
            os.chown(temporary, owner.st_uid, owner.st_gid)


def _mode(path: Path) -> int | None:
    """Permission bits of the file at `path`, if there is one."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None
