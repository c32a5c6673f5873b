"""Keys of phrases: they may point to too many lines, never to too few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.rules.keys import Beginnings, Endings, mark

FOLDS = st.lists(st.text("abcé1", max_size=12), max_size=20)
PHRASES = st.lists(st.text("abcé1", min_size=1, max_size=12), max_size=20)


@given(FOLDS, PHRASES)
def test_no_line_that_begins_or_ends_with_a_phrase_is_missed(folds: list[str], phrases: list[str]) -> None:
    begin = {place for place, line in enumerate(folds) if line.startswith(tuple(phrases))}
    end = {place for place, line in enumerate(folds) if line.endswith(tuple(phrases))}
    assert begin <= set(Beginnings(phrases).among(folds))
    endings = Endings((phrase, mark(place)) for place, phrase in enumerate(phrases))
    assert end <= set(endings.among(folds))
    for phrase in (*phrases, *folds):
        assert {*endings.marks(phrase)} == {mark(place) for place, each in enumerate(phrases) if each == phrase}


def test_each_number_has_a_mark_of_two_characters_that_end_nothing() -> None:
    marks = [mark(number) for number in range(8_000)]
    assert len({*marks}) == len(marks)
    assert {len(each) for each in marks} == {2}
    assert not any(each.isspace() or "\0" in each for each in marks)


def test_most_other_lines_are_left_out() -> None:
    folds = ["leaveareplytothis", "leaveareplies", "leaveare", "", "pleaseleaveareply", "areply"]
    assert Beginnings(["leaveareply"]).among(folds) == [0, 1, 2]
    assert Endings([("leaveareply", mark(0))]).among(folds) == [4]


@pytest.mark.parametrize("size", range(1, 13))
def test_a_phrase_of_any_size_is_found_at_the_edge_of_longer_lines(size: int) -> None:
    phrase = "abcdefghijkl"[:size]
    assert Beginnings(["zz", "zzzzzz", phrase]).among([phrase, phrase + "x", phrase + "x" * 12]) == [0, 1, 2]
    assert Endings([(each, mark(7)) for each in ("zz", "zzzzzz", phrase)]).among([phrase, "x" + phrase, "x" * 12 + phrase]) == [
        0,
        1,
        2,
    ]


@given(FOLDS, PHRASES, PHRASES)
def test_phrases_that_are_added_are_found_among_those_that_are_known(
    folds: list[str], phrases: list[str], others: list[str]
) -> None:
    assert Beginnings(phrases).joined(others).among(folds) == Beginnings([*phrases, *others]).among(folds)
    marked = [(phrase, mark(place)) for place, phrase in enumerate([*phrases, *others])]
    added, whole = Endings(marked[len(phrases) :], Endings(marked[: len(phrases)]).kept), Endings(marked)
    assert added.among(folds) == whole.among(folds)
    for phrase in (*phrases, *others, *folds):
        assert {*added.marks(phrase)} == {*whole.marks(phrase)}
