"""Pages scraped whole, with their menus: as lines, and run together on one line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from typing import Literal

import pytest

from cleanup import Cleaner, Result
from cleanup.rules.finder import Finder
from cleanup.rules.load import built_in
from cleanup.stages.boilerplate.page.linefacts import PROSE, RULE
from cleanup.stages.boilerplate.page.linemodel import models
from cleanup.stages.boilerplate.page.pagehead import ended_at
from cleanup.stages.boilerplate.page.prosegaps import gaps, prose_gaps
from cleanup.stages.boilerplate.page.rawpage import read_page
from cleanup.stages.logistic import logistic
from cleanup.stages.reading.shape import shape
from cleanup.text.document import Document
from tests.cost import costs_at_most
from tests.stages.facts import of_guesses, of_lines

TITLE = "Ferry to run all night from May"
STORY = [
    "The ferry to the northern islands will run all night from the first of May, the harbour office said on Monday, and the fare "
    "will be the same as by day.",
    "Its captain, who has crossed the sound for twenty-two years, called the plan late but welcome. “I asked for it before my "
    "daughter was born,” she said, “and she works on the bridge now.”",
    "The last boat will wait for the train from the capital, however late it is, so that nobody has to sleep in the waiting room "
    "any more, as forty people did in February.",
    "A second crew is being hired, and the council of the islands pays half of it. The other half comes from the sale of the old "
    "lightship, which has been a restaurant since 1987.",
    "Not everybody is glad. The owner of the inn at the northern quay fears for his rooms, which were never empty in winter, and "
    "a teacher of the island school asks who will wake her pupils in the morning.",
    "The harbour office promised to count the passengers for a year and to publish the figures every month. If fewer than twenty "
    "people cross in an average night, the boats will stop again, and the crew will be offered work by day.",
    "In the first night, the captain said, there will be soup for everyone, and the choir of the parish will sing on the "
    "upper deck until the lights of the capital can be seen.",
]
MENU = ["Skip to content", "Home", "News", "Harbour", "Islands", "Weather", "Sports", "Contact", "Sign in", "Search"]
TEASERS = ["Bell buoy found again", "Ten walks for rainy days", "School choir wins cup", "Photos: the regatta", "More stories"]
FOOT = ["About us", "Advertise", "Terms of use", "Privacy policy", "Sitemap", "© 2023 Halden Weekly"]
HEAD = ["By Erin Castle", "9 January 2023"]


def page(*between: str) -> str:
    return "\n".join([*MENU, TITLE, *HEAD, *STORY[:2], *between, *STORY[2:], *TEASERS, *FOOT])


def joined(*between: str) -> str:
    return page(*between).replace("\n", " ")


def explain(text: str, keep: Literal["article", "body"] = "article", title: str | None = TITLE) -> Result:
    result = Cleaner(keep=keep).explain(text, title=title)
    assert result.undo() == text
    again = Cleaner(keep=keep).clean(result.text, title=title)
    assert again == result.text
    return result


@pytest.mark.parametrize("head", [[], HEAD, ["9 January 2023"]])
def test_a_headline_that_nothing_speaks_for_stays_where_blank_lines_part_it_from_the_menu(head: list[str]) -> None:
    headline = "Salt remembers"
    article = "\n\n".join([headline, *head, *STORY])
    text = "\n".join([*MENU, "", article, "", *TEASERS, *FOOT])
    assert explain(text, title=None).text == article
    assert explain(text.replace(f"\n\n{headline}", f"\n{headline}"), title=None).text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    "series",
    [
        [
            "1. Heat the oven and butter a dish that will hold all of the plums.",
            "2. Toss the plums with half of the sugar.",
            "3. Bake it.",
        ],
        [
            "Q: When did you start on the boats, and who taught you?",
            "A: At six. My grandmother did.",
            "Q: Any advice?",
            "A: Sleep.",
        ],
        [
            "Step 1",
            "Walk down to the northern quay and look for the yellow hut.",
            "Step 2: Ring the bell",
            "Somebody will come.",
            "Step 3",
            "Pay and take a seat.",
        ],
        ["1. The yellow hut", STORY[3], "2. The signal box", STORY[4], "3. The Bell Yard", "Nothing is labelled. Ask for Ada."],
        ["16:40", STORY[3], "12:20", STORY[4], "06:10", "Red mark passed", "The gauge shows four metres."],
        [f"[1] {STORY[3]}", f"[2] {STORY[4]}", "[3] E. Castle, personal communication."],
        ["Who drives the boat?", STORY[3], "And the fares?", STORY[4], "Will you go?", STORY[5], "Is there soup?", "Yes."],
        ["Notes on the crossing:", "* Ten minutes", "* Soup and bread", "* Lanterns for children", "* No dogs"],
        ["Score", "Comfort: 4/5", "Soup: 5/5", "Price: 3/5"],
        ["Fares and times", "Port      Crowns  Minutes", "Sund      4       35", "Halden    6       50", "Orsa      9       80"],
    ],
)
def test_a_series_that_begins_in_the_article_is_not_cut(series: list[str]) -> None:
    text = "\n\n".join([*MENU, TITLE, *STORY[:3], *series, "Related articles", *TEASERS, *FOOT])
    assert explain(text).text == "\n\n".join([TITLE, *STORY[:3], *series])


@pytest.mark.parametrize(
    "links",
    [
        ["Who asked?", "Halden."],
        ["2. Bell buoy found again", "3. Ten walks"],
        ["06:10", "Bell buoy found again", "05:45", "Ten walks for rainy days"],
        ["Sport: Halden wins", "Comment: the new quay"],
        ["Sport: Halden wins", "Comment: the new quay", "Weather: more rain", "Islands: ten walks"],
        ["Map: https://harbour.example/1", "Plan: https://harbour.example/2", "Text: https://harbour.example/3"],
    ],
)
def test_what_only_looks_like_a_series_goes(links: list[str]) -> None:
    text = "\n".join([*MENU, TITLE, *STORY, *links, "Related articles", *TEASERS, *FOOT])
    assert explain(text).text == "\n".join([TITLE, *STORY])


@pytest.mark.parametrize("heading", ["Fares", "What to expect in the cabin", "Old boats, new boats"])
def test_a_subheading_between_two_paragraphs_stays(heading: str) -> None:
    assert explain(page(heading)).text == "\n".join([TITLE, *HEAD, *STORY[:2], heading, *STORY[2:]])


@pytest.mark.parametrize("headings", [["Health", "Business", "Sports"], ["Facebook", "WhatsApp", "Email"]])
def test_subheadings_that_are_names_of_sections_or_networks_stay(headings: list[str]) -> None:
    article = [STORY[0], *[line for heading, told in zip(headings, STORY[1:4], strict=True) for line in (heading, told)]]
    text = "\n\n".join([*MENU, TITLE, *article, *STORY[4:], "Facebook", "Email", *TEASERS, *FOOT])
    assert explain(text).text == "\n\n".join([TITLE, *article, *STORY[4:]])


def test_a_button_between_two_paragraphs_stays_if_the_article_speaks_of_it() -> None:
    button = "Sign up for our newsletter"
    spoken = "Those five words stand at the end of the timetable, and below them is a form for everybody who wants to hear more."
    assert f"\n{button}\n{spoken}\n" in explain(page(button, spoken)).text
    assert button not in explain(page(button)).text


def test_a_series_of_labels_does_not_go_on_with_a_number() -> None:
    questions = ["Q: When did you start on the boats, and who taught you?", "A: At six. My grandmother did."]
    text = "\n\n".join([*MENU, TITLE, *STORY[:3], *questions, "2. Bell buoy", "Related articles", *TEASERS, *FOOT])
    assert explain(text).text == "\n\n".join([TITLE, *STORY[:3], *questions])


@pytest.mark.parametrize(
    "end",
    [
        ["League table", "1 Halden 12 9 2 1 29", "2 Sund 12 8 2 2 26", "3 Orsa 12 7 3 2 24"],
        ["Halden", "Ina Vik (Green) 3,412", "Per Lie (Labour) 3,200", "Sund", "Una Berg (Green) 880", "Turnout: 71.2%"],
        ["The tide comes in,", "the tide goes out.", "A boy with a bucket", "has forgotten", "what it is about."],
        ["Cook: Ina Vik", "Engine: Per Lie", "Lamp: Una Berg"],
        ["00:00 Welcome", "12:40 The last boat", "31:05 Soup"],
        ["$ gauge --height now", "4 m", "$ gauge --height noon", "It prints the height of the water."],
    ],
)
def test_rows_and_verses_that_end_an_article_stay(end: list[str]) -> None:
    text = "\n\n".join([*MENU, TITLE, *STORY[:3], *end, "Share this article", *TEASERS, *FOOT])
    assert explain(text).text == "\n\n".join([TITLE, *STORY[:3], *end])


@pytest.mark.parametrize(
    "behind",
    [
        ["Ten walks for rainy days", "Bell buoy found again", "School choir wins cup"],
        ["Bell buoy: found", "9 January 2023", "Choir: sings on", "8 January 2023", "Walks: ten"],
        ["Cook: Ina Vik", "Engine: Per Lie"],
        ["* Walks: ten for rainy days", "* Bell buoy: found", "* School: choir wins cup"],
    ],
)
def test_links_and_what_is_dated_end_no_article(behind: list[str]) -> None:
    text = "\n\n".join([*MENU, TITLE, *STORY, *behind, "Share this article", *TEASERS, *FOOT])
    assert not {line for line in behind if ":" in line}.intersection(explain(text).text.split("\n"))
    assert behind[0] not in explain(text).text


@pytest.mark.parametrize(
    "end", [["Until Thursday,", "Erin"], ["All my best,", "Ina and Per"], ["Cheers!", "Ina V."], ["— Ina Vik"]]
)
def test_the_closing_of_a_letter_stays(end: list[str]) -> None:
    text = "\n\n".join([*MENU, TITLE, *STORY[:3], *end, *TEASERS, *FOOT])
    assert explain(text).text == "\n\n".join([TITLE, *STORY[:3], *end])


@pytest.mark.parametrize(
    "behind",
    [["– Harbour", "– Islands"], ["- Harbour"], ["Image source,", "Ina Vik"], ["Ina Vik"]],
)
def test_what_only_resembles_the_closing_of_a_letter_goes(behind: list[str]) -> None:
    text = "\n\n".join([*MENU, TITLE, *STORY[:3], *behind, *TEASERS, *FOOT])
    assert explain(text).text == "\n\n".join([TITLE, *STORY[:3]])


@pytest.mark.parametrize("sentence", [[f"{TITLE}."], ["That is what the sheet of paper at the pier said, in red:", TITLE]])
def test_the_headline_stays_where_the_article_says_the_same(sentence: list[str]) -> None:
    article = [TITLE, *HEAD, STORY[0], *sentence, *STORY[1:]]
    assert explain("\n".join([*MENU, *article, *TEASERS, *FOOT])).text.startswith("\n".join(article[:3]))


def test_the_whole_title_stays_above_a_part_of_it() -> None:
    whole = f"Islands: {TITLE}"
    text = "\n".join([*MENU, whole, TITLE, *HEAD, *STORY, *TEASERS, *FOOT])
    assert explain(text, title=whole).text.startswith(f"{whole}\n")
    assert explain(text, title=TITLE).text.startswith(f"{TITLE}\n{HEAD[0]}\n")


@pytest.mark.parametrize("label", ["Image caption,", "Image caption:"])
def test_a_caption_below_its_label_is_no_headline(label: str) -> None:
    caption = "The ferry to the northern islands before its first night"
    between = ["Published", "3 hours ago", "Share", "Copy link", label, caption, "By Erin Castle"]
    headline = "The choir of the parish on the upper deck"
    text = "\n".join([*MENU, headline, *between, *STORY, *TEASERS, *FOOT])
    assert explain(text, title=None).text.startswith(f"{headline}\n")


@pytest.mark.parametrize(
    "last", ["The hearing was put off until Friday.", "It is closed on Mondays.", "A decision is expected in May."]
)
@pytest.mark.parametrize("below", [TEASERS, ["Most read", *TEASERS]])
def test_a_short_last_sentence_stays(last: str, below: list[str]) -> None:
    text = "\n".join([*MENU, TITLE, *HEAD, *STORY[:3], last, *below, *FOOT])
    assert explain(text).text == "\n".join([TITLE, *HEAD, *STORY[:3], last])


@pytest.mark.parametrize("last", ["Halden Weekly, Halden.", "Ferry News.", "Read More Stories From The Harbour."])
def test_what_only_ends_like_a_sentence_goes(last: str) -> None:
    text = "\n".join([*MENU, TITLE, *HEAD, *STORY[:3], last, *TEASERS, *FOOT])
    assert explain(text).text == "\n".join([TITLE, *HEAD, *STORY[:3]])


def test_menus_teasers_and_footers_go_and_the_article_stays() -> None:
    assert explain(page()).text.split("\n") == [TITLE, *HEAD, *STORY]


def test_the_body_alone_has_no_headline_byline_or_date() -> None:
    assert explain(page(), keep="body").text.split("\n") == STORY


def test_a_headline_without_a_known_title_is_recognised_by_the_words_of_the_article() -> None:
    assert explain(page(), title=None).text.split("\n") == [TITLE, *HEAD, *STORY]


def test_a_headline_without_a_known_title_is_left_once() -> None:
    text = page().replace(TITLE, f"{TITLE}\n\n{TITLE}")
    assert [line for line in explain(text, title=None).text.split("\n") if line][:5] == [TITLE, *HEAD, *STORY[:2]]


def test_a_headline_above_its_deck_stays_where_the_deck_says_more() -> None:
    headline, deck = "All aboard the ferry to Orsa once more", "The night ferry from the capital to the islands will sail again"
    result = explain(page().replace(TITLE, f"{headline}\n{deck}"), title=None)
    assert result.text.split("\n") == [headline, deck, *HEAD, *STORY]


def test_the_title_at_the_top_of_a_page_names_the_headline_however_little_it_says() -> None:
    headline = "Night boats"
    text = "\n".join([f"{headline} - Halden Weekly", page().replace(TITLE, headline)])
    assert explain(text, title=None).text.split("\n") == [headline, *HEAD, *STORY]


def test_the_words_of_the_address_name_the_headline() -> None:
    headline = "Bright windows on dark mornings"
    text = page().replace(TITLE, headline).replace("\n".join(HEAD), "Erin Castle")
    url = "https://weekly.example/bright-windows-on-dark-mornings"
    assert Cleaner().clean(text, url=url).split("\n")[0] == headline
    assert headline not in Cleaner().clean(text)


@pytest.mark.parametrize("title", [TITLE, None])
def test_a_heading_over_links_ends_at_the_headline(title: str | None) -> None:
    links = ["Latest news", "Bell buoy found again off the cape", "Ten walks for rainy days on the islands"]
    text = page().replace(TITLE, "\n".join([*links, TITLE]))
    assert explain(text, title=title).text.split("\n") == [TITLE, *HEAD, *STORY]


def test_a_heading_below_the_headline_keeps_its_links() -> None:
    lines = "Latest news", "Bell buoy found again off the cape", TITLE, HEAD[0], "More stories", "Ten walks", STORY[0]
    hits = Finder(built_in()).find(Document("\n".join(lines)))
    assert {hit.line for hit in hits if hit.follows} > {1, 2}
    assert {hit.line for hit in ended_at(2, hits) if hit.follows} == {1}


@pytest.mark.parametrize("title", [TITLE, None])
def test_byline_and_date_stay_where_much_stands_between_them_and_the_article(title: str | None) -> None:
    tools = [f"Photo {number} of the regatta" for number in range(20)]
    lines = explain(page().replace(HEAD[1], "\n".join([HEAD[1], *tools])), title=title).text.split("\n")
    assert lines[:3] == [TITLE, *HEAD]


@pytest.mark.parametrize("keep", ["article", "body"])
@pytest.mark.parametrize("below", [[], ["By Erin Castle"], ["By Erin Castle", "9 January 2023"]])
def test_the_lead_stays_where_much_stands_between_it_and_the_article(below: list[str], keep: Literal["article", "body"]) -> None:
    lead = "The islanders asked for it for nine years."
    text = "\n".join([*MENU, TITLE, *below, lead, *TEASERS * 5, *STORY, *FOOT])
    assert lead in explain(text, keep).text.split("\n")


def test_the_ingredients_above_the_steps_of_a_recipe_stay() -> None:
    amounts = ["Ingredients", "For the dough:", "* 500 g flour", "* 1 sachet yeast", "* 80 g sugar", "* 250 ml milk", "* salt"]
    steps = [f"{number}. {line}" for number, line in enumerate(STORY[:3], 1)]
    text = "\n".join(
        [*MENU, TITLE, "Print", "Save", *TEASERS * 5, "Share", *amounts, *steps, "Related articles", *TEASERS, *FOOT]
    )
    assert explain(text, "body").text == "\n".join([*amounts, *steps])
    counts = ["* 500 readers", "* 12 citations", "* 80 shares", "* 250 links"]
    text = text.replace("\n".join(amounts), "\n".join(counts))
    assert explain(text, "body").text == "\n".join(steps)


def test_short_lines_in_one_piece_with_the_prose_are_judged_apart_from_those_behind_a_share_bar() -> None:
    amounts, traits = [0, 30, 0, 0, 30, 0], [2, PROSE + 30, 3, RULE + 1, PROSE + 30, 4]
    keys = prose_gaps(["short"] * 6, amounts, traits)
    parted = [{"parted before", "parted behind", "in one piece with prose"} & gaps(key).keys() for key in keys]
    assert parted[0] == {"parted before"}
    assert parted[2] == {"parted behind"}
    assert parted[3] == {"in one piece with prose"}
    assert parted[4] == {"parted before", "parted behind"}
    assert parted[5] == {"parted behind"}


def test_a_lead_without_a_full_stop_stays_below_the_headline() -> None:
    lead = "Those who miss the last train will sleep in a bed again and not on the benches of the waiting room"
    text = "\n".join([*MENU, TITLE, lead, *TEASERS * 5, *STORY, *FOOT])
    assert explain(text, "body").text == "\n".join([lead, *STORY])


@pytest.mark.parametrize("line", ["Subscribe to our newsletter and miss no ferry.", "Bell buoy found off the northern quay"])
def test_a_notice_or_a_link_below_the_headline_is_no_lead(line: str) -> None:
    text = "\n".join([*MENU, TITLE, line, *TEASERS * 5, *STORY, *FOOT])
    assert line not in explain(text, "body").text.split("\n")


@pytest.mark.parametrize("title", [TITLE, None])
def test_what_shares_and_counts_between_headline_and_prose_goes_and_the_byline_stays(title: str | None) -> None:
    buttons = ["Share", "Tweet", "*", "12"]
    assert explain(page().replace(HEAD[1], "\n".join([*buttons, HEAD[1]])), title=title).text.split("\n") == [
        TITLE,
        *HEAD,
        *STORY,
    ]


def test_no_link_above_the_article_is_taken_for_its_headline() -> None:
    assert explain(page().replace(f"{TITLE}\n", ""), title=None).text.split("\n") == STORY


def test_the_title_may_stand_where_the_article_begins() -> None:
    kicker = "The islands get their night boats back, and the council pays for half of the second crew that they need."
    text = page().replace(TITLE, f"{kicker}\n{TITLE}")
    assert TITLE in explain(text).text.split("\n")


def test_every_line_that_goes_has_its_own_reason_and_certainty() -> None:
    findings = [found for found in explain(page()).findings if found.code.startswith("BP90")]
    assert {found.code for found in findings} >= {"BP901", "BP902"}
    for found in findings:
        assert found.reasons[0].because.endswith(".")
        assert 0.5 <= found.reasons[0].certainty <= 1
    frame = [found.reasons[0] for found in findings if found.code in ("BP901", "BP902")]
    assert len({reason.certainty for reason in frame}) > 1
    assert any(";" in reason.because for reason in frame)


def test_a_rule_that_is_off_spares_its_side() -> None:
    result = Cleaner(ignore=["BP902"]).explain(page(), title=TITLE)
    assert TEASERS[0] in result.text
    assert MENU[3] not in result.text


def test_a_page_on_one_line_loses_its_ends() -> None:
    assert shape(Document(joined())) == "joined-raw"
    result = explain(joined(), keep="body")
    assert all(sentence in result.text for sentence in STORY)
    assert not any(words in result.text for words in ("Skip to content", "Bell buoy", "Privacy policy"))


def test_words_stay_apart_where_a_piece_goes() -> None:
    result = explain(joined("Ferries Bridges Harbour Islands Timetable Newsletter Subscribe Now"), keep="body")
    words = joined("Ferries Bridges Harbour Islands Timetable Newsletter Subscribe Now").split()
    assert set(result.text.split()) <= set(words)


@pytest.mark.parametrize("text", [" ".join(STORY * 3), "\n".join(STORY), " ".join([TITLE, *HEAD, *STORY * 3])])
def test_an_article_on_one_line_is_no_page(text: str) -> None:
    assert shape(Document(text)) in ("joined", "extracted")
    assert [found for found in Cleaner().explain(text).findings if found.code.startswith("BP9")] == []


@pytest.mark.parametrize("text", ["\n".join(MENU * 4), " ".join(MENU * 40)])
def test_a_page_without_prose_is_left_alone_by_the_model(text: str) -> None:
    codes = {found.code for found in explain(text).findings}
    assert not codes & {"BP901", "BP902", "BP908"}


@pytest.mark.parametrize("given", ["raw", "joined-raw"])
@pytest.mark.parametrize("text", ["", "\n", " \n\n", "Home"])
def test_a_page_of_nothing_is_left_alone_whatever_its_keeper_says(text: str, given: str) -> None:
    result = Cleaner(shape=given).explain(text, title=TITLE)
    assert not any(found.before.strip() for found in result.findings)
    assert result.undo() == text


def test_a_page_kept_by_hand_is_never_judged() -> None:
    document = Document(joined(), curated=True)
    assert shape(document) == "extracted"


def test_the_model_can_be_read() -> None:
    file = resources.files("cleanup.stages.boilerplate.page").joinpath("linemodel.json")
    text = file.read_text("utf-8")
    assert len(text) < 20_000
    for model in json.loads(text).values():
        assert {"first", "second", "threshold", "inner", "share"} == model.keys()
        assert all(abs(weight) < 20 for weight in model["second"].values())


@pytest.mark.parametrize("kind", ["lines", "pieces"])
@pytest.mark.parametrize("title", [TITLE, "Another story", None])
@pytest.mark.parametrize("text", [page(), page(TITLE, STORY[0]), "\n".join([*STORY, TITLE]), "\n".join(FOOT), MENU[0]])
def test_lines_are_judged_by_the_facts_that_the_model_is_fitted_on(text: str, title: str | None, kind: str) -> None:
    lines = read_page(Document(text, title=title), [])
    model = models()[kind]

    def score(weights: Mapping[str, float], facts: Mapping[str, float]) -> float:
        return sum(weights.get(fact, 0.0) * value for fact, value in facts.items())

    facts = [{"": 1.0} | of_line for of_line in of_lines(lines)]
    assert all(0 <= value <= 1 for of_line in facts for value in of_line.values())
    first = [score(model.first, of_line) for of_line in facts]
    guessed = of_guesses([*map(logistic, first)], [max(1, line.words) for line in lines])
    second = [score(model.second, of_line | more) for of_line, more in zip(facts, guessed, strict=True)]
    expected = [logistic((one + other) / 2) for one, other in zip(first, second, strict=True)]
    assert model.judge(lines).probabilities == pytest.approx(expected, abs=1e-9)


COLUMN = [
    *TEASERS,
    "Opinion",
    "Obituaries",
    "Classifieds",
    "Crossword",
    "Podcasts",
    "Letters",
    "Tide tables",
    "Road works",
    "Fish prices",
]


@pytest.mark.parametrize("separator", ["\n", " "])
def test_where_either_of_two_stretches_may_be_the_article_both_stay(separator: str) -> None:
    text = separator.join([*MENU, TITLE, *STORY[:3], *COLUMN * 4, *STORY[3:5], *FOOT])
    assert shape(Document(text)) in ("raw", "joined-raw")
    assert all(sentence in explain(text, keep="body").text for sentence in STORY[:5])


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize(("words", "stays"), [(60, True), (24, False)])
def test_of_an_article_that_a_long_list_divides_both_parts_stay_but_no_teaser(words: int, stays: bool, above: bool) -> None:
    sure = [0.9, *[0.02] * 40, 0.9, 0.9, 0.9, 0.9]
    counts = [words, *[5] * 40, 60, 60, 60, 60]
    kept = models()["lines"].decode(sure if above else sure[::-1], counts if above else counts[::-1])
    parts = {*range(41, 45), 0} if above else {*range(4), 44}
    assert set(kept) == parts - (set() if stays else {0 if above else 44})


@pytest.mark.parametrize("sure", [[], [0.1, 0.2], [0.0]])
def test_lines_that_are_none_of_an_article_leave_nothing(sure: list[float]) -> None:
    assert models()["lines"].decode(sure, [20] * len(sure)) == []


def test_pieces_of_a_script_without_spaces_are_not_recognised() -> None:
    story = [
        "港の事務所は月曜日、北の島々へのフェリーが Harbour Line Islands として五月一日から夜通し運航すると発表した。",
        "船長は二十二年間この海峡を渡ってきたが、Halden Weekly Report の中で計画は遅いが歓迎すると述べた。",
        "最終便は首都からの列車を待つ。二月には四十人が Central Station Hall で眠った。",
    ]
    text = " ".join([*MENU, *story * 8, *TEASERS, *FOOT, *STORY[4:6]])
    assert shape(Document(text)) == "joined-raw"
    assert all(sentence in explain(text, keep="body", title=None).text for sentence in story)


SENTENCES = (
    "The night ferry to Orsa sails again after fourteen months, and the harbour office had not expected so long a queue.",
    "Harbour master Ida Berg said the boat had passed its last inspection on Friday, two weeks later than it should have.",
    "Nobody had thought that the engine could be repaired before the autumn, and the parts came from three countries.",
    "The crossing takes two hours and forty minutes in good weather, and in winter the boat will call at Lunde as well.",
    "Until now passengers had to take the bus over the mountain, which costs more and is slower when there is snow.",
    "A return ticket costs 240 crowns, and children under six travel free if they bring somebody who pays for a seat.",
    "The council had paid for the new ramp with money from the state, and for the lamps with money that it had saved.",
    "Local fishermen fear that the wash of the ferry will move their nets, and three of them have asked the court for help.",
    "The old captain, who retired in 2019 but kept his licence, will steer the boat on its first night as he did before.",
    "His daughter works in the engine room, and she says that she will not let him hear the end of it if they are late.",
    "On the island the school has prepared a song for the arrival, and the baker will open his shop at four in the morning.",
    "The company hopes for eighty thousand passengers in the first year, and says that it could live with half as many.",
    "It is the first time since the war that the lamps on the pier are lit all night, and people have come to look at them.",
    "Whether they will also come on board depends on the weather and on the price, as it has always done on this coast.",
)


@pytest.mark.parametrize("last", ["The next boat leaves on Friday from Orsa.", "The lamps were lit at nine, and the boat left."])
@pytest.mark.parametrize(
    "links", ["Share Facebook Twitter Email Print", "Share Tweet Email Print Related articles Ferry strike ends"]
)
def test_the_last_sentence_before_the_share_bar_of_a_page_on_one_line_stays(last: str, links: str) -> None:
    menu = "Home News Business Opinion Sport Culture Subscribe Log in The night ferry sails again"
    foot = "About us Contact Privacy Policy Terms of Use © 2024 Halden Weekly"
    article = " ".join((*SENTENCES, last))
    cleaned = Cleaner(keep="body").clean(f"{menu} {article} {links} {foot}", title="The night ferry sails again")
    assert cleaned == article


LESSON = [
    "The library reads the gauge of a port and writes what it has read into a table, so that nobody has to walk at night.",
    "Call it once an hour, because the gauge needs some minutes to settle after a large ship has passed through the sound.",
    "What it returns is a list of heights in millimetres, the newest first, and an empty list if nobody has answered in time.",
]
CODE = [
    "from tide import Gauge",
    "$ pip install tide",
    "gauge = Gauge(port=4)",
    "def height(gauge):",
    "    try:",
    "        return gauge.read()[0]",
    "    except IndexError:",
    "        return None",
    "print(height(gauge))",
]


@pytest.mark.parametrize("last", [LESSON[2:], []])
def test_the_code_of_a_page_about_software_stays(last: list[str]) -> None:
    article = [*LESSON[:2], *CODE, "Heights", *CODE, *last]
    result = explain("\n".join([*MENU, TITLE, *article, *TEASERS, *FOOT]))
    assert result.text.split("\n") == [TITLE, *article]


def test_a_page_of_many_lines_takes_linear_time() -> None:
    text = "\n".join([*MENU, TITLE, *[line for number in range(4_000) for line in (*STORY[:2], f"Gull {number}")], *FOOT])
    assert shape(Document(text)) == "raw"
    with costs_at_most(100):
        Cleaner().clean(text)


def test_a_wide_gap_above_the_article_of_a_page_takes_linear_time() -> None:
    gap = " ".join(["1", *[""] * 20_000, "x"])
    text = "\n".join([*MENU, TITLE, *[gap] * 4, *STORY, *FOOT])
    with costs_at_most(100):
        Cleaner(shape="raw").clean(text)
