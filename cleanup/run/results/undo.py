"""Undoing a run: the originals, byte for byte, from the account and the cleaned files. It never guesses and never overwrites."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from itertools import chain, groupby
from pathlib import Path
from typing import Any, Literal

from cleanup.report.record import Entry
from cleanup.run.results.account import (
    EDITS,
    RUN,
    WHOLE,
    AccountError,
    is_number,
    now,
    numbers,
    read_entries,
    read_run,
    write_json,
)
from cleanup.run.results.leftovers import interrupted, sweep_beside
from cleanup.run.results.originals import original_path
from cleanup.run.results.places import below, cleaned_path, cleaned_root, file_of, newest, refuse_outside
from cleanup.run.results.replay import ReplayError, is_original, original, read, write
from cleanup.run.results.restore import Parts, restore
from cleanup.run.results.samefolder import same_folder
from cleanup.run.sources.collisions import colliding
from cleanup.run.sources.paths import leads_out
from cleanup.text.dataclass import dataclass

Status = Literal["restored", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of one document: its original stands at `path`, made from `cleaned`, or `why` says what is in the way."""

    doc: str
    status: Status
    path: Path
    cleaned: Path
    why: str = ""


@dataclass(frozen=True)
class Undoing:
    """A run that can be undone, checked; iterating undoes it, file by file. Raises AccountError if the folder that the originals
    go to is taken away meanwhile.

    run        what run.json says
    root       where the cleaned files lie
    to         where the originals go; None: into the cleaned files themselves
    force      write over what stands there and differs
    rewritten  names of the record files that the run changed
    only       names of the files that are wanted; none: all are
    """

    account: Path
    run: dict[str, Any]
    root: Path
    to: Path | None
    force: bool
    rewritten: frozenset[str]
    only: frozenset[str]

    def __iter__(self) -> Iterator[Undone]:
        complete, beside = not self.only, {}
        with same_folder(self.to) if self.to is not None else nullcontext():
            for done in self._all():
                complete &= done.status != "failed"
                beside[done.path.parent] = done.path
                yield done
        if self.to is None and interrupted(self.account):
            sweep_beside(beside.values())  # nobody may run `fix` there again
        if self.to is None and complete:
            write_json(self.account / RUN, {**self.run, "undone": now()})

    def _all(self) -> Iterator[Undone]:
        for name, group in groupby(read_entries(self.account), key=file_of):
            entries = iter(group)
            first = next(entries)
            records = first.part or first.status == "records"
            if self.to is None and not (name in self.rewritten if records else first.altered):
                continue
            if self.only and name not in self.only:
                continue
            if records:
                done = self._records(name, chain([first], entries))
                if done:
                    yield done
            elif first.status != "failed":
                yield self._text(first)

    def _text(self, entry: Entry) -> Undone:
        """Restore a text file."""
        source = self._cleaned_file(below(self.root, entry.doc), entry.doc)
        target = source if self.to is None else below(self.to, entry.doc)
        try:
            data = read(source)
            if not is_original(entry, data):
                data = original(entry, data)
            elif self.to is None:
                return Undone(entry.doc, "unchanged", target, source)
            if self.to is not None and os.path.lexists(target) and not self.force:
                if read(target) == data:
                    return Undone(entry.doc, "unchanged", target, source)
                raise ReplayError(f"{target} exists and differs; --force overwrites it")
            self._stay_below(target)
            write(target, data, mode_from=source)
        except ReplayError as error:
            return Undone(entry.doc, "failed", target, source, str(error))
        return Undone(entry.doc, "restored", target, source)

    def _cleaned_file(self, path: Path, name: str) -> Path:
        """The cleaned file; the account has those that lost documents to `--dedup`."""
        whole = below(self.account / WHOLE, name)
        return whole if self.to is not None and whole.is_file() else path

    def _stay_below(self, target: Path) -> None:
        """Raises ReplayError for a target outside of `to`."""
        if self.to is not None and leads_out(target, self.to):
            raise ReplayError(f"{target} leads out of {self.to} by a symbolic link; left alone")

    def _records(self, name: str, entries: Iterable[Entry]) -> Undone | None:
        """Restore a record file; None if its run failed."""
        source = self._cleaned_file(cleaned_path(self.run, self.root, name), name)
        target = source if self.to is None else below(self.to, name)
        parts, overwrite = Parts(entries), self.to is None or self.force
        status: Status = "failed"
        why = ""
        try:
            self._stay_below(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            status = restore(source, target, parts, self.run, overwrite, original_path(self.account, name))
        except ReplayError as error:
            why = str(error)
        except OSError as error:
            why = f"cannot be written: {error.strerror or error}"
        try:
            if parts.end().status == "failed":
                return None
        except ReplayError as error:
            status, why = "failed", str(error)
        return Undone(name, status, target, source, why)


def undo(account: Path, to: Path | None = None, force: bool = False, only: Sequence[str] = ()) -> Undoing:
    """Ready to restore the originals of the run that `account` speaks of, below `to` or, after a run in place, in the files
    themselves; iterating does it. With `only`, those of these files: as the account names them, or where the cleaned ones lie.

    Given a folder of several runs in place, the newest that stands is undone. Files edited since are left alone and told.
    Raises AccountError, with nothing written.
    """
    account = newest(account, standing=True)
    run = read_run(account)
    root = cleaned_root(account, run)
    in_place = run["mode"] == "in-place" and to is None
    if to is None and not in_place:
        raise AccountError(f"{account}: the sources of this run were not changed; say where the originals go: --to DIR")
    if in_place and run.get("undone"):
        raise AccountError(f"{account}: already undone at {run['undone']}")
    if not root.is_dir():
        raise AccountError(f"{account}: the cleaned files are not in {root}; move them together with their account")
    if to is not None and os.path.lexists(to) and not to.is_dir():
        raise AccountError(f"{to}: not a folder")
    rewritten = _checked(account, run.get("documents"))
    if to is not None and (two := colliding(map(file_of, read_entries(account)), to)):
        raise AccountError(f"{two[0]} and {two[1]} would be one file in {to}: it does not distinguish these names")
    wanted = _wanted(account, run, root, only, in_place)
    if in_place:
        _check_later(account, root, wanted)
    return Undoing(account, run, root, to, force, rewritten, wanted)


def _wanted(account: Path, run: Mapping[str, Any], root: Path, only: Sequence[str], in_place: bool) -> frozenset[str]:
    """The names of the files given. Raises AccountError for one that is none of the run, or that it did not change in place."""
    names, left = set(), dict.fromkeys(only)
    paths = {os.path.abspath(given): given for given in only}
    for entry in read_entries(account) if only else ():
        name = file_of(entry)
        given = name if name in left else paths.get(os.path.abspath(cleaned_path(run, root, name)))
        if given is not None and (entry.altered or not in_place):
            names.add(name)
            left.pop(given, None)
    if left:
        raise AccountError(f"{next(iter(left))}: no file that {account} {'changed' if in_place else 'knows'}")
    return frozenset(names)


def _checked(account: Path, documents: int | None) -> frozenset[str]:
    """The record files that a run changed, once its whole account was read and found sound."""
    rewritten, count = set(), 0
    for entry in read_entries(account):
        count += 1
        refuse_outside(file_of(entry))
        if entry.altered and entry.status == "records":
            rewritten.add(entry.doc)
    if count != documents:
        raise AccountError(f"{account / EDITS}: {documents} documents announced, {count} found: it was cut short")
    return frozenset(rewritten)


def _check_later(account: Path, root: Path, only: Collection[str]) -> None:
    """Refuse to undo a run under a later one that changed one of its files, of `only` these if there are any."""
    if not is_number(account.name):
        return
    changed: set[Path] = set()
    for number in numbers(account.parent):
        later = account.parent / str(number)
        if number <= int(account.name) or not (later / RUN).exists() or (run := read_run(later)).get("undone"):
            continue
        base = cleaned_root(later, run)
        mine = (entry for entry in read_entries(account) if entry.altered and not entry.part)
        changed = changed or {below(root, entry.doc) for entry in mine if not only or entry.doc in only}
        for entry in read_entries(later):
            if entry.altered and not entry.part and base / entry.doc in changed:
                raise AccountError(f"{account}: run {number} changed {entry.doc} later; undo that one first")
