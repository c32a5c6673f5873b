"""Ignore files: .gitignore as git reads it, and .cleanupignore in the same syntax, which takes precedence."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.run.sources.regular import read_regular
from cleanup.text.dataclass import dataclass

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILES = (".gitignore", ".cleanupignore")
"""From the weaker to the stronger."""

Failed = list[tuple[Path, OSError]]


@dataclass(frozen=True, slots=True)
class Ignore:
    """The patterns of one file, for paths below `folder` (absolute)."""

    folder: str
    spec: GitIgnoreSpec

    @classmethod
    def of(cls, lines: Iterable[str], folder: Path) -> Ignore | None:
        """None if `lines` hold no pattern. Lines that are no patterns are passed over, as git does; `[z-a]` is one of them."""
        wanted = [line for line in lines if line.strip() and not line.startswith("#")]
        if not wanted:
            return None
        from pathspec import GitIgnoreSpec

        from cleanup.run.sources.charclasses import spelt_out

        spec = GitIgnoreSpec([])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # about `[[` in a regular expression, which nobody here wrote
            for line in wanted:
                with suppress(ValueError, re.error):
                    spec += GitIgnoreSpec.from_lines([spelt_out(line)])
        return cls(os.path.abspath(folder), spec)

    def decides(self, path: Path, is_folder: bool) -> bool | None:
        """Whether `path` is left out; None if no pattern speaks of it. Of a path elsewhere, patterns see the bare name."""
        absolute = os.path.abspath(path)
        inside = absolute.startswith(os.path.join(self.folder, ""))
        name = os.path.relpath(absolute, self.folder) if inside else os.path.basename(absolute)
        return self.spec.check_file(name.replace(os.sep, "/") + "/" * is_folder).include


def ignore_in(folder: Path, names: Iterable[str]) -> tuple[list[Ignore], Failed]:
    """The ignore files among the `names` in `folder`, weaker first, and those that could not be read."""
    found: list[Ignore] = []
    failed: Failed = []
    present = set(names)
    for name in IGNORE_FILES:
        if name not in present:
            continue
        try:
            lines = read_regular(folder / name).decode("utf-8-sig", "surrogateescape").split("\n")
        except OSError as error:
            failed.append((folder / name, error))
            continue
        ignore = Ignore.of((line.removesuffix("\r") for line in lines), folder)
        if ignore:
            found.append(ignore)
    return found, failed


def ignore_above(folder: Path) -> tuple[list[Ignore], Failed]:
    """The ignore files above `folder` in its repository, outermost first; none outside of one.

    A file that excludes `folder` itself is ignored: someone asked for the folder by name.
    """
    start = Path(os.path.abspath(folder))
    within = [start]
    while not os.path.exists(within[-1] / ".git"):  # false where nobody may look, as `Path.exists` is from Python 3.14 on
        if within[-1].parent == within[-1]:
            return [], []
        within.append(within[-1].parent)
    found: list[Ignore] = []
    failed: Failed = []
    for parent in reversed(within[1:]):
        ignores, failures = ignore_in(parent, [name for name in IGNORE_FILES if os.path.isfile(parent / name)])
        found += [ignore for ignore in ignores if not ignore.decides(start, True)]
        failed += failures
    return found, failed
