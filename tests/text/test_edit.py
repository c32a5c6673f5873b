"""Spans, reasons and edits as values."""

from __future__ import annotations

import json

import pytest

from cleanup.text.edit import Edit, Reason, Span


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((0, 3), (2, 5), True),
        ((0, 3), (3, 5), False),
        ((0, 5), (2, 2), True),  # an insertion inside
        ((0, 5), (0, 0), False),  # an insertion at the edge touches
        ((0, 5), (5, 5), False),
        ((2, 2), (2, 2), False),
        ((0, 5), (1, 4), True),
    ],
)
def test_overlapping_is_sharing_a_character_or_lying_inside(a: tuple[int, int], b: tuple[int, int], expected: bool) -> None:
    assert Span(*a).overlaps(Span(*b)) is expected
    assert Span(*b).overlaps(Span(*a)) is expected


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_no_span_runs_backwards_or_begins_before_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_span_counts_code_points() -> None:
    text = "a😀e\u0301z"
    assert Span(1, 2).of(text) == "😀"
    assert len(Span(1, 4)) == 3


def test_an_edit_knows_where_it_ends_and_who_made_it() -> None:
    edit = Edit(4, "old", "newer", (Reason("SP101", "spacing", "Two words.", 0.9), Reason("LY101", "layout", "Trailing.")))
    assert (edit.start, edit.end, edit.span) == (4, 7, Span(4, 7))
    assert (edit.code, edit.certainty) == ("SP101", 0.9)


def test_an_edit_without_reasons_has_no_code_and_no_certainty() -> None:
    assert (Edit(0, "", "x").code, Edit(0, "", "x").certainty) == ("", 0.0)


def test_an_edit_survives_json_even_with_a_lone_surrogate() -> None:
    edit = Edit(2, "a\udc80\0", "\u2028", (Reason("EN101", "mojibake", "“Ã©” is “é”.", 0.75),))
    assert Edit.from_json(json.loads(json.dumps(edit.to_json()))) == edit
