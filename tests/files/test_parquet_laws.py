"""Whatever a Parquet file is made of: a reader finds the new texts and all else as it was, then the old ones again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.files.parquet import Parquet
from cleanup.files.records import Record

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

CODECS = ("none", "snappy", "gzip", "zstd")
FIELDS = ("text", "title", "nothing")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
KINDS = {"string": pa.string(), "large": pa.large_string(), "dictionary": pa.dictionary(pa.int32(), pa.string())}
OTHERS = {
    "n": (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
    "x": (pa.float64(), st.floats(allow_nan=False)),
    "tags": (pa.list_(pa.string()), st.lists(TEXTS, max_size=3)),
    "about": (pa.struct([("title", pa.string()), ("n", pa.int32())]), st.fixed_dictionaries({"title": TEXTS, "n": st.just(1)})),
    "bytes": (pa.binary(), st.binary(max_size=5)),
}


@st.composite
def tables(draw: st.DrawFn) -> Any:
    """A table with a text, maybe a title, and columns of other types, in any order, nulls among them where they may be."""
    rows = draw(st.integers(0, 12))
    names = draw(st.permutations(["text", *draw(st.lists(st.sampled_from(["title", *OTHERS]), unique=True))]))
    fields, columns = [], []
    for name in names:
        kind, values = OTHERS[name] if name in OTHERS else (KINDS[draw(st.sampled_from(sorted(KINDS)))], TEXTS)
        nullable = draw(st.booleans())
        drawn = draw(st.lists(st.none() | values if nullable else values, min_size=rows, max_size=rows))
        fields.append(pa.field(name, kind, nullable=nullable, metadata={"of": name}))
        columns.append(pa.array(drawn, kind))
    return pa.Table.from_arrays(columns, schema=pa.schema(fields, {"whose": "ours"}))


@st.composite
def files(draw: st.DrawFn) -> tuple[Any, bytes]:
    """A table, and a file of it."""
    table, out = draw(tables()), io.BytesIO()
    pq.write_table(
        table,
        out,
        row_group_size=draw(st.integers(1, 5)),
        compression=draw(st.sampled_from(CODECS)),
        use_dictionary=draw(st.booleans()),
        write_statistics=draw(st.booleans()),
        data_page_size=draw(st.sampled_from([64, 1024 * 1024])),
    )
    return table, out.getvalue()


def read(data: bytes) -> list[Record]:
    return list(Parquet().read(io.BytesIO(data), FIELDS))


def rewritten(data: bytes, new: Sequence[str | None]) -> bytes:
    """The file with a new text in each row that has one, and for which there is a new one."""
    format, out = Parquet(), io.BytesIO()
    writer = format.writer(out, io.BytesIO(data))
    for record, text in zip(format.read(io.BytesIO(data), FIELDS), new, strict=True):
        here = text is not None and "text" in record.values
        writer.write(format.replaced(record, {"text": text or ""}) if here else record.raw)
    writer.close()
    return out.getvalue()


def groups(data: bytes) -> list[Any]:
    metadata = pq.ParquetFile(io.BytesIO(data)).metadata
    found = [metadata.row_group(place) for place in range(metadata.num_row_groups)]
    return [(group.num_rows, [group.column(place).compression for place in range(group.num_columns)]) for group in found]


@settings(deadline=None, max_examples=40)
@given(files(), st.lists(st.none() | TEXTS, min_size=12, max_size=12))
def test_only_the_new_texts_are_new_and_the_old_ones_come_back(made: tuple[Any, bytes], new: list[str | None]) -> None:
    table, data = made
    old = table.column("text").to_pylist()
    new = new[: len(old)]
    expected = [before if before is None or text is None else text for before, text in zip(old, new, strict=True)]

    records = read(data)
    assert [record.values.get("text") for record in records] == old
    if "title" in table.column_names:
        assert [record.values.get("title") for record in records] == table.column("title").to_pylist()

    changed = rewritten(data, new)
    result = pq.read_table(io.BytesIO(changed))
    assert result.schema.equals(pq.read_table(io.BytesIO(data)).schema, check_metadata=True)
    assert result.column("text").to_pylist() == expected
    assert result.drop_columns("text").to_pylist() == table.drop_columns("text").to_pylist()
    assert groups(changed) == groups(data)

    back = rewritten(changed, old)
    assert pq.read_table(io.BytesIO(back)).to_pylist() == table.to_pylist()
    assert [record.raw for record in read(back)] == [record.raw for record in records]
