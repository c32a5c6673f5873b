"""What the headline stage takes and what it leaves."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import Cleaner
from tests.cost import costs_at_most

HEADLINE = "Storm leaves the islands without a ferry"
BODY = (
    "The ferry between Halden and the outer islands stays in the harbour this week, because the storm has torn two ropes.\n\n"
    "Nobody was hurt, the harbour master said on Tuesday, although eleven boats lie on the meadow behind the church."
)
ARTICLE = Cleaner(select=["HL"])
DEEP = Cleaner(select=["HL"], keep="body")


def codes(cleaner: Cleaner, text: str, title: str | None = None, url: str | None = None) -> list[str]:
    return [edit.code for step in cleaner.explain(text, title=title, url=url).trail for edit in step.changes.edits]


@pytest.mark.parametrize(
    "title",
    [
        HEADLINE,
        f"{HEADLINE} - Halden Observer",
        f"{HEADLINE} | News | Halden Observer",
        f"Opinion | {HEADLINE}",
        f"Weather: {HEADLINE}",
        HEADLINE.upper(),
        "Storm leaves the islands &#8220;without&#8221; a ferry &amp;",
        "Storm leaves the islands without …",
        "Storm leaves the islands without a fer...",
        "Storm leaves the island without a ferry",
        f"{HEADLINE} | A very long name of a newspaper of the islands",
    ],
)
def test_body_goes_without_the_known_title(title: str) -> None:
    assert DEEP.clean(f"{HEADLINE}\n\n{BODY}", title=title) == BODY


@pytest.mark.parametrize(
    "title",
    [
        None,
        "",
        " ",
        "!!!",
        "x" * 5_000,
        "word " * 1_000,
        "Storm",
        "Storm leaves the islands with a ferry",
        "Storm leaves the islands without 2 ferries",
        "Storm does not leave the islands without a ferry",
        "Halden Observer",
        "| | |",
        " - ",
    ],
)
@pytest.mark.parametrize("cleaner", [ARTICLE, DEEP], ids=["article", "body"])
def test_a_headline_that_stands_once_stays_without_knowledge(title: str | None, cleaner: Cleaner) -> None:
    text = f"{HEADLINE}\n\n{BODY}"
    assert cleaner.clean(text, title=title) == text


@pytest.mark.parametrize("title", [None, HEADLINE, f"{HEADLINE} - Halden Observer"])
def test_one_of_three_copies_stays_and_all_go_for_the_body(title: str | None) -> None:
    text = f"{HEADLINE}\n{HEADLINE}\n\n{HEADLINE}\n\n{BODY}\n"
    assert ARTICLE.clean(text, title=title) == f"{HEADLINE}\n\n{BODY}\n"
    assert DEEP.clean(text, title=title) == f"{BODY}\n"


def test_a_short_title_counts_only_as_first_or_second_line() -> None:
    assert DEEP.clean(f"Storm season\n\n{BODY}", title="Storm season") == BODY
    text = f"{BODY}\n\nStorm season\n\n{BODY}"
    assert codes(DEEP, text, "Storm season") == []


def test_the_next_line_is_not_taken_for_the_headline_of_the_next_round() -> None:
    deck = "Storm leaves the islands without bread"
    text = f"{HEADLINE}\n\n{deck}\n\n{BODY}"
    once = DEEP.clean(text, title=HEADLINE)
    assert once == f"{deck}\n\n{BODY}"
    assert DEEP.clean(once, title=HEADLINE) == once


def test_on_a_page_the_copy_above_the_article_stays() -> None:
    menu = "\n".join(f"  * Entry of the menu number {word}" for word in "one two three four five six seven eight".split())
    text = f"{menu}\n  * {HEADLINE}\n{menu.replace('Entry', 'Other entry')}\n\n{HEADLINE}\n\n{BODY}\n"
    cleaned = ARTICLE.clean(text, title=HEADLINE)
    assert f"\n\n{HEADLINE}\n\n{BODY}" in cleaned
    assert cleaned.count(HEADLINE) == 1


@pytest.mark.parametrize("rest", ["The ferry", "“We wait,”", "Ålesund and Halden"])
def test_a_glued_headline_is_cut(rest: str) -> None:
    paragraph = f"{rest} said the harbour master, who has not slept since the storm came over the islands on Sunday night."
    assert (
        ARTICLE.clean(f"{HEADLINE}\n\n{HEADLINE}{paragraph}\n\n{BODY}", title=HEADLINE) == f"{HEADLINE}\n\n{paragraph}\n\n{BODY}"
    )
    assert DEEP.clean(f"{HEADLINE}{paragraph}\n\n{BODY}", title=HEADLINE) == f"{paragraph}\n\n{BODY}"


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{HEADLINE} Monday, and nobody on the outer islands knows when the next one comes, said the harbour master.",
        f"{HEADLINE}boat, which nobody on the outer islands would have believed a week ago, said the harbour master.",
        f"{HEADLINE}, and nobody on the outer islands knows when the next one comes, said the harbour master.",
        f"“{HEADLINE}” was what the paper wrote, and the harbour master cut it out and pinned it on his door.",
    ],
)
@pytest.mark.parametrize("cleaner", [ARTICLE, DEEP], ids=["article", "body"])
def test_a_sentence_that_begins_like_the_headline_stays(paragraph: str, cleaner: Cleaner) -> None:
    assert paragraph in cleaner.clean(f"{HEADLINE}\n\n{paragraph}\n\n{BODY}", title=HEADLINE)


def test_a_glued_headline_stays_where_it_is_the_only_one() -> None:
    text = f"{HEADLINE}{BODY}"
    assert ARTICLE.clean(text, title=HEADLINE) == text


def test_a_caption_that_holds_the_headline_stays() -> None:
    text = f"{HEADLINE}\n\nPhoto to the story {HEADLINE} by Ina Vik\n\n{BODY}"
    assert codes(DEEP, text, HEADLINE) == ["HL104"]


def test_an_address_in_the_body_is_not_taken_for_the_site_in_the_title() -> None:
    union = "Union of the Island Ferry Crews"
    text = f"{BODY}\n\n{union}\n12 Harbour Road\n\n{BODY.replace('Halden', 'Brunnvik')}\n\n{union}\n12 Harbour Road"
    assert codes(DEEP, text, f"Strikes | {union}") == []


@pytest.mark.parametrize("separator", ["\r\n\r\n", "\n \t\n", "\n\n\n\n"])
def test_line_ends_stay(separator: str) -> None:
    text = separator.join([HEADLINE, HEADLINE, *BODY.split("\n\n"), ""])
    assert ARTICLE.clean(text) == separator.join([HEADLINE, *BODY.split("\n\n"), ""])


@given(
    st.lists(
        st.sampled_from(
            [HEADLINE, HEADLINE.upper(), f"* {HEADLINE}", f"{HEADLINE}{BODY[:90]}.", BODY[:117], "A deck of four words", "",
             "Home", f"{HEADLINE} - The Observer", "Storm leaves the islands…", "\r", "\0", "\u2028", "\ud800"]
        ),
        max_size=12,
    ),
    st.sampled_from([None, HEADLINE, f"{HEADLINE} | A deck of four words", "Home", "Storm leaves the islands…"]),
    st.sampled_from([ARTICLE, DEEP]),
)  # fmt: skip
def test_settles_and_comes_back(lines: list[str], title: str | None, cleaner: Cleaner) -> None:
    text = "\n".join(lines)
    result = cleaner.explain(text, title=title)
    assert not result.remarks
    assert result.undo() == text
    assert cleaner.clean(result.text, title=title) == result.text
    if cleaner is ARTICLE and HEADLINE in lines:
        assert any(HEADLINE.casefold() in line.casefold() for line in result.text.split("\n"))


def test_a_headline_spelt_in_another_way_goes_whichever_form_of_its_title_comes_first() -> None:
    for number in range(12):  # the forms of each stand in another order in their set
        title = f"Storm hits old harbour {number} of Westerness"
        text = f"{title}\n\n{title.replace('harbour', 'harbours')}\n\n{BODY}"
        known = f"{title} - The Westerness Harbour Post and Evening Mail"
        assert codes(ARTICLE, text, title=known) == ["HL102"]


def test_a_text_without_copies_imports_no_fuzzy_matching() -> None:
    program = (
        "import sys; from cleanup import Cleaner; "
        f"Cleaner(select=['HL', 'RP']).clean({f'{HEADLINE}{chr(10) * 2}{BODY}'!r}, title={HEADLINE!r}); "
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


FIRST, SECOND = BODY.split("\n\n")
THIRD = FIRST.replace("Halden", "Brunnvik").replace("two ropes", "one rope")


def test_far_below_a_copy_goes_unless_it_heads_a_section() -> None:
    def found(*below: str, title: str | None = None) -> list[str]:
        notes = [f"A note on {word}" for word in "ropes boats gulls winds".split()]
        return codes(ARTICLE, "\n\n".join((HEADLINE, FIRST, *notes, SECOND, *below)), title)

    assert found("More news", HEADLINE, THIRD) == ["HL105"]
    assert found(HEADLINE, THIRD) == []
    assert found("More news", HEADLINE, "Other news", HEADLINE) == ["HL105"] * 2
    assert found("More news", HEADLINE, "Other news", HEADLINE, "Old news", HEADLINE) == []
    assert found("More news", HEADLINE, THIRD, title="Council buys a ferry for the outer islands") == []
    assert found("More news", HEADLINE, FIRST) == []  # the text begins once more


def test_what_stands_twice_with_the_line_above_it_is_no_headline() -> None:
    notes = [f"A note on {word}" for word in "ropes boats gulls winds".split()]
    lines = ["The islands", HEADLINE, FIRST, *notes, SECOND, "The islands", HEADLINE, "A note on roads"]
    assert codes(ARTICLE, "\n".join(lines)) == []
    assert codes(ARTICLE, "\n".join([*lines[:8], "The mainland", *lines[9:]])) == ["HL105"]


@pytest.mark.parametrize("line", ["{} - Halden Observer", "News > Harbour > {}", "Home {}"])
def test_the_known_title_with_its_site_or_a_path_is_a_copy(line: str) -> None:
    assert codes(ARTICLE, f"{HEADLINE}\n\n{BODY}\n\n{line.format(HEADLINE)}", HEADLINE) == ["HL102"]


@pytest.mark.parametrize(
    "line",
    [
        "{} - as the Observer saw it in May",
        "{} - said the master.",
        "{} - in numbers:",
        "Halden | Photo to {}",
        "{} Halden Observer",
    ],
)
def test_a_longer_line_around_the_known_title_stays(line: str) -> None:
    assert codes(ARTICLE, f"{HEADLINE}\n\n{BODY}\n\n{line.format(HEADLINE)}", HEADLINE) == []


def test_a_line_that_stands_twice_in_a_long_menu_is_no_headline() -> None:
    menu = [f"What the {word} of the islands say" for word in "boats gulls crews ropes roads winds woods lamps".split()]
    text = "\n".join([*menu[:5], menu[3], *menu[5:], *(f"More about the {entry}" for entry in menu), "", BODY])
    assert codes(DEEP, text) == []


def test_a_sentence_that_begins_like_the_line_above_it_makes_no_headline_of_it() -> None:
    text = f"{HEADLINE}\n\n{HEADLINE} Monday, and nobody knows when the next one comes, said the master.\n\n{BODY}"
    assert codes(DEEP, text) == []
    assert codes(DEEP, f"{HEADLINE}\n\n{HEADLINE}{BODY}") == ["HL106", "HL103"]


def test_another_spelling_at_both_ends_is_a_copy() -> None:
    title = "Neighbours tell the island council what they organised"
    assert codes(ARTICLE, f"{title}\n\nNeighbors tell the island council what they organized\n\n{BODY}", title) == ["HL102"]


def test_a_line_that_introduces_what_follows_stays() -> None:
    assert codes(ARTICLE, f"{HEADLINE}\n\n{FIRST}\n\n{HEADLINE}:\n\n{SECOND}", HEADLINE) == []
    assert codes(ARTICLE, f"{HEADLINE}:\n\n{FIRST}\n\n{HEADLINE}:\n\n{SECOND}", f"{HEADLINE}:") == ["HL101"]


@pytest.mark.parametrize("mark", ["", " | ", " – ", "  ", "\t"])
def test_what_parts_a_glued_headline_from_its_paragraph_goes_with_it(mark: str) -> None:
    assert ARTICLE.clean(f"{HEADLINE}\n\n{HEADLINE}{mark}{BODY}", title=HEADLINE) == f"{HEADLINE}\n\n{BODY}"


@pytest.mark.parametrize(
    "rest", [" | Halden Observer", " – Halden Observer", "  Halden Observer", "E6 is closed, too, and so are the quays."]
)
def test_what_is_no_sentence_behind_a_headline_is_not_parted_from_it(rest: str) -> None:
    text = f"{HEADLINE}\n\n{BODY}\n\n{HEADLINE}{rest}"
    assert ARTICLE.clean(f"{HEADLINE}\n{text}") == text


def test_a_short_sentence_that_a_headline_is_glued_to_is_enough() -> None:
    text = f"{HEADLINE}\n\n{HEADLINE}The sea is calm.\n\n{BODY}"
    assert ARTICLE.clean(text, title=HEADLINE) == text.replace(f"{HEADLINE}The", "The")


def test_of_the_forms_of_a_title_the_longest_that_is_glued_is_cut() -> None:
    title = f"{HEADLINE} - Halden Observer"
    assert ARTICLE.clean(f"{HEADLINE}\n\n{title}{BODY}", title=title) == f"{HEADLINE}\n\n{BODY}"


@pytest.mark.parametrize(
    ("cleaner", "lines", "title", "because"),
    [
        (ARTICLE, [HEADLINE, HEADLINE, BODY], HEADLINE, "The same headline stands at line 1."),
        (ARTICLE, [HEADLINE, f"{HEADLINE}s", BODY], HEADLINE, "Nearly the same headline stands at line 1."),
        (ARTICLE, [HEADLINE, f"{HEADLINE}{BODY}"], HEADLINE,
         "A headline is glued to the paragraph; the same headline stands at line 1."),
        (ARTICLE, [HEADLINE, BODY, *"12345", HEADLINE], None, "The headline at line 1 stands here once more."),
        (DEEP, [HEADLINE, BODY], HEADLINE, "It is the given title, and the body alone is wanted."),
        (DEEP, [f"{HEADLINE}{BODY}"], HEADLINE, "A headline is glued to the paragraph; it is the given title."),
    ],
)  # fmt: skip
def test_the_reason_says_what_is_known(cleaner: Cleaner, lines: list[str], title: str | None, because: str) -> None:
    findings = cleaner.explain("\n".join(lines), title=title).findings
    assert [finding.reasons[0].because for finding in findings] == [because]
    assert all(0.8 < finding.reasons[0].certainty <= 1 for finding in findings)


@pytest.mark.parametrize("title", [None, "Halden 3 Sund 1", "Halden 3 Sund 1 | Halden Observer"])
def test_a_result_among_the_others_is_no_copy_of_the_headline(title: str | None) -> None:
    text = f"Halden 3 Sund 1\n\n{BODY}\n\nResults\n\nOrsa 0 Mora 0\nHalden 3 Sund 1\nAsk 1 Elv 4"
    assert codes(ARTICLE, text, title) == []
    assert codes(ARTICLE, f"Halden 3 Sund 1\n\nHalden 3 Sund 1 | Halden Observer\n\n{BODY}", "Halden 3 Sund 1") == ["HL102"]


FIRST_LINE = "I walked along the quay at noon"
POEM = f"""\
{FIRST_LINE}
and counted every sail,
and one was white, and one was brown.

