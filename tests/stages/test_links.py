"""Pages and articles with their links and images as Markdown: judged by their words, and left with their addresses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import Cleaner
from cleanup.stages.reading.links import unlinked
from cleanup.text.document import Document
from tests.cost import costs_at_most
from tests.stages.test_rawpage import FOOT, HEAD, MENU, STORY, TEASERS, TITLE, explain

PIECES = [
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "][1]",
    "(/a)",
    '(/a "b")',
    " ",
    "\n",
    "\r\n",
    "\\(",
    "word",
    "http://a.example",
    "* ",
    "#",
]


def linked(words: str) -> str:
    return f'  * [{words}](http://halden.example/{re.sub("[^a-z]+", "-", words.lower())}?from=front%2Fpage "{words}")'


STORY_WITH_LINKS = [STORY[0].replace("harbour office", "[harbour office](/office/The_Harbour.html)"), *STORY[1:]]
IMAGE = "[![A ferry](http://img.halden.example/ferry.jpg)](http://halden.example/ferry)"
PAGE = "\n".join(
    [
        IMAGE,
        *map(linked, MENU),
        f"# [{TITLE}](/ferry)",
        *HEAD,
        "",
        *STORY_WITH_LINKS,
        "",
        *map(linked, TEASERS),
        *map(linked, FOOT),
    ]
)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_every_line_begins_and_ends_where_it_did_and_is_blank_where_it_was(text: str) -> None:
    document = Document("[a](b) [c](d) [e](f)\n" + text)
    words = unlinked(document)
    assert words.lines == document.lines
    assert words.filled == document.filled


def test_links_are_their_words_and_a_line_of_images_is_a_sign() -> None:
    document = Document('[![x](y)](z) ![](q)\n* [Home](/ "Home page") | [b\\(c\\)](/d_(e))\n[one][2] and [sic] (two)')
    assert [line.rstrip() for line in unlinked(document).texts] == ["!", "* Home | b\\(c\\)", "one and [sic] (two)"]


def test_few_links_and_texts_kept_by_hand_are_left_as_they_are() -> None:
    few, kept = Document("[a](b) and [c](d)"), Document("[a](b) " * 9, curated=True)
    assert unlinked(few) is few
    assert unlinked(kept) is kept


def test_a_page_goes_by_its_words_and_the_story_keeps_its_links() -> None:
    assert explain(PAGE).text.rstrip() == "\n".join([f"# [{TITLE}](/ferry)", *HEAD, "", *STORY_WITH_LINKS])


def test_furniture_of_an_article_goes_with_its_addresses() -> None:
    bar = "[Share on Facebook](https://share.example/?u=http%3A%2F%2Fhalden.example) [Tweet this](https://t.example/)"
    text = "\n\n".join([*STORY_WITH_LINKS, bar, "[Leave a Reply](#respond)"])
    assert explain(text, title=None).text == "\n\n".join(STORY_WITH_LINKS)


def test_a_headline_that_is_a_link_is_a_copy_of_the_headline() -> None:
    text = "\n\n".join([TITLE, f"[{TITLE}](/ferry)", *STORY_WITH_LINKS, "See [a](/b) and [c](/d)."])
    assert explain(text).text == "\n\n".join([TITLE, *STORY_WITH_LINKS, "See [a](/b) and [c](/d)."])


@pytest.mark.parametrize("hostile", ["[", "![", "](", "[a](", '[a](b "', "[a](\\(", "[a]((", "[![", "[x]["])
def test_hostile_lines_take_time_linear_in_their_size(hostile: str) -> None:
    text = "[a](b) [c](d) [e](f) " + hostile * 100_000
    with costs_at_most(20):
        assert len(unlinked(Document(text)).text) == len(text)


def test_cleaning_twice_changes_nothing_more_with_links() -> None:
    for keep in ("article", "body"):
        once = Cleaner(keep=keep).clean(PAGE)
        assert Cleaner(keep=keep).clean(once) == once
