"""Originals kept whole in the account of a run in place: compressed files and Parquet, whose bytes cannot be made again.

They are hard-linked there before they are replaced, which costs no time and no second copy.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePosixPath

from cleanup.files.compressed import compression
from cleanup.files.records import SEEKING, format_of
from cleanup.run.sources.digest import digest

FOLDER = "originals"


def original_path(account: Path, name: str) -> Path:
    """Where the original of a document is kept, if it is kept at all."""
    return account / FOLDER / (digest(os.fsencode(name))[:16] + PurePosixPath(name).suffix.lower())


def keep_original(source: Path, account: Path, name: str) -> None:
    """Keep the file at `source`, the document `name`, if its bytes come back only so. If that fails, its content will come
    back."""
    if not compression(source.name) and format_of(source.name) not in SEEKING:
        return
    import shutil  # brings bz2 and lzma along, which no hook has a use for

    place = original_path(account, name)
    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        try:
            os.link(source, place)
        except OSError:  # another file system, or one without links
            shutil.copy2(source, place)
