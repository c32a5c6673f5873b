"""Tables, Parquet and compressed files on standard input and output."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from tests.cli.program import program
from tests.run.runs import CLEAN, DIRTY


def table(text: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("id", "text"), ("1", text)])
    return out.getvalue().encode()


def test_a_table_passes_through(tmp_path: Path) -> None:
    done = program("fix", "-", "--format", "csv", cwd=tmp_path, data=table(DIRTY))
    assert (done.returncode, done.stdout) == (0, table(CLEAN)), done.stderr
    text = b"She had followed him on the air for thirty years , and nobody knew."
    options = ("--format", "csv", "--delimiter", ";", "--no-header", "--field", "2")
    done = program("fix", "-", *options, cwd=tmp_path, data=b"1 ,0;" + text + b"\n")
    assert (done.returncode, done.stdout) == (0, b"1 ,0;" + text.replace(b" ,", b",") + b"\n"), done.stderr


def test_a_name_for_standard_input_gives_format_and_compression(tmp_path: Path) -> None:
    done = program("fix", "-", "--stdin-filename", "a.csv.gz", cwd=tmp_path, data=gzip.compress(table(DIRTY)))
    assert gzip.decompress(done.stdout) == table(CLEAN), done.stderr


def test_parquet_passes_through_though_it_is_read_twice(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    pq.write_table(pa.table({"id": [1], "text": [DIRTY]}), out)
    done = program("fix", "-", "--format", "parquet", cwd=tmp_path, data=out.getvalue())
    assert pq.read_table(io.BytesIO(done.stdout)).to_pylist() == [{"id": 1, "text": CLEAN}], done.stderr
    done = program("check", "-", "--stdin-filename", "x.parquet", "-q", cwd=tmp_path, data=out.getvalue())
    assert done.stdout.startswith(b"x.parquet:1:text:3:1: HL101"), done.stderr


def test_what_is_wrong_is_one_line(tmp_path: Path) -> None:
    for name, data, what in [
        ("a.csv", b"\xff\xfei\0", b"this is UTF-16"),
        ("a.csv", b"id;body text\n1;x\n", b"there is 'id;body text'"),
    ]:
        done = program("fix", "-", "--stdin-filename", name, cwd=tmp_path, data=data)
        assert what in done.stderr, done.stderr
        assert b"Traceback" not in done.stderr
        assert done.returncode == 1
