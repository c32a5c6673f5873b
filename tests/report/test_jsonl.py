"""edits.jsonl: every line is JSON in UTF-8, whatever stands in names and texts, and reads back as it was."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.report.jsonl import encode, read, write
from cleanup.report.record import Entry
from tests.laws.strategies import hostile_text


def edit(doc: str, before: str, after: str) -> dict[str, Any]:
    return {"v": 1, "doc": doc, "id": "1", "start": 0, "end": len(before), "before": before, "after": after, "reasons": []}


@given(st.lists(st.tuples(hostile_text(5), hostile_text(8), hostile_text(8)), max_size=4))
def test_entries_with_any_text_are_read_back(values: list[tuple[str, str, str]]) -> None:
    made = [Entry(doc, "changed", "x", "y", edits=(edit(doc, old, new),), why=old) for doc, old, new in values]
    data = b"".join(map(write, made))
    assert list(read(io.BytesIO(data))) == made
    lines = data.split(b"\n")
    assert lines.pop() == b""
    for line in lines:
        json.loads(line.decode("utf-8"))


def test_letters_stay_readable_and_lone_surrogates_become_escapes() -> None:
    assert encode({"before": "café 你好"}) == '{"before": "café 你好"}\n'.encode()
    assert encode({"doc": "\udcff"}) == b'{"doc": "\\udcff"}\n'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"v": 1, "doc"', "line 1: not JSON: "),
        (b"\n", "line 1: not JSON: "),
        (b"\xff\n", "line 1: "),
        (b"[1]\n", "line 1: "),
        (b'{"v": 9}\n', "line 1: version 9 "),
        (b'{"v": 1, "status": "clean"}\n', "line 1: a document's line without doc, before, "),
        (write(Entry("a", "clean")) + b'{"v": 1, "status": "clean"}\n' * 2, "line 3: a document's line without "),
    ],
)
def test_errors_name_the_line(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match="line") as error:
        list(read(io.BytesIO(data)))
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_an_empty_file_has_no_entries() -> None:
    assert list(read(io.BytesIO(b""))) == []
