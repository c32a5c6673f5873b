"""CSV and TSV: what is read is what Python's csv module reads, and nothing but the changed cell is written anew."""

from __future__ import annotations

import csv
import tracemalloc
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.files.records import Dialect, Record, RecordError, format_of, new_format
from cleanup.files.rows import RowError, cells, content, rows
from cleanup.files.table import Csv, Table

DELIMITERS = st.sampled_from([",", "\t", ";", "|"])
HOSTILE = st.text(st.sampled_from('",;\t|\r\n\0 aé\u2028\ufeff😀\x0b'), max_size=12)
BYTES = st.lists(st.sampled_from([b'"', b'""', b",", b"\r", b"\n", b"\r\n", b"a", b"\0", b"\xff", b"\x1c"]), max_size=20).map(
    b"".join
)


def read(data: bytes, *fields: str, **options: Any) -> tuple[Table, list[Record]]:
    table = Csv(Dialect(**options))
    records = list(table.read(BytesIO(data), fields))
    assert b"".join(record.raw for record in records) == data
    return table, records


def values(data: bytes, field: str = "text", **options: Any) -> list[str | None]:
    return [record.values.get(field) for record in read(data, field, **options)[1] if not record.filler]


def ours(data: bytes) -> list[list[bytes] | None]:
    """The rows; None for one with a fault."""
    found: list[list[bytes] | None] = []
    for row in rows(BytesIO(data), b","):
        try:
            found.append(None if row.fault else [content(row.raw, cell) for cell in cells(row.raw, b",")])
        except RowError:
            found.append(None)
    return found


def pythons(data: bytes) -> list[list[bytes] | None]:
    """What csv reads under strict=True, up to its first error."""
    found: list[list[bytes] | None] = []
    try:
        for row in csv.reader(StringIO(data.decode("latin-1"), newline=""), strict=True):
            found.append([cell.encode("latin-1") for cell in row])
    except csv.Error:
        found.append(None)
    return found


@given(BYTES)
def test_rows_and_cells_are_those_of_pythons_csv(data: bytes) -> None:
    theirs = pythons(data)
    assert ours(data)[: len(theirs) if None in theirs else None] == theirs


@given(BYTES)
def test_every_byte_belongs_to_one_record(data: bytes) -> None:
    read(data, "1", header=False)


@given(BYTES, st.integers(1, 9))
def test_bytes_may_come_in_pieces_of_any_size(data: bytes, size: int) -> None:
    class Dripping(BytesIO):
        def read(self, amount: int | None = -1, /) -> bytes:
            return super().read(size)

    assert list(rows(Dripping(data), b",")) == list(rows(BytesIO(data), b","))


@given(
    st.lists(st.lists(HOSTILE, min_size=3, max_size=3), min_size=1, max_size=4),
    st.data(),
    DELIMITERS,
    st.booleans(),
    st.booleans(),
)
def test_a_replaced_cell_changes_that_cell_only(
    table: Sequence[list[str]], data: st.DataObject, delimiter: str, quoted: bool, mark: bool
) -> None:
    written = StringIO(newline="")
    ends = data.draw(st.sampled_from(["\n", "\r\n", "\r"])) if quoted else "\r\n"  # else csv leaves a "\r" in cells unquoted
    csv.writer(
        written, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    ).writerows([["id", "text", "url"], *table])
    source = written.getvalue().encode("utf-8-sig" if mark else "utf-8")
    fields = ("id", "text", "url")
    reader, records = read(source, *fields, delimiter=delimiter)
    assert [record.values for record in records[1:]] == [dict(zip(fields, row, strict=True)) for row in table]
    place, name, new = data.draw(st.integers(1, len(table))), data.draw(st.sampled_from(fields)), data.draw(HOSTILE)
    changed = reader.replaced(records[place], {name: new})
    result = b"".join(changed if at == place else record.raw for at, record in enumerate(records))
    expected = [dict(zip(fields, row, strict=True)) for row in table]
    expected[place - 1][name] = new
    again, reread = read(result, *fields, delimiter=delimiter)
    assert [record.values for record in reread[1:]] == expected
    # Back again: a table written by csv.writer has canonical quotes, so the first bytes come back.
    if quoted:
        assert again.replaced(reread[place], {name: table[place - 1][fields.index(name)]}) == records[place].raw


