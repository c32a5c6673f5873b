"""Undoing a run: the originals, byte for byte, from the account and the cleaned files. It never guesses and never overwrites."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cleanup.report.record import Entry
from cleanup.run.account import RUN, AccountError, numbers, read_entries, read_run, write_json
from cleanup.run.replay import ReplayError, original, read, write


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of one document: its original stands at `path`, or `why` says what is in the way."""

    doc: str
    status: Literal["restored", "unchanged", "failed"]
    path: Path
    why: str = ""


def undo(account: Path, to: Path | None = None, force: bool = False) -> Iterator[Undone]:
    """Restore the originals of the run that `account` speaks of, below `to` or, after a run in place, in the files themselves.

    Given a folder of several runs in place, the newest that stands is undone. Files edited since are left alone and told.
    Raises AccountError before anything is written.
    """
    account = _newest(account)
    run = read_run(account)
    root = (account / run["root"]).resolve()
    in_place = run["mode"] == "in-place" and to is None
    if to is None and not in_place:
        raise AccountError(f"{account}: the sources of this run were not changed; say where the originals shall go: --to DIR")
    if in_place:
        if run.get("undone"):
            raise AccountError(f"{account}: undone already, at {run['undone']}")
        _check_later(account, root)
    complete = True
    for entry in read_entries(account):
        if entry.status != "changed" and (in_place or entry.status == "failed"):
            continue
        done = _undo_one(entry, root, to, force)
        complete &= done.status != "failed"
        yield done
    if in_place and complete:
        write_json(account / RUN, {**run, "undone": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())})


def _undo_one(entry: Entry, root: Path, to: Path | None, force: bool) -> Undone:
    source = _below(root, entry.doc)
    target = _below(to, entry.doc) if to else source
    try:
        data = read(source)
        if to is None and _is_original(entry, data):
            return Undone(entry.doc, "unchanged", target)
        data = original(entry, data)
        if to is not None and target.exists() and not force:
            if read(target) == data:
                return Undone(entry.doc, "unchanged", target)
            raise ReplayError(f"{target} exists and differs; --force overwrites it")
        write(target, data)
    except ReplayError as error:
        return Undone(entry.doc, "failed", target, str(error))
    return Undone(entry.doc, "restored", target)


def _is_original(entry: Entry, data: bytes) -> bool:
    """A run that was interrupted, or undone in part, leaves originals behind."""
    import hashlib

    return hashlib.sha256(data).hexdigest() == entry.before


def _below(root: Path, name: str) -> Path:
    """The path of a document; an account from a stranger must not lead out of the tree."""
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or "" in parts:
        raise AccountError(f"{name!r} leads out of the folder: this account was not made by cleanup")
    return root.joinpath(*parts)


def _newest(account: Path) -> Path:
    """The account itself, or the newest run in place below it that was not undone."""
    if not account.is_dir():
        raise AccountError(f"{account}: no such folder")
    if (account / RUN).exists() or not numbers(account):
        return account
    for number in reversed(numbers(account)):
        child = account / str(number)
        if not read_run(child).get("undone"):
            return child
    raise AccountError(f"{account}: every run there was undone already")


def _check_later(account: Path, root: Path) -> None:
    """Refuse to undo a run under a later one that changed one of its files."""
    if not account.name.isdecimal():
        return
    mine = {root / entry.doc for entry in read_entries(account) if entry.status == "changed"}
    for number in numbers(account.parent):
        later = account.parent / str(number)
        if number <= int(account.name) or not (later / RUN).exists() or (run := read_run(later)).get("undone"):
            continue
        base = (later / run["root"]).resolve()
        for entry in read_entries(later):
            if entry.status == "changed" and base / entry.doc in mine:
                raise AccountError(f"{account}: run {number} changed {entry.doc} later; undo that one first")
