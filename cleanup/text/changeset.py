"""A change set: edits of one text, as a value that can be applied, composed and undone.

Texts never change in place. A set knows the length of the text it was made for and the stretches it replaces, and refuses
any other text. The idea of a change as a composable value is CodeMirror's (`ChangeSet`); ours also keeps the replaced text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, Literal

from cleanup.text.cached import cached_property
from cleanup.text.dataclass import dataclass
from cleanup.text.edit import Edit
from cleanup.text.namedtuple import NamedTuple

_BLOCK = 1 << 20
"""Code points that are joined at a time."""


class ChangeError(ValueError):
    """Edits that contradict each other, or a change set applied to a text it was not made for."""


@dataclass(frozen=True)
class ChangeSet:
    """Ordered edits of a text of `length` code points; they may touch and never overlap.

    Laws, for every text `t` that `a` was made for, and `b`, `c` made for what comes out:

        a.invert().apply(a.apply(t)) == t
        a.then(b).apply(t) == b.apply(a.apply(t))
        a.then(b).then(c).apply(t) == a.then(b.then(c)).apply(t)
    """

    length: int
    edits: tuple[Edit, ...] = ()

    def __post_init__(self) -> None:
        end = 0
        for edit in self.edits:
            if edit.start < end:
                raise ChangeError(f"the edit at {edit.start} begins before {end}, where the one before it ends")
            end = edit.end
        if end > self.length:
            raise ChangeError(f"the edit ending at {end} reaches past the text's {self.length} code points")

    @classmethod
    def of(cls, text: str, edits: Iterable[Edit]) -> ChangeSet:
        """The set of `edits` of `text`, sorted; edits that change nothing are left out.

        Raises ChangeError if two overlap, or if one does not hold what stands at its place.
        """
        ordered = sorted((edit for edit in edits if edit.old != edit.new), key=lambda edit: (edit.start, edit.end))
        changes = cls(len(text), tuple(ordered))
        changes._check(text)
        return changes

    def __bool__(self) -> bool:
        return bool(self.edits)

    @property
    def new_length(self) -> int:
        """Code points of the text that `apply` gives."""
        return self.length + sum(len(edit.new) - len(edit.old) for edit in self.edits)

    def _check(self, text: str) -> None:
        if len(text) != self.length:
            raise ChangeError(f"made for a text of {self.length} code points, not of {len(text)}")
        for edit in self.edits:
            if not text.startswith(edit.old, edit.start):
                found = text[edit.start : edit.end]
                raise ChangeError(f"at {edit.start} stands {found[:40]!r}, not {edit.old[:40]!r}")

    def apply(self, text: str) -> str:
        """The changed text. Law: `a.invert().apply(a.apply(t)) == t`. Raises ChangeError on another text."""
        self._check(text)
        # One join of all pieces would hold a third copy of the text; a string grows in place as long as nothing else refers to
        # it.
        result, size = "", 0
        pieces: list[str] = []
        for piece in self._pieces(text):
            pieces.append(piece)
            size += len(piece)
            if size >= _BLOCK:
                result += "".join(pieces)
                pieces.clear()
                size = 0
        result += "".join(pieces)
        return result

    def _pieces(self, text: str) -> Iterator[str]:
        """The changed text in pieces of `_BLOCK` code points at most, not counting what edits insert."""
        position = 0
        for edit in self.edits:
            for start in range(position, edit.start, _BLOCK):
                yield text[start : min(start + _BLOCK, edit.start)]
            yield edit.new
            position = edit.end
        for start in range(position, len(text), _BLOCK):
            yield text[start : start + _BLOCK]

    def invert(self) -> ChangeSet:
        """The way back. Law: `a.invert().invert() == a`."""
        shift, edits = 0, []
        for edit in self.edits:
            edits.append(Edit(edit.start + shift, edit.new, edit.old, edit.reasons))
            shift += len(edit.new) - len(edit.old)
        return ChangeSet(self.new_length, tuple(edits))

    def then(self, later: ChangeSet) -> ChangeSet:
        """Both in one step. Law: `a.then(b).apply(t) == b.apply(a.apply(t))`.

        Edits that only touch stay apart. Raises ChangeError if `later` was not made for a text of `new_length`.
        """
        if later.length != self.new_length:
            raise ChangeError(f"made for a text of {later.length} code points, not of {self.new_length}")
        if not self.edits:
            return later
        if not later.edits:
            return self
        return ChangeSet(self.length, tuple(_compose(self.edits, later.edits)))

    @cached_property
    def _ends(self) -> tuple[list[int], list[int], list[int]]:
        starts, ends, shifts = [], [], [0]
        for edit in self.edits:
            starts.append(edit.start)
            ends.append(edit.end)
            shifts.append(shifts[-1] + len(edit.new) - len(edit.old))
        return starts, ends, shifts

    def map_position(self, position: int, side: Literal[-1, 1] = 1) -> int:
        """Where code point `position` of the old text stands in the new one.

        What stood inside a replaced stretch goes to that edit's start (`side=-1`) or to its end (`side=1`); at an insertion,
        `side` says on which side of the inserted text the position stays. Raises ValueError outside the text.
        """
        if not 0 <= position <= self.length:
            raise ValueError(f"{position} is not in a text of {self.length} code points")
        starts, ends, shifts = self._ends
        index = bisect_right(ends, position)
        while side < 0 and index and starts[index - 1] == position:  # insertions at the position itself
            index -= 1
        if index < len(starts) and starts[index] < position:
            return starts[index] + shifts[index] + (len(self.edits[index].new) if side > 0 else 0)
        return position + shifts[index]

    def to_json(self) -> dict[str, Any]:
        """Plain data. Law: `ChangeSet.from_json(a.to_json()) == a`."""
        return {"length": self.length, "edits": [edit.to_json() for edit in self.edits]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ChangeSet:
        """Raises ValueError (of which ChangeError is one), KeyError or TypeError on data that is no change set."""
        return cls(data["length"], tuple(map(Edit.from_json, data["edits"])))


class _Piece(NamedTuple):
    """An edit seen from the text between two change sets: `between` stands at `start` there, `other` on the edit's far side."""

    start: int
    end: int
    is_later: bool
    between: str
    other: str
    edit: Edit


