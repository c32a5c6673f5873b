"""The shape of a text."""

from __future__ import annotations

import textwrap

import pytest

from cleanup.stages.reading.shape import SHAPES, is_wrapped, shape, unwrapped
from cleanup.text.document import Document

SENTENCE = "The night ferry between Halden and Brunnvik will get a second captain in May, the harbour office said. "
ITEMS = [f"{number} spoons of salt" for number in range(14)]
MENU = ["Home", "News", "Sports", "Weather", "Islands", "Contact", "Sign in", "Subscribe", "Shop"]
WRAPPED = "\n\n".join(textwrap.fill(SENTENCE * 4, width) for width in (78, 78, 78))


def found(text: str) -> str:
    return shape(Document(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "extracted"),
        ("\n\n".join([SENTENCE * 3] * 4), "extracted"),
        ("\n".join(MENU + [SENTENCE * 3] * 4), "raw"),
        ("\n".join([SENTENCE * 3] * 3 + ITEMS + [SENTENCE * 3] * 3), "extracted"),
        ("\n".join(ITEMS), "list"),
        (SENTENCE * 30, "joined"),
        (WRAPPED, "hard-wrapped"),
        (WRAPPED.replace("\n", "\r\n"), "hard-wrapped"),
        ("\n".join([*MENU, "", WRAPPED]), "raw"),
    ],
)
def test_each_text_has_the_shape_that_its_scraper_left(text: str, expected: str) -> None:
    assert found(text) == expected
    assert expected in SHAPES


def test_navigation_words_alone_make_no_page() -> None:
    assert found("\n\n".join(["Home", SENTENCE * 3, "Contact", SENTENCE * 3, "News", SENTENCE * 3, "Sign in"])) == "extracted"


PROSE = [SENTENCE * 3] * 4
SPOONS = [f"{number} spoons of salt" for number in range(20)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Over ons", "Inloggen", "Vacatures", *SPOONS[:8], *PROSE], "raw"),
        (["网站地图", "联系我们", "财经", *SPOONS[:8], *PROSE], "raw"),
        ([*SPOONS, "Shipping", "Search", "Weather", *PROSE], "raw"),
        ([*SPOONS, "Shipping", "Search", "Pepper", *PROSE], "list"),
        ([*SPOONS[:12], "Shipping", "Weather", "Sports", *PROSE], "extracted"),
        ([*SPOONS, "Shipping", "Weather", "Pepper", *PROSE, "© 2019 The Halden Ferry Company"], "raw"),
        ([*SPOONS, "Shipping", "Mustard", "Pepper", *PROSE, "© 2019 The Halden Ferry Company"], "list"),
        ([*SPOONS, "Shipping", "Weather", "Pepper", *PROSE, "All rights to the film lie with the ferrymen."], "list"),
    ],
)
def test_few_words_of_menus_tell_a_page_by_what_stands_with_them(lines: list[str], expected: str) -> None:
    assert found("\n".join(lines)) == expected


def test_paragraphs_of_one_line_are_not_wrapped() -> None:
    assert not is_wrapped(Document("\n".join([SENTENCE[:90]] * 20)))


def test_unwrapping_keeps_every_offset() -> None:
    text = WRAPPED + "\n\n" + "* an item that is so long that it ends where a full line would have ended as well\n* another item"
    document = Document(text)
    other = unwrapped(document)
    assert len(other.text) == len(text)
    assert other.text.split() == text.split()
    assert len([line for line in other.text.split("\n") if line]) == 5


def test_a_text_that_is_not_wrapped_is_judged_as_it_is() -> None:
    document = Document(SENTENCE)
    assert unwrapped(document) is document


def test_the_keeper_of_a_text_knows_its_shape() -> None:
    page = "\n".join(MENU + [SENTENCE * 3] * 4)
    assert shape(Document(page)) == "raw"
    assert shape(Document(page, shape="list")) == "list"
    assert shape(Document(page, curated=True)) == "extracted"
    assert shape(Document(page, curated=True, shape="raw")) == "raw"


COMMANDS = [
    "Start",
    "Run:",
    "    quaybook start",
    "Run:",
    "    quaybook status",
    "You should see:",
    "    running",
    "Stop",
    "Run:",
]


def test_commands_below_what_introduces_them_are_no_menu() -> None:
    lines = [
        "Installing the quaybook",
        *COMMANDS,
        "    quaybook stop",
        "Log in",
        f"Click Log in. {SENTENCE}",
        "Sign up",
        SENTENCE,
    ]
    assert found("\n\n".join(lines)) != "raw"
    assert found("\n\n".join([*MENU, *lines])) == "raw"
