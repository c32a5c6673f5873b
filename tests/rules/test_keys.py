"""Keys of phrases: they may point to too many lines, never to too few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.rules.keys import Beginnings, Endings, Table

FOLDS = st.lists(st.text("abcé1", max_size=12), max_size=20)
PHRASES = st.lists(st.text("abcé1", min_size=1, max_size=12), max_size=20)


@given(FOLDS, PHRASES)
def test_no_line_that_begins_or_ends_with_a_phrase_is_missed(folds: list[str], phrases: list[str]) -> None:
    begin = {place for place, line in enumerate(folds) if line.startswith(tuple(phrases))}
    end = {place for place, line in enumerate(folds) if line.endswith(tuple(phrases))}
    assert begin <= set(Beginnings(phrases).among(folds))
    assert end <= set(Endings(phrases).among(folds))


def test_most_other_lines_are_left_out() -> None:
    folds = ["leaveareplytothis", "leaveareplies", "leaveare", "", "pleaseleaveareply", "areply"]
    assert Beginnings(["leaveareply"]).among(folds) == [0, 1, 2]
    assert Endings(["leaveareply"]).among(folds) == [4]


@pytest.mark.parametrize("size", range(1, 13))
def test_a_phrase_of_any_size_is_found_at_the_edge_of_longer_lines(size: int) -> None:
    phrase = "abcdefghijkl"[:size]
    assert Beginnings(["zz", "zzzzzz", phrase]).among([phrase, phrase + "x", phrase + "x" * 12]) == [0, 1, 2]
    assert Endings(["zz", "zzzzzz", phrase]).among([phrase, "x" + phrase, "x" * 12 + phrase]) == [0, 1, 2]


@given(st.dictionaries(st.text("abé", max_size=4), st.integers()), st.lists(st.text("abé", max_size=4)))
def test_a_search_gives_what_the_whole_table_gives(values: dict[str, int], keys: list[str]) -> None:
    table = Table(sorted(values), [values[key] for key in sorted(values)].__getitem__)
    wanted = [values.get(key, -1) for key in (*keys, *values)]
    for lookups in (1, 1_000_000):
        get = table.get(lookups)
        assert [get(key, -1) for key in (*keys, *values)] == wanted
