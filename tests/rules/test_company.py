"""Place and company: which hits go."""

from __future__ import annotations

import pytest

from cleanup.rules.company import decide, is_paragraph
from cleanup.rules.finder import Finder
from cleanup.rules.hit import Hit
from cleanup.rules.rule import Rule
from cleanup.text.document import Document

PROSE = "The harbour was quiet when she came back, and nobody on the long pier knew what the fog had taken."
RULES = Finder(
    [
        Rule("BP601", "marker", "line", "An ad.", phrases=("advertisement",)),
        Rule("BP101", "form", "line", "A form.", where="tail", phrases=("leave a reply", "post comment")),
        Rule("BP801", "byline", "line", "A byline.", where="head", phrases=("by mara aas",)),
        Rule("BP203", "button", "line", "A button.", weak=True, phrases=("facebook", "twitter", "email", "name")),
    ]
)


def gone(*lines: str) -> list[str]:
    document = Document("\n".join(lines))
    return [document.line(each.line) for each in decide(document, RULES.find(document))]


def test_a_paragraph_is_told_from_a_heading_in_any_script() -> None:
    assert is_paragraph(PROSE)
    assert is_paragraph("港口很安静，她回来的时候，长长的码头上没有人知道雾带走了什么。")
    assert not is_paragraph("The long way to the new bridge")


@pytest.mark.parametrize("end", [".", "!", "?", "…", "؟", "।", ".”", '."', ".»", ".’)", "?]"])
def test_a_long_line_that_ends_like_a_sentence_is_paragraph(end: str) -> None:
    assert is_paragraph(f"  {'word ' * 16}{end} ")
    assert not is_paragraph(f"{'word ' * 15}{end}".ljust(120))
    assert not is_paragraph(f"{'word ' * 16}{end} Photo")


def test_a_very_long_line_is_paragraph_without_such_an_end() -> None:
    assert is_paragraph("word " * 31 + "words")
    assert not is_paragraph("word " * 31 + "word")


def test_a_line_with_an_ideographic_full_stop_is_paragraph_much_sooner() -> None:
    assert is_paragraph("雾" * 24 + "。")
    assert not is_paragraph("雾" * 23 + "。")
    assert not is_paragraph("雾" * 24 + "，")


def test_a_line_in_hangul_is_paragraph_at_half_the_length() -> None:
    line = "시는 수요일 다리를 봄까지 닫는다고 밝혔다. 도로 아래 받침이 상했기 때문이라고 한다."
    assert 44 <= len(line) < 80
    assert is_paragraph(line)
    assert not is_paragraph(line.rstrip("."))
    assert not is_paragraph(line[-43:])


def test_a_marker_goes_anywhere() -> None:
    assert gone(PROSE, "Advertisement", PROSE) == ["Advertisement"]


def test_an_edge_is_measured_by_prose() -> None:
    assert gone(PROSE, "Leave a reply") == ["Leave a reply"]
    assert gone(PROSE, "Leave a reply", "A short line") == ["Leave a reply"]
    assert gone("Leave a reply", PROSE) == []
    assert gone("The headline", "By Mara Aas", PROSE) == ["By Mara Aas"]
    assert gone(PROSE, "By Mara Aas", PROSE) == []


def test_without_prose_there_is_no_edge() -> None:
    assert gone("Leave a reply", "A short line") == []


def test_company_makes_a_phrase_strong() -> None:
    assert gone(PROSE, "Leave a reply", "Post comment", PROSE) == ["Leave a reply", "Post comment"]
    assert gone(PROSE, "Leave a reply", PROSE) == []


def test_a_weak_phrase_counts_beside_others_only() -> None:
    assert gone(PROSE, "Name") == []
    assert gone(PROSE, "Leave a reply", "Name") == ["Leave a reply", "Name"]
    assert gone(PROSE, "Name", "A short line", "Leave a reply") == ["Leave a reply"]
    assert gone(PROSE, "Facebook", "Twitter", "Email") == ["Facebook", "Twitter", "Email"]
    assert gone(PROSE, "Facebook", "Twitter", "Email", PROSE) == []
    assert gone(PROSE, "Facebook", "Facebook", "Facebook") == []


def test_signs_go_between_and_behind_what_goes() -> None:
    assert gone(PROSE, "Leave a reply", "..", "Post comment", "..") == ["Leave a reply", "..", "Post comment", ".."]
    assert gone(PROSE, "***") == []
    assert gone(PROSE, "Advertisement", "***", PROSE) == ["Advertisement"]


def test_the_reason_names_place_and_company() -> None:
    document = Document("\n".join((PROSE, "Leave a reply", "Post comment", "Name")))
    first, second, third = decide(document, RULES.find(document))
    assert first.because == "A form; it stands after the last paragraph, beside 1 other line of a comment form."
    assert second.because == first.because
    assert third.because == "A button; it stands after the last paragraph."
    assert (first.certainty, third.certainty) == (0.95, pytest.approx(0.95 * 0.9))


