"""CSV and TSV: a record a row, of which only the cells asked for are decoded, and only the token of a changed one is replaced.

Quotes must add up, and a row must have the cells its header names. One that does not is reported and stays as it is: a delimiter
or line end without quotes has cut its text, and nobody can say where.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import BinaryIO

from cleanup.files.records import Dialect, Plain, Record, RecordError, foreign
from cleanup.files.rows import Cell, Row, RowError, cells, content, rows, token

_ASCII = "".join(map(chr, range(128)))
_HEAD_SIZE = 64 * 1024
"""Bytes in which the delimiter is looked for."""

_DELIMITERS = re.compile("[,;\t]")  # unquoted in a header, they might be taken for its delimiter
_OTHER_DELIMITERS = (b",", b";", b"\t")
_EXCEL_DELIMITER = re.compile(rb"sep=([^\r\n])(?:\r?\n|\r)")


class Table:
    """Reads one file of rows.

    dialect.delimiter  one ASCII character; if not given `mark`, unless the header shows beyond doubt that it is another one
    dialect.header     the first row names the columns; else they are called "1", "2" and so on
    dialect.encoding   Python's name of an encoding in which ASCII characters keep their bytes
    """

    uniform = True
    mark = b","

    def __init__(self, dialect: Dialect | None = None) -> None:
        self.dialect = dialect or Dialect()
        self._columns: tuple[str, ...] = ()
        self._places: dict[str, int] = {}
        self._twice: frozenset[str] = frozenset()
        self._least = self._header = 0

    def read(self, stream: BinaryIO, fields: Sequence[str]) -> Iterator[Record]:
        """See RecordFormat. The header is a filler, as are blank rows and the row `sep=;` that tells Excel the delimiter."""
        _fit(self.dialect.encoding, self.dialect.delimiter)
        head = stream.read(_HEAD_SIZE)
        if what := foreign(head):
            raise RecordError(f"this is {what}")
        body = head.removeprefix(BOM_UTF8)
        bom = head[: len(head) - len(body)]
        self.mark = self._delimiter(body, fields)
        for number, row in enumerate(rows(stream, self.mark, head=body), 1):
            yield self._record(number, row, fields, bom)
            bom = b""

    def names(self, record: Record) -> tuple[str, ...]:
        """See RecordFormat; the header's names, whatever the record."""
        return self._columns

    def replaced(self, record: Record, new: Mapping[str, str]) -> bytes:
        """See RecordFormat. A value is quoted if the old one was or if it must be. Rows without cells stay as they are.

        Of two columns of one name the first is read, and none is written.
        """
        header = record.filler and record.number == self._header
        if record.error or (record.filler and not header):
            return record.raw
        if twice := next((name for name in new if name in self._twice), None):
            raise RecordError(f"two columns are called {twice!r}; number them with --no-header")
        bom = BOM_UTF8 if record.number == 1 and record.raw.startswith(BOM_UTF8) else b""
        raw = record.raw[len(bom) :]
        added = {name: place for place, name in enumerate((name for name in new if name not in self._places), len(self._columns))}
        if header:
            tokens = {place: name for name, place in added.items()}
        else:
            tokens = {(self._places | added)[name]: value for name, value in new.items()}
        return bom + self._put(raw, cells(raw, self.mark), tokens, names=header)

    def writer(self, target: BinaryIO, source: BinaryIO) -> Plain:
        """See RecordFormat."""
        return Plain(target)

    def _delimiter(self, body: bytes, fields: Sequence[str]) -> bytes:
        """That given, else that said in a first row, else the usual one, unless the header is one cell of it, but several of
        another one with a field among them. It must end at the same place for both: an open quote takes rows behind it along,
        and another text in those would make another delimiter."""
        if self.dialect.delimiter:
            return self.dialect.delimiter.encode()
        if said := _EXCEL_DELIMITER.match(body):
            return said[1]
        first = next(rows(BytesIO(body), self.mark), Row(1, b"")).raw
        wanted = {name.encode(self.dialect.encoding, "replace") for name in fields}
        if self.dialect.header and not _split(first, self.mark)[1:]:
            for mark in _OTHER_DELIMITERS:
                found = _split(first, mark)
                if len(found) > 1 and wanted & set(found) and next(rows(BytesIO(body), mark)).raw == first:
                    return mark
        return self.mark

    def _record(self, number: int, row: Row, fields: Sequence[str], bom: bytes) -> Record:
        raw = bom + row.raw
        if row.goes_on or not row.raw.strip(b"\r\n") or (number == 1 and _EXCEL_DELIMITER.fullmatch(row.raw)):
            return Record(number, row.line, raw, filler=True)
        try:
            if row.fault:
                raise RowError(row.fault)
            found = cells(row.raw, self.mark)
            if not self._columns:
                self._name(number, row.raw, found)
                if self.dialect.header:
                    return Record(number, row.line, raw, filler=True)
            self._check(found)
            return Record(number, row.line, raw, self._values(row.raw, found, fields))
        except RowError as error:
            if self.dialect.header and not self._columns:
                raise RecordError(f"the header in line {row.line} cannot be read: {error}") from None
            return Record(number, row.line, raw, error=str(error))

    def _name(self, number: int, raw: bytes, found: list[Cell]) -> None:
        """Learn the columns from the first row."""
        if self.dialect.header:
            names = [self._text(raw, cell, f"name {place}") for place, cell in enumerate(found, 1)]
            last = max((place for place, name in enumerate(names, 1) if name), default=0)
            self._header, self._least = number, last
        else:
            names = [str(place) for place in range(1, len(found) + 1)]
            self._least = len(names)
        self._columns = tuple(names)
        self._places = {name: names.index(name) for name in names if name}
        self._twice = frozenset(name for name in self._places if names.count(name) > 1)

    def _check(self, found: list[Cell]) -> None:
        """Raises RowError unless the row has the header's cells; empty ones may be missing from a header, and be added."""
        if len(found) < self._least or any(cell.end > cell.start for cell in found[len(self._columns) :]):
            of = "its header" if self.dialect.header else "the first row"
            guess = "is a delimiter or line end in it not quoted?" if len(self._columns) > 1 else "is another --delimiter meant?"
            raise RowError(f"{len(found)} cell{'s' * (len(found) != 1)}, and {len(self._columns)} in {of}: {guess}")

    def _values(self, raw: bytes, found: list[Cell], fields: Sequence[str]) -> dict[str, str]:
        values = {}
        for name in fields:
            if (place := self._places.get(name, len(found))) < len(found):
                values[name] = self._text(raw, found[place], f"{name!r}")
        return values

    def _text(self, raw: bytes, cell: Cell, name: str) -> str:
        try:
            return content(raw, cell).decode(self.dialect.encoding)
        except UnicodeDecodeError as error:
            bad = error.object[error.start]
            raise RowError(
                f"{name} is not {self.dialect.encoding}: byte 0x{bad:02x} at {error.start:,}; give --encoding"
            ) from None

    def _put(self, raw: bytes, found: list[Cell], tokens: Mapping[int, str], names: bool = False) -> bytes:
        """The row with some cells replaced, by their places; those behind its last one are added."""
        out, position = [], 0
        for place in sorted(place for place in tokens if place < len(found)):
            cell = found[place]
            out += [raw[position : cell.start], self._token(tokens[place], cell.quoted)]
            position = cell.end
        end = found[-1].end
        out.append(raw[position:end])
        for place in range(len(found), max(tokens, default=0) + 1):
            out += [
                self.mark,
                self._token(tokens[place], names and _DELIMITERS.search(tokens[place]) is not None) if place in tokens else b"",
            ]
        return b"".join([*out, raw[end:]])

    def _token(self, value: str, quoted: bool) -> bytes:
        try:
            return token(value.encode(self.dialect.encoding), self.mark, quoted)
        except UnicodeEncodeError as error:
            raise RecordError(f"{self.dialect.encoding} cannot hold {ascii(error.object[error.start])[1:-1]}") from None


