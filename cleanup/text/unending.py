"""What may stand where somebody named a file to be read whole, and cannot be: a pipe or a device."""

from __future__ import annotations

import os
import stat


def unending(path: str | os.PathLike[str]) -> str:
    """What stands at `path`, for people, if it is a pipe or a device, such as /dev/zero; empty for files, for what is not there
    and for the system's empty device, which people name to say “none”."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return ""
    if stat.S_ISFIFO(mode):
        return "a pipe, which can be read once"
    if (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and not os.path.samefile(path, os.devnull):
        return "a device, which may have no end"
    return ""
