"""Parquet, with the extra `parquet`: the texts of a column read row group by row group, and written back in the shape they had.

A Parquet file is no sequence of records, so `raw` holds the values asked for, as one line of JSON; all other columns go from the
source to the target untouched. Values come back, not bytes: pages are compressed again. Files are read by another process (see
parquetworker), for pyarrow does not survive every broken one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, BinaryIO

from cleanup.files.parquetcolumns import column_of, is_text, texts_of, written_like
from cleanup.files.parquetsource import opened
from cleanup.files.records import Dialect, Record, RecordError

_BUFFERED_ROWS, _BUFFERED_BYTES = 256, 16 * 1024 * 1024
"""Records, and bytes of records, that are held before they become part of a column."""


class Parquet:
    """One Parquet file. Texts are the values of top-level columns of strings, dictionaries of strings among them."""

    uniform = True

    def __init__(self, dialect: Dialect | None = None) -> None:
        self._names: tuple[str, ...] = ()
        self._read: list[str] = []

    def read(self, stream: BinaryIO, fields: Sequence[str]) -> Iterator[Record]:
        """See RecordFormat; `line` is the row's number. Memory holds some rows of the columns read, and one page of each."""
        with opened(stream) as file:
            schema = file.schema
            self._names = tuple(schema.names)
            there = [name for name in dict.fromkeys(fields) if name in self._names]
            if twice := [name for name in there if self._names.count(name) > 1]:
                raise RecordError(f"two columns are called {twice[0]!r}")
            wanted = [name for name in there if is_text(schema.field(name).type)]
            self._read[:] = wanted
            number = 0
            for batch in file.texts(wanted):
                columns = [texts_of(batch.column(name)) for name in wanted]
                for row in zip(*columns, strict=True) if wanted else [()] * batch.num_rows:
                    number += 1
                    yield _record(number, dict(zip(wanted, row, strict=True)))
        if stream.seekable():
            stream.seek(0, os.SEEK_END)
        stream.read(1)  # at their end some streams tell that they were changed meanwhile

    def names(self, record: Record) -> tuple[str, ...]:
        """See RecordFormat."""
        return self._names

    def replaced(self, record: Record, new: Mapping[str, str]) -> bytes:
        """See RecordFormat. Raises RecordError for half a surrogate pair, which Parquet has no bytes for."""
        for name, value in new.items():
            if name in self._names and name not in self._read:
                raise RecordError(f"the column {name!r} holds no texts")
            if not value.isascii():
                try:
                    value.encode()
                except UnicodeEncodeError as error:
                    bad = ascii(error.object[error.start])[1:-1]
                    raise RecordError(f"Parquet cannot hold {bad}, which would stand in {name!r}") from None
        return _raw(json.loads(record.raw) | new)

    def writer(self, target: BinaryIO, source: BinaryIO) -> _Writer:
        """See RecordFormat. Memory holds one row group. A column that was read and is in no record any more goes."""
        return _Writer(target, source, self._read)


class _Writer:
    """Rewrites a file, row group by row group: the columns that the records hold from them, the others from the source."""

    def __init__(self, target: BinaryIO, source: BinaryIO, read: Sequence[str]) -> None:
        self._target, self._opened, self._read = target, ExitStack(), read
        self._file = self._opened.enter_context(opened(source))
        self._sizes = self._file.sizes
        self._group = 0
        self._rows: list[bytes] = []
        self._kept: list[bool] = []
        self._held = 0
        self._chunks: dict[str, list[Any]] = {}
        self._writer: Any = None

    def write(self, raw: bytes) -> None:
        """See RecordWriter."""
        self._take(raw, True)

    def leave_out(self, raw: bytes) -> None:
        """See RecordWriter."""
        self._take(raw, False)

    def _take(self, raw: bytes, kept: bool) -> None:
        if self._writer is None:
            self._begin(json.loads(raw))
        self._kept.append(kept)
        if kept:
            self._rows.append(raw)
            self._held += len(raw)
        full = len(self._rows) == _BUFFERED_ROWS or self._held > _BUFFERED_BYTES
        if full or len(self._kept) in self._sizes[self._group : self._group + 1]:
            self._gather()

    def close(self) -> None:
        """See RecordWriter. Raises RecordError if these were not as many records as the file has."""
        with self._opened:
            if self._writer is None:
                self._begin({})
            if self._kept or self._group < len(self._sizes):
                raise RecordError(f"not the {sum(self._sizes):,} records that its source has")
            with _errors():
                self._writer.close()

    def _begin(self, first: Mapping[str, Any]) -> None:
        """Make the file, with a column more for each name that is in no column yet."""
        import pyarrow
        from pyarrow.parquet import ParquetWriter

        there = self._file.schema
        gone = {name for name in self._read if name not in first} if first else set()
        self._schema = pyarrow.schema([column for column in there if column.name not in gone], there.metadata)
        self._others = [name for name in there.names if name not in first and name not in gone]
        for name in first:
            if name not in self._schema.names:
                self._schema = self._schema.append(pyarrow.field(name, pyarrow.string()))
        self._chunks = {name: [] for name in first}
        with _errors():
            self._writer = ParquetWriter(self._target, self._schema, **written_like(self._file.properties))
        self._opened.callback(_quietly, self._writer.close)
        self._flush()

    def _gather(self) -> None:
        """Take the rows that came for a part of the columns."""
        rows, self._rows, self._held = [json.loads(raw) for raw in self._rows], [], 0
        with _errors():
            for name, chunks in self._chunks.items():
                chunks += column_of([_bytes(row.get(name)) for row in rows], self._schema.field(name).type).chunks
        self._flush()

    def _flush(self) -> None:
        """Write the row group whose rows have all come, and those of no rows behind it; one of which none is kept goes."""
        import pyarrow

        while self._group < len(self._sizes) and len(self._kept) == self._sizes[self._group]:
            if any(self._kept) or not self._kept:
                table = self._file.group(self._group, self._others)
                with _errors():
                    if self._others and not all(self._kept):
                        table = table.filter(pyarrow.array(self._kept))
                    others = iter(table.columns)
                    columns = []
                    for field in self._schema:
                        chunks = self._chunks.get(field.name)
                        columns.append(next(others) if chunks is None else pyarrow.chunked_array(chunks, field.type))
                    self._writer.write_table(pyarrow.Table.from_arrays(columns, schema=self._schema), max(sum(self._kept), 1))
            self._chunks = {name: [] for name in self._chunks}
            self._group, self._kept = self._group + 1, []


@contextmanager
def _errors() -> Iterator[None]:
    """What pyarrow raises of a file that it is to write as RecordError; its first line says what it is."""
    from pyarrow import ArrowException

    try:
        yield
    except ArrowException as error:
        raise RecordError(f"pyarrow says: {str(error).partition(chr(10))[0]}") from None


def _record(number: int, values: dict[str, Any]) -> Record:
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    bad = [name for name, value in values.items() if isinstance(value, bytes)]
    raw = _raw({name: {"hex": value.hex()} if isinstance(value, bytes) else value for name, value in values.items()})
    return Record(number, number, raw, {} if bad else texts, f"{bad[0]!r} is not UTF-8" if bad else "")


def _raw(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def _bytes(value: Any) -> bytes | None:
    """What `_raw` made of a value, back."""
    return value.encode() if isinstance(value, str) else bytes.fromhex(value["hex"]) if value else None


def _quietly(close: Any) -> None:
    """Close what was given up half way."""
    with suppress(Exception):
        close()
