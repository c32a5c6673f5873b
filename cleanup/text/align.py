"""Where two versions of a text differ: small replaced stretches, found by lines, then by words, then by characters inside a word.

For fixers that give back a whole new text and do not say what they did.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

WINDOW = 256
"""Words compared at a time. It bounds what a difference costs, however long the line."""

_SURE_RUN = 8
"""So many equal words in a row are no coincidence: a window may be left behind after them."""

_WORDS = Lazy(r"\s+|\S+")
_CHARACTERS = Lazy(r"[0-9A-Za-z]+|[^0-9A-Za-z]")
_SURELY_SHARED = Lazy(r"[0-9A-Za-z]|[^0-9A-Za-z]{3}")  # one or two characters may be the same in damage and repair by chance
_JOINER = "\u200d"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


class _Piece(NamedTuple):
    """`old[start:end]` became `new[new_start:new_end]`."""

    start: int
    end: int
    new_start: int
    new_end: int


def align(old: str, new: str, start: int = 0) -> Iterator[tuple[int, str, str]]:
    """Each replaced stretch as `(start, old, new)`, in order, never touching, offsets in code points counted from `start`.

    Law: replacing the stretches in `old` gives `new`. No stretch begins or ends inside a combining sequence or a surrogate
    pair. Lines are paired when both texts have equally many; inside a line, words are aligned by the fewest Levenshtein
    operations (`rapidfuzz`) in windows of `WINDOW` words, so that the cost grows with the length of the line, not its square.
    """
    if old.count("\n") != new.count("\n"):
        yield from _line(old, new, start)
        return
    for before, after in zip(old.split("\n"), new.split("\n"), strict=True):
        if before != after:
            yield from _line(before, after, start)
        start += len(before) + 1


def _line(old: str, new: str, start: int) -> Iterator[tuple[int, str, str]]:
    head = old.rfind(" ", 0, _shared(old, new)) + 1
    old, new = old[head:], new[head:]
    space = old.find(" ", len(old) - _shared(old[::-1], new[::-1]))
    tail = len(old) - space if space >= 0 else 0
    pieces = _pieces(old[: len(old) - tail], new[: len(new) - tail], _WORDS)
    for piece in _whole(old, new, _finer(old, new, pieces)):
        yield start + head + piece.start, old[piece.start : piece.end], new[piece.new_start : piece.new_end]


def _finer(old: str, new: str, pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """The pieces aligned by single characters: two repairs may be in one word, or in one line of a script without spaces."""
    for start, end, new_start, new_end in pieces:
        held: _Piece | None = None
        for part in _pieces(old[start:end], new[new_start:new_end], _CHARACTERS):
            found = _Piece(start + part.start, start + part.end, new_start + part.new_start, new_start + part.new_end)
            if held and not _SURELY_SHARED.search(old, held.end, found.start):
                held = _Piece(held.start, found.end, held.new_start, found.new_end)
                continue
            if held:
                yield held
            held = found
        if held:
            yield held


def _pieces(old: str, new: str, words: Lazy) -> Iterator[_Piece]:
    """The stretches whose words differ, in order; neighbours may touch."""
    a, b = words.findall(old), words.findall(new)
    at, new_at = [0, *accumulate(map(len, a))], [0, *accumulate(map(len, b))]
    for i, i_end, j, j_end in _unequal(a, b):
        yield _Piece(at[i], at[i_end], new_at[j], new_at[j_end])


def _unequal(a: list[str], b: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Index ranges of `a` and `b` that differ, in order; neighbours may touch where one window ends and the next begins."""
    i = j = _shared(a, b)
    tail = _shared(a[i:][::-1], b[j:][::-1])
    a, b = a[: len(a) - tail], b[: len(b) - tail]
    while i < len(a) or j < len(b):
        same = _shared(a, b, i, j)
        i, j = i + same, j + same
        left, right = a[i : i + WINDOW], b[j : j + WINDOW]
        blocks = _matching(left, right)
        # What follows the last sure match may match beyond the window's edge.
        if sure := [index for index, (_, _, size) in enumerate(blocks) if size >= _SURE_RUN]:
            blocks = blocks[: sure[-1] + 1]
        x = y = 0
        for x_next, y_next, size in blocks or [(len(left), len(right), 0)]:
            if x_next > x or y_next > y:
                yield i + x, i + x_next, j + y, j + y_next
            x, y = x_next + size, y_next + size
        i, j = i + x, j + y


def _matching(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    """Runs of equal words, as (index in a, index in b, length)."""
    if set(a).isdisjoint(b):  # as in most repairs, which concern one word or one character
        return []
    from rapidfuzz.distance import Levenshtein

    # Numbers, because rapidfuzz compares hashes, and hashes of texts may collide and differ from run to run.
    numbers: dict[str, int] = {}
    blocks = Levenshtein.editops(
        [numbers.setdefault(word, len(numbers)) for word in a], [numbers.setdefault(word, len(numbers)) for word in b]
    ).as_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def _shared(a: Sequence[str], b: Sequence[str], i: int = 0, j: int = 0) -> int:
    """How many items from `i` and `j` on are equal; compares slices, so that long equal stretches cost no loop."""
    most, same, step, growing = min(len(a) - i, len(b) - j), 0, 1, True
    while same < most:
        step = min(step, most - same)
        if a[i + same : i + same + step] == b[j + same : j + same + step]:
            same += step
            step = step * 2 if growing else step
        elif step == 1:
            break
        else:
            step, growing = step // 2, False
    return same


def _whole(old: str, new: str, pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """The pieces without what both sides share at their ends, but with whole combining sequences."""
    trimmed = [_trimmed(old, new, piece) for piece in pieces]
    held: _Piece | None = None
    for index, (start, end, new_start, new_end) in enumerate(trimmed):
        floor = held.end if held else 0
        ceiling = trimmed[index + 1].start if index + 1 < len(trimmed) else len(old)
        while start > floor and (_is_inside(old, start) or _is_inside(new, new_start)):
            start, new_start = start - 1, new_start - 1
        while end < ceiling and (_is_inside(old, end) or _is_inside(new, new_end)):
            end, new_end = end + 1, new_end + 1
        if held and start == held.end:
            held = _Piece(held.start, end, held.new_start, new_end)
            continue
        if held:
            yield held
        held = _Piece(start, end, new_start, new_end)
    if held:
        yield held


def _trimmed(old: str, new: str, piece: _Piece) -> _Piece:
    before, after = old[piece.start : piece.end], new[piece.new_start : piece.new_end]
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    return _Piece(piece.start + head, piece.end - tail, piece.new_start + head, piece.new_end - tail)


def _is_inside(text: str, offset: int) -> bool:
    """Whether a cut at `offset` would divide what a reader sees as one character."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if after.isascii():
        return before == _JOINER
    if "\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff":
        return True
    return _JOINER in (before, after) or after in _SKIN_TONES or unicodedata.category(after)[0] == "M"
