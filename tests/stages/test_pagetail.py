"""What stands at the end of the article of a whole page, and between its paragraphs, and is no prose."""

from __future__ import annotations

import pytest

from cleanup import Cleaner
from cleanup.stages.boilerplate.page.closing import contact, farewell

TITLE = "Gull tower opens its stairs again"
STORY = [
    "The gull tower at Orsa can be climbed again from Sunday, after three winters in which the stairs were taken out step by "
    "step and put back in oak.",
    "Forty people may go up at the same time, the keeper said, because the platform was never meant for more, and in a westerly "
    "wind she will close the door at once.",
    "From the top one sees both islands, the wreck of the lightship and, on clear days, the chimneys of Halden, which were built "
    "to be seen from the sea.",
]
MENU = ["Skip to content", "Home", "News", "Islands", "Weather", "Sports", "Contact", "Sign in", "Search"]
BELOW = ["Share this article", "Related articles", "Bell buoy found again", "Ten walks for rainy days", "School choir wins cup"]
FOOT = ["About us", "Advertise", "Terms of use", "Privacy policy", "Sitemap", "© 2023 Orsa Weekly"]
BOX = ["Read also", "* Bell buoy found again", "* Ten walks for rainy days"]


def cleaned(*article: str, url: str | None = None, gap: str = "\n\n") -> list[str]:
    text = gap.join([*MENU, TITLE, *article, *BELOW, *FOOT])
    result = Cleaner().explain(text, title=TITLE, url=url)
    assert result.undo() == text
    assert Cleaner().clean(result.text, title=TITLE, url=url) == result.text
    return [line for line in result.text.split("\n") if line]


@pytest.mark.parametrize(
    "end",
    [
        ["See you on the stairs!"],
        ["Zapraszamy na wieżę!"],
        ["Bring a coat.", "It is cold up there.", "Nobody has regretted it."],
        ["Macht’s gut", "Ina"],
        ["Groeten van de torenwachter"],
        ["Saludos,", "Ina Vik", "Guardiana de la torre"],
        ["Gull tower Orsa", "Quay Street 4", "Orsa OR2 7QT", "Tel. 01632 960155"],
        ["Opening hours:", "Saturday 10am to 5pm", "Sunday 11am to 4pm", "tower@orsa.example", "We look forward to your visit!"],
        ["Infos pratiques", "Tour des mouettes", "4, rue du Quai", "Tél. 05 55 00 41 22"],
    ],
)
def test_last_sentences_farewells_and_addresses_stay(end: list[str]) -> None:
    assert cleaned(*STORY, *end) == [TITLE, *STORY, *end]


@pytest.mark.parametrize(
    "end",
    [
        ["Orsa Weekly, Orsa."],
        ["Love Island starts again", "Ina Vik"],
        ["Summer 2023", "Winter 2022"],
        ["Editorial office", "Quay Street 9", "Orsa OR2 7QT", "desk@orsaweekly.example"],
    ],
)
def test_names_links_and_the_address_of_the_site_go(end: list[str]) -> None:
    assert cleaned(*STORY, *end, url="https://www.orsaweekly.example/tower") == [TITLE, *STORY]


INTERVIEW = [
    *STORY[:1],
    "How many steps are there?",
    "A hundred and eleven, if you count the one that nobody can see.",
    "Who counted them?",
    "My daughter, every day of her life until she was nine years old.",
    "Is the wind worse up there than it was before the stairs were taken out?",
    "The wind is the same. We are older.",
]
MORE = ["Will you go up on Sunday?", "First of all.", "And what will you do there?", "Sit down."]
TALK = [
    "— How many steps are there?",
    "— A hundred and eleven, if you count the one that nobody can see.",
    "— Who counted them?",
    "— My daughter did, every day of her life until she was nine years old.",
]


@pytest.mark.parametrize(
    ("article", "more"),
    [
        (INTERVIEW, [*MORE, "Thank you for the talk."]),
        ([STORY[0], *TALK], ["— Will you go up on Sunday?", "— First of all."]),
    ],
)
def test_an_interview_goes_on_behind_a_box(article: list[str], more: list[str]) -> None:
    assert cleaned(*article, *BOX, *more) == [TITLE, *article, *more]


