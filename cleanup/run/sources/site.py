"""The site of a file where neither an option nor the file says it: the folder it lies in."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from cleanup.text.lazy import Lazy

_HOST = Lazy(
    r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+(?:[a-z]{2}|com|org|net|info|edu|gov|mil|int|biz|news|media|press|blog|online|site|example)",
    re.IGNORECASE,
)
"""Folders called "crawl.data" or "clean.report" are no hosts."""


def folder_site(name: str, path: Path | str) -> str:
    """The site of the file at `path`, called `name` below the root of the run.

    The nearest folder with the name of a host ("example.org/2026/03/a.txt"); else the first folder of the name, else the folder
    the file lies in.
    """
    folders = os.path.splitdrive(os.path.abspath(path))[1].replace(os.sep, "/").split("/")[:-1]
    host = next((folder for folder in reversed(folders) if "." in folder and _HOST.fullmatch(folder)), None)
    if host is not None:
        return host
    below = PurePosixPath(name).parts if "/" in name else ()
    return below[0] if len(below) > 1 else folders[-1] if folders else ""