class Csv(Table):
    """Cells between commas."""


class Tsv(Table):
    """Cells between tabs, quoted as in CSV."""

    mark = b"\t"


def _split(raw: bytes, mark: bytes) -> list[bytes]:
    """What the cells say; nothing if they cannot be read."""
    try:
        return [content(raw, cell) for cell in cells(raw, mark)]
    except RowError:
        return []


def _fit(encoding: str, delimiter: str) -> None:
    """Raises RecordError for a wrong delimiter, and an encoding in which it or a quote may be part of another character."""
    if delimiter and (len(delimiter) > 1 or not delimiter.isascii() or delimiter in '"\r\n'):
        raise RecordError(f"the delimiter must be one ASCII character, no quote and no line end, and not {delimiter!r}")
    stateful = encoding.startswith(("utf-16", "utf-32", "utf-7", "iso2022", "hz"))
    if stateful or _ASCII.encode().decode(encoding, "replace") != _ASCII:
        raise RecordError(f"tables in {encoding} cannot be read; make them UTF-8 first")
    if delimiter and any(len(bytes((lead, ord(delimiter))).decode(encoding, "replace")) == 1 for lead in range(128, 256)):
        raise RecordError(f"{delimiter!r} is a part of other characters in {encoding}; make the table UTF-8 first")