def test_only_the_token_of_the_cell_is_written() -> None:
    data = b'id , "text",text,n\r\n 1,"a ""b""",  "odd" quotes ,1.10\r\n\r\n2,,"x\ny",+0\n'
    table, records = read(data, "text")
    assert [record.values for record in records] == [{}, {"text": '  "odd" quotes '}, {}, {"text": "x\ny"}]
    assert [record.line for record in records] == [1, 2, 3, 4]
    assert table.replaced(records[1], {"text": "odd"}) == b' 1,"a ""b""",odd,1.10\r\n'
    assert table.replaced(records[3], {"text": 'say "x"'}) == b'2,,"say ""x""",+0\n'
    assert table.replaced(records[3], {"text": ""}) == b'2,,"",+0\n'


def test_a_new_value_is_quoted_only_where_it_must_be() -> None:
    table, (_, record) = read(b"text,url\nabc,u\n", "text")
    for value, token in [("a b", b"a b"), ("a,b", b'"a,b"'), ("a\rb", b'"a\rb"'), ('a"b', b'a"b'), ('"a', b'"""a"'), ("", b'""')]:
        assert table.replaced(record, {"text": value}) == token + b",u\n"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b""])
def test_a_file_may_end_in_any_way(end: bytes) -> None:
    assert values(b"id,text\n1,one\n2,two" + end) == ["one", "two"]


def test_columns_have_the_names_of_their_header_or_numbers() -> None:
    data = b"\xef\xbb\xbfid,text\n1,one\n"
    table, records = read(data, "text", "title")
    assert table.names(records[1]) == ("id", "text")
    assert table.replaced(records[0], {"removed": ""}) + table.replaced(records[1], {"removed": "a\nb"}) == (
        b"\xef\xbb\xbfid,text,removed\n" + b'1,one,"a\nb"\n'
    )
    assert values(data, "2", header=False) == ["text", "one"]
    assert read(b"\xef\xbb\xbftext\n", "text")[1][0].filler


def test_a_column_added_keeps_its_place_in_rows_with_empty_cells_at_their_end() -> None:
    table, records = read(b"id,text,\n1,one\n2,two,\n3,three,,,\n", "text")
    new = b"".join(table.replaced(record, {"removed": "r"}) for record in records)
    assert new == b"id,text,,removed\n1,one,,r\n2,two,,r\n3,three,,r,\n"


def test_a_row_with_other_cells_than_its_header_is_an_error_and_the_next_one_is_read() -> None:
    _, records = read(b"id,text,url\n1,He came, and went,u\n2,one\n3,two,u\n4,three,u,,\n", "text")
    assert [bool(record.error) for record in records] == [False, True, True, False, False]
    assert "4 cells, and 3 in its header" in records[1].error
    assert [record.values.get("text") for record in records] == [None, None, None, "two", "three"]
    assert "--delimiter" in read(b"id|text\n1|one, two\n", "text")[1][1].error


def test_text_after_a_closing_quote_is_an_error_and_the_next_row_is_read() -> None:
    _, records = read(b'id,text\n1,"He said "no" to it"\n2,"ok"\n', "text")
    assert "follows the closing quote of cell 2" in records[1].error
    assert records[2].values == {"text": "ok"}


def test_an_open_quote_is_reported_with_the_line_it_began_in() -> None:
    _, records = read(b'id,text\n1,one\n2,"two\nthree\n4,four\n', "text")
    assert (records[2].line, records[2].raw) == (3, b'2,"two\nthree\n4,four\n')
    assert "the quote of cell 2 is not closed" in records[2].error
    assert records[1].values == {"text": "one"}


def test_an_open_quote_in_a_large_file_costs_no_memory_for_the_rest() -> None:
    data = b'id,text\n1,one\n2,"' + b"x" * 99 + b"\n3,three\n" * 1000
    found = list(rows(BytesIO(data[400:]), b",", limit=500, head=data[:400]))
    assert b"".join(row.raw for row in found) == data
    assert [bool(row.fault) for row in found[:3]] == [False, False, True]
    assert all(row.goes_on for row in found[3:])


def test_bytes_that_are_no_utf8_are_an_error_of_their_row() -> None:
    data = b"id,text\n1,caf\xe9\n\xff,two\n"
    _, records = read(data, "text")
    assert "'text' is not utf-8: byte 0xe9 at 3" in records[1].error
    assert records[2].values == {"text": "two"}
    table, records = read(data, "text", encoding="cp1252")
    assert records[1].values == {"text": "café"}
    assert table.replaced(records[1], {"text": "thé"}) == b"1,th\xe9\n"
    with pytest.raises(RecordError, match="cannot hold"):
        table.replaced(records[1], {"text": "č"})


