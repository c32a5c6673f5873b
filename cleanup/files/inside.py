"""Checking names of files that come from accounts, addresses and others not to be trusted: none may lead out of its folder."""

from __future__ import annotations

import os
from pathlib import PurePath, PureWindowsPath


def stays_inside(name: str, system: type[PurePath] = PurePath) -> bool:
    """Whether the file called `name`, with "/" between folders, lies below the folder it is put into, on a system of such paths.

    On Windows "a\\..\\..\\b" and "C:b" lead elsewhere, and "ab:c" into a stream of "ab"; on others they are plain names.
    """
    parts = name.split("/")
    if "\0" in name or not {"", ".", os.pardir}.isdisjoint(parts):
        return False
    path = system()
    return not isinstance(path, PureWindowsPath) or (":" not in name and system(*parts).parts == tuple(parts))
