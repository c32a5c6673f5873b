"""Checksums of lines for counting: lines that fold to the same text have the same one, and few others share it.

Folding a line with curly quotes costs ten times as much as its ASCII letters do, and 19 of 20 lines need no more than those.
"""

from __future__ import annotations

import zlib
from array import array

from cleanup.corpus.units import JOINED, units
from cleanup.text.fold import fold

LONGEST = 1_000
"""Characters of the longest line that is counted: what stands on a page for the site's sake is shorter."""

_ENOUGH = 8
"""ASCII letters and digits that tell a line; of one with fewer the whole fold is used."""

ODD = "ßİıŉſǰẖẗẘẙẚẞ\u212aﬀﬁﬂﬃﬄﬅﬆ"
"""Characters beyond ASCII whose fold holds ASCII letters."""

_SEED = 0xFFFFFFFF
_LOWER = bytes(range(256)).lower()
_OTHERS = bytes(code for code in range(256) if not (code < 128 and chr(code).isalnum()))
_OTHERS_IN_LINES = _OTHERS.replace(b"\n", b"")


def counted(text: str, site: int) -> tuple[array[int], bytes]:
    """The checksum of each line of a page, and those lines in UTF-8; where lines are long, of sentences (see `units`)."""
    lines = text.split("\n")
    if len(text) > JOINED and max(map(len, lines)) > JOINED:
        lines = units(text)
        text = "\n".join(lines)
    data = text.encode("utf-8", "surrogatepass")
    seed = site & _SEED
    if not text.isascii() and any(char in text for char in ODD):
        return array("I", [_checksum(line, seed) for line in lines]), data
    letters = data.translate(_LOWER, _OTHERS_IN_LINES).split(b"\n")  # of all lines at once: ten times as fast as line by line
    checks = [
        (zlib.crc32(key, seed) or 1) if len(key) >= _ENOUGH and len(line) <= LONGEST else _checksum(line, seed) if line else 0
        for line, key in zip(lines, letters, strict=True)
    ]
    return array("I", checks), data


def checksum(line: str, site: int) -> int:
    """A CRC-32 of a line, begun with the number of its site; 0 for one that is not counted (too long, or without letters)."""
    return _checksum(line, site & _SEED)


def _checksum(line: str, seed: int) -> int:
    folded = fold(line).encode() if len(line) <= LONGEST else b""
    letters = folded.translate(None, _OTHERS)
    return (zlib.crc32(letters if len(letters) >= _ENOUGH else folded, seed) or 1) if folded else 0
