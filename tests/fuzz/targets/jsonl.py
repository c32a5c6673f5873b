"""JSON Lines: what Python's json reads is read, and only the token of a text changes."""

from __future__ import annotations

import json

from tests.fuzz.draw import Draw
from tests.fuzz.targets.records import FIELDS, holds, read


def check(data: bytes) -> None:
    draw = Draw(data)
    added, data = draw.text(6), draw.rest()
    holds("jsonl", data, added)
    for record in read("jsonl", data) or ():
        if record.filler or record.error:
            continue
        value = json.loads(record.raw.removeprefix(b"\xef\xbb\xbf").decode(), parse_int=float)
        assert record.values == {name: value[name] for name in FIELDS if isinstance(value.get(name), str)}
