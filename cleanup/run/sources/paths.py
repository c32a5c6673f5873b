"""Questions about paths: whether something is there, whether two lead to the same place, or one out of another."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path


def is_missing(path: Path) -> bool:
    """Whether nothing is there. Raises PermissionError where nobody may look."""
    try:
        path.stat()
    except PermissionError:
        raise
    except (OSError, ValueError):
        return True
    return False


def apart(given: Iterable[Path]) -> bool:
    """Whether no path is another one or below it, so that no file is found twice."""
    places = sorted(os.path.join(os.path.normcase(os.path.abspath(path)), "") for path in given)
    return not any(below.startswith(above) for above, below in pairwise(places))


def same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file or folder."""
    if os.path.abspath(one) == os.path.abspath(other) and not {os.pardir} & {*one.parts, *other.parts}:
        return True
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def leads_out(path: Path | str, root: Path | str) -> bool:
    """Whether folders that are symbolic links lead from `root` to another place than their names say."""
    top, folder = os.fspath(root), os.path.dirname(path)
    while len(folder) > len(top) and os.path.basename(folder) != os.pardir and not os.path.islink(folder):
        folder = os.path.dirname(folder)
    if folder == top:
        return False  # found out without asking of every folder above, which takes ten times as long
    return not within(os.path.realpath(os.path.dirname(path)), os.path.realpath(root))


def within(path: str, root: str) -> bool:
    """Whether `path` is `root` or lies below it; both absolute."""
    return path == root or path.startswith(os.path.join(root, ""))


def shown(path: Path | str) -> str:
    """A path as one line that any console can print."""
    text = os.fspath(path)
    return text if text.isprintable() else repr(text)
