"""What earlier runs left: files whose sources are gone, which are listed, and temporary files of runs that were killed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from cleanup.run.results.account import RUN, numbers
from cleanup.run.sources.search import MARKER
from cleanup.text.atomic import TEMPORARY
from cleanup.text.lazy import Lazy

_OURS = Lazy(TEMPORARY)


def leftovers(out: Path, has_source: Callable[[str], object]) -> list[str]:
    """Files below `out` that an earlier run wrote and that have no source now; they are listed, never deleted."""
    left = []
    for folder, folders, files in os.walk(out):
        if MARKER in files:
            folders.clear()
            continue
        below = Path(folder).relative_to(out).as_posix()
        prefix = "" if below == "." else f"{below}/"
        left += [name for file in sorted(files) if not has_source(name := prefix + file)]
    return sorted(left)


def interrupted(account: Path) -> bool:
    """Whether the run that wrote this account did not come to its end."""
    from cleanup.report.html import INDEX  # `cleanup check` has no need of it

    return (account / MARKER).exists() and not ((account / RUN).exists() and (account / INDEX).exists())


def last_interrupted(reports: Path) -> bool:
    """Whether the last run in place did not come to its end."""
    return bool(all_of := numbers(reports)) and interrupted(reports / str(all_of[-1]))


def sweep_below(out: Path) -> None:
    """Take away the temporary files below `out` of processes that are gone."""
    for folder, _, files in os.walk(out):
        _sweep(folder, files)


def sweep_beside(paths: Iterable[Path]) -> None:
    """Take away those that stand beside files."""
    for folder in {os.path.dirname(os.path.abspath(path)) for path in paths}:
        with suppress(OSError):
            _sweep(folder, os.listdir(folder))


def _sweep(folder: str, files: Iterable[str]) -> None:
    for file in files:
        if (match := _OURS.fullmatch(file)) and not _alive(int(match[1])):
            with suppress(OSError):
                os.unlink(os.path.join(folder, file))


def _alive(process: int) -> bool:
    """Whether a process of that number runs here; always true on Windows, where asking would end it."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
