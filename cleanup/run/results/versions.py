"""The versions of libraries that are installed, without importing any of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress

LIBRARIES = ("ahocorasick-rs", "charset-normalizer", "ftfy", "rapidfuzz", "regex", "wordfreq")
"""Results may change with them."""


def versions(libraries: Iterable[str]) -> Iterator[str]:
    """The versions of the libraries, empty for one that is not there: from the names of the folders in which pip says what it
    installed. `importlib.metadata` takes 20 ms to import and to read what is in them."""
    found: dict[str, str] = {}
    for folder in reversed(sys.path):
        with suppress(OSError):
            for name in sorted(os.listdir(folder or os.curdir)):
                library, dash, version = name.removesuffix(".dist-info").partition("-")
                if dash and name.endswith(".dist-info"):
                    found[library.lower().replace("_", "-").replace(".", "-")] = version
    for library in libraries:
        yield found[library] if library in found else _by_its_metadata(library)


def _by_its_metadata(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return ""
