"""Checking that the folder a run writes to is still the same at its end.

If somebody removed, renamed or unmounted it meanwhile, the rest of the files went to a new folder, and the account would claim
that all of them are there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cleanup.run.results.account import AccountError


@contextmanager
def same_folder(folder: Path) -> Iterator[None]:
    """Make `folder` if need be, and check at the end of the `with` that it is still there. Raises AccountError, OSError."""
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
