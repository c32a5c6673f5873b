"""Parquet: the values asked for are read and replaced, and everything else is in the file as it was."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from cleanup.files.parquet import Parquet
from cleanup.files.records import Record, RecordError

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

VIEWS = pa.string_view() if int(pa.__version__.partition(".")[0]) >= 24 else pa.large_string()
TABLE = pa.table(
    {
        "id": [1, 2**62, None],
        "text": ["one", "", None],
        "tags": [["a"], [], None],
        "about": [{"n": 1.5, "title": "t"}] * 3,
        "kind": pa.array(["x", "y", "x"]).dictionary_encode(),
        "wide": pa.array(["ä", "\0", "😀"], pa.large_string()),
        "view": pa.array(["v", None, "w"], VIEWS),
        "when": pa.array([datetime(2024, 1, 1, tzinfo=UTC)] * 3, pa.timestamp("us", "UTC")),
    }
).replace_schema_metadata({"huggingface": "{}"})
TEXTS = ("text", "kind", "wide", "view")


def packed(table: Any = TABLE, **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **{"row_group_size": 2, **options})
    return out.getvalue()


def read(data: bytes, *fields: str) -> list[Record]:
    return list(Parquet().read(io.BytesIO(data), fields))


def rewritten(data: bytes, new: Sequence[Mapping[str, str]], *fields: str) -> bytes:
    """The file with `new` values in its rows."""
    format, out = Parquet(), io.BytesIO()
    records = list(format.read(io.BytesIO(data), fields))
    writer = format.writer(out, io.BytesIO(data))
    for record, values in zip(records, new, strict=True):
        writer.write(format.replaced(record, values) if values else record.raw)
    writer.close()
    return out.getvalue()


def table_of(data: bytes) -> Any:
    return pq.read_table(io.BytesIO(data))


def shape(data: bytes) -> list[Any]:
    """What a file says of itself."""
    file = pq.ParquetFile(io.BytesIO(data))
    groups = [file.metadata.row_group(place) for place in range(file.num_row_groups)]
    columns = [[group.column(place) for place in range(group.num_columns)] for group in groups]
    return [
        file.schema_arrow,
        (file.metadata.metadata or {}).get(b"huggingface"),
        file.metadata.format_version,
        [group.num_rows for group in groups],
        [[(column.path_in_schema, column.compression, column.encodings) for column in group] for group in columns],
    ]


def test_texts_are_read_and_nulls_are_not_there() -> None:
    records = read(packed(), "text", "kind", "wide", "nothing", "id", "about")
    assert [record.values for record in records] == [
        {"text": "one", "kind": "x", "wide": "ä"},
        {"text": "", "kind": "y", "wide": "\0"},
        {"kind": "x", "wide": "😀"},
    ]
    assert [record.number for record in records] == [1, 2, 3]
    format = Parquet()
    assert format.names(next(format.read(io.BytesIO(packed()), ["text"]))) == tuple(TABLE.column_names)
    assert [record.values for record in read(packed(), "nothing")] == [{}, {}, {}]


def test_only_the_changed_values_change() -> None:
    data = packed(compression={"text": "zstd", "id": "gzip", "wide": "snappy"}, use_dictionary=["kind"])
    new = [{"text": "ONE é"}, {"kind": "z", "wide": "W"}, {}]
    result = rewritten(data, new, *TEXTS)
    expected = TABLE.to_pylist()
    expected[0]["text"], expected[1]["kind"], expected[1]["wide"] = "ONE é", "z", "W"
    assert table_of(result).to_pylist() == expected
    assert shape(result) == shape(data)


def test_values_and_schema_come_back() -> None:
    data = packed()
    cleaned = rewritten(data, [{"text": "1", "view": "V"}, {}, {"wide": "3"}], *TEXTS)
    assert [record.raw for record in read(cleaned, *TEXTS)] != [record.raw for record in read(data, *TEXTS)]
    back = rewritten(cleaned, [{"text": "one", "view": "v"}, {}, {"wide": "😀"}], *TEXTS)
    assert table_of(back).schema.equals(table_of(data).schema, check_metadata=True)
    assert table_of(back).to_pylist() == TABLE.to_pylist()
    assert [record.raw for record in read(back, *TEXTS)] == [record.raw for record in read(data, *TEXTS)]


def test_a_column_may_be_added() -> None:
    result = rewritten(packed(), [{"removed": "r"}, {"removed": ""}, {"removed": "é"}], "text")
    assert table_of(result).column("removed").to_pylist() == ["r", "", "é"]
    assert table_of(result).drop_columns(["removed"]).equals(TABLE)


def test_text_that_is_no_utf8_is_an_error_of_its_row_and_stays() -> None:
    bad = pa.array([b"caf\xe9", b"ok", None], pa.binary()).cast(pa.string(), safe=False)
    data = packed(pa.table({"text": bad}))
    records = read(data, "text")
    assert [(record.error, dict(record.values)) for record in records] == [
        ("'text' is not UTF-8", {}),
        ("", {"text": "ok"}),
        ("", {}),
    ]
    result = rewritten(data, [{}, {"text": "OK"}, {}], "text")
    assert table_of(result).column("text").cast(pa.binary()).to_pylist() == [b"caf\xe9", b"OK", None]


@pytest.mark.parametrize("version", ["1.0", "2.6"])
def test_files_of_other_writers_keep_their_types(version: str) -> None:
    data = packed(version=version, store_schema=False, use_compliant_nested_type=False, use_deprecated_int96_timestamps=True)
    result = rewritten(data, [{"text": "1"}, {}, {}], "text")
    assert shape(result) == shape(data)
    assert pq.ParquetFile(io.BytesIO(result)).schema.equals(pq.ParquetFile(io.BytesIO(data)).schema)


def test_empty_files_and_those_without_texts() -> None:
    empty = TABLE.slice(0, 0)
    for data in (packed(empty), packed(pa.table({"id": [1, 2, 3]}))):
        records = read(data, "text")
        assert table_of(rewritten(data, [{}] * len(records), "text")).equals(table_of(data))


def test_a_pipe_is_read_too() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert [record.values for record in Parquet().read(Pipe(packed()), ["text"])] == [{"text": "one"}, {"text": ""}, {}]


def test_what_is_wrong_is_reported() -> None:
    data = packed()
    for broken in (b"", b"no", data[:-9], data[:200]):
        with pytest.raises(RecordError, match="cannot be read as Parquet"):
            read(broken, "text")
    with pytest.raises(RecordError, match=r"cannot hold \\ud800"):
        Parquet().replaced(read(data, "text")[0], {"text": "\ud800"})
    writer = Parquet().writer(io.BytesIO(), io.BytesIO(data))
    writer.write(b"{}\n")
    with pytest.raises(RecordError, match="not the 3 records"):
        writer.close()
    twice = pa.table([pa.array(["a"]), pa.array(["b"])], names=["text", "text"])
    with pytest.raises(RecordError, match="two columns"):
        read(packed(twice), "text")


def test_without_the_library_the_extra_is_named() -> None:
    code = (
        "import sys, io; sys.modules['pyarrow'] = None; sys.modules['pyarrow.parquet'] = None\n"
        "from cleanup.files.parquet import Parquet\n"
        "try: list(Parquet().read(io.BytesIO(), ['text']))\n"
        "except ValueError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'cleanup-articles[parquet]'" in done.stdout
