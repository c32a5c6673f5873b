"""Names of files from accounts, addresses and others that are not ours to trust."""

from __future__ import annotations

import os
from pathlib import PurePath, PureWindowsPath


def stays_inside(name: str, system: type[PurePath] = PurePath) -> bool:
    """Whether the file called `name`, with "/" between folders, lies below the folder it is put into, on a system of such paths.

    On Windows "a\\..\\..\\b" and "C:b" lead elsewhere, and "ab:c" into a stream of "ab"; on others they are plain names.
    """
    parts = name.split("/")
    path = system(*parts)
    if isinstance(path, PureWindowsPath) and ":" in name:
        return False
    return not ({"", ".", os.pardir} & {*parts} or path.anchor or path.parts != tuple(parts) or "\0" in name)
