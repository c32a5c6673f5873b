"""The worker process that reads Parquet files for its parent, which asks for their content and hands over their bytes.

pyarrow ends the whole process on some broken files (26.0.1: on a histogram of levels that does not fit its column), which no
`except` can stop. So only this process reads them. The two exchange messages by a `Channel`:

    to the worker    FILE          the size of a file; answered by ABOUT
                     TEXTS, GROUP  columns of the whole file, or of one row group, as JSON; answered by DATA up to END
                     BYTES         what READ asked for
    from the worker  READ          an offset and a size; may come before any answer
                     ERROR         in place of an answer: what is wrong with the file
"""

from __future__ import annotations

import io
import json
import os
import signal
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from cleanup.files.frames import Channel
from cleanup.files.parquetcolumns import properties_of

FILE, TEXTS, GROUP, BYTES = b"F", b"T", b"G", b"B"
READ, ABOUT, DATA, END, ERROR = b"R", b"A", b"D", b"E", b"X"

READ_RANGE = struct.Struct(">QQ")
"""Offset and size of what READ asks for."""

BATCH_BYTES = 16 * 1024 * 1024
"""Bytes of texts that are read at once, by what the file says of its row groups."""

_TEXT_ROWS, _COLUMN_ROWS = 256, 1 << 16
"""Rows read at once: of texts to clean, and of the other columns of a row group."""

_BUFFER_SIZE = 1024 * 1024
"""Bytes that pyarrow reads at once of a column."""


class _Served(io.RawIOBase):
    """A file that the other process has."""

    def __init__(self, channel: Channel, size: int) -> None:
        self._channel, self._size, self._place = channel, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._place = offset + (0, self._place, self._size)[whence]
        return self._place

    def read(self, size: int = -1, /) -> bytes:
        left = max(self._size - self._place, 0)
        self._channel.send(READ, READ_RANGE.pack(self._place, left if size < 0 else min(size, left)))
        try:
            _, data = self._channel.receive()
        except EOFError:  # nobody is left to read for
            os._exit(0)
        self._place += len(data)
        return data


def serve(channel: Channel) -> None:
    """Answer until the other process is gone."""
    from pyarrow.parquet import ParquetFile

    file: Any = None
    while True:
        try:
            kind, content = channel.receive()
        except EOFError:
            return
        asked = json.loads(content)
        try:
            if kind == FILE:
                # With a buffer and without reading ahead memory holds pages; else whole columns of a row group.
                file = ParquetFile(_Served(channel, asked), buffer_size=_BUFFER_SIZE, pre_buffer=False)
                channel.send(ABOUT, _about(file))
            else:
                for data in _streamed(file, **asked, most=_TEXT_ROWS if kind == TEXTS else _COLUMN_ROWS):
                    channel.send(DATA, data)
                channel.send(END)
        except BrokenPipeError:
            return
        except Exception as error:  # pyarrow raises as many kinds of errors as there are ways to break a file
            channel.send(ERROR, (str(error).partition("\n")[0] or type(error).__name__).encode(errors="replace"))


def _about(file: Any) -> bytes:
    """The schema, rows of each row group, and how the file was written."""
    schema, groups = file.schema_arrow, file.metadata
    _ = schema.names  # which may be no UTF-8
    sizes = [groups.row_group(place).num_rows for place in range(groups.num_row_groups)]
    about = {"schema": schema.serialize().to_pybytes().hex(), "sizes": sizes, "properties": properties_of(file)}
    return json.dumps(about).encode()


def _streamed(file: Any, columns: Sequence[str], group: int | None, most: int) -> Iterator[bytes]:
    """The columns as a stream of Arrow's IPC format, a batch of rows at a time, of one row group or of all."""
    import pyarrow

    groups = range(file.metadata.num_row_groups) if group is None else [group]
    rows = _rows_at_once(file.metadata, groups, columns, most)
    schema = pyarrow.schema([column for column in file.schema_arrow if column.name in columns])
    sink = io.BytesIO()
    with pyarrow.ipc.new_stream(sink, schema) as stream:
        for batch in file.iter_batches(rows, row_groups=list(groups), columns=schema.names):  # in that order
            batch.validate()
            stream.write_batch(batch)
            yield sink.getvalue()
            sink.seek(0)
            sink.truncate()
    yield sink.getvalue()


def _rows_at_once(metadata: Any, groups: Sequence[int], names: Sequence[str], most: int) -> int:
    """How many rows to read at once: fewer where they are long, as the file says of its row groups."""
    size = 0
    for place in groups:
        group = metadata.row_group(place)
        columns = (group.column(number) for number in range(group.num_columns))
        whole = sum(column.total_uncompressed_size for column in columns if column.path_in_schema.partition(".")[0] in names)
        size = max(size, whole // max(group.num_rows, 1))
    return max(1, min(most, BATCH_BYTES // max(size, 1)))


def main() -> None:
    """Serve on standard input and output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the other process, which then goes
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash is a result here: no core dump is wanted
    serve(Channel(sys.stdin.buffer, sys.stdout.buffer))
