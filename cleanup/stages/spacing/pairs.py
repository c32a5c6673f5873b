"""Where a text may hold a space too few or too many: its pairs of neighbouring characters, all of them looked at together.

Each character becomes one byte that holds what it may be on the left of a suspicious pair and what on the right; a long integer
of these bytes, shifted by one character and laid over itself, shows the pairs: 17 ns a character of scraped articles, against 34
by patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from heapq import merge
from typing import NamedTuple

from cleanup.stages.spacing.gaps import CLASSES, CLOSE, LINK, LINK_HINTS, OPEN, STOP, is_initial, near_gap
from cleanup.text.lazy import Lazy

_PIECE = 1 << 15
"""Code points looked at together: what is made of them stays in the processor's cache."""

_REACH = 3
_RARE = 64
"""One in so many characters may be beyond Latin-1 where the pairs are looked at; of other alphabets a pattern tells more."""

_STANDS_FOR = {"“": "\x93", "”": "\x94", "‘": "\x91", "’": "\x92", "–": "\x96", "—": "\x97", "…": "\x85"}
"""What goes through Latin-1 as something else."""

_SPACE = Lazy(r"\s")
_OPENING, _PARTING = '"“„«‘([', ".,:;"
_AT_END = " \n.,;:!?…)]”’\"'"


class Places(NamedTuple):
    """What a text may hold: `gaps`, stretches of it, words whole, outside which no space is missing, and whether one may be
    too much."""

    gaps: list[tuple[int, int]]
    surplus: bool


def places(text: str) -> Places:
    """Where the text may need a repair of its spaces, links glued to words among them."""
    hits: list[int] = []
    surplus = False
    for start in range(0, len(text), _PIECE):
        data, table = _in_bytes(text[start : start + _PIECE + 1])
        if table is None:
            surplus = True
            hits += _by_pattern(text, start)
            continue
        sides = int.from_bytes(data.translate(table), "little")
        pairs = sides & sides >> 12 & _every(0x0F)
        surplus = surplus or bool(pairs & _every(0x08))
        suspicious = ((pairs | pairs >> 1 | pairs >> 2) & _every(0x01)).to_bytes(len(data), "little")
        at = suspicious.find(1)
        while at >= 0:
            if not _is_usual(text, start + at):
                hits.append(start + at)
            at = suspicious.find(1, at + 1)
    return Places(list(_words(text, hits)), surplus)


def _in_bytes(piece: str) -> tuple[bytes, bytes | None]:
    """The piece with a byte for each character, and the table of what these are; None where too many have none of their own."""
    for char, code in _STANDS_FOR.items():
        piece = piece.replace(char, code)
    try:
        return piece.encode("latin-1"), _table()
    except UnicodeEncodeError:
        data = piece.replace("?", "!").encode("latin-1", "replace")
        return data, None if data.count(b"?") * _RARE > len(data) else _table_with_others()


def _is_usual(text: str, at: int) -> bool:
    """Whether a quote or bracket opens behind a space, a sign parts two digits, or a full stop follows an initial: most of the
    pairs, and never a gap."""
    char = text[at]
    if char in _OPENING:
        return at == 0 or text[at - 1].isspace()
    if char not in _PARTING or at == 0:
        return False
    before, after = text[at - 1], text[at + 1]
    return (before.isdigit() and after.isdigit()) or (char == "." and after.isupper() and is_initial(text, at))


def _by_pattern(text: str, start: int) -> Iterator[int]:
    """The same for a piece in any alphabet."""
    end = start + _PIECE + _REACH
    matches = near_gap().finditer(text, start, end)
    if any(text.find(hint, start, end + 16) >= 0 for hint in LINK_HINTS):
        matches = merge(matches, LINK.finditer(text, start, end + 16), key=re.Match.start)
    return (match.start() for match in matches)


def _words(text: str, hits: list[int]) -> Iterator[tuple[int, int]]:
    """The words with a hit in them, each with the white space behind it."""
    done = 0
    for hit in hits:
        if hit >= done:
            start = max(done, text.rfind(" ", done, hit) + 1, text.rfind("\n", done, hit) + 1)
            space = _SPACE.search(text, hit)
            done = space.end() if space else len(text)
            bare = text[start:done].rstrip(_AT_END)
            if not (bare.isupper() and bare.isalpha()):  # in which no case changes
                yield start, done


@cache
def _table() -> bytes:
    """For each byte the kinds of pairs it may be the left of (lower half) and the right of (upper half)."""
    lower, upper, bullet, sign = (frozenset(_members(each)) for each in CLASSES["latin-1"])
    lower |= frozenset("ªº²³¹¼½¾_")  # may follow "www."
    close, inner = frozenset(CLOSE.replace("\\", "")), frozenset("–—’'")
    opened, digits = frozenset(OPEN.replace("\\", "")), frozenset("0123456789")
    kinds = (
        (lower | upper | {"/"}, upper | digits | bullet | {"/"}),
        (digits | sign, lower | upper | bullet),
        ((close | opened | frozenset(STOP + ",;:")) - inner, lower | upper | digits | bullet | inner),
        (frozenset(" (["), frozenset(" ,.)]")),
    )
    codes = {code: char for char, code in _STANDS_FOR.items()}
    table = bytearray(256)
    for byte in range(256):
        char = codes.get(chr(byte), chr(byte))
        for bit, (left, right) in enumerate(kinds):
            table[byte] |= (char in left) << bit | (char in right) << bit + 4
    return bytes(table)


@cache
def _table_with_others() -> bytes:
    """The same where "?" stands for a character that has no byte, and may be any of them."""
    table = bytearray(_table())
    table[ord("?")] = 0x77
    return bytes(table)


def _members(letters: str) -> str:
    """The characters of a class as patterns name them."""
    return "".join(filter(re.compile(f"[{letters}]").match, map(chr, range(256))))


@cache
def _every(byte: int) -> int:
    """A number of such bytes, as many as are looked at together."""
    return (1 << 8 * (_PIECE + 1)) // 255 * byte