I walked along the quay at night
and counted every lamp.

{FIRST_LINE}
and no one else was there."""
REFRAIN = "Down at Harrow Quay"
SONG = f"""\
I left my coat at the river
And walked home in the rain
{REFRAIN}

You kept my coat at the river
And never came
{REFRAIN}"""


ONE_STANZA = POEM.replace("\n\n", "\n")


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_a_poem_of_one_stanza_keeps_the_line_that_it_is_called_by(separator: str, known: bool) -> None:
    title = FIRST_LINE if known else None
    assert codes(ARTICLE, FIRST_LINE + separator + ONE_STANZA, title) == []


@pytest.mark.parametrize(("name", "verses"), [(FIRST_LINE, POEM), (REFRAIN, SONG), (FIRST_LINE, ONE_STANZA)])
@pytest.mark.parametrize("known", [True, False])
def test_a_poem_keeps_the_lines_that_it_is_called_by(name: str, verses: str, known: bool) -> None:
    title = name if known else None
    assert codes(ARTICLE, f"{name}\n\n{verses}", title) == []
    assert codes(ARTICLE, f"{name}\n\n{name}\n\n{verses}", title) == ["HL101"]
    assert codes(ARTICLE, verses, title) == []


VERSES = "The gull flies over the grey harbour wall\nand nobody asks it where it has been\nor what it saw beyond the last of all"
CONTENTS = ["How a ferry is built", "What the crew may do", "Where the gulls sleep"]


@pytest.mark.parametrize(
    "text",
    [
        f"{VERSES}\nThe gull flies over the grey harbour wall\nwhen all the boats are in",
        f"The gull flies over the grey harbour wall\n\n{VERSES}\nand what it saw stays there",
        "<mira> does the ferry sail today\n<odd> no idea\n<mira> does the ferry sail today\n<odd> ask the harbour",
    ],
)
def test_verses_and_logs_begin_again_on_purpose(text: str) -> None:
    assert codes(ARTICLE, text) == []


def test_a_short_report_without_a_paragraph_of_prose_loses_its_copy() -> None:
    assert codes(ARTICLE, f"{HEADLINE}\n\n{HEADLINE}\n\nTwo ropes tore.") == ["HL101"]


def test_headings_that_a_table_of_contents_names_stay() -> None:
    sections = [part for heading in CONTENTS for part in (heading, FIRST.replace("ferry", heading.split()[-1]))]
    assert codes(ARTICLE, "\n\n".join([*CONTENTS, BODY, "More", *sections])) == []
    assert codes(ARTICLE, "\n\n".join([CONTENTS[0], BODY, SECOND, *CONTENTS, *CONTENTS[1:]])) == []


def test_of_a_hard_wrapped_text_only_a_paragraph_of_one_line_is_a_headline() -> None:
    paragraph = (
        "of the harbour office, where the master keeps the keys of all the\n"
        "boats that nobody has asked for since the storm. He says that he\n"
        "will wait for another year, and that the owners know where to find\n"
        "the door of the harbour office, where he keeps a lamp in the window\n"
        "for whoever comes late in the evening and has lost the way home."
    )
    line = "A walk from the church to the bridge ends at the old yellow house"
    assert codes(ARTICLE, f"{line}\n{paragraph}\n{line}\n{paragraph}") == []
    assert codes(ARTICLE, f"{line}\n\n{line}\n\n{paragraph}") == ["HL101"]


def test_a_refrain_tells_a_song_whose_stanzas_no_blank_line_parts() -> None:
    lines = ["I left my coat", "Sing it loud", REFRAIN, "You kept my coat", "Sing it loud", REFRAIN, "Sing it low", "Sing it low"]
    text = "\n".join([REFRAIN, *lines])
    assert codes(ARTICLE, text, REFRAIN) == []


@pytest.mark.parametrize(
    "entry",
    [
        "2024-05-03  Ada Quay  <ada@quay.example>",
        "Signed-off-by: Ada Quay <ada@quay.example>",
        '"description": "a gauge in the sound"',
        "read-gauge --port 4 --table heights.toml \\",
        "4.3.1. How the gauge is read",
        "A.2 How the gauge is read",
    ],
)
def test_an_entry_of_a_log_that_stands_twice_is_no_headline(entry: str) -> None:
    assert codes(ARTICLE, f"{entry}\n\nThe gauge is read.\n\n{entry}\n\n{BODY}") == []


@pytest.mark.parametrize("rest", [".", " of 1911, and nobody minded.", "» it was then"])
def test_a_headline_that_is_a_link_in_a_sentence_stays(rest: str) -> None:
    assert codes(ARTICLE, f"{HEADLINE}\n\n{BODY}\n\nShe wrote about it in \n{HEADLINE}\n{rest}\n\n{BODY}", HEADLINE) == []


def test_what_somebody_calls_at_the_head_of_a_chapter_is_no_headline() -> None:
    called = '"Hello there! did you see the ferry go by, Mara?"'
    assert codes(ARTICLE, f"{called}\n\nShe put the glass down.\n\n{called}\n\n{BODY}") == []


@pytest.mark.parametrize("mark", ["-", "–", ": ", "-:", "|", " ", "› "])
@pytest.mark.parametrize("end", ["", "x"])
def test_a_rule_of_many_marks_in_a_title_costs_no_time(mark: str, end: str) -> None:
    rule = f"Storm {mark * 390}"[:395] + end
    with costs_at_most(10):
        ARTICLE.clean(f"Storm\n\n{BODY}", title=rule)
        ARTICLE.clean(f"{HEADLINE} {mark * 340}"[:395] + f"{end}\n\n{BODY}", title=HEADLINE)


@pytest.mark.parametrize(
    "block", ["By Martha Ellison\n12 March 2024", "Share\nTweet\nPrint", "Jill says:\nLove the buns!\n\nBob says:\nToo dear."]
)
@pytest.mark.parametrize("below", ["\n", "\n\n"])
def test_lines_as_short_as_verses_above_prose_are_none(block: str, below: str) -> None:
    text = f"{HEADLINE}{below}{HEADLINE}\n\n{block}\n\n{BODY}"
    assert ARTICLE.clean(text) == f"{HEADLINE}\n\n{block}\n\n{BODY}"


def test_a_sentence_or_a_question_of_the_article_is_no_copy_of_its_headline() -> None:
    closing = f"{HEADLINE}\n\n{BODY}\n\n{HEADLINE}."
    assert ARTICLE.clean(closing, title=HEADLINE) == closing
    asked = "Who takes the ferry when it storms?"
    answers = f"{asked}\n\n{BODY}\n\n{asked}\n\nNobody.\n\nWhen does it sail again?\n\nOn Friday."
    assert ARTICLE.clean(answers, title=asked) == answers
    assert ARTICLE.clean(f"{asked}\n\n{asked}\n\n{BODY}", title=asked) == f"{asked}\n\n{BODY}"
    assert ARTICLE.clean(f"{HEADLINE}.\n\n{HEADLINE}\n\n{BODY}", title=f"{HEADLINE}.").count(HEADLINE) == 1


def test_a_sentence_is_no_copy_of_a_headline_that_nobody_named() -> None:
    sermon = f"{HEADLINE}\n\n{BODY}\n\nNobody sang.\n\n{HEADLINE}.\n\nNobody rowed."
    assert ARTICLE.clean(sermon) == sermon
    assert ARTICLE.clean(f"{HEADLINE}\n\n{HEADLINE}.\n\n{BODY}").count(HEADLINE) == 1


@pytest.mark.parametrize("title", [None, HEADLINE])
def test_what_a_sentence_announces_is_no_copy_of_the_headline(title: str | None) -> None:
    told = f"{HEADLINE}\n\n{BODY}\n\nOn Friday a sheet of paper hung at the pier. It said:\n\n{HEADLINE}"
    assert ARTICLE.clean(told, title=title) == told
    assert ARTICLE.clean(f"You are here:\n\n{HEADLINE}\n\n{HEADLINE}\n\n{BODY}", title=title).count(HEADLINE) == 1


def test_an_indent_makes_no_paragraph_of_a_copy() -> None:
    title = "Storm leaves all of the islands north of Halden without a ferry until Friday"
    text = f"      {title}\n\n      9 January 2023\n\n      {title}.\n\n{BODY}"
    assert ARTICLE.clean(text, title=title) == f"      {title}\n\n      9 January 2023\n\n{BODY}"


@pytest.mark.parametrize(
    "verse", ["All the lamps of Vik, all the lamps of Vik,", "All the lamps of Vik all the lamps of Vik are lit"]
)
def test_a_verse_that_says_the_headline_twice_is_not_cut(verse: str) -> None:
    song = f"All the lamps of Vik\n\n{BODY}\n\n{verse}\nall the lamps are burning.\n\n{verse}\nand nobody is out."
    assert ARTICLE.clean(song, title="All the lamps of Vik") == song
    glued = f"{HEADLINE}\n\n{HEADLINE} {HEADLINE} {BODY}"
    assert ARTICLE.clean(glued, title=HEADLINE) == f"{HEADLINE}\n\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "1 1 1 1 1 1 1",
        "0.5 12 7 3 x 9",
        "c/e<CR>\tchange until the end",
        "(start() + word(letters)).read(5) # passes",
        "RUN: %{tide} %S/a %t b",
    ],
)
def test_numbers_rows_of_a_table_and_code_are_no_headline(line: str) -> None:
    text = f"{line}\n{line}\n{line}\n\n{BODY}"
    assert ARTICLE.clean(text) == text


def test_the_first_line_of_a_broken_paragraph_is_no_headline() -> None:
    line = "The following command moves all of the boats in the harbour to the other pier when passed with the"
    text = f"Example 1\n\n{line}\nparameter for ropes.\n\n{BODY}\n\n{line}\nparameter for old ropes."
    assert ARTICLE.clean(text) == text
