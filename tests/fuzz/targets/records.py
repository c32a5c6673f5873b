"""What every format of records promises, for its targets to hold it to."""

from __future__ import annotations

from io import BytesIO

from cleanup.files.records import Dialect, Record, RecordError, RecordFormat, new_format

FIELDS = ("text", "title")

Expected = list[tuple[dict[str, str], bool]]
"""Values of each record, and whether it is broken."""


def read(name: str, data: bytes, dialect: Dialect | None = None) -> list[Record] | None:
    """The records; None for a file that is refused as a whole."""
    try:
        return list(new_format(name, dialect).read(BytesIO(data), FIELDS))
    except (RecordError, OSError, EOFError) as error:
        assert str(error)
        return None


def holds(name: str, data: bytes, added: str, dialect: Dialect | None = None) -> None:
    """Records joined are the file; with texts replaced, the new ones are read and everything else as it was."""
    records = read(name, data, dialect)
    if records is None:
        return
    if name != "parquet":
        assert b"".join(record.raw for record in records) == data
    format = new_format(name, dialect)
    target = BytesIO()
    expected: Expected = []
    try:
        _rewritten(format, data, added, target, expected)
    except RecordError as error:  # a column that nobody asked for is broken
        assert name == "parquet", error
        return
    again = read(name, target.getvalue(), dialect)
    assert again is not None
    assert [(dict(record.values), bool(record.error)) for record in again] == expected


def _rewritten(format: RecordFormat, data: bytes, added: str, target: BytesIO, expected: Expected) -> None:
    """Write the file with `added` behind each text to `target`; what is to be read there, to `expected`."""
    writer = format.writer(target, BytesIO(data))
    for record in format.read(BytesIO(data), FIELDS):
        raw, values = record.raw, dict(record.values)
        format.names(record)
        if not record.filler and not record.error and "text" in values:
            try:
                raw = format.replaced(record, {"text": values["text"] + added})
                values["text"] += added
            except RecordError as error:
                assert str(error)
        writer.write(raw)
        expected.append((values, bool(record.error)))
    writer.close()
