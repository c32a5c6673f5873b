"""Reading Parquet through a worker process (see parquetworker), so that this one survives whatever a file holds."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from typing import Any, BinaryIO, NoReturn

from cleanup.files.frames import Channel
from cleanup.files.parquetworker import BYTES, DATA, ERROR, FILE, GROUP, READ, READ_RANGE, TEXTS
from cleanup.files.records import RecordError, UnreadableError
from cleanup.text.dataclass import dataclass
from cleanup.text.namedfile import temporary_file

_CODE = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from cleanup.files.parquetworker import main; main()"


class _Worker:
    """A process that reads Parquet files, one after the other. `resting`: the last question has its whole answer."""

    def __init__(self) -> None:
        # -P: a folder of articles is no place to import from, whatever stands in it.
        command = [sys.executable, "-P", "-c", _CODE, json.dumps(sys.path)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._process.stdin and self._process.stdout
        self._channel = Channel(self._process.stdout, self._process.stdin)
        self.resting = True
        atexit.register(self.end)

    def ask(self, kind: bytes, content: Any) -> None:
        """Ask something that `answer` will answer. Raises UnreadableError."""
        self.resting = False
        self._send(kind, json.dumps(content).encode())

    def answer(self, stream: BinaryIO) -> tuple[bytes, bytes]:
        """The next part of the answer about the file in `stream`. Raises UnreadableError, and what reading `stream` does."""
        while (message := self._receive())[0] == READ:
            place, size = READ_RANGE.unpack(message[1])
            stream.seek(place)
            self._send(BYTES, stream.read(size))
        self.resting = message[0] != DATA
        if message[0] == ERROR:
            raise UnreadableError(f"cannot be read as Parquet: {message[1].decode()}")
        return message

    @property
    def pid(self) -> int:
        return self._process.pid

    def lives(self) -> bool:
        """Whether it can be asked something."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the process."""
        atexit.unregister(self.end)
        self._process.kill()
        self._process.wait()
        for pipe in (self._channel.incoming, self._channel.outgoing):
            with suppress(OSError):  # what is left in a buffer finds nobody
                pipe.close()

    def _send(self, kind: bytes, content: bytes) -> None:
        try:
            self._channel.send(kind, content)
        except OSError:
            self._died()

    def _receive(self) -> tuple[bytes, bytes]:
        try:
            return self._channel.receive()
        except EOFError:
            self._died()

    def _died(self) -> NoReturn:
        code = self._process.wait()
        how = next((each.name for each in signal.Signals if each == -code), f"exit {code}")
        raise UnreadableError(f"cannot be read as Parquet: pyarrow crashed on it ({how})") from None


@cache
def _idle(process: int) -> list[_Worker]:
    """The workers of a process, by its number, that wait for their next file: starting one costs half a second, reading a small
    file a millisecond. A fork must not talk to the workers of the process that it came from."""
    return []


def _waiting(idle: list[_Worker]) -> _Worker | None:
    """A worker taken from the list that is still alive; None if there is none."""
    while idle:
        worker = idle.pop()
        if worker.lives():
            return worker
        worker.end()
    return None


@dataclass(frozen=True, slots=True)
class ParquetSource:
    """An opened file.

    schema      pyarrow's
    sizes       rows of each row group
    properties  how it was written, see properties_of
    worker      the process that reads it
    """

    schema: Any
    sizes: Sequence[int]
    properties: dict[str, Any]
    worker: _Worker
    _stream: BinaryIO

    def texts(self, columns: Sequence[str]) -> Iterator[Any]:
        """Record batches of `columns`, some rows each, of all rows. Raises UnreadableError, and what reading the stream does."""
        rows = 0
        with self._answer(TEXTS, columns, None) as batches:
            for batch in batches:
                rows += batch.num_rows
                yield batch
        _expect(rows, sum(self.sizes))

    def group(self, number: int, columns: Sequence[str]) -> Any:
        """The table of `columns` of one row group, in the order of the file. Raises as `texts` does."""
        with self._answer(GROUP, columns, number) as batches:
            table = batches.read_all()
        if columns:
            _expect(table.num_rows, self.sizes[number])
        return table

    @contextmanager
    def _answer(self, kind: bytes, columns: Sequence[str], group: int | None) -> Iterator[Any]:
        import pyarrow

        self.worker.ask(kind, {"columns": list(columns), "group": group})
        data = _Data(self.worker, self._stream)
        with pyarrow.ipc.open_stream(data) as batches:
            yield batches
        while not self.worker.resting:
            self.worker.answer(self._stream)


def _expect(rows: int, said: int) -> None:
    """Raises UnreadableError for columns that end too early, which pyarrow takes for whole ones."""
    if rows != said:
        raise UnreadableError(f"cannot be read as Parquet: {rows:,} rows where it speaks of {said:,}")


class _Data:
    """The data of an answer, as a file for pyarrow."""

    closed = False

    def __init__(self, worker: _Worker, stream: BinaryIO) -> None:
        self._worker, self._stream = worker, stream
        self._left = memoryview(b"")

    def read(self, size: int) -> bytes:
        parts = []
        while size and (self._left or self._more()):
            part, self._left = self._left[:size], self._left[size:]
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _more(self) -> bool:
        """Wait for more; False at the end."""
        if not self._worker.resting:
            kind, content = self._worker.answer(self._stream)
            self._left = memoryview(content if kind == DATA else b"")
        return bool(self._left)

    def close(self) -> None: ...


@contextmanager
def opened(stream: BinaryIO) -> Iterator[ParquetSource]:
    """The Parquet file in `stream`. Raises RecordError without pyarrow, and as ParquetSource does."""
    try:
        import pyarrow
    except ImportError:
        raise RecordError("to read and write Parquet: pip install 'cleanup-articles[parquet]'") from None
    with ExitStack() as stack:
        if not stream.seekable():  # its table of contents stands at the end
            whole = stack.enter_context(temporary_file())
            shutil.copyfileobj(stream, whole)
            stream = whole
        idle = _idle(os.getpid())
        worker = _waiting(idle) or _Worker()
        try:
            worker.ask(FILE, stream.seek(0, os.SEEK_END))
            about = json.loads(worker.answer(stream)[1])
            schema = pyarrow.ipc.read_schema(pyarrow.py_buffer(bytes.fromhex(about["schema"])))
            yield ParquetSource(schema, about["sizes"], about["properties"], worker, stream)
        finally:
            if worker.resting:
                idle.append(worker)
            else:
                worker.end()
