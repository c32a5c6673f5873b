"""Links listed below the text: their addresses and marks go with `keep="body"`, and nothing else that stands in brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import Cleaner
from tests.cost import costs_at_most

BODY = Cleaner(select=["LY105", "LY106", "LY107"], keep="body")
PROSE = "The ferry to Orsa sails again, the harbour office says, and two islands are to have a boat of their own."


def listed(*addresses: str) -> str:
    return "\n".join(f"[{number}]: {address}" for number, address in enumerate(addresses, 1))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The [ferry][1] sails.", "The ferry sails."),
        ("The [ferry\nto Orsa][1] sails.", "The ferry\nto Orsa sails."),
        ("The [[ferry] to Orsa][1] sails.", "The [ferry] to Orsa sails."),
        ("[][1]The ferry sails.", "The ferry sails."),
        ("The [ferry][1] sails [twice].", "The ferry sails [twice]."),
        ("[A ferry at the quay]\n\nThe [ferry][1] sails.", "\n\nThe ferry sails."),
        ("> * [A ferry at the quay]\n>\n> The [ferry][1] sails.", "\n>\n> The ferry sails."),
        ("[“Yes.”]\n\nThe [ferry][1] sails.", "\n\nThe ferry sails."),
        ("[Note: it sails.]\n\nThe [ferry][1] sails.", "[Note: it sails.]\n\nThe ferry sails."),
        ("[A ferry at the quay]\nThe [ferry][1] sails.", "[A ferry at the quay]\nThe ferry sails."),
    ],
)
def test_marks_of_listed_links_go(before: str, after: str) -> None:
    address = "https://haldenweekly.example/ferry"
    assert BODY.clean(f"{PROSE}\n\n{before}\n\n{listed(address)}") == f"{PROSE}\n\n{after}"


def test_the_rest_of_a_broken_address_goes_with_it() -> None:
    long = "https://haldenweekly.example/news/the-harbour-office-of-halden-and-its-ferri\nes-to-the-islands"
    text = f"{PROSE}\n\nThe [ferry][1] and the [boat][2].\n\n{listed(long, 'mailto:office@halden.example')}\n"
    assert BODY.clean(text) == f"{PROSE}\n\nThe ferry and the boat.\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE} [ferry][1]\n\n[1]: The log says so.",
        f"{PROSE}\n\n{listed('https://halden.example/a', 'https://halden.example/b', 'https://halden.example/c')}",
        f"{listed('https://halden.example/a')}\n\n{PROSE} [ferry][1]",
        f"{PROSE} a[i][1]\n\n[1]: https://halden.example/a\n\nEnd of the list",
        "",
    ],
)
def test_other_brackets_stay(text: str) -> None:
    assert BODY.clean(text) == text


def test_a_reader_of_the_article_keeps_the_addresses() -> None:
    text = f"{PROSE} [ferry][1]\n\n{listed('https://halden.example/a')}"
    assert Cleaner(select=["LY105", "LY106", "LY107"]).clean(text) == text


PIECES = ["[", "]", "[1]", "][1]", "ferry ", "\n", "\n\n", "[1]: /a", "[2]: https://b.example", "x" * 70]


@given(st.lists(st.sampled_from(PIECES)))
def test_whatever_stands_in_brackets_can_be_undone_and_settles(pieces: list[str]) -> None:
    result = BODY.explain(text := f"{PROSE}\n" + "".join(pieces))
    assert result.undo() == text
    assert BODY.clean(result.text) == result.text


def test_many_images_take_linear_time() -> None:
    text = "\n\n".join(f"{PROSE} [Number {number}][1]\n\n[The quay of number {number}]" for number in range(12_000))
    with costs_at_most(60):
        BODY.clean(f"{text}\n\n{listed('https://quay.example/')}\n")
