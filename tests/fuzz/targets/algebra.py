"""The laws of change sets: to compose, to invert, to map positions."""

from __future__ import annotations

from itertools import pairwise

from cleanup.text.changeset import ChangeError, ChangeSet
from tests.fuzz.draw import Draw


def check(data: bytes) -> None:
    draw = Draw(data)
    text = draw.text(40)
    a = draw.changes(text)
    after_a = a.apply(text)
    b = draw.changes(after_a)
    after_b = b.apply(after_a)
    c = draw.changes(after_b)
    assert a.invert().apply(after_a) == text
    assert a.invert().invert() == a
    assert a.then(b).apply(text) == after_b
    assert a.then(b).then(c).apply(text) == a.then(b.then(c)).apply(text) == c.apply(after_b)
    assert a.then(a.invert()).apply(text) == text
    assert ChangeSet.of(text, a.then(b).edits) == a.then(b)
    assert ChangeSet.from_json(a.to_json()) == a
    _positions(text, a, after_a)
    _refuses(a, text, draw.text(40))


def _positions(text: str, a: ChangeSet, after: str) -> None:
    before = [a.map_position(position, -1) for position in range(len(text) + 1)]
    behind = [a.map_position(position, 1) for position in range(len(text) + 1)]
    assert all(one <= other for places in (before, behind) for one, other in pairwise(places))
    assert all(0 <= one <= other <= len(after) for one, other in zip(before, behind, strict=True))
    touched = {place for edit in a.edits for place in range(edit.start, edit.end)}
    assert all(after[behind[place]] == text[place] for place in range(len(text)) if place not in touched)


def _refuses(a: ChangeSet, text: str, other: str) -> None:
    holds = len(other) == len(text) and all(other.startswith(edit.old, edit.start) for edit in a.edits)
    try:
        a.apply(other)
    except ChangeError:
        assert not holds
    else:
        assert holds
