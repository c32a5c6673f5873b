"""Readers' discussions below an article: told by several remarks, and never by one."""

from __future__ import annotations

import pytest

from cleanup import Cleaner, clean, explain
from tests.cost import costs_at_most

ARTICLE = """\
The old bridge closed on Monday, and nobody on the pier could say when it would open again.

The harbour office counted the boats twice and wrote the number on a slate beside the door.

“Great article about our bridge,” wrote the mayor to the paper, and went home before the rain.
"""
TALK = """
Great article! I walked across it every day as a child.

@Mara: you're right, it was never this quiet. :)

Thanks for sharing this, my father would have loved it!!

I guess they will sell the wood.
"""


def test_a_discussion_goes_to_the_end() -> None:
    result = explain(ARTICLE + TALK)
    assert result.text == ARTICLE
    assert {finding.code for finding in result.findings} == {"BP136"}
    assert result.undo() == ARTICLE + TALK
    assert clean(result.text) == result.text


def test_remarks_all_over_a_long_text_take_time_in_proportion_to_it() -> None:
    lines = [f"The boat with the number {number} lay in the fog of the harbour until noon." for number in range(60_000)]
    lines[50::20] = [f"Great article, number {number}, and thanks for sharing it with all of us here." for number in range(2998)]
    text = ARTICLE + "\n\n".join(lines)
    with costs_at_most(100):
        assert explain(text).text == text


def test_one_longer_than_the_article_goes_as_well_and_the_guard_holds_for_the_article() -> None:
    article = ARTICLE + "\n" + " ".join(f"The boat with the number {n} lay there in the fog." for n in range(12)) + "\n"
    assert clean(article + TALK * 5) == article
    assert Cleaner(max_removed=0.1).clean(article + TALK * 5) == article


def test_an_interview_may_begin_with_a_kind_word() -> None:
    questions = "".join(
        f"\nI love that!! What about {each}?\n\nI think it is the salt.\n" for each in ("ice", "fog", "gulls", "wood", "rain")
    )
    text = f"{ARTICLE}\nThanks for sharing your story!\n\nGreat post, by the way.\n\nLove the blog!\n{questions}"
    assert Cleaner(select=["BP"]).clean(text) == text


def test_a_heading_that_names_it_needs_no_thanks() -> None:
    talk = "\nI think it was the salt!!\n\nhey, i saw it too\n\nNo, you are wrong :-)\n\nThe wood is still there.\n"
    assert clean(f"{ARTICLE}\n4 Comments\n{talk}") == ARTICLE
    assert clean(ARTICLE + talk) == ARTICLE + talk


def test_readers_who_reply_to_each_other_need_not_thank_the_author() -> None:
    talk = "\n@Mara: it was the salt!!\n\nHaha, no, I saw it too.\n\n@Jon Aas, you are wrong :-)\n"
    assert clean(ARTICLE + talk) == ARTICLE
    posts = "\n@harbour: the boats are in!! — Mara Lind (@maral) May 4, 2019\n\nHaha, no, I saw it too, wrote Jon.\n"
    assert clean(ARTICLE + posts) == ARTICLE + posts


@pytest.mark.parametrize(
    "end",
    [
        "Thank you for sharing your memories with us.\n\nMara Lind keeps the keys of the harbour office.",
        "“Great article!” says one.\n\n“Thanks for the article!” says the other.\n\n“I think so too!!” says a third.",
        "Thanks for the tip!\n" + "\nThe boats lay in the fog until noon and nobody counted them.\n" * 9,
        "Great review, said the captain, and threw the paper on the deck of his boat.",
    ],
    ids=["the end of an interview", "quotations", "one remark and a long article", "one sentence"],
)
def test_one_remark_is_none(end: str) -> None:
    assert Cleaner(select=["BP"]).clean(f"{ARTICLE}\n{end}\n") == f"{ARTICLE}\n{end}\n"


def test_where_the_article_talks_as_much_it_is_the_writers_way() -> None:
    text = "Hi all, I think you are right about the bridge!! I've seen it too, and I am as sad as you are today.\n\n" * 4
    text += "Thanks for the post!\n\nI agree!!\n"
    assert Cleaner(select=["BP"]).clean(text) == text


def test_a_manual_keeps_the_words_of_its_readers() -> None:
    text = (
        ARTICLE
        + "\nCall `open_bridge()` with `--force`, as `bridge.py` does, or `pip install bridge` and see github.com/bridge.\n"
    )
    assert clean(text + TALK) == text + TALK


def test_it_is_switched_off_by_its_name() -> None:
    assert Cleaner(ignore=["BP136"]).clean(ARTICLE + TALK) == ARTICLE + TALK


@pytest.mark.parametrize(
    ("before", "stays"),
    [
        ("We asked people on the pier, and this is what some of them wrote.", True),
        ("The letters reached us in three days, most of them by hand and one of them by boat.", True),
        ("Hundreds of our readers wrote about the bridge.", True),
        ("Wir danken für die Zuschriften und drucken hier eine Auswahl.", True),
        ("The paper printed a selection of what came in, and this is a part of it:", True),
        ("Comments:", False),
        ("The mayor asked for a ferry, and nobody answered him.", False),
    ],
)
def test_readers_who_are_announced_are_a_part_of_the_article(before: str, stays: bool) -> None:
    text = f"{ARTICLE}\n{before}\n{TALK}"
    assert (Cleaner(select=["BP136"]).clean(text) == text) == stays


NEUTRAL = (
    "\nThe wood of the old bridge lies in the yard behind the church, where the council will sell it by the plank in autumn.\n"
)


@pytest.mark.parametrize(
    "lines",
    [
        ["@RoversFan: Two goals in nine minutes.", "@TarnTom: The bus home will be quiet."],
        ["@Override: the method replaces one of the parent.", "@Test: the method is a test."],
        [
            "Thank you. Thank you so much.",
            "I am not going to speak for long.",
            "I think my mother would have laughed.",
            "Thank you.",
        ],
        [
            "When did you start?",
            "At six.",
            "And the swallows?",
            "Exactly. I promised them.",
            "And the guests?",
            "Same here. I'm glad they come.",
        ],
        [
            "Thank you for your reply of 4 June. I have read it.",
            "I am still cold.",
            "Thank you for your information. I don't want it.",
        ],
        ["Great blog to follow: Eels and I, by Paul Keane.", "Great post of the month: Ruth Okafor on salt."],
        ["What did you say to him?", "Great post! That is what I said, and I'm not sorry.", "Nice post! I would say it again."],
    ],
)
def test_what_others_say_in_an_article_is_none(lines: list[str]) -> None:
    text = ARTICLE + "".join(f"\n{line}\n" for line in lines) + NEUTRAL
    assert clean(text) == text
