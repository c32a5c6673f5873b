"""The account of a run: a folder with every edit, a patch, the summary, and what the run was.

Only run.json knows of time and version, and it is written last: an account without it is incomplete.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cleanup import __version__
from cleanup.files.atomic import write_atomic
from cleanup.pipeline.config import Config
from cleanup.report import jsonl
from cleanup.report.record import Entry, unknown_version
from cleanup.report.summary import Summary
from cleanup.rules.load import digest, load
from cleanup.rules.plugins import installed
from cleanup.run.sources.recordfile import names_for
from cleanup.run.sources.regular import open_regular, read_regular
from cleanup.run.sources.search import MARKER
from cleanup.run.workers.job import Outcome
from cleanup.text.namedfile import new_file

VERSION = 1
"""Of run.json; lines of edits.jsonl have versions of their own. A test keeps an account of every format there ever was."""

EDITS, PATCH, SUMMARY, RUN = "edits.jsonl", "changes.patch", "summary.json", "run.json"
CACHE = "cache.jsonl"
"""What the next run into the same folder need not do again: see `Cache`."""

PROFILE = "profile.json"
"""A copy of the site profile that was used, if any."""

DUPLICATES = "duplicates.jsonl"
"""Which documents were dropped in favour of which."""

WHOLE = "whole"
"""Folder of the cleaned files that `fix --dedup` took out of the output, or took records out of; undo needs them."""


MARKED = "Walks of cleanup pass by this folder: it is an account, not a text.\n"
"""What the marker says to people."""


class AccountError(ValueError):
    """A folder that is no account, or one that cannot be used; the message is one line for the user."""


class AccountWriter:
    """Writes an account, outcome by outcome, in the order given. An account of an earlier run in the same folder is replaced.

    folder   the account's folder, made if need be
    root     the folder that the documents' names are relative to: where the cleaned files lie
    summary  what is known before the first outcome: files that a walk could not read or left alone
    files    names of cleaned files that are not those of their documents
    altered  number of documents whose bytes have changed

    Raises OSError if the configuration's profile cannot be read.
    """

    def __init__(
        self,
        folder: Path,
        root: Path,
        mode: str,
        config: Config,
        summary: Summary | None = None,
        files: Mapping[str, str] | None = None,
    ) -> None:
        self.folder, self.summary = folder, summary or Summary()
        self._documents = self.altered = 0
        versions = installed(config.plugins).versions
        self._run: dict[str, Any] = {
            "v": VERSION,
            "cleanup": __version__,
            "mode": mode,
            "root": Path(os.path.relpath(root, folder)).as_posix(),
            "started": now(),
            "rules": digest(load(config.rules, config.plugins), versions),
            "plugins": list(versions),
            "configuration": {name: getattr(config, name) for name in Config.__annotations__},
            "fields": names_for(config),
            **({"files": dict(files)} if files else {}),
        }
        self._profile = Path(config.profile).read_bytes() if config.profile else None
        if self._profile is not None:
            self._run["configuration"]["profile"] = PROFILE  # the one used may be gone: it was learned for this run
            self._run["profile"] = {"file": PROFILE, "sha256": hashlib.sha256(self._profile).hexdigest()}

    @property
    def run(self) -> Mapping[str, Any]:
        """What run.json will say, except for what is only known at the end."""
        return self._run

    @property
    def identity(self) -> dict[str, Any]:
        """What run.json says of the run that decides its results: all but times, and the number of processes."""
        run = {name: value for name, value in self._run.items() if name != "started"}
        return run | {"configuration": {name: value for name, value in run["configuration"].items() if name != "jobs"}}

    def __enter__(self) -> Self:
        """Raises AccountError if the folder holds other files than an account's."""
        refuse_strangers(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in (RUN, SUMMARY, EDITS, PATCH, CACHE, PROFILE):
            (self.folder / name).unlink(missing_ok=True)
        (self.folder / DUPLICATES).unlink(missing_ok=True)
        if (self.folder / WHOLE).is_dir():
            import shutil  # brings bz2 and lzma along

            shutil.rmtree(self.folder / WHOLE)
        _remove_page(self.folder)
        if not os.path.lexists(self.folder / MARKER):  # else this run may hold it locked
            write_atomic(self.folder / MARKER, MARKED.encode())
        if self._profile is not None:
            write_atomic(self.folder / PROFILE, self._profile)
        self._edits = new_file(self.folder / EDITS)
        self._patch = new_file(self.folder / PATCH)
        return self

    def add(self, outcome: Outcome) -> None:
        """Write down what became of one document."""
        self._documents += 1
        self.altered += outcome.entry.altered
        self._edits.write(jsonl.write(outcome.entry))
        if not outcome.entry.part:  # a patch of record files would show whole records, and no tool of theirs takes one
            self._patch.write(outcome.patch)
        self.summary.add(outcome.entry)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._edits.close()
        self._patch.close()
        if kind is None:
            self.write_summary()
            write_json(self.folder / RUN, {**self._run, "finished": now(), "documents": self._documents})

    def write_summary(self) -> None:
        """Write summary.json, again if something happened since."""
        write_json(self.folder / SUMMARY, self.summary.to_json())


def refuse_strangers(folder: Path) -> None:
    """Raises AccountError if an account is to go into a folder that holds other files."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise AccountError(f"{folder}: the account would go there, but the folder holds other files")


def _remove_page(folder: Path) -> None:
    from cleanup.report import html  # `cleanup check` has no need of it

    html.remove(folder)


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Readable JSON, put in place at once."""
    write_atomic(path, json.dumps(data, indent=1, ensure_ascii=True).encode() + b"\n")


def read_run(folder: Path) -> dict[str, Any]:
    """run.json of the account in `folder`. Raises AccountError."""
    try:
        run = json.loads(read_regular(folder / RUN))
    except FileNotFoundError:
        if (folder / MARKER).exists():
            raise AccountError(f"{folder}: the account is incomplete; its run was interrupted. Run it again") from None
        beside = folder.with_name(f"{folder.name}.report")
        hint = f"; that of what was written there is {beside}" if folder.name and (beside / RUN).exists() else ""
        raise AccountError(f"{folder}: not an account of cleanup (no {RUN} in it){hint}") from None
    except OSError as error:
        raise AccountError(f"{folder / RUN}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise AccountError(f"{folder / RUN}: not JSON: {error}") from None
    if not isinstance(run, dict):
        raise AccountError(f"{folder / RUN}: it does not say what the run was")
    if (version := run.get("v")) != VERSION:
        raise AccountError(f"{folder / RUN}: {unknown_version(version, VERSION)}")
    if run.get("mode") == "dedup":
        raise AccountError(
            f"{folder}: written by `cleanup dedup`, which changes none of its sources, so there is nothing to undo;"
            f" {folder / DUPLICATES} lists the duplicates"
        )
    if not isinstance(run.get("root"), str) or run.get("mode") not in ("out", "in-place"):
        raise AccountError(f"{folder / RUN}: it does not say what the run was")
    return run


def read_entries(folder: Path) -> Iterator[Entry]:
    """The entries of the account in `folder`, in order. Raises AccountError."""
    try:
        with open_regular(folder / EDITS) as lines:
            yield from jsonl.read(lines)
    except OSError as error:
        raise AccountError(f"{folder / EDITS}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise AccountError(f"{folder / EDITS}: {error}") from None


def next_number(reports: Path) -> int:
    """The number of the next run in place: one more than the highest there."""
    return max(numbers(reports), default=0) + 1


def numbers(reports: Path) -> list[int]:
    """The numbers of the runs in place below `reports`, ascending."""
    if not reports.is_dir():
        return []
    return sorted(int(child.name) for child in reports.iterdir() if is_number(child.name) and child.is_dir())


def is_number(name: str) -> bool:
    """Whether a folder's name is that of a run in place."""
    return name.isascii() and name.isdecimal() and not name.startswith("0")


def now() -> str:
    """The time as run.json has it: UTC, to the second, ISO 8601."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
