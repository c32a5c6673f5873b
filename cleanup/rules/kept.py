"""What a checkout makes of its rule files, kept as Python keeps bytecode: in __pycache__, until a file of the package changes.

Making it takes a second, of every start if it were not kept.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from typing import Any, TypeVar, cast

T = TypeVar("T")

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_SOURCES = (".py", ".toml")


def kept(name: str, make: Callable[[], T]) -> T:
    """`make()`, or what it gave before if no file of this package has changed since.

    It must depend on these files alone, and its value must be one that `marshal` writes. Nothing is written where Python writes
    no bytecode.
    """
    version = _version(_PACKAGE)
    path = cache_from_source(os.path.join(_PACKAGE, f"kept-{name}.py"))
    with suppress(OSError, EOFError, ValueError, TypeError), open(path, "rb") as file:
        if version and file.read(len(version)) == version:
            value: T = marshal.load(file)
            return value
    value = make()
    if version and not sys.dont_write_bytecode:
        from cleanup.text.atomic import write_atomic  # another process never reads half of it

        with suppress(OSError):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_atomic(path, version + marshal.dumps(cast("Any", value)))
    return value


@cache
def _version(package: str) -> bytes:
    """A digest of when the files were changed and of their sizes; empty if they lie in no folder (but in an archive). Found
    once: what a process has imported does not change either."""
    from hashlib import sha256

    found = sorted(_files(package)) if os.path.isdir(package) else []
    return sha256(repr(found).encode()).digest() if found else b""


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith(_SOURCES):
                status = entry.stat()
                yield entry.path, status.st_mtime_ns, status.st_size
