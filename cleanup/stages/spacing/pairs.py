"""Where a text may hold a space too few or too many: its pairs of neighbouring characters, all of them looked at together.

Each character becomes one byte that holds what it may be on the left of a suspicious pair and what on the right; a long integer
of these bytes, shifted by one character and laid over itself, shows the pairs: 11 ns a character of scraped articles, against 20
by patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from heapq import merge

from cleanup.stages.spacing.gaps import CLASSES, CLOSERS, LINK, LINK_HINTS, OPENERS, STOP, near_gap
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple
from cleanup.text.onebyte import CHARACTERS, PIECE, Piece

_REACH = 3
"""Code points beyond the end of a piece that a pattern may read."""

_RARE = 64
"""One in so many characters may be beyond those that have a byte where the pairs are looked at; of other alphabets a pattern
tells more."""

_GAP, _SURPLUS = 1, 2
_KINDS = bytes(_GAP if byte & 0b0111 else _SURPLUS if byte & 0b1000 else 0 for byte in range(256))
"""What a pair may be, by the bits that its sides share (the lower half; no pair is both)."""

_SPACE, _RUN = Lazy(r"\s"), Lazy("  +")
_AT_END = " \n.,;:!?…)]”’\"'"


_LOWER, _UPPER = CLASSES["latin-1"][:2]
_USUAL = Lazy(
    rf"[{_UPPER}]{{1,64}}[{_UPPER}](?![{_LOWER}])"  # capitals stand in a row
    r"|[\"“„«‘(\[¿¡](?<!\S.)."  # a quote or bracket opens behind a space
    r"|[^/]/|/[^/]"  # a slash parts two words
    r"|[.,:;!?…](?:(?<=[0-9].)[0-9]"  # and a mark two digits
    r"|['’](?=[\s\"”]|\Z)"  # a quote closes behind the mark of an end
    rf"|(?<=[.!?…])(?<![wr].)[{_LOWER}]"  # a full stop stands before lower case: not that of "www." and "pic.twitter.com"
    rf"|(?<=[{_LOWER}{_UPPER}]\.)(?<!\w\w\.)(?<![ap]\.m\.)[{_UPPER}])"  # or it follows an initial
)
"""How neighbours meet that mostly do, and never at a gap: all pairs in what it matches."""


class Places(NamedTuple):
    """What a text may hold: `gaps`, stretches of it, words whole, outside which no space is missing, and the code points of the
    pairs in which one may be too much, of a run of spaces the first."""

    gaps: list[tuple[int, int]]
    surplus: list[int]


def places(document: Document) -> Places:
    """Where the text may need a repair of its spaces, links glued to words among them; call it as `document.once(places)`."""
    text = document.text
    found: list[tuple[int, int]] = []
    surplus: list[int] = []
    done = 0
    for piece in document.pieces():
        kinds = _kinds(piece)
        if _SURPLUS in kinds:
            surplus += _surplus(text, piece.start, kinds)
        many = piece.others * _RARE > len(piece.data)
        hits = _by_pattern(text, piece.start) if many else _unusual(text, piece.start, kinds)
        for hit in hits:
            if hit >= done:
                start = max(done, text.rfind(" ", done, hit) + 1, text.rfind("\n", done, hit) + 1)
                space = _SPACE.search(text, hit)
                done = space.end() if space else len(text)
                bare = text[start:done].rstrip(_AT_END)
                if not (bare.isupper() and bare.isalpha()):  # in which no case changes
                    found.append((start, done))
    return Places(found, surplus)


def _kinds(piece: Piece) -> bytes:
    """A byte for each pair of characters: what it may be."""
    sides = int.from_bytes(piece.data.translate(_table_with_others() if piece.others else _table()), "little")
    return (sides & sides >> 12).to_bytes(len(piece.data), "little").translate(_KINDS)


def _surplus(text: str, start: int, kinds: bytes) -> Iterator[int]:
    """Where a space may be too much in a piece that begins at `start`."""
    at = kinds.find(_SURPLUS)
    while at >= 0:
        yield start + at
        run = _RUN.match(text, start + at)
        at = kinds.find(_SURPLUS, run.end() - 1 - start if run else at + 1)


def _unusual(text: str, start: int, kinds: bytes) -> Iterator[int]:
    """Where a space may be missing in a piece that begins at `start`."""
    usual = _USUAL.match
    at = kinds.find(_GAP)
    while at >= 0:
        match = usual(text, start + at)
        if match:
            at = match.end() - start - 2
        else:
            yield start + at
        at = kinds.find(_GAP, at + 1)


def _by_pattern(text: str, start: int) -> Iterator[int]:
    """The same for a piece in any alphabet."""
    end = start + PIECE + _REACH
    matches = near_gap().finditer(text, start, end)
    if any(text.find(hint, start, end + 16) >= 0 for hint in LINK_HINTS):
        matches = merge(matches, LINK.finditer(text, start, end + 16), key=re.Match.start)
    return (match.start() for match in matches)


@cache
def _table() -> bytes:
    """For each byte the kinds of pairs it may be the left of (lower half) and the right of (upper half)."""
    lower, upper, bullet, sign = (frozenset(_members(each)) for each in CLASSES["latin-1"])
    lower |= frozenset("ªº²³¹¼½¾_")  # may follow "www."
    close, inner = frozenset(CLOSERS), frozenset("–—’'")
    opened, digits = frozenset(OPENERS), frozenset("0123456789")
    kinds = (
        (lower | upper | {"/"}, upper | digits | bullet | {"/"}),
        (digits | sign, lower | upper | bullet),
        ((close | opened | frozenset(STOP + ",;:")) - inner, lower | upper | digits | bullet | inner),
        (frozenset(" (["), frozenset(" ,.)]")),
    )
    table = bytearray(256)
    for byte, char in enumerate(CHARACTERS):
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
