"""Parquet files are read by a process of their own: if it dies, the reason is reported, and only that file is lost."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.files.parquet import Parquet
from cleanup.files.parquetsource import opened
from cleanup.files.records import Record, UnreadableError

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def packed(rows: int = 3, **options: int) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": [None, *map(str, range(1, rows))], "n": [[1, 2]] * rows}), out, **options)
    return out.getvalue()


def with_levels_that_do_not_fit() -> bytes:
    """A column that may hold nulls, with the histogram of which row holds one, called one that may not (Thrift, field 3)."""
    before, name, after = packed().rpartition(b"\x25\x02\x18\x04text")
    assert name
    return before + b"\x25\x00\x18\x04text" + after


def read(data: bytes, *fields: str) -> Iterator[Record]:
    return Parquet().read(io.BytesIO(data), fields or ["text"])


def test_a_file_that_pyarrow_dies_of_is_refused_and_the_next_one_read() -> None:
    for _ in range(2):
        with pytest.raises(UnreadableError, match="cannot be read as Parquet"):
            list(read(with_levels_that_do_not_fit()))
        assert [record.values.get("text") for record in read(packed())] == [None, "1", "2"]


def test_a_file_with_fewer_rows_than_it_speaks_of_is_refused() -> None:
    """pyarrow 26.0.1 writes lists in pages of one byte so that it reads fewer of them back, and says nothing."""
    data = packed(data_page_size=1, row_group_size=1)
    if next(pq.ParquetFile(io.BytesIO(data)).iter_batches(columns=["n"]), None) is not None:
        pytest.skip("another pyarrow")
    with opened(io.BytesIO(data)) as source, pytest.raises(UnreadableError, match="0 rows where it speaks of 1"):
        source.group(0, ["n"])


def test_columns_come_by_their_names_whatever_their_order() -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"title": ["t"], "n": [1], "text": ["x"]}), out)
    for fields in (("text", "title"), ("title", "text")):
        assert [dict(record.values) for record in read(out.getvalue(), *fields)] == [{"title": "t", "text": "x"}]


def test_a_process_that_is_killed_in_the_middle_is_an_error_too() -> None:
    data = packed(100_000, row_group_size=100)
    with opened(io.BytesIO(data)) as source:
        batches = source.texts(["text"])
        next(batches)
        os.kill(source.worker.pid, signal.SIGTERM)
        with pytest.raises(UnreadableError):
            list(batches)
    assert sum(1 for _ in read(data)) == 100_000


def test_several_files_at_once_and_some_left_half_way() -> None:
    data = packed(2_000, row_group_size=10)
    one, other, left = read(data), read(data), read(data)
    assert next(left).number == 1
    left.close()
    for first, second in zip(one, other, strict=True):
        assert first == second
    assert first.number == 2_000


def test_what_the_stream_raises_comes_through_as_it_is() -> None:
    class Failing(io.BytesIO):
        reads, fails = 0, 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.reads += 1
            if self.reads == self.fails:
                raise OSError(5, "the disk is gone")
            return super().read(size)

    whole = Failing(packed(500, row_group_size=100))
    assert sum(1 for _ in Parquet().read(whole, ["text"])) == 500
    for place in range(1, whole.reads + 1):
        failing = Failing(packed(500, row_group_size=100))
        failing.fails = place
        with pytest.raises(OSError, match="the disk is gone"):
            list(Parquet().read(failing, ["text"]))


def test_the_process_imports_nothing_from_the_folder_it_is_started_in(tmp_path: Path) -> None:
    for name in ("json", "struct", "signal", "pyarrow", "cleanup"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')")
    (tmp_path / "a.parquet").write_bytes(packed())
    code = (
        "from cleanup.files.parquet import Parquet\n"
        "with open('a.parquet', 'rb') as file: print(sum(1 for _ in Parquet().read(file, ['text'])))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"
