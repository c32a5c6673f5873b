"""A text in one byte a character: what tables of 256 bytes tell of every character takes a fraction of the time of a pattern.

The bytes are those of Latin-1. The marks of typography, which most texts hold and often nothing else beyond Latin-1, stand where
Windows-1252 has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

MARKS = {"“": "\x93", "”": "\x94", "‘": "\x91", "’": "\x92", "–": "\x96", "—": "\x97", "…": "\x85"}
"""What goes through Latin-1 as something else."""

CHARACTERS = "".join(map(chr, range(256))).translate({ord(code): mark for mark, code in MARKS.items()})
"""What each byte stands for."""

PIECE = 1 << 15
"""Code points looked at together: what is made of them stays in the processor's cache."""

_TAKEN = Lazy(f"[{''.join(MARKS.values())}]")
_NO_BYTE = "\ufffd"


class Piece(NamedTuple):
    """The code points of a text from `start` on, one byte each; `others` of them have none, and "?" stands for them alone."""

    start: int
    data: bytes
    others: int


def pieces(document: Document) -> Iterable[Piece]:
    """The text in pieces of `PIECE` code points, each with the first one of the next; what is made of a short one is kept."""
    text = document.text
    if len(text) <= PIECE:
        return (document.once(_whole),)
    return (Piece(start, *one_byte(text[start : start + PIECE + 1])) for start in range(0, len(text), PIECE))


def _whole(document: Document) -> Piece:
    return Piece(0, *one_byte(document.text))


def one_byte(text: str) -> tuple[bytes, int]:
    """A text in one byte a character, and for how many of them "?" stands; "!" stands for "?" itself where it does so."""
    if text.isascii():
        return text.encode(), 0
    if any(code in text for code in MARKS.values()):
        text = _TAKEN.sub(_NO_BYTE, text)
    for mark, code in MARKS.items():
        text = text.replace(mark, code)
    try:
        return text.encode("latin-1"), 0
    except UnicodeEncodeError:
        data = text.replace("?", "!").encode("latin-1", "replace")
        return data, data.count(b"?")
