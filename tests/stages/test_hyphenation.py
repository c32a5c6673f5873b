"""Words divided at line ends: joined where the text knows the whole, and only when asked for."""

from __future__ import annotations

from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import Cleaner
from tests.cost import costs_at_most

CLEANER = Cleaner(select=["LY104"], unsafe=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("An example, and one more exam-\nple here.", "An example, and one more example here."),
        ("Example one.\r\nAnd one more exam-\r\n  ple here.", "Example one.\r\nAnd one more example here."),
        ("Die Brücke hält, sagte er. Die Brü-\ncke sei alt.", "Die Brücke hält, sagte er. Die Brücke sei alt."),
    ],
)
def test_a_word_that_stands_undivided_elsewhere_is_joined(before: str, after: str) -> None:
    assert CLEANER.clean(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "One more exam-\nple here, and nothing else.",
        "A well-known and wellknown captain, and a well-\nknown boat.",
        "Notes:\n- example\n-\nexample",
        "The Northsea, and the North-\nSea.",
        "An exam, an example, and ex-\nam-\nple.",
        "",
    ],
)
def test_a_hyphen_that_may_be_a_compounds_stays(text: str) -> None:
    assert CLEANER.clean(text) == text


def test_many_divided_words_take_time_in_proportion_to_the_text() -> None:
    tails = ["".join(letters) for letters in islice(product("aeioubdgklmnprst", repeat=5), 0, 60_000, 3)]
    divided = "\n".join(f"They sat for hours above the quay with kor-\n{tail} in their hands." for tail in tails)
    whole = "\n".join(f"He spoke of kor{tail} at noon." for tail in tails[::2])
    with costs_at_most(150):
        cleaned = CLEANER.clean(f"{divided}\n{whole}\n")
    assert cleaned.count("kor-\n") == len(tails[1::2])


def test_is_shown_and_not_done_unless_asked_for() -> None:
    result = Cleaner(select=["LY104"]).explain("An example, and one more exam-\nple here.")
    assert not result.changed
    assert [(finding.code, finding.status) for finding in result.findings] == [("LY104", "shown")]


@given(st.lists(st.sampled_from(["exam", "ple", "example", "ex", "-", "\n", "\r\n", " ", "  ", "A"]), max_size=30).map("".join))
def test_once_is_enough(text: str) -> None:
    result = CLEANER.explain(text)
    assert CLEANER.clean(result.text) == result.text
    assert result.undo() == text
