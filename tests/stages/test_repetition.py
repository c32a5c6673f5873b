"""What the repetition stage takes and what it leaves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import Cleaner
from cleanup.stages.reading.likeness import Line, likeness
from cleanup.stages.repetition.beginnings import cut, uncredited
from cleanup.stages.repetition.near import near_copies
from cleanup.stages.repetition.paragraphs import Prose, paragraphs
from cleanup.stages.repetition.scan import suspects
from cleanup.text.document import Document
from tests.cost import costs_at_most

FIRST = "The lock keeper of Brunnvik has written down the height of the water every morning since the spring of 1983."
SECOND = "Her notebooks fill a cupboard in the hall, and the university wants to photograph all of them before winter."
THIRD = "She herself sees no wonder in it, she says, and goes out to read the gauge while the kettle is on the stove."
CLEANER = Cleaner(select=["RP"])


def text_of(*paragraphs: str, separator: str = "\n\n") -> str:
    return separator.join(paragraphs)


def codes(text: str) -> list[str]:
    return [edit.code for step in CLEANER.explain(text).trail for edit in step.changes.edits]


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n\r\n", "\n \n\n"])
def test_the_first_copy_stays(separator: str) -> None:
    text = text_of(FIRST, SECOND, FIRST, THIRD, "", separator=separator)
    assert CLEANER.clean(text) == text_of(FIRST, SECOND, THIRD, "", separator=separator)


def test_case_quotes_and_spaces_do_not_count() -> None:
    assert CLEANER.clean(text_of(FIRST, SECOND, FIRST.upper().replace(" ", "  "))) == text_of(FIRST, SECOND)


def test_a_text_pasted_twice_loses_its_headings_too() -> None:
    once = text_of(FIRST, "A cupboard of water", SECOND, "At the gauge", THIRD)
    result = CLEANER.explain(text_of(once, once))
    assert result.text == once
    assert {edit.code for step in result.trail for edit in step.changes.edits} == {"RP103"}


@pytest.mark.parametrize(
    "lines",
    [
        ["- Knead two cups of rye flour with one cup of warm water and a good pinch of salt."] * 2,
        ["* Rest the dough for an hour."] * 5,
        ["1:04.32  Vik, Ina (Brunnvik), ahead of the second by more than a length of the boat and a half."] * 2,
        ["| Monday | The gauge stood at the same height as on the day before, and the day before that. |"] * 2,
        ["What did you see, when you came down to the lock in the morning after the storm had gone over the town?"] * 2,
        ["Row on", "Row on", "Row on, brother"] * 3,
        ["Eat again after two or three hours: 1 green, 2 red, 1 yellow, 1 purple, 1 blue, 1 orange and 1 tsp."] * 2,
    ],
)
def test_lists_tables_and_questions_repeat_on_purpose(lines: list[str]) -> None:
    text = text_of(FIRST, lines[0], SECOND, *lines[1:], THIRD)
    assert CLEANER.clean(text) == text


@pytest.mark.parametrize(("signs", "stays"), [(29, True), (30, False)])
def test_scripts_that_write_no_spaces_repeat_sooner(signs: int, stays: bool) -> None:
    sentence = "閘門の管理人は毎朝水の高さを書きとめてきたがそのノートは戸棚"[:signs] + "。"
    assert (CLEANER.clean(text_of(sentence, FIRST, sentence, SECOND)) == text_of(sentence, FIRST, SECOND)) is not stays


def test_a_refrain_stays() -> None:
    refrain = "Row on, my brother, row on till the lamps of the harbour are lit for us."
    text = text_of(refrain, FIRST, refrain, SECOND, refrain)
    assert CLEANER.clean(text) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1983", "1984"),
        ("has written", "has not written"),
        ("Brunnvik", "Halden"),
        ("every", "no"),
        ("morning", "evening"),
        ("spring", "autumn"),
        ("lock keeper", "old lock keeper"),
    ],
)
def test_what_says_something_else_stays(old: str, new: str) -> None:
    text = text_of(FIRST, SECOND, FIRST.replace(old, new))
    assert CLEANER.clean(text) == text


@pytest.mark.parametrize(
    ("left", "right"),
    [("neighbours organise", "neighbors organize"), ("e-mail", "email"), ("José's", "Jose’s"), ("of the apples", "of apples")],
)
def test_another_spelling_is_a_copy(left: str, right: str) -> None:
    sentence = "Every autumn {} and so the harvest comes home to the village before the first frost of the year is on the grass."
    text = text_of(FIRST, sentence.format(left), SECOND, sentence.format(right))
    assert CLEANER.clean(text) == text_of(FIRST, sentence.format(left), SECOND)
    assert len(codes(text)) == 1


def test_a_copy_in_a_menu_yields_to_the_one_in_the_article() -> None:
    text = text_of("Start", "Archive", SECOND, "Contact", "Imprint", FIRST, SECOND, THIRD)
    assert CLEANER.clean(text) == text_of("Start", "Archive", "Contact", "Imprint", FIRST, SECOND, THIRD)


def test_a_cut_teaser_yields_to_the_paragraph() -> None:
    assert CLEANER.clean(text_of(FIRST[:80] + "…", FIRST, SECOND)) == text_of(FIRST, SECOND)
    assert CLEANER.clean(text_of(FIRST[:80] + "…", SECOND)) == text_of(FIRST[:80] + "…", SECOND)


CAPTION = (
    "Mara Lindqvist, the lock keeper of Brunnvik, reads the gauge below the gate, as she did in May 2020. When she came, it rose"
)


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_caption_without_a_full_stop_yields_to_the_paragraph(place: int) -> None:
    article = [FIRST, SECOND, THIRD]
    text = text_of(*article[:place], SECOND.rstrip("."), *article[place:])
    assert CLEANER.clean(text) == text_of(*article)
    assert codes(text) == ["RP101"]


@pytest.mark.parametrize(
    "line",
    ["Her notebooks fill a cupboard in the hall", f"- {SECOND[:-1]}", f"2. {SECOND[:-1]}", f"{SECOND[:-1]}?"],
)
def test_headings_entries_and_questions_that_a_paragraph_repeats_stay(line: str) -> None:
    text = text_of(FIRST, line, "Her notebooks fill a cupboard in the hall.", SECOND, THIRD)
    assert CLEANER.clean(text) == text


def test_a_caption_with_its_credit_stands_once() -> None:
    caption = f"{CAPTION} to two metres. (Brunnvik Post/Jon Aas)"
    assert CLEANER.clean(text_of(FIRST, caption, SECOND, caption, THIRD)) == text_of(FIRST, caption, SECOND, THIRD)


def test_a_caption_that_was_cut_yields_to_the_whole_one() -> None:
    whole = f"{CAPTION} to two metres. (Brunnvik Post/Jon Aas)"
    text = text_of(FIRST, CAPTION, "less", whole, SECOND, CAPTION, "less", whole)
    assert CLEANER.clean(text) == text_of(FIRST, "less", whole, SECOND, "less")


@pytest.mark.parametrize("end", [",", ":", " -", ";"])
def test_what_ends_within_a_sentence_on_purpose_stays(end: str) -> None:
    text = text_of(FIRST, CAPTION + end, f"{CAPTION} to two metres.", SECOND)
    assert CLEANER.clean(text) == text


def test_a_line_that_was_broken_is_no_paragraph_that_was_cut() -> None:
    first = f"{CAPTION} to two metres and a half, and it went on rising all through the night"
    last = "and the day after, until the gate gave way."
    text = text_of(f"{first}\n{last}", f"{first} {last}", SECOND)
    assert CLEANER.clean(text) == text


@pytest.mark.parametrize(
    "credit", ["Photo: Mara Lindqvist", "(Photo by Jon Aas)", "Jon Aas/Post", "| © Jon Aas", "Foto: dpa", "CREDIT: JON AAS"]
)
def test_a_caption_beside_itself_with_its_credit_goes(credit: str) -> None:
    assert CLEANER.clean(text_of(FIRST, f"{FIRST} {credit}", SECOND)) == text_of(f"{FIRST} {credit}", SECOND)
    assert CLEANER.clean(text_of(SECOND, f"{FIRST} {credit}", FIRST)) == text_of(SECOND, f"{FIRST} {credit}")
    assert codes(text_of(FIRST, f"{FIRST} {credit}", SECOND)) == ["RP105"]


@pytest.mark.parametrize("more", ["So it was before the war.", "Why?", "Photographs of it hang in the hall.", "(1983)"])
def test_a_sentence_that_the_next_paragraph_takes_up_stays(more: str) -> None:
    text = text_of(FIRST, f"{FIRST} {more}", SECOND)
    assert CLEANER.clean(text) == text


def test_a_pull_quote_stays() -> None:
    quote = "She herself sees no wonder in it, she says, and goes out to read the gauge."
    text = text_of(f"{FIRST} {quote}", quote, SECOND)
    assert CLEANER.clean(text) == text


def test_a_hard_wrapped_paragraph_goes_whole() -> None:
    lines = [
        "The lock keeper of Brunnvik has written down the height",
        "of the water every morning since the spring of 1983, and",
    ]
    wrapped = "\n".join([*lines, "she missed none."])
    assert CLEANER.clean(text_of(wrapped, SECOND, wrapped, THIRD)) == text_of(wrapped, SECOND, THIRD)


@given(
    st.lists(
        st.sampled_from(
            [
                FIRST,
                SECOND,
                THIRD,
                FIRST.upper(),
                FIRST.replace("of the", "of"),
                FIRST[:80] + "…",
                "A heading",
                "",
                "- " + SECOND,
                "\r",
            ]
        ),
        max_size=14,
    )
)
def test_settles_and_comes_back(lines: list[str]) -> None:
    text = "\n".join(lines)
    result = CLEANER.explain(text)
    assert not result.remarks
    assert result.undo() == text
    assert CLEANER.clean(result.text) == result.text


def test_many_lines_cost_little() -> None:
    words = "lock water spring notebook gauge kettle hall winter morning cupboard".split()
    lines = [
        f"The {words[i % 10]} of the {words[i // 10 % 10]} stood {i} steps from the {words[i // 100 % 10]} of the keeper."
        for i in range(8_000)
    ]
    with costs_at_most(250):
        assert CLEANER.clean("\n".join(lines)) == "\n".join(lines)


def test_likeness_looks_at_what_differs() -> None:
    assert likeness(Line("Storm hits the coast of Iran tonight"), Line("Storm hits the coast of Iraq tonight"), 0.9) == 0
    assert likeness(Line("Court calls the strike illegal again"), Line("Court calls the strike legal again"), 0.9) == 0
    assert likeness(Line("Ten boats lost in the harbour storm"), Line("Two boats lost in the harbour storm"), 0.8) == 0
    assert likeness(Line("Mayor's ferry plan sinks in the council"), Line("Mayors ferry plan sinks in the council"), 0.9) == 1
    assert likeness(Line("Neighbours sink the ferry plan"), Line("Neighbors sink the ferry plan"), 0.9) > 0.9


VARIANTS = (
    FIRST,
    FIRST.replace("Brunnvik", "Brunnvík"),
    FIRST.replace("every", "each"),
    FIRST[:80] + " …",
    FIRST.upper(),
    SECOND,
    SECOND.replace("Her notebooks", "These 3 books"),
    SECOND + " " + THIRD,
    THIRD,
    "閘門の管理人は毎朝水の高さを書きとめてきたがそのノートは戸棚いっぱいになり大学が写真に撮りたがっている。",
    "A cupboard of water",
    "",
)


@given(st.lists(st.sampled_from(VARIANTS), max_size=6), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_a_text_that_is_skipped_holds_no_copies(lines: list[str], separator: str) -> None:
    document = Document(separator.join(lines))
    units = paragraphs(document)
    if suspects(units):
        return
    numbers = [number for number, fold in enumerate(units.folds) if len(fold) >= 30]
    assert len({units.folds[number] for number in numbers}) == len(numbers)
    assert not list(near_copies(document, units, numbers))
    assert not list(cut(units, numbers, Prose(document, units)))
    assert not list(uncredited(units, numbers))


def found_in(text: str) -> bool:
    document = Document(text)
    return bool(suspects(paragraphs(document)))


def test_most_texts_are_skipped() -> None:
    longer, other = FIRST.replace("Brunnvik", "Halden") + SECOND, FIRST.replace("Brunnvik", "Halden")
    assert not found_in(text_of(FIRST, SECOND, THIRD, longer))
    assert found_in(text_of(FIRST, SECOND, other))


def test_two_paragraphs_are_enough_for_the_heading_between_them_to_go_along() -> None:
    once = text_of(FIRST, "A cupboard of water", SECOND)
    assert CLEANER.clean(text_of(once, THIRD, once)) == text_of(once, THIRD)


def test_a_divider_is_removed_too_if_it_is_the_same() -> None:
    once = text_of(FIRST, "***", SECOND, THIRD)
    assert CLEANER.clean(text_of(once, FIRST, "***", SECOND)) == once
    assert CLEANER.clean(text_of(once, FIRST, "---", SECOND)) == text_of(once, "---")


def test_near_copies_that_are_wrapped_at_other_words_go() -> None:
    one = (
        "Every autumn the neighbours organise a feast on the quay\n"
        "and so the harvest comes home to the village before the\nfirst frost of the year is on the grass."
    )
    other = (
        "Every autumn the neighbors organize a feast on\nthe quay and so the harvest comes home to the\n"
        "village before the first frost of the year is\non the grass."
    )
    assert CLEANER.clean(text_of(one, SECOND, other, THIRD)) == text_of(one, SECOND, THIRD)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (text_of(FIRST, SECOND, THIRD, FIRST), "The same paragraph stands at line 1."),
        (text_of(FIRST, SECOND, THIRD, FIRST, SECOND), "The same 2 paragraphs stand from line 1 to line 3."),
        (text_of(SECOND, FIRST, FIRST.replace("of the", "of")), "Nearly the same paragraph stands at line 3."),
        (text_of(FIRST[:80] + "…", SECOND, FIRST), "The paragraph at line 5 goes on where this one is cut."),
    ],
)
def test_the_reason_names_the_line_that_stays(text: str, because: str) -> None:
    findings = CLEANER.explain(text).findings
    assert {finding.reasons[0].because for finding in findings} == {because}
    assert all(0.8 < finding.reasons[0].certainty < 1 for finding in findings)


def test_what_a_speaker_says_twice_was_said_twice() -> None:
    said = f"Priest: {FIRST}"
    speeches = [said, "All: Hear us.", "Priest: Let us pray.", "All: Hear us.", said, "All: Hear us."]
    assert codes(text_of(*speeches)) == []
    assert codes(text_of(f"Update: {FIRST}", SECOND, f"Update: {FIRST}", THIRD)) == ["RP101"]


def test_the_end_of_each_letter_stays() -> None:
    end = ["Kind regards,", "The Director", FIRST]
    assert codes(text_of("Dear colleagues,", SECOND, *end, "A second one followed:", THIRD, *end)) == []
    assert codes(text_of(SECOND, "The Director", FIRST, THIRD, "The Clerk", FIRST)) == ["RP101"]


@pytest.mark.parametrize("clause", ["§ {}", "Art. {} Boats", "{}.1 The boats"])
def test_what_two_clauses_say_stands_in_both(clause: str) -> None:
    first, second, third = (clause.format(number) for number in (1, 2, 3))
    assert codes(text_of(first, FIRST, second, SECOND, third, FIRST)) == []
    assert codes(text_of(first, FIRST, second, SECOND, FIRST)) == ["RP101"]


OUTPUT = "The gauge was read from the serial port, and 4 of 5 rows of the table were written."


def test_what_programs_print_stands_twice_in_a_text_about_software() -> None:
    session = text_of("$ gauge --read /dev/gauge0", OUTPUT, "$ gauge --read /dev/gauge1 --table log.toml", OUTPUT)
    assert codes(session) == []
    assert codes(session.replace(OUTPUT, f"{FIRST} {SECOND} {THIRD}")) == ["RP101"]
    assert codes(text_of(FIRST, OUTPUT, SECOND, OUTPUT)) == ["RP101"]


def test_a_step_of_two_procedures_stands_in_both() -> None:
    step = f"{FIRST} {SECOND} {THIRD}"
    assert codes(text_of("$ gauge --read /dev/gauge0", step, SECOND, "$ gauge --table log.toml", step, THIRD)) == []
    assert codes(text_of("The gauge", step, SECOND, "The table", step, THIRD)) == ["RP101"]


def test_what_two_parts_say_at_the_same_place_stands_in_both() -> None:
    assert codes(text_of(SECOND, "May I bring a dog?", FIRST, "A horse?", THIRD, "A goat?", FIRST)) == []
    assert codes(text_of(SECOND, "Day 1: Brunnvik", OUTPUT, FIRST, "Day 2: Orsa", THIRD, FIRST)) == []
    assert codes(text_of(SECOND, "Day 1: Brunnvik", OUTPUT, FIRST, "Day 2: Orsa", FIRST)) == ["RP101"]
    assert codes(text_of("The lock keeper", FIRST, "By Ina Vik", FIRST, "The gauge", SECOND)) == ["RP101"]
    run = [FIRST, SECOND, THIRD, OUTPUT]
    assert codes(text_of(SECOND.replace("cupboard", "drawer"), "The lock keeper", *run, "The gauge", *run)) == ["RP103"] * 4


def test_a_step_may_come_again() -> None:
    step, fold, heat = (
        "Cover the bowl with a damp cloth and let the dough rest in a warm place for two hours.",
        "Fold the dough over itself from all four sides and turn it upside down in the bowl.",
        "Heat the oven to 230 degrees and put a dish of water on its floor.",
    )
    assert codes(text_of(SECOND, "Method", step, fold, step, heat)) == []
    assert codes(text_of(SECOND, "Method", step, step, fold, heat)) == ["RP101"]
    assert codes(text_of(SECOND, step, THIRD, step, FIRST)) == ["RP101"]


@pytest.mark.parametrize("colon", [":", "："])
def test_what_a_colon_announces_is_quoted(colon: str) -> None:
    assert codes(text_of(FIRST, SECOND, THIRD, f"What she wrote then is worth another look{colon}", FIRST)) == []
    assert codes(text_of(FIRST, SECOND, THIRD, f"What she wrote then is worth another look{colon}", FIRST, SECOND)) == []
    assert codes(text_of(FIRST, SECOND, THIRD, "What she wrote then is worth another look.", FIRST)) == ["RP101"]


WIRE = """\
    The lock keeper of Brunnvik has written down the height of the
water every morning since the spring of 1983, and nobody asked her
to.
    Her notebooks fill a cupboard in the hall, and the university
wants to photograph all of them before winter."""


def test_paragraphs_may_be_told_by_their_indent_alone() -> None:
    first = WIRE.partition(".\n")[0]
    third = "    She sees no wonder in it, she says, and goes out to the gauge\nwhile the kettle is on the stove"
    assert codes(f"{WIRE}\n{third}.\n") == []
    assert codes(f"{WIRE}\n{third}.\n{WIRE}\n") == ["RP103", "RP103"]
    assert codes(f"{WIRE}\n{third}.\n{first}.\n") == ["RP101"]


def test_the_lines_of_an_item_that_hang_over_are_one_paragraph() -> None:
    item = "* The lock keeper of Brunnvik has written down the height of the\n  water every morning since the spring of 1983."
    assert codes(f"{item}\n{item.replace('Brunnvik', 'Halden')}\n{item}\n") == []
