"""Rows of a CSV or TSV file and where their cells stand in them: from a stream of bytes, in bounded memory, at the speed of `re`.

The grammar is that of Python's csv module (excel dialect, strict): RFC 4180 with every kind of line end. A cell is quoted if it
begins with `"`, a doubled quote in it stands for one, and "\\n", "\\r\\n" or a lone "\\r" outside of quotes ends the row.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO

from cleanup.text.dataclass import dataclass

LONGEST_ROW = 64 * 1024 * 1024
"""Bytes a row may have. A quote that nobody closes makes one row of all that follows, and memory has to hold rows."""

_QUOTED_STARTS = (b'"', BOM_UTF8, b"sep=")
_READ_SIZE = 1024 * 1024
"""Bytes read at once, at least."""

_ROW_ENDS = (b"", b"\n", b"\r")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the file, its line end with it. `line` is where it begins, from 1, counting `line_ends`.

    `fault` says why no cells can be read from it, if so; `goes_on` marks further pieces of a row too long to hold.
    """

    line: int
    raw: bytes
    fault: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell stands in its row; with its quotes, if it is quoted."""

    start: int
    end: int
    quoted: bool = False


class RowError(ValueError):
    """A row whose quotes do not add up, so that nobody can say where its cells begin and end."""


@dataclass(frozen=True)
class _Grammar:
    """`row` finds where a row's line end is, whatever its quotes are; `cell` tells its cells apart."""

    row: re.Pattern[bytes]
    cell: re.Pattern[bytes]


@lru_cache(maxsize=8)
def _grammar(delimiter: bytes) -> _Grammar:
    mark = re.escape(delimiter)
    inside, plain = rb'(?>[^"]++|"")*+', rb"[^" + mark + rb"\r\n]*+"
    # What follows a closing quote is read as the csv module reads it when it is not strict: up to the next delimiter.
    cell = rb'(?:"' + inside + rb'"?+' + plain + rb"|" + plain + rb")"
    groups = rb'"(?P<inside>' + inside + rb')(?P<close>"?+)(?P<tail>' + plain + rb")|" + plain
    return _Grammar(re.compile(cell + rb"(?>" + mark + cell + rb")*+"), re.compile(groups))


def rows(stream: BinaryIO, delimiter: bytes, *, head: bytes = b"", limit: int = LONGEST_ROW) -> Iterator[Row]:
    """The rows of `head` and what is left of `stream`; their bytes put together are those of both, whatever they hold.

    From a row of more than `limit` bytes on everything is given in pieces with a fault: where its quotes end, nobody knows.
    """
    grammar = _grammar(delimiter)
    buffer, place, line, ended = head, 0, 1, False
    while not ended:
        # As much again, so that a cell of any length is looked through only a few times.
        more = stream.read(max(_READ_SIZE, len(buffer) - place))
        buffer, place, ended = buffer[place:] + more, 0, not more
        while (end := _end(grammar.row, buffer, place, ended)) > place:
            raw = buffer[place:end]
            yield Row(line, raw, _fault(raw, grammar) if ended and end == len(buffer) else "")
            line += line_ends(raw)
            place = end
        if len(buffer) - place > limit:
            yield from _rest(buffer[place:], stream, line)
            return


def line_ends(raw: bytes) -> int:
    """Lines that end in a row: at "\\n", and at a lone "\\r" only if the row itself ends with one, as all of its file will."""
    return raw.count(b"\n") + (raw.count(b"\r") - raw.count(b"\r\n") if raw.endswith(b"\r") else 0)


def _end(pattern: re.Pattern[bytes], buffer: bytes, place: int, ended: bool) -> int:
    """Where the row at `place` ends, its line end included; `place` itself if that is not in the buffer yet."""
    match = pattern.match(buffer, place)
    end = match.end() if match else place
    if buffer[end : end + 1] == b"\n":
        return end + 1
    if end + 1 < len(buffer):
        return end + 1 + (buffer[end + 1] == 10)
    return len(buffer) if ended else place


def _fault(raw: bytes, grammar: _Grammar) -> str:
    """Why the last row of a file is broken: only there a quote may be left open."""
    try:
        _cells(raw, grammar)
    except RowError as error:
        return str(error)
    return ""


def _rest(piece: bytes, stream: BinaryIO, line: int) -> Iterator[Row]:
    fault = f"a row of over {len(piece) >> 20} MiB begins here, most likely because a quote is not closed; the rest is not read"
    goes_on = False
    while piece:
        yield Row(line, piece, fault, goes_on)
        goes_on = True
        line += piece.count(b"\n")
        piece = stream.read(_READ_SIZE)


def cells(raw: bytes, delimiter: bytes) -> list[Cell]:
    """The cells of a row that `rows` gave; none if it is empty. Raises RowError."""
    return _cells(raw, _grammar(delimiter))


def _cells(raw: bytes, grammar: _Grammar) -> list[Cell]:
    found: list[Cell] = []
    place = 0
    while raw[place : place + 1] not in _ROW_ENDS or found:
        match = grammar.cell.match(raw, place)
        if match is None:
            break
        inside, close, tail = match.groups()
        if inside is not None and not close:
            raise RowError(f"the quote of cell {len(found) + 1} is not closed")
        if tail:
            raise RowError(f"text follows the closing quote of cell {len(found) + 1}: quotes inside of quotes are doubled")
        found.append(Cell(place, match.end(), inside is not None))
        place = match.end() + 1
        if raw[match.end() : place] in _ROW_ENDS:
            break
    return found


def content(raw: bytes, cell: Cell) -> bytes:
    """What the cell says, without its quotes."""
    if not cell.quoted:
        return raw[cell.start : cell.end]
    return raw[cell.start + 1 : cell.end - 1].replace(b'""', b'"')


def token(value: bytes, delimiter: bytes, quoted: bool) -> bytes:
    """`value` as a cell: in quotes if `quoted`, or if it would be read as something else without."""
    if quoted or not value or value.startswith(_QUOTED_STARTS) or delimiter in value or b"\n" in value or b"\r" in value:
        return b'"' + value.replace(b'"', b'""') + b'"'
    return value