def test_what_stands_behind_a_box_of_another_article_goes() -> None:
    assert cleaned(*STORY, *BOX, *MORE) == [TITLE, *STORY]


SECTIONS = ["By boat", STORY[1], "By train", STORY[2]]


def test_another_section_of_one_sentence_stays() -> None:
    assert cleaned(STORY[0], *SECTIONS, "On foot", "Over the dam at low tide.")[-2:] == ["On foot", "Over the dam at low tide."]
    assert cleaned(*STORY, "On foot", "Over the dam at low tide.") == [TITLE, *STORY]


@pytest.mark.parametrize("bullet", ["* ", ""])
def test_what_a_review_likes_and_does_not_stays(bullet: str) -> None:
    verdict = ["Pros", f"{bullet}Oak stairs", f"{bullet}A wide view", "Cons", f"{bullet}No lift", f"{bullet}Wind"]
    assert cleaned(*STORY, *verdict) == [TITLE, *STORY, *verdict]


def test_a_table_is_kept_whole() -> None:
    rows = ["Height        31 m", "Steps         111", "Windows       9", "Keeper        Ina Vik", "Lamp          none"]
    assert cleaned(*STORY, "\n".join(rows)) == [TITLE, *STORY, *rows]


def test_a_table_with_a_line_for_every_cell_stays() -> None:
    cells = ["Climbers", "1", "Ina Vik", "Orsa", "2:41", "2", "Per Lie", "Sund", "2:58", "3", "Una Berg", "Halden", "3:07"]
    assert cleaned(*STORY, *cells, gap="\n") == [TITLE, *STORY, *cells]


def test_names_of_a_line_up_stay() -> None:
    rows = ["Orsa - Sund 3-1", "41' Vik 1-0", "Line-up of Orsa: Lie; Berg, Holm, Dahl, Moe; Vik, Lund, Aas; Rud, Eide, Bakke"]
    assert cleaned(*STORY, *rows) == [TITLE, *STORY, *rows]


@pytest.mark.parametrize("inner", [["What to bring", "* a coat", "* bread"], ["Climbers", "Women"], ["Ina Vik"]])
def test_between_paragraphs_stays_what_no_rule_names(inner: list[str]) -> None:
    article = [STORY[0], *inner, *STORY[1:]]
    assert cleaned(*article) == [TITLE, *article]


def test_the_headline_above_the_byline_stays_where_prose_parts_it_from_its_copy() -> None:
    article = ["By Erin Castle", *STORY[:2], TITLE, "Steps: 111", STORY[2]]
    assert cleaned(*article)[:3] == [TITLE, *article[:2]]


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (["Viele Grüße", "Ina"], 2),
        (["Best wishes from the island"], 1),
        (["Cheers,", "Ina Vik", "Keeper"], 3),
        (["Cheers,", "Ina Vik", "Bell buoy found again", "Ten walks"], 2),
        (["С уважением,", "Ина Вик"], 2),
        (["Love is in the air: ten walks"], 0),
        (["Alles Gute zum Geburtstag"], 0),
        (["Deine Vorteile"], 0),
        ([], 0),
    ],
)
def test_farewell(texts: list[str], lines: int) -> None:
    assert farewell(texts) == lines


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (["Turmverein", "Kaistraße 4", "09999 Orsa", "Links"], 0),
        (["Turmverein", "Kaistraße 4", "09999 Orsa", "Tel.: 09999 4711-0", "Links"], 4),
        (["Torre", "Via Roma 3", "tel. 0123 456789"], 3),
        (["Tower", "4 Quay Street", "9.30 A.M. / 7.00 P.M."], 3),
        (["ul. Lipowa 8", "00-999 Orsa", "tower@orsa.example"], 3),
        (["one", "two", "three", "four", "five", "six", "Via Roma 3", "tel. 0123 456789"], 0),
        (["Kaistraße 4", "desk@weekly.example"], 0),
        ([], 0),
    ],
)
def test_contact(texts: list[str], lines: int) -> None:
    assert contact(texts, "weekly") == lines