def test_nul_and_odd_separators_are_characters_like_others() -> None:
    assert values("text\na\0b\u2028c\x0bd\x1ce\n".encode()) == ["a\0b\u2028c\x0bd\x1ce"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_records_are_told_by_the_line_they_begin_in(end: bytes) -> None:
    data = end.join((b"id,text", b'1,"a', b'b"', b"2,c", b""))
    assert [record.line for record in read(data, "text")[1]] == [1, 2, 4]


def test_a_carriage_return_in_a_cell_ends_no_line_of_other_files() -> None:
    assert [record.line for record in read(b'id,text\n1,"a\rb"\n2,c\n', "text")[1]] == [1, 2, 3]


def test_a_cell_of_ten_megabytes_is_read_in_bounded_memory() -> None:
    cell = b'say ""x""\n,' * 1_000_000
    data = b'id,text\n1,"' + cell + b'"\n2,two\n'
    tracemalloc.start()
    _, records = read(data, "text")
    assert tracemalloc.get_traced_memory()[1] < 10 * len(data)
    tracemalloc.stop()
    assert len(records[1].values["text"]) == len(cell) - 2_000_000
    assert records[2].line == 1_000_003


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"id;text\n1;one, two\n", "one, two"),
        (b"id\ttext\n1\tone, two\n", "one, two"),
        (b'sep=;\r\n"id";"text"\r\n1;"one, two"\r\n', "one, two"),
        (b"sep=|\nid|text\n1|one;two\n", "one;two"),
        (b"text,a;b\none;two,x\n", "one;two"),  # not certain
        (b"text;note\n", None),
    ],
)
def test_another_delimiter_is_found_where_the_header_shows_it(data: bytes, expected: str | None) -> None:
    assert values(data) == ([expected] if expected else [])


def test_no_other_delimiter_is_found_by_what_stands_behind_the_header() -> None:
    """To commas the quote is open and takes two rows along: what stands in those would decide which delimiter it is."""
    data = b'a,"x;text\n1;one\n2;y"z\n'
    with pytest.raises(RecordError, match="the header in line 1 cannot be read"):
        read(data, "text")
    assert values(data, delimiter=";") == ["one", 'y"z']
    assert values(b'"a\nb";text\n1;one\n') == ["one"]


def test_the_delimiter_given_counts() -> None:
    assert values(b"id;text\n1;one\n", delimiter=",") == [None]
    assert values(b"id|text\n1|one\n", delimiter="|") == ["one"]
    for wrong in ("||", '"', "\n", "é"):
        with pytest.raises(RecordError, match="delimiter"):
            read(b"text\n", "text", delimiter=wrong)


def test_of_two_columns_of_one_name_none_is_written() -> None:
    table, records = read(b"text,date,date\na,b,c\n", "text", "date")
    assert records[1].values == {"text": "a", "date": "b"}
    assert table.replaced(records[1], {"text": "x"}) == b"x,b,c\n"
    with pytest.raises(RecordError, match="two columns are called 'date'"):
        table.replaced(records[1], {"date": "x"})


def test_a_file_that_is_no_table_says_what_it_is() -> None:
    for data, what in [(b"\x1f\x8b\x08", "gzip"), ("id,text\n".encode("utf-16"), "UTF-16"), (b'a,"b"c\n', "header in line 1")]:
        with pytest.raises(RecordError, match=what):
            read(data, "text")
    with pytest.raises(RecordError, match="utf-16"):
        read(b"text\n", "text", encoding="utf-16-le")
    assert read(b"", "text")[1] == []


def test_characters_of_two_bytes_are_not_taken_for_delimiters() -> None:
    for encoding in ("cp932", "gb18030", "big5"):
        with pytest.raises(RecordError, match="part of other characters"):
            read(b"", "text", encoding=encoding, delimiter="|")
        assert values("id;text\n1;能 a,b\n".encode(encoding), encoding=encoding) == ["能 a,b"]
    assert values("id|text\n1|café\n".encode("cp1252"), encoding="cp1252", delimiter="|") == ["café"]


def test_tables_are_known_by_their_ending() -> None:
    assert [format_of(name) for name in ("a.csv", "a.CSV.gz", "a.tsv.zst", "csv")] == ["csv", "csv", "tsv", None]
    assert [record.values for record in new_format("tsv").read(BytesIO(b"id\ttext\n1\ta,b\n"), ["text"])] == [{}, {"text": "a,b"}]
