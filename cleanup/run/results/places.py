"""Where the files that an account speaks of lie, and which of several accounts is meant."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cleanup.files.inside import stays_inside
from cleanup.report.record import Entry
from cleanup.run.results.account import RUN, AccountError, numbers, read_entries, read_run


def below(root: Path, name: str) -> Path:
    """The path of a document. Raises AccountError, as `refuse_outside`."""
    refuse_outside(name)
    return root / name


def refuse_outside(name: str) -> None:
    """Raises AccountError: an account from a stranger must not lead out of the tree."""
    if not stays_inside(name):
        raise AccountError(f"{name!r} leads out of the folder: this account was not made by cleanup")


def file_of(entry: Entry) -> str:
    """The name of the file an entry speaks of."""
    return entry.part.file if entry.part else entry.doc


def cleaned_root(account: Path, run: Mapping[str, Any]) -> Path:
    """The folder that the names of documents are relative to: run.json has the way to it from the account."""
    return Path(os.path.normpath(account / run["root"]))


def cleaned_path(run: Mapping[str, Any], root: Path, name: str) -> Path:
    """Where the cleaned file of a document lies."""
    files = run.get("files")
    cleaned = files.get(name) if isinstance(files, Mapping) else None
    return below(root, cleaned if isinstance(cleaned, str) else name)


def newest(account: Path, standing: bool = False) -> Path:
    """The account itself, or the newest run in place below it; if `standing`, of those that changed something and were not
    undone.

    Raises AccountError.
    """
    if not account.is_dir():
        raise AccountError(f"{account}: no such folder" if not account.exists() else f"{account}: not the folder of an account")
    account = Path(os.path.abspath(account)) if account.name in ("", os.pardir) else account  # "." has no number
    if (account / RUN).exists() or not numbers(account):
        return account
    for number in reversed(numbers(account)):
        child = account / str(number)
        if not (child / RUN).exists():  # interrupted before the first file was replaced
            continue
        if not standing or (not read_run(child).get("undone") and any(entry.altered for entry in read_entries(child))):
            return child
    raise AccountError(f"{account}: every run there was already undone, or changed nothing")
