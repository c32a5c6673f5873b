"""Checksums of lines for counting: lines that fold to the same text have the same one, and few others share it.

Folding whole pages costs several times as much as picking out some letters of each line, and 19 of 20 lines need no more.
"""

from __future__ import annotations

import zlib
from array import array

from cleanup.corpus.units import JOINED, units
from cleanup.text.fold import fold

LONGEST = 1_000
"""Characters of the longest line that is counted: what stands on a page for the site's sake is shorter."""

_KEY_LETTERS, _KEY_REACH = 24, 120
"""Letters at the beginning of a line that tell it, and the characters in which they mostly are; else the whole fold is used."""

LETTERS = b"bcdegmopqruvxz0123456789"
"""Letters that a fold holds where the text does, in either case: the others also come of ß, ﬁ, the Kelvin sign and some more."""

_SEED = 0xFFFFFFFF
"""Keeps the number of a site to the 32 bits of a CRC."""

_LOWER = bytes(range(256)).lower()
_OTHERS = bytes(set(range(256)) - set(LETTERS) - set(LETTERS.upper()))


def counted(text: str, site: int) -> tuple[array[int], bytes]:
    """The checksum of each line of a page, and those lines in UTF-8; where lines are long, of sentences (see `units`)."""
    lines = text.split("\n")
    if len(text) > JOINED and max(map(len, lines)) > JOINED:
        lines = units(text)
        text = "\n".join(lines)
    seed = site & _SEED
    checks = array("I", [0]) * len(lines)
    crc, lower, others = zlib.crc32, _LOWER, _OTHERS
    for place, line in enumerate(lines):
        if line and len(line) <= LONGEST:
            key = line[:_KEY_REACH].encode("utf-8", "surrogatepass").translate(lower, others)
            checks[place] = crc(key[:_KEY_LETTERS], seed) if len(key) >= _KEY_LETTERS else _checksum(line, seed)
    return checks, text.encode("utf-8", "surrogatepass")


def checksum(line: str, site: int) -> int:
    """A CRC-32 of a line, with the number of its site as the initial value; 0 for one that is not counted (too long, or without
    letters)."""
    return _checksum(line, site & _SEED)


def _checksum(line: str, seed: int) -> int:
    folded = fold(line).encode() if len(line) <= LONGEST else b""
    key = folded.translate(None, _OTHERS)
    return zlib.crc32(key[:_KEY_LETTERS] if len(key) >= _KEY_LETTERS else folded, seed) if folded else 0
