"""The account of a run: a folder with every edit, a patch, the summary, and what the run was. See AccountWriter.

Only run.json knows of time and version, and it is written last: an account without it is incomplete.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleanup.report import jsonl
from cleanup.report.record import Entry, unknown_version
from cleanup.run.sources.regular import open_regular, read_regular
from cleanup.run.sources.search import MARKER
from cleanup.text.atomic import write_atomic

VERSION = 1
"""Of run.json; lines of edits.jsonl have versions of their own. A test keeps an account of every format there ever was."""

EDITS, PATCH, SUMMARY, RUN = "edits.jsonl", "changes.patch", "summary.json", "run.json"
CACHE = "cache.jsonl"
"""What the next run into the same folder need not do again: see cache.py."""

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


def refuse_strangers(folder: Path) -> None:
    """Raises AccountError if an account is to go into a folder that holds other files."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise AccountError(f"{folder}: the account would go there, but the folder holds other files")


def clear(folder: Path) -> None:
    """Take away what an earlier run wrote into the account in `folder`, but for its marker, which this run may hold locked."""
    for name in (RUN, SUMMARY, EDITS, PATCH, CACHE, PROFILE, DUPLICATES):
        (folder / name).unlink(missing_ok=True)
    if (folder / WHOLE).is_dir():
        import shutil  # brings bz2 and lzma along

        shutil.rmtree(folder / WHOLE)
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
            f"{folder}: written by `cleanup dedup`, which changes no text: it holds no edits to undo, report or compare;"
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
