"""edits.jsonl: a line for each document, followed by a line for each of its edits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from cleanup.report.record import Entry, EntryReader

_encoded = json.JSONEncoder(ensure_ascii=False).encode


def encode(line: dict[str, Any]) -> bytes:
    """One line with its line end. It is ASCII if it holds lone surrogates, which UTF-8 cannot encode."""
    try:
        return _encoded(line).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(line).encode() + b"\n"


def write(entry: Entry) -> bytes:
    """The lines of one entry."""
    return b"".join(map(encode, entry.lines()))


def read(lines: Iterable[bytes]) -> Iterator[Entry]:
    """The entries of an edits.jsonl. Raises ValueError with the line's number if a line cannot be read."""
    reader = EntryReader()
    number = 0
    for number, line in enumerate(lines, 1):
        try:
            entry = reader.feed(json.loads(line))
        except json.JSONDecodeError as error:
            raise ValueError(f"line {number}: not JSON: {error.msg} (a file cut short, or edited?)") from None
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"line {number}: {error}") from None
        if entry:
            yield entry
    try:
        entry = reader.close()
    except ValueError as error:
        raise ValueError(f"line {number}: {error}") from None
    if entry:
        yield entry
