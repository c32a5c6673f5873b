"""Finding names that collide in the output, as A.txt and a.txt do on most disks of macOS and Windows.

The second file would take the place of the first one, whose text would be lost."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cleanup.run.sources.source import Source
from cleanup.run.sources.walk import WalkError

_NAME = "a\u00e9"
_OTHERS = ("A\u00c9", "ae\u0301", "a\u00e9.")
"""The same in other letters, in another form of Unicode, and with a dot that Windows drops."""


def refuse_collisions(sources: Iterable[Source], out: Path) -> None:
    """Raises WalkError if two of the sources would be one file below `out`."""
    if two := colliding((source.name for source in sources), out):
        one, other = (name if name.isprintable() else repr(name) for name in two)
        raise WalkError(f"{one} and {other} would be one file in {out}: it does not distinguish these names; rename one")


def colliding(names: Iterable[str], out: Path) -> tuple[str, str] | None:
    """Two of the POSIX paths `names` that would be one file below `out`; None if there are none, or if it cannot be found out.

    The file system itself is asked, in a temporary folder beside `out`: which names it takes for the same depends on its kind,
    its settings and the folder. `names` are read only if it takes any different names for the same.
    """
    beside = Path(os.path.abspath(out))
    while not beside.is_dir():
        beside = beside.parent
    folder = os.path.join(beside, f".cleanup-{os.getpid()}-{os.urandom(8).hex()}")
    with suppress(OSError):
        os.mkdir(folder, 0o700)
        try:
            if any(_is_one(folder, _NAME, other) for other in _OTHERS):
                return _found(names, folder)
        finally:
            os.rmdir(folder)
    return None


def _found(names: Iterable[str], folder: str) -> tuple[str, str] | None:
    alike: dict[str, list[str]] = {}
    for name in names:
        before = alike.setdefault(_key(name), [])
        if name in before:  # once for each record of its file
            continue
        for other in before:
            parts, others = name.split("/"), other.split("/")
            if all(_is_one(folder, part, part_of) for part, part_of in zip(parts, others, strict=True)):
                return other, name
        before.append(name)
    return None


def _key(name: str) -> str:
    """The same for names that any file system takes for one, and for some more."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "/".join(part.rstrip(". ") for part in folded.split("/"))


def _is_one(folder: str, name: str, other: str) -> bool:
    """Whether both are one name in `folder`, which holds neither. Raises OSError."""
    if name == other:
        return True
    one, two = (os.path.join(os.fsencode(folder), _encoded(each)) for each in (name, other))
    os.mkdir(one)
    try:
        return os.path.lexists(two)
    finally:
        os.rmdir(one)


def _encoded(name: str) -> bytes:
    """The name in UTF-8, which the system's encoding may not be able to write (LC_ALL=C with PYTHONUTF8=0)."""
    return name.encode("utf-8", sys.getfilesystemencodeerrors())