def _compose(first: tuple[Edit, ...], later: tuple[Edit, ...]) -> Iterator[Edit]:
    """Edits of the text before `first` that do what `first` and then `later` do.

    In the coordinates of the text between, pieces that overlap melt into one edit and all others pass through. Sorted by start
    and end, an insertion comes before the stretch it touches; sorting is stable, so that at one place `first` comes first.
    """
    pieces, shift = [], 0
    for edit in first:
        start = edit.start + shift
        pieces.append(_Piece(start, start + len(edit.new), False, edit.new, edit.old, edit))
        shift += len(edit.new) - len(edit.old)
    pieces += [_Piece(edit.start, edit.end, True, edit.old, edit.new, edit) for edit in later]
    pieces.sort(key=itemgetter(0, 1))
    shift = index = 0
    while index < len(pieces):
        group = [pieces[index]]
        end = group[0].end
        index += 1
        while index < len(pieces) and pieces[index].start < end:
            group.append(pieces[index])
            end = max(end, pieces[index].end)
            index += 1
        edit = _melt(group, group[0].start - shift)
        if edit.old != edit.new:
            yield edit
        shift += sum(len(piece.between) - len(piece.other) for piece in group if not piece.is_later)


def _melt(group: list[_Piece], start: int) -> Edit:
    """One edit at `start` for pieces that overlap. Whoever changed all of it last gives the primary reason."""
    if len(group) == 1:
        piece = group[0]
        old, new = (piece.between, piece.other) if piece.is_later else (piece.other, piece.between)
        return Edit(start, old, new, piece.edit.reasons)
    low, between = group[0].start, ""
    for piece in group:
        between += piece.between[max(0, low + len(between) - piece.start) :]
    earlier = [piece for piece in group if not piece.is_later]
    later = [piece for piece in group if piece.is_later]
    covered = sum(len(piece.between) for piece in later) == len(between)
    ordered = later + earlier if covered else earlier + later
    reasons = tuple(dict.fromkeys(reason for piece in ordered for reason in piece.edit.reasons))
    return Edit(start, _replaced(between, low, earlier), _replaced(between, low, later), reasons)


def _replaced(between: str, low: int, pieces: list[_Piece]) -> str:
    """`between`, which begins at `low`, with each piece's stretch replaced by its far side."""
    out: list[str] = []
    position = low
    for piece in pieces:
        out += (between[position - low : piece.start - low], piece.other)
        position = piece.end
    out.append(between[position - low :])
    return "".join(out)
