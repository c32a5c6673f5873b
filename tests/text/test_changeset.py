"""The laws of change sets, on random changes; and by hand what a set refuses."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.changeset import ChangeError, ChangeSet
from cleanup.text.edit import Edit, Reason
from tests.laws.strategies import histories

TOY = (Reason("SP901", "toy", "for the test"),)
LATER = (Reason("RP901", "toy", "for the test"),)

History = tuple[str, list[ChangeSet]]


@given(histories(1))
def test_inverting_gives_the_text_back(history: History) -> None:
    text, (a,) = history
    assert a.invert().apply(a.apply(text)) == text
    assert a.invert().invert() == a
    assert a.new_length == len(a.apply(text))


@given(histories(2))
def test_composing_is_applying_one_after_the_other(history: History) -> None:
    text, (a, b) = history
    assert a.then(b).apply(text) == b.apply(a.apply(text))
    assert a.then(b).invert().apply(b.apply(a.apply(text))) == text


@given(histories(3))
def test_composing_is_associative_in_effect(history: History) -> None:
    text, (a, b, c) = history
    left, right = a.then(b).then(c), a.then(b.then(c))
    assert left.apply(text) == right.apply(text) == c.apply(b.apply(a.apply(text)))


@given(histories(2))
def test_a_composed_set_is_well_formed_and_holds_its_evidence(history: History) -> None:
    text, (a, b) = history
    composed = a.then(b)
    assert ChangeSet.of(text, composed.edits) == composed  # sorted, apart, nothing idle, every `old` at its place
    assert all(edit.reasons for edit in composed.edits)


@given(histories(1))
def test_nothing_composed_with_a_change_is_the_change(history: History) -> None:
    text, (a,) = history
    assert ChangeSet(len(text)).then(a) == a == a.then(ChangeSet(a.new_length))
    assert a.then(a.invert()).apply(text) == text


@given(histories(1))
def test_json_gives_the_same_set(history: History) -> None:
    _, (a,) = history
    assert ChangeSet.from_json(json.loads(json.dumps(a.to_json()))) == a


@given(histories(1), st.data())
def test_positions_follow_the_text(history: History, data: st.DataObject) -> None:
    text, (a,) = history
    new = a.apply(text)
    kept = [position for position in range(len(text)) if not any(edit.start <= position < edit.end for edit in a.edits)]
    for position in kept:  # a character that stays is found again behind what was inserted before it
        assert new[a.map_position(position, 1)] == text[position]
        assert new[a.map_position(position + 1, -1) - 1] == text[position]
    for side in (-1, 1):
        mapped = [a.map_position(position, side) for position in range(len(text) + 1)]
        assert all(here <= there for here, there in pairwise(mapped))
        assert 0 <= mapped[0] <= mapped[-1] <= len(new)
    assert all(a.map_position(position, -1) <= a.map_position(position, 1) for position in range(len(text) + 1))
    assert a.map_position(0, -1) == 0
    assert a.map_position(len(text), 1) == len(new)


@given(histories(2))
def test_another_text_is_an_error(history: History) -> None:
    text, (a, b) = history
    with pytest.raises(ChangeError):
        a.apply(text + "x")
    with pytest.raises(ChangeError):
        a.then(ChangeSet(b.length + 1))
    for edit in a.edits:
        if edit.old:
            other = "y" if text[edit.start] == "x" else "x"
            with pytest.raises(ChangeError):
                a.apply(text[: edit.start] + other + text[edit.start + 1 :])


@pytest.mark.parametrize(
    ("position", "left", "right"),
    [(0, 0, 0), (2, 2, 2), (3, 2, 5), (4, 5, 5), (6, 7, 10), (7, 11, 11), (8, 12, 12), (9, 12, 12), (10, 12, 12)],
)
def test_both_sides_of_what_is_replaced_inserted_and_removed(position: int, left: int, right: int) -> None:
    text = "0123456789"  # "23" becomes "abc", "def" comes in before "6", "89" goes
    a = ChangeSet.of(text, [Edit(2, "23", "abc", TOY), Edit(6, "", "def", TOY), Edit(8, "89", "", TOY)])
    assert a.apply(text) == "01abc45def67"
    assert (a.map_position(position, -1), a.map_position(position, 1)) == (left, right)


@pytest.mark.parametrize("position", [-1, 4])
def test_positions_outside_the_text_are_refused(position: int) -> None:
    with pytest.raises(ValueError, match="not in a text of 3"):
        ChangeSet(3).map_position(position)


def test_touching_edits_stay_apart_when_composed() -> None:
    text = "one two three"
    a = ChangeSet.of(text, [Edit(0, "one ", "", TOY)])
    b = ChangeSet.of("two three", [Edit(0, "two ", "", LATER)])
    assert a.then(b).edits == (Edit(0, "one ", "", TOY), Edit(4, "two ", "", LATER))


def test_an_insertion_at_the_seam_of_two_edits_stays_apart() -> None:
    text = "abcd"
    a = ChangeSet.of(text, [Edit(0, "ab", "AB", TOY)])
    b = ChangeSet.of("ABcd", [Edit(2, "", "-", LATER)])
    composed = a.then(b)
    assert composed.edits == (Edit(0, "ab", "AB", TOY), Edit(2, "", "-", LATER))
    assert composed.apply(text) == "AB-cd"


def test_an_insertion_before_what_was_rewritten_stays_apart() -> None:
    a = ChangeSet.of("abc", [Edit(1, "b", "XY", TOY)])
    b = ChangeSet.of("aXYc", [Edit(1, "", "!", LATER)])
    assert a.then(b).edits == (Edit(1, "", "!", LATER), Edit(1, "b", "XY", TOY))


def test_what_comes_and_goes_again_leaves_no_edit() -> None:
    a = ChangeSet.of("ab", [Edit(1, "", "x", TOY)])
    assert not a.then(a.invert())


def test_a_removal_of_what_was_rewritten_is_one_edit_that_names_the_remover_first() -> None:
    text = "Leave aReply"
    a = ChangeSet.of(text, [Edit(7, "", " ", TOY)])
    b = ChangeSet.of("Leave a Reply", [Edit(0, "Leave a Reply", "", LATER)])
    assert a.then(b).edits == (Edit(0, text, "", LATER + TOY),)


def test_a_removal_within_what_was_rewritten_names_the_rewriter_first() -> None:
    a = ChangeSet.of("abc", [Edit(0, "abc", "xyz", TOY)])
    b = ChangeSet.of("xyz", [Edit(1, "y", "", LATER)])
    assert a.then(b).edits == (Edit(0, "abc", "xz", TOY + LATER),)


def test_a_text_of_millions_is_changed_in_all_of_its_parts() -> None:
    """It is put together block by block, and some edits here stand on both sides of a block's end."""
    text = "".join(f"{number:07}\n" for number in range(400_000))
    places = [0, 8 * 131_071, 8 * 131_072, 8 * 262_144, 8 * 399_999]
    a = ChangeSet.of(text, [Edit(place, text[place : place + 7], f"at {place}", TOY) for place in places])
    lines = text.split("\n")
    for place in places:
        lines[place // 8] = f"at {place}"
    assert a.apply(text) == "\n".join(lines)
    assert a.invert().apply(a.apply(text)) == text


def test_a_set_made_for_another_length_says_so() -> None:
    for wrong in (lambda: ChangeSet(3).apply("abcd"), lambda: ChangeSet(2, (Edit(0, "", "a", TOY),)).then(ChangeSet(4))):
        with pytest.raises(ChangeError, match=r"made for a text of \d code points, not of \d"):
            wrong()


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ChangeError, match="begins before 3"):
        ChangeSet.of("abcdef", [Edit(0, "abc", "", TOY), Edit(2, "cd", "", TOY)])


def test_an_edit_must_hold_what_stands_at_its_place() -> None:
    with pytest.raises(ChangeError, match="at 1 stands 'b', not 'x'"):
        ChangeSet.of("abc", [Edit(1, "x", "y", TOY)])


def test_an_edit_past_the_end_is_refused() -> None:
    with pytest.raises(ChangeError, match="past the text's 3 code points"):
        ChangeSet(3, (Edit(2, "cd", "", TOY),))


def test_edits_that_change_nothing_are_left_out_and_an_empty_set_is_false() -> None:
    assert not ChangeSet.of("abc", [Edit(1, "b", "b", TOY)])
    assert ChangeSet.of("abc", [Edit(1, "b", "", TOY)])


def test_many_edits_compose_in_time_that_grows_with_their_number() -> None:
    text = "ab " * 50_000
    a = ChangeSet.of(text, [Edit(3 * index + 1, "", "-", TOY) for index in range(50_000)])
    b = ChangeSet.of(a.apply(text), [Edit(4 * index + 3, " ", "", LATER) for index in range(50_000)])
    assert a.then(b).apply(text) == "a-b" * 50_000
