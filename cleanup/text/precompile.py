"""Patterns compiled when the package is built, as its modules are: the code that `re` makes of each, for one version of Python.

`_sre.compile` makes a pattern of that code and checks it, but it is no public function. So all of this may fail: patterns are
compiled then as ever, and nothing but time is lost.

The file holds a line that says what Pythons it is for, the size of an index, the index, and a record for each pattern.
The index has three columns of integers, which need not be made: the numbers of the patterns, sorted, and the places and sizes of
their records.
A pattern is known by its source, or by a key that is had for less (see lazy.py).
"""

from __future__ import annotations

import marshal
import re
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import Any

from cleanup.text.packaged import mapped

_sre: Any = import_module("_sre")

_ITEM = array("I").itemsize
_SIZE = 8
"""Bytes of a number that says how many follow."""

Packed = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""The flags of a pattern with those that it sets itself, its code, and its groups: how many, by name, and the names."""


def kind() -> tuple[Any, ...]:
    """What the code of a pattern depends on: the version of Python (its Unicode, too), that of the code, and its integers."""
    return (sys.implementation.cache_tag, sys.version_info[:3], _sre.MAGIC, _sre.CODESIZE, _ITEM, sys.byteorder)


class Precompiled:
    """The patterns of a file, each read when it is asked for: 5 MB in all, of which a hook on clean texts needs 40 KB."""

    def __init__(self, file: str) -> None:
        """Raises OSError where there is no such file."""
        content, head = mapped(file), _head()
        size = int.from_bytes(content[len(head) : len(head) + _SIZE], "little") if content[: len(head)] == head else 0
        start = len(head) + _SIZE
        columns, self._records = content[start : start + size].cast("I"), content[start + size :]
        count = len(columns) // 3
        self._numbers, self._starts, self._sizes = (columns[count * each : count * (each + 1)] for each in range(3))

    def __len__(self) -> int:
        return len(self._numbers)

    def get(self, key: str, flags: int = 0) -> re.Pattern[str] | None:
        """The pattern, if the file has it and is for this Python."""
        number = _number(key, flags)
        place = bisect_left(self._numbers, number)
        if place == len(self._numbers) or self._numbers[place] != number:
            return None
        start = self._starts[place]
        record: tuple[str, int, str, Packed] = marshal.loads(self._records[start : start + self._sizes[place]])
        return unpacked(*record[2:]) if record[:2] == (key, flags) else None


def bundled(patterns: Iterable[tuple[str | bytes, int]]) -> bytes:
    """What `into_cache` reads: the patterns (source, flags) that another library compiles."""
    made = []
    for source, flags in patterns:
        with suppress(Exception):  # as below
            made.append((source, int(flags), _packed(source, flags)))
    return _head() + marshal.dumps(made)


def into_cache(content: bytes) -> None:
    """Put patterns of this Python where `re.compile` looks first: it finds them there, or nothing but time is lost."""
    head, cache = _head(), getattr(re, "_cache", None)
    if content.startswith(head) and isinstance(cache, dict):
        for source, flags, packed in marshal.loads(content[len(head) :]):
            cache.setdefault((type(source), source, flags), unpacked(source, packed))


def unpacked(source: str | bytes, packed: Packed) -> re.Pattern[Any]:
    """The pattern of which `packed` is the code."""
    flags, code, groups, names, order = packed
    pattern: re.Pattern[Any] = _sre.compile(source, flags, array("I", code).tolist(), groups, names, order)
    return pattern


def precompiled(patterns: Iterable[tuple[str, int, str]]) -> bytes:
    """The content of a file for `Precompiled` with each pattern (key, flags, source); without any if this Python gives none."""
    places: dict[int, tuple[int, int]] = {}
    records = bytearray()
    with suppress(Exception):  # whatever another `re` may raise
        for key, flags, source in sorted({(key, int(flags), source) for key, flags, source in patterns}):
            record = marshal.dumps((key, flags, source, _packed(source, flags)))
            places[_number(key, flags)] = len(records), len(record)
            records += record
    columns = (sorted(places), *zip(*(places[number] for number in sorted(places)), strict=True))
    index = b"".join(array("I", column).tobytes() for column in columns)
    return _head() + len(index).to_bytes(_SIZE, "little") + index + records


def _head() -> bytes:
    return f"{kind()!r}\n".encode()


def _number(key: str, flags: int) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass"), flags)


def _packed(source: str | bytes, flags: int) -> Packed:
    """The code of a pattern by the steps that `re.compile` takes; where a later Python takes others, any error may be raised."""
    parser: Any = import_module("re._parser")
    compiler: Any = import_module("re._compiler")
    parsed = parser.parse(source, flags)
    names: dict[str, int] = parsed.state.groupdict
    order: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        order[number] = name
    code = array("I", map(int, compiler._code(parsed, flags)))
    made: Packed = (int(flags | parsed.state.flags), code.tobytes(), parsed.state.groups - 1, dict(names), tuple(order))
    if unpacked(source, made) != re.compile(source, flags):  # patterns are equal if their code is
        raise ValueError(f"another pattern: {source!r}")
    return made
