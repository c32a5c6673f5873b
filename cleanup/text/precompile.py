"""Patterns compiled when the package is built, as Python's own modules are: the code that `re` makes of each, for Pythons alike.

`_sre.compile` makes a pattern of that code and checks it, but it is no public function. So all of this may fail: patterns are
compiled then as ever, and nothing but time is lost.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import Any

_sre: Any = import_module("_sre")

Packed = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""The flags of a pattern with those that it sets itself, its code, and its groups: how many, by name, and the names."""


def kind() -> tuple[Any, ...]:
    """What the code of a pattern depends on: the version of Python (its Unicode, too), that of the code, and its integers."""
    return (sys.implementation.cache_tag, sys.version_info[:3], _sre.MAGIC, _sre.CODESIZE, array("I").itemsize, sys.byteorder)


def unpacked(source: str, packed: Packed) -> re.Pattern[str]:
    """The pattern of which `packed` is the code."""
    flags, code, groups, names, order = packed
    pattern: re.Pattern[str] = _sre.compile(source, flags, array("I", code).tolist(), groups, names, order)
    return pattern


def precompiled(patterns: Iterable[tuple[str, int]]) -> str:
    """The source of a module with the code of each pattern (source and flags); without any if this Python gives none."""
    packed: dict[tuple[str, int], Packed] = {}
    with suppress(Exception):  # whatever another `re` may raise
        for source, flags in sorted({(source, int(flags)) for source, flags in patterns}):
            packed[source, flags] = _packed(source, flags)
    rows = "".join(f"    {key!r}: {value!r},\n" for key, value in packed.items())
    return f"KIND = {kind()!r}\nPATTERNS = {{\n{rows}}}\n"


def _packed(source: str, flags: int) -> Packed:
    """The same steps as `re` takes; raises what it likes where these are others one day."""
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
