"""What changed as a patch: bytes that `git apply` takes forward and `patch -R -p1` takes back, byte for byte.

A line ends at LF and nowhere else. CR, form feeds, U+2028 and bytes that are not text stand in a patch as in their file.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from cleanup.report.subsequence import common_head, common_subsequence
from cleanup.text.namedtuple import NamedTuple

CONTEXT = 3
"""Unchanged lines on both sides of a change, as in git."""

_NO_NEWLINE = b"\n\\ No newline at end of file\n"
_ESCAPES = {7: b"\\a", 8: b"\\b", 9: b"\\t", 10: b"\\n", 11: b"\\v", 12: b"\\f", 13: b"\\r", 34: b'\\"', 92: b"\\\\"}
_LCS_CELLS = 100_000_000  # 12 MB of bits


class Change(NamedTuple):
    """Lines `[start, end)` before became lines `[new_start, new_end)`, counted from 0."""

    start: int
    end: int
    new_start: int
    new_end: int


def unified_patch(name: str, before: bytes, after: bytes) -> bytes:
    """A unified diff from `a/NAME` to `b/NAME` (POSIX separators); empty if nothing changed.

    Without git's own header: to `git apply`, names below one count from the root of the repository, and in another folder it
    passes over all of them and says nothing. Only where a text is or becomes empty there is one, or git would make or remove
    the file. Patches of several files can be joined. Linear in the size of both texts, except for sorting anchors (see
    `changed_lines`).
    """
    if before == after:
        return b""
    old, new = BytesIO(before).readlines(), BytesIO(after).readlines()
    left, right = _quoted("a/" + name), _quoted("b/" + name)
    out = [] if before and after else [b"diff --git %b %b\n" % (left, right)]
    out.append(b"--- %b%b\n+++ %b%b\n" % (left, _stop(left), right, _stop(right)))
    for hunk in _hunks(changed_lines(old, new)):
        out += _printed(hunk, old, new)
    return b"".join(out)


def changed_lines(old: list[bytes], new: list[bytes]) -> list[Change]:
    """Where two lists of lines differ; what lies between the changes is equal.

    Bram Cohen's patience diff: lines that occur once on each side, in the same order, are anchors, and only what lies between
    them is compared, by longest common subsequence. A stretch without an anchor that is too long for that counts as replaced
    whole.
    """
    head = common_head(old, new)
    tail = common_head(reversed(old[head:]), reversed(new[head:]))
    numbers: dict[bytes, int] = {}
    a = [numbers.setdefault(line, len(numbers)) for line in old[head : len(old) - tail]]
    b = [numbers.setdefault(line, len(numbers)) for line in new[head : len(new) - tail]]
    stops = [(-1, -1), *_anchors(a, b), (len(a), len(b))]
    changes: list[Change] = []
    for (left, right), (left_end, right_end) in pairwise(stops):
        gone, come = a[left + 1 : left_end], b[right + 1 : right_end]
        if gone == come:  # none, or lines that occur more than once, as blank ones do
            continue
        for change in _between(gone, come, left + 1, right + 1):
            if changes and changes[-1].end == change.start and changes[-1].new_end == change.new_start:
                change = Change(changes[-1].start, change.end, changes.pop().new_start, change.new_end)
            changes.append(change)
    return [Change(start + head, end + head, place + head, stop + head) for start, end, place, stop in changes]


def _anchors(a: list[int], b: list[int]) -> list[tuple[int, int]]:
    """Places of lines that occur once on each side, rising on both."""
    once = {number for number, count in Counter(a).items() if count == 1}
    once &= {number for number, count in Counter(b).items() if count == 1}
    there = {number: place for place, number in enumerate(b) if number in once}
    pairs = [(place, there[number]) for place, number in enumerate(a) if number in once]
    return pairs if all(one[1] < two[1] for one, two in pairwise(pairs)) else _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence that rises on the right side, by patience sorting."""
    tops: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_, right) in enumerate(pairs):
        pile = bisect_left(tops, right)
        previous.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [right]
        ends[pile : pile + 1] = [index]
    chain, index = [], ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = previous[index]
    return chain[::-1]


def _between(old: list[int], new: list[int], start: int, new_start: int) -> Iterator[Change]:
    """Changes between two anchors, behind which the lines `old` begin at `start`, and `new` at `new_start`."""
    if len(old) * len(new) > _LCS_CELLS or set(old).isdisjoint(new):
        yield Change(start, start + len(old), new_start, new_start + len(new))
        return
    left = right = 0
    for place, new_place in [*common_subsequence(old, new), (len(old), len(new))]:
        if (left, right) != (place, new_place):
            yield Change(start + left, start + place, new_start + right, new_start + new_place)
        left, right = place + 1, new_place + 1


def _hunks(changes: list[Change]) -> Iterator[list[Change]]:
    """Changes in groups, each of those so near to each other that they share their context."""
    hunk: list[Change] = []
    for change in changes:
        if hunk and change.start - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _printed(hunk: list[Change], old: list[bytes], new: list[bytes]) -> Iterator[bytes]:
    """One hunk: its head, and its lines with their marks."""
    first, last = hunk[0], hunk[-1]
    before = min(CONTEXT, first.start)
    after = min(CONTEXT, len(old) - last.end)
    left = _extent(first.start - before, last.end + after)
    right = _extent(first.new_start - before, last.new_end + after)
    yield b"@@ -%b +%b @@\n" % (left, right)
    position = first.start - before
    for change in hunk:
        yield from _marked(b" ", old[position : change.start])
        yield from _marked(b"-", old[change.start : change.end])
        yield from _marked(b"+", new[change.new_start : change.new_end])
        position = change.end
    yield from _marked(b" ", old[position : position + after])


def _marked(mark: bytes, lines: list[bytes]) -> Iterator[bytes]:
    """The lines with a mark before each, in pieces: put together, a line of 50 MB would be copied twice more."""
    for line in lines:
        yield mark
        yield line
        if not line.endswith(b"\n"):
            yield _NO_NEWLINE


def _extent(start: int, end: int) -> bytes:
    """`start,count` as hunks have it: from 1, an empty stretch named by the line before it."""
    return b"%d,%d" % (start + (end > start), end - start)


def _quoted(name: str) -> bytes:
    """The name's bytes, C-quoted if a line of a patch could not hold them as they are."""
    raw = os.fsencode(name)
    if name.isprintable() and not name.endswith(" ") and '"' not in name and "\\" not in name:
        return raw
    return b'"%b"' % b"".join(_ESCAPES.get(byte) or (bytes((byte,)) if 32 <= byte < 127 else b"\\%03o" % byte) for byte in raw)


def _stop(name: bytes) -> bytes:
    """A tab if the name has spaces: it ends the name for programs that look for a date behind it."""
    return b"\t" if b" " in name else b""
