"""A text with one byte for each character: a table of 256 bytes tells what each is in a fraction of the time of a pattern.

The bytes are those of Latin-1. The marks of typography, which most texts hold and often nothing else beyond Latin-1, stand where
Windows-1252 has them.
"""

from __future__ import annotations

from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

MARKS = {"“": "\x93", "”": "\x94", "‘": "\x91", "’": "\x92", "–": "\x96", "—": "\x97", "…": "\x85"}
"""Each mark with the control character of Latin-1 in whose place it stands."""

TYPOGRAPHY = (*MARKS, "\xa0")
"""The characters beyond ASCII that most lines of prose hold, and often no others: these marks and the no-break space."""

CHARACTERS = "".join(map(chr, range(256))).translate({ord(code): mark for mark, code in MARKS.items()})
"""What each byte stands for."""

PIECE = 1 << 15
"""Code points that are handled together, so that intermediate results fit into the processor's cache."""

_TAKEN = Lazy(f"[{''.join(MARKS.values())}]")
_NO_BYTE = "\ufffd"


class Piece(NamedTuple):
    """The code points of a text from `start` on, one byte each; `others` counts those that have none: "?" stands for them and
    for nothing else."""

    start: int
    data: bytes
    others: int


def piece(text: str, start: int = 0) -> Piece:
    """A text, or the part of one that begins at `start`, with one byte for each character. Where "?" stands for other characters,
    "!" stands for a question mark."""
    if text.isascii():
        return Piece(start, text.encode(), 0)
    if any(map(text.__contains__, MARKS.values())):
        text = _TAKEN.sub(_NO_BYTE, text)
    for mark in filter(text.__contains__, MARKS):
        text = text.replace(mark, MARKS[mark])
    try:
        return Piece(start, text.encode("latin-1"), 0)
    except UnicodeEncodeError:
        data = text.replace("?", "!").encode("latin-1", "replace")
        return Piece(start, data, data.count(b"?"))