@pytest.mark.parametrize(
    ("lines", "because"),
    [
        (["Advertisement", PROSE], "An ad; it stands before the first paragraph."),
        ([PROSE, "Advertisement", PROSE], "An ad; it stands between paragraphs."),
        ([PROSE, PROSE, "Advertisement"], "An ad; it stands after the last paragraph."),
        ([PROSE, *["Advertisement"] * 3], "An ad; it stands after the last paragraph, beside 2 other lines of advertising."),
    ],
)
def test_the_reason_says_the_place_in_words(lines: list[str], because: str) -> None:
    document = Document("\n".join(lines))
    assert {each.because for each in decide(document, RULES.find(document))} == {because}


def test_kin_of_a_family_without_a_name_is_its_kind() -> None:
    document = Document(PROSE + "\n" + "Again\n" * 2)
    for code, kin in (("BP901", "the page's frame"), ("BP001", "its kind")):
        finder = Finder([Rule(code, "again", "line", "A copy.", phrases=("again",))])
        (first, _) = decide(document, finder.find(document))
        assert first.because.endswith(f"beside 1 other line of {kin}.")


def test_kin_are_the_lines_of_a_family_whatever_their_rules() -> None:
    rules = [Rule(code, "form", "line", "A form.", phrases=(code.lower(),)) for code in ("BP101", "BP102", "BP201")]
    document = Document("\n".join((PROSE, "bp101", "bp102", "bp201")))
    first, _, third = decide(document, Finder(rules).find(document))
    assert first.because.endswith("after the last paragraph, beside 1 other line of a comment form.")
    assert third.because.endswith("after the last paragraph.")


def test_signs_left_behind_have_the_reason_of_the_line_before_them() -> None:
    document = Document("\n".join((PROSE, "***", "Leave a reply", "..", "Post comment", "--")))
    going = decide(document, RULES.find(document))
    assert [each.line for each in going] == [2, 3, 4, 5]
    assert [each.because.startswith("Nothing but punctuation") for each in going] == [False, True, False, True]
    assert [each.hit.line for each in going] == [2, 2, 4, 4]
    assert {each.certainty for each in going} == {0.95}


def test_signs_before_what_stays_stay() -> None:
    assert gone(PROSE, "Advertisement", "***", "Name", PROSE) == ["Advertisement", "***", "Name"]
    assert gone(PROSE, "Facebook", "***", "Advertisement", "***", PROSE) == ["Facebook", "***", "Advertisement"]


def test_lines_that_go_anyway_are_company() -> None:
    document = Document("\n".join((PROSE, "Leave a reply", "A short line", PROSE)))
    assert decide(document, RULES.find(document)) == []
    assert [each.line for each in decide(document, RULES.find(document), frozenset({2}))] == [1]
    document = Document("\n".join((PROSE, "Leave a reply", "***", "Post comment", "***")))
    assert [each.line for each in decide(document, RULES.find(document), frozenset({2, 4}))] == [1, 3]


def test_a_rule_for_both_edges_acts_at_both_and_not_between() -> None:
    finder = Finder([Rule("BP801", "byline", "line", "A byline.", where="edges", phrases=("by mara aas",))])
    document = Document("\n".join(("By Mara Aas", PROSE, "By Mara Aas", PROSE, "By Mara Aas")))
    assert [each.line for each in decide(document, finder.find(document))] == [0, 4]


def test_what_a_rule_names_is_no_edge_however_long() -> None:
    long = Rule("BP601", "ad", "line", "An ad.", phrases=(PROSE,))
    byline = Rule("BP801", "byline", "line", "A byline.", where="head", phrases=("by mara aas",))
    document = Document("\n".join((PROSE.upper(), "A short line", "By Mara Aas", PROSE.replace("fog", "storm"))))
    assert [each.line for each in decide(document, Finder([long, byline]).find(document))] == [0, 2]


def test_nothing_found_is_nothing_gone() -> None:
    assert decide(Document(""), []) == []
    assert gone("Advertisement") == ["Advertisement"]


def test_a_phrase_for_the_lines_below_needs_a_paragraph_above_it() -> None:
    finder = Finder([Rule("BP501", "below", "line", "A link.", where="below", phrases=("more on this",))])

    def left(*texts: str) -> list[int]:
        document = Document("\n".join(texts))
        return [each.line for each in decide(document, finder.find(document))]

    assert left(PROSE, "More on this", PROSE) == [1]
    assert left("More on this", PROSE) == []
    assert left("A short line", "More on this") == []


def test_of_two_rules_the_one_that_names_the_line_says_why() -> None:
    heading = Rule("BP501", "related", "block", "A heading.", phrases=("related",))
    weak, strong = (Rule("BP203", "button", "line", "A button.", weak=True), Rule("BP601", "ad", "line", "An ad."))
    document = Document("\n".join((PROSE, "Related", "Email")))
    above = [Hit(1, heading, "related"), Hit(2, heading, "related", follows=True)]
    assert decide(document, [*above, Hit(2, weak, "email")])[1].hit.rule == weak
    assert decide(document, [Hit(1, heading, "related"), Hit(2, strong, "email"), Hit(2, weak, "email")])[1].hit.rule == strong
    assert decide(document, above)[1].hit.follows
    assert decide(document, above)[1].because.startswith("It goes with the heading above it: a heading; it stands after ")


def test_many_lines_take_linear_time() -> None:
    document = Document("\n".join(["Advertisement", "Facebook"] * 10_000))
    assert len(decide(document, RULES.find(document))) == 20_000
