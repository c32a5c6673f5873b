"""Checksums of lines for counting: lines that fold to the same text have the same one, and few others share it.

Folding a line with curly quotes costs ten times as much as its ASCII letters do, and 19 of 20 lines need no more than those.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable

from cleanup.text.fold import fold

LONGEST = 1_000
"""Characters of the longest line that is counted: what stands on a page for the site's sake is shorter."""

_ENOUGH = 8
"""ASCII letters and digits that tell a line; of one with fewer the whole fold is used."""

ODD = "ßİıŉſǰẖẗẘẙẚẞ\u212aﬀﬁﬂﬃﬄﬅﬆ"
"""Characters beyond ASCII whose fold holds ASCII letters."""

_LOWER = bytes(range(256)).lower()
_OTHERS = bytes(code for code in range(256) if not (code < 128 and chr(code).isalnum()))


def checksums(units: Iterable[str], site: int, text: str = "") -> array[int]:
    """A CRC-32 for each unit, begun with the number of its site; 0 for one that is not counted (too long, or without letters).

    `text` is all that the units were cut from, if it is at hand: it is looked at once for what only folding can tell.
    """
    seed = site & 0xFFFFFFFF
    plain = bool(text) and (text.isascii() or not any(char in text for char in ODD))
    return array("I", [_checksum(unit, seed, plain) if len(unit) <= LONGEST else 0 for unit in units])


def _checksum(unit: str, seed: int, plain: bool) -> int:
    letters = unit.encode("utf-8", "surrogatepass").translate(_LOWER, _OTHERS) if plain else b""
    if len(letters) < _ENOUGH:
        folded = fold(unit).encode()
        letters = folded.translate(None, _OTHERS)
        if len(letters) < _ENOUGH:
            letters = folded
    return (zlib.crc32(letters, seed) or 1) if letters else 0
