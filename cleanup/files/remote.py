"""Files at addresses like s3://bucket/a.jsonl, with the extra `remote`: fetched whole, and sent whole or not at all.

fsspec knows the kinds of addresses; if it needs another package for one, as s3fs for s3://, its error names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from cleanup.files.inside import stays_inside
from cleanup.text.lazy import Lazy

_ADDRESS = Lazy(r"[a-z][a-z0-9+.-]+(?:::[^/]*)*://", re.IGNORECASE)
_PIECE = 1024 * 1024
"""Bytes copied at once."""


class RemoteError(OSError):
    """A place that cannot be reached, read or written; the message is one line for the user."""


def is_remote(address: str) -> bool:
    """Whether this is an address and no path: "s3://b/a" is, as are "file:///a" and "memory://a"; "C:\\\\a" is a path."""
    return _ADDRESS.match(address) is not None


def name_of(address: str) -> str:
    """The last part of an address: the name of its file or folder. Raises RemoteError if there is none."""
    name = PurePosixPath(address.partition("://")[2].rstrip("/")).name
    if not stays_inside(name):
        raise RemoteError(f"{address}: name a file or folder there")
    return name


def fetch(address: str, folder: Path, *, empty: bool = False) -> Path:
    """Bring the file or folder at `address` into the local `folder`; where it is now. Raises RemoteError, OSError.

    With `empty` only the names: a file of each, without content.
    """
    bring = _touch if empty else _copy
    target = folder / name_of(address)
    with _place(address) as (files, path):
        if files.isfile(path):
            bring(files, path, target)
            return target
        found = files.find(path)
        if not found:
            raise RemoteError(f"{address}: no such file or folder")
        above = files._strip_protocol(path).rstrip("/") + "/"
        for each in found:
            bring(files, each, _below(target, each.removeprefix(above), address))
    return target


def send(source: Path, address: str) -> None:
    """Put a local file, or all files of a local folder, at `address`; of what stood there only files of these names are replaced.

    Raises RemoteError; then no file there is half written. OSError for the local ones.
    """
    import shutil  # imports bz2 and lzma, which no hook needs

    with _place(address) as (files, path):
        for local in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if local.is_dir():
                continue
            target = path if local == source else f"{path.rstrip('/')}/{local.relative_to(source).as_posix()}"
            files.makedirs(target.rpartition("/")[0], exist_ok=True)
            # What is written within a transaction appears when it ends, and not at all if it fails.
            with files.transaction, local.open("rb") as data, files.open(target, "wb") as file:
                shutil.copyfileobj(data, file, _PIECE)


def exists(address: str) -> bool:
    """Whether something is there. Raises RemoteError."""
    with _place(address) as (files, path):
        return bool(files.exists(path))


def _copy(files: Any, path: str, target: Path) -> None:
    import shutil

    from cleanup.text.namedfile import new_file  # a hook writes nothing

    target.parent.mkdir(parents=True, exist_ok=True)
    with files.open(path, "rb") as data, new_file(target) as file:
        shutil.copyfileobj(data, file, _PIECE)


def _touch(files: Any, path: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch()


def _below(folder: Path, name: str, address: str) -> Path:
    """The place of a file of a folder; names from elsewhere must not lead out of it."""
    within = "/".join(filter(None, name.split("/")))  # a name there may hold two slashes in a row
    if name.startswith("/") or not stays_inside(within):
        raise RemoteError(f"{address}: a file there has a name that leads out of its folder: {name!r}")
    return folder / within


@contextmanager
def _place(address: str) -> Iterator[tuple[Any, str]]:
    """The file system of an address, and the path in it. What goes wrong there is a RemoteError that names the address."""
    try:
        import fsspec
    except ImportError:
        raise RemoteError(f"{address}: to read and write there: pip install 'cleanup-articles[remote]'") from None
    try:
        yield fsspec.core.url_to_fs(address)
    except RemoteError:
        raise
    except Exception as error:  # every place has errors of its own
        said = (isinstance(error, OSError) and error.strerror) or str(error).partition("\n")[0] or type(error).__name__
        raise RemoteError(f"{address}: {said}") from None
