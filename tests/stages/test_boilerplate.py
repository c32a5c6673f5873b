"""The boilerplate stage: what goes, what stays, and at what cost."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup import Cleaner
from cleanup.rules.load import built_in
from cleanup.stages.boilerplate import Boilerplate
from cleanup.stages.stage import Context
from cleanup.text.document import Document
from tests.cost import costs_at_most

PROSE = (
    "The night ferry between Halden and Brunnvik will get a second captain in May, the harbour office said on Monday.",
    "“One pair of eyes is not enough in the fog,” said the first captain, who has asked for help since the autumn.",
    "The second captain is her cousin, who knows the sound from thirty years of fishing and is afraid of nothing in it.",
)
FORM = (
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Comment *",
    "Name *",
    "Email *",
    "Website",
    "Save my name, email, and website in this browser for the next time I comment.",
    "Post Comment",
)


def clean(*lines: str, keep: str = "article", title: str | None = None, shape: str | None = None) -> list[str]:
    text = Cleaner(keep=keep, select=["BP"], shape=shape).clean("\n\n".join(lines), title=title)
    return text.split("\n\n")


def test_a_whole_comment_form_goes() -> None:
    assert clean(*PROSE, *FORM) == list(PROSE)


def test_glue_does_not_hide_a_comment_form() -> None:
    assert clean(*PROSE, "".join(FORM)) == list(PROSE)
    assert clean(*PROSE[:2], PROSE[2] + "".join(FORM)) == list(PROSE)


@pytest.mark.parametrize(
    "sentence",
    [
        "The boatswain told The Associated Press that the rope had been old.",
        "She wrote on Facebook that the crane would be red.",
        "The rector wrote in a newsletter last month that the bells were tired.",
        "The mill issued its third advertisement for weavers in a year.",
        "Half the island followed him on the air every evening.",
        "Children who have a garden read more, and they read it outside.",
        "Nobody may use the slipway without permission.",
        "All students log in each day before the bell.",
        "The guild did not reply to an email.",
        "It was a cookie-cutter plan for a town that is not round.",
        "He inherited the 100 shares of the brewery.",
        "The clerk offered to print it out and to share this with the others.",
        "Editor's note: an earlier version of this article gave the wrong name for the ferry.",
        "Leave a comment in the guest book, the sign says, or leave a fish.",
        "Copyright was never claimed for the song, which is older than the church.",
        "By Friday the nets were empty again, and on May 4, 2021 the guild met.",
        "Name",
        "Twitter",
        "Related",
        "Comment",
    ],
)
@pytest.mark.parametrize("keep", ["article", "body"])
def test_what_only_looks_like_boilerplate_stays(sentence: str, keep: str) -> None:
    for lines in ((sentence, *PROSE), (*PROSE[:1], sentence, *PROSE[1:]), (*PROSE, sentence)):
        assert clean(*lines, keep=keep) == list(lines)


def test_lists_stay() -> None:
    days = ("Monday: Halden", "Tuesday: Brunnvik", "Wednesday: Sandoy", "Thursday: Westerness", "Friday: home")
    assert clean(*PROSE, *days) == [*PROSE, *days]


def test_bylines_and_credits_go_from_the_body_only() -> None:
    lines = ("By Mara Aas", PROSE[0], "Photo: Mara Aas", PROSE[1], PROSE[2], "Jon Aas contributed to this report.")
    assert clean(*lines) == list(lines)
    assert clean(*lines, keep="body") == list(PROSE)


def test_a_rule_that_is_ignored_does_not_act() -> None:
    text = "\n\n".join((*PROSE, "Advertisement"))
    assert Cleaner(ignore=["BP601"], select=["BP"]).clean(text) == text


def test_every_finding_says_why() -> None:
    result = Cleaner(select=["BP"]).explain("\n\n".join((*PROSE, *FORM)))
    assert [found.code[:3] for found in result.findings][:2] == ["BP1", "BP1"]
    assert "after the last paragraph, beside" in result.findings[0].reasons[0].because


RAW = ("Home", "News", "Sports", "Weather", "Islands", "Contact", "Sign in", "Subscribe", "Second captain for the ferry")
FOOT = ("Tide tables", "About us", "Terms of use", "Privacy policy", "© 2021 Halden Weekly")


def test_a_raw_page_keeps_its_prose_in_one_run() -> None:
    assert clean(*RAW, *PROSE, *FOOT, title=RAW[-1]) == [RAW[-1], *PROSE]
    assert clean(*RAW, "By Mara Aas", *PROSE, *FOOT, title=RAW[-1]) == [RAW[-1], "By Mara Aas", *PROSE]


def test_a_page_is_not_guessed_where_the_shape_is_given() -> None:
    assert "Islands" in clean(*RAW, *PROSE, *FOOT, shape="extracted")
    assert clean("Webcams", *PROSE, "Fish of the day", "Ferry times", "Webcams", "Contact", "Privacy", shape="raw") == list(PROSE)


def test_a_page_without_prose_stays() -> None:
    assert "Islands" in clean(*RAW, "Tide tables", shape="raw")


pieces = st.sampled_from(
    (*PROSE, *FORM, *RAW, *FOOT, "..", "", "Advertisement", "Related articles", "READ MORE: A title", "By Mara Aas")
)


@given(st.lists(pieces, max_size=14), st.sampled_from(["\n", "\n\n", "\r\n", ""]), st.sampled_from(["article", "body"]))
@settings(max_examples=150, deadline=None)
def test_a_clean_text_stays_as_it_is(lines: list[str], separator: str, keep: str) -> None:
    cleaner = Cleaner(keep=keep, select=["BP", "GU"])
    result = cleaner.explain(separator.join(lines))
    assert result.undo() == separator.join(lines)
    assert "GU102" not in {remark.code for remark in result.remarks}
    assert cleaner.clean(result.text) == result.text


@pytest.mark.parametrize(
    "text",
    [
        (PROSE[0] + " ") * 40_000 + "".join(FORM),
        "\n".join(f"Entry {number} of a list" for number in range(20_000)),
        "\n".join(FORM * 1_500),
        "\n".join(["Most read"] * 20_000),
        "facebook" * 400_000,
        ("tweet" * 59 + "\n") * 2_000,
        "\n\n".join(f"Part {number}\n\nIt went on.\n\nShare this article\n\nAnd on." for number in range(4_000)),
        "\n".join(["- Print this page"] * 20_000),
        "\n".join(f"Galeria: Rua das Flores {number}" for number in range(20_000)),
        "\n\n".join([*PROSE, "Recommended reading", "by Ada Bell " * 20_000 + ", and others"]),
    ],
    ids=[
        *("one long line", "short lines", "forms", "headings", "glued phrases", "lines of phrases", "buttons for headings"),
        *("buttons in a list", "places", "authors"),
    ],
)
def test_the_cost_is_linear(text: str) -> None:
    stage = Boilerplate(Context({rule.code: rule for rule in built_in()}, "body"))
    with costs_at_most(250):
        list(stage.propose(Document(text)))


def test_the_headline_is_no_link_to_another_article() -> None:
    title = "Second captain for the ferry to Halden"
    lines = ("Latest news", "The piano that came by sea", title, *PROSE)
    assert title in clean(*lines, title=title)
    menu = tuple(f"Pier {number}" for number in range(12))
    page = (*RAW[:-1], title, *menu, title, "By Mara Aas", *PROSE, *FOOT)
    assert clean(*page, title=title + " | Halden Weekly") == [title, "By Mara Aas", *PROSE]


def test_a_word_list_is_no_list_of_titles() -> None:
    words = [one + vowel + other for one in ascii_lowercase for vowel in "aeiou" for other in ascii_lowercase]
    text = "\n".join([*words[:900], "also", *words[900:]])
    assert Cleaner().clean(text) == text


def test_a_paragraph_that_tells_of_the_mail_is_no_offer_of_mail_beside_a_control() -> None:
    story = "\n\n".join(
        (
            "The night ferry to Orsa sails again, and the queue on the quay was longer than the harbour office had hoped for.",
            "For two winters the islanders had crossed in the mail boat, and the old ferry lay with her engine on deck.",
            "The letters came with the mail on Monday.",
        )
    )
    assert Cleaner().clean(f"{story}\n\nImage 1 of 23") == story


BOOKS = ("The Pilot's Alphabet, by Tor Lie", "Nine Cold Kitchens, by Una Berg", "Roed, N. (2012). A Short History of Ice. Orsa.")


def test_a_list_of_books_stays_below_its_heading() -> None:
    text = [*PROSE, "Recommended reading", *BOOKS]
    assert clean(*text) == text
    assert clean(*PROSE, "Recommended reading", "Ferry strike ends", "Bell buoy found again", "Ten walks for rainy days") == [
        *PROSE
    ]


@pytest.mark.parametrize("abstract", ["Abstract", "Abstract: Ferries are late in fog."])
def test_key_words_below_an_abstract_stay(abstract: str) -> None:
    keywords = "Keywords: fog; ferry; night work"
    text = [abstract, *PROSE, keywords]
    assert clean(*text) == text
    assert clean(*PROSE, keywords) == [*PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter. No, thank you. I have eleven already and a life.",
        "We use cookies to improve your experience. My uncle laughs at that every morning.",
        "All rights reserved. That is how four of the five end, and it means nothing.",
        "Tags: they were the great hope of the early web, and nobody agreed on a word.",
        "Read more: that was the best advice my teacher ever gave me.",
    ],
)
def test_a_comment_on_a_notice_is_no_notice(line: str) -> None:
    text = [*PROSE, line, *PROSE[1:]]
    assert clean(*text) == text
    assert clean(*PROSE, line) == [*PROSE, line]


@pytest.mark.parametrize(
    "line",
    [
        "This website uses cookies. Visit our Cookie Policy. I Agree",
        "Sign up for our newsletter. I would like to receive offers of partners.",
        "We use cookies. Do not sell my data.",
        "Tags: harbour, ferry, fog",
    ],
)
def test_what_a_reader_agrees_to_is_no_comment(line: str) -> None:
    assert clean(*PROSE, line) == [*PROSE]
