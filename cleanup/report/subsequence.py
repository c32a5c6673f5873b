"""What two lists have in common: their heads, and their longest common subsequence.

RapidFuzz finds the same one (a test holds this to it), but takes as long to import as ten files to clean.
"""

from __future__ import annotations

from collections.abc import Iterable


def common_head(a: Iterable[object], b: Iterable[object]) -> int:
    """How many items both begin with."""
    count = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        count += 1
    return count


def common_subsequence(a: list[int], b: list[int]) -> list[tuple[int, int]]:
    """The places in `a` and `b` of a longest common subsequence, rising. Takes a bit for each pair of places, time likewise."""
    head = common_head(a, b)
    tail = common_head(reversed(a[head:]), reversed(b[head:]))
    left, right = len(a) - tail, len(b) - tail
    found = [(left + place, right + place) for place in reversed(range(tail))]
    rows = _rows(a[head:left], b[head:right])
    left, right = left - head, right - head
    while left and right:
        byte, bit = (left - 1) // 8, 1 << (left - 1) % 8
        if rows[right][byte] & bit:
            left -= 1
        elif rows[right - 1][byte] & bit:
            left, right = left - 1, right - 1
            found.append((head + left, head + right))
        else:
            right -= 1
    found += [(place, place) for place in reversed(range(head))]
    return found[::-1]


def _rows(a: list[int], b: list[int]) -> list[bytes]:
    """A row of bits before the first and behind each item of `b`, a bit for each item of `a`: the common subsequence of all
    before has an item more than without this one where it is 0 (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004)."""
    size = len(a) // 8 + 1
    places = {number: bytearray(size) for number in b}
    for place, number in enumerate(a):
        if number in places:
            places[number][place // 8] |= 1 << place % 8
    row = whole = (1 << len(a)) - 1
    rows = [row.to_bytes(size, "little")]
    for number in b:
        met = row & int.from_bytes(places[number], "little")
        row = (row + met | row - met) & whole
        rows.append(row.to_bytes(size, "little"))
    return rows
