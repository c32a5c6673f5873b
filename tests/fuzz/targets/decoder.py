"""Bytes that are read as text come back, whatever they are."""

from __future__ import annotations

from cleanup.files.text import DecodeError, decode, is_binary
from cleanup.stages.reading.markup import is_html
from tests.fuzz.draw import Draw

ENCODINGS = (None, "utf-8", "cp1252", "utf-16", "utf-16-be", "utf-32", "shift_jis", "gb18030", "utf-7", "idna", "iso2022_jp")


def check(data: bytes) -> None:
    draw = Draw(data)
    encoding, data = ENCODINGS[draw.number(len(ENCODINGS))], draw.rest()
    is_binary(data, encoding)
    try:
        decoded = decode(data, encoding)
    except DecodeError as error:
        assert "\n" not in str(error)
        return
    assert decoded.encode(decoded.text) == data
    assert not decoded.bom or data.startswith(decoded.bom)
    is_html(decoded.text)
