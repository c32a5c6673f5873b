"""CSV and TSV: rows joined are the file, and only the token of a cell changes."""

from __future__ import annotations

from cleanup.files.records import Dialect
from tests.fuzz.draw import Draw
from tests.fuzz.targets.records import holds

ENCODINGS = ("utf-8", "utf-8", "cp1252", "shift_jis")


def check(data: bytes) -> None:
    draw = Draw(data)
    name = ("csv", "tsv")[draw.number(2)]
    dialect = Dialect(("", "", ";", "|")[draw.number(4)], True, ENCODINGS[draw.number(len(ENCODINGS))])
    added = draw.text(6)
    holds(name, draw.rest(), added, dialect)
