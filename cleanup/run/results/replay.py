"""Making and undoing the changes of an account: from it and one of the two texts comes the other, proven by digest."""

from __future__ import annotations

from pathlib import Path

from cleanup.files.text import Decoded
from cleanup.report.record import Entry
from cleanup.run.sources.digest import digest
from cleanup.run.sources.regular import read_regular
from cleanup.text.atomic import write_atomic
from cleanup.text.changeset import ChangeError


class ReplayError(ValueError):
    """A file that is not the one the account speaks of, or an account that does not fit; the message is one line."""


def forward(entry: Entry, path: Path) -> None:
    """Replace the original at `path` by the cleaned file. Raises ReplayError and leaves the file alone."""
    write(path, _replayed(entry, read(path), backward=False), mode_from=path)


def original(entry: Entry, data: bytes) -> bytes:
    """The original file's bytes from the cleaned file's. Raises ReplayError unless both digests are right."""
    return _replayed(entry, data, backward=True)


def is_original(entry: Entry, data: bytes) -> bool:
    """Whether `data` is the original already: a run that was interrupted, or undone in part, leaves originals behind."""
    return digest(data) == entry.before


def is_cleaned(entry: Entry, data: bytes) -> bool:
    """Whether `data` is the cleaned file that the account speaks of."""
    return digest(data) == entry.after


def read(path: Path) -> bytes:
    """Raises ReplayError for what cannot be read."""
    try:
        return read_regular(path)
    except OSError as error:
        raise ReplayError(f"cannot be read: {error.strerror or error}") from None


def write(path: Path, data: bytes, mode_from: Path) -> None:
    """Raises ReplayError for what cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data, mode_from=mode_from)
    except OSError as error:
        raise ReplayError(f"cannot be written: {error.strerror or error}") from None


def _replayed(entry: Entry, data: bytes, backward: bool) -> bytes:
    have, want = (entry.after, entry.before) if backward else (entry.before, entry.after)
    if digest(data) != have:
        raise ReplayError("it was edited since; left alone")
    if have == want:
        return data
    encoding, bom, errors = entry.codec
    try:
        codec = Decoded("", encoding, bytes.fromhex(bom), "strict" if errors == "strict" else "surrogateescape")
        changes = entry.changes()
        text = data[len(codec.bom) :].decode(encoding, errors)
        result = codec.encode((changes.invert() if backward else changes).apply(text))
    except (ChangeError, KeyError, TypeError, AttributeError, ValueError, LookupError) as error:
        raise ReplayError(f"the account does not fit: {error}") from None
    if digest(result) != want:
        raise ReplayError("the account does not lead to the recorded digest; left alone")
    return result
