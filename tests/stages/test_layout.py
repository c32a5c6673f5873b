"""White space at line ends, blank lines, characters that show nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import Cleaner
from tests.cost import costs_at_most

CLEANER = Cleaner(select=["LY"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("text  \r\nmore", "text\r\nmore"),
        ("text \t\n\tmore \n", "text\n\tmore\n"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a\r\n\r\n\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"),
        ("a\n\r\n\nb\n", "a\n\r\nb\n"),  # line ends of two kinds
        ("a\n \n\t\n\n  b", "a\n\n  b"),
        ("\n \n  a", "  a"),
        ("a\n\n\n", "a\n"),
        ("a  ", "a"),
        ("a\n  ", "a\n"),
        ("a\u00adb\u200bc\ufeffd", "abcd"),
    ],
)
def test_surplus_white_space_and_what_shows_nothing_go(before: str, after: str) -> None:
    assert CLEANER.clean(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "  \n",
        "a",
        "a\n",
        "a\n\n    b",
        "a\nb \r c",
        "a\u00a0\nb\u3000",
        "می\u200cخواهم 👩\u200d🚒 \u200fע",
        "ภาษา\u200bไทย",
        "wo\u00ad\nman",
        "a\x0c\nb",
    ],
)
def test_indentation_joiners_and_the_end_of_the_text_stay(text: str) -> None:
    assert CLEANER.clean(text) == text


def test_one_edit_for_a_stretch() -> None:
    (finding,) = CLEANER.explain("a\n \n\t\n\n\nb").findings
    assert finding.reasons[0].code == "LY102"


def test_rules_act_alone() -> None:
    text = "a \n\n\n\nb\u200b"
    assert Cleaner(select=["LY101"]).clean(text) == "a\n\n\n\nb\u200b"
    assert Cleaner(select=["LY103"]).clean(text) == "a \n\n\n\nb"


@given(
    st.lists(st.sampled_from([" ", "\n", "\r\n", "\r", "\t", "a", "b", "\u200b", "\u00ad", "\u00a0"]), max_size=30).map("".join)
)
def test_settles_and_keeps_what_shows(text: str) -> None:
    cleaned = CLEANER.clean(text)
    assert CLEANER.clean(cleaned) == cleaned
    unseen = re.compile("[\\s\u200b\u00ad]+")
    assert unseen.sub("", cleaned) == unseen.sub("", text)
    if text.endswith(("\n", "a", "b")) and not text.isspace():
        assert cleaned[-1:] == text[-1]


@pytest.mark.parametrize("piece", [" ", "\n", " \n", "\t\r\n", "a\n", "\u200b", "\r"])
def test_long_texts_take_linear_time(piece: str) -> None:
    with costs_at_most(50):
        CLEANER.clean("a" + piece * 200_000 + "b")
