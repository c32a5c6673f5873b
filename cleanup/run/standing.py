"""A folder that is still the one it was at the end of a run: whoever removes, renames or unmounts it meanwhile finds the rest of
the files in a new one, and the account would speak of all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cleanup.run.account import AccountError


@contextmanager
def standing(folder: Path) -> Iterator[None]:
    """Make `folder` if it is not there, and look after the `with` whether it still is. Raises AccountError, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.name == "nt":  # where a folder cannot be opened, nor taken away from under open files
        yield
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)  # held, or another one might get its number
    gone = AccountError(f"{folder}: was removed, renamed or unmounted while files were written there; run again")
    try:
        yield
        if not _is(folder, handle):
            raise gone
    except OSError:  # of a file that was there a moment ago
        if not _is(folder, handle):
            raise gone from None
        raise
    finally:
        os.close(handle)


def _is(folder: Path, handle: int) -> bool:
    try:
        return os.path.samestat(folder.stat(), os.fstat(handle))
    except OSError:
        return False
