"""The kinds of rules: what each finds on a document, before place and company decide."""

from __future__ import annotations

import re

import pytest

from cleanup.rules import timed
from cleanup.rules.finder import Finder
from cleanup.rules.hit import Hit
from cleanup.rules.kinds.line import Phrases
from cleanup.rules.load import built_in
from cleanup.rules.read import RuleError
from cleanup.rules.rule import Rule
from cleanup.text.document import Document
from cleanup.text.fold import fold
from tests.cost import costs_at_most


def rule(kind: str, *phrases: str, code: str = "BP990", weak: bool = False, **more: object) -> Rule:
    return Rule(code, "test-rule", kind, "For the test.", weak=weak, phrases=phrases, **more)  # type: ignore[arg-type]


def found(finder: Finder, text: str) -> list[str]:
    document = Document(text)
    return [document.line(hit.line) for hit in finder.find(document)]


def tails(finder: Finder, text: str) -> list[str]:
    document = Document(text)
    return [document.line(hit.line)[hit.start :] for hit in finder.tails(document)]


def test_a_line_is_a_phrase_whatever_its_case_and_signs() -> None:
    finder = Finder([rule("line", "leave a reply")])
    assert found(finder, "LEAVE A REPLY »\r\nLeave a reply, he said.\n\xa0Leave\u2009a Reply\xa0") == [
        "LEAVE A REPLY »",
        "\xa0Leave\u2009a Reply\xa0",
    ]


def test_phrases_glued_to_one_line_are_found() -> None:
    finder = Finder([rule("line", "leave a reply"), rule("line", "your email", code="BP991", weak=True)])
    assert found(finder, "Leave a ReplyYour email\nLeave a Reply to your email again") == ["Leave a ReplyYour email"]


def test_weak_phrases_in_one_line_need_a_crowd() -> None:
    finder = Finder([rule("line", "facebook", "twitter", "email", weak=True)])
    assert found(finder, "FacebookTwitterEmail\nFacebook Twitter\nEmail email email") == ["FacebookTwitterEmail"]


def test_the_longest_phrase_is_taken() -> None:
    phrases = Phrases([rule("line", "reply", "leave a reply", "a")])
    assert phrases.series("xxaleaveareply") == ["a", "leaveareply"]
    assert phrases.series("") == []
    assert Phrases([rule("line", "fax", "telefax")]).series("telefax") == ["telefax"]


def test_an_opening_ends_where_a_word_ends() -> None:
    finder = Finder([rule("opening", "follow us")])
    assert found(finder, "Follow us on the quay\nFollow usual signs\nFollow us") == ["Follow us on the quay", "Follow us"]
    assert found(finder, "Follow us " + "and more " * 60) == []


def test_the_longest_opening_names_the_line() -> None:
    rules = [rule("opening", "follow us"), rule("opening", "follow us on", code="BP991"), rule("opening", "follow", code="BP992")]
    hits = Finder(rules).find(Document("Follow us on the quay\nFollow us there\nFollow that"))
    assert [(hit.rule.code, hit.phrase) for hit in hits] == [("BP991", "followuson"), ("BP990", "followus"), ("BP992", "follow")]
    assert found(Finder([]), "Follow us\n\n") == []


def test_of_weak_phrases_in_one_line_the_first_answers() -> None:
    rules = [
        rule("line", name, code=code, weak=True)
        for name, code in (("facebook", "BP990"), ("twitter", "BP991"), ("email", "BP992"))
    ]
    (hit,) = Finder(rules).find(Document("Twitter Facebook Email"))
    assert (hit.rule.code, hit.phrase) == ("BP991", "twitter facebook email")
    strong = rule("line", "leave a reply", code="BP993")
    assert [hit.rule.code for hit in Finder([*rules, strong]).find(Document("Twitter Leave a reply"))] == ["BP993"]


def test_a_pattern_is_about_the_whole_line() -> None:
    finder = Finder([rule("pattern", literals=("photo:",), patterns=(r"(?i)photo: [\w ]+",))])
    assert found(finder, "  PHOTO: Mara Aas \nPhoto: Mara Aas, he said.\nA photo: Mara") == ["  PHOTO: Mara Aas "]


def test_a_literal_is_found_whatever_the_script_around_it() -> None:
    finder = Finder([rule("pattern", literals=("don’t miss",), patterns=("(?i)don’t miss .*",))])
    for more in ("it", "it…", "the café", "雾", "the \ud800"):
        assert found(finder, f"The fog\nDon’t miss {more}\n{more}") == [f"Don’t miss {more}"]


def test_a_tail_behind_a_sentence_is_cut_and_the_paragraph_stays() -> None:
    finder = Finder([rule("sentence", "leave a reply", "your email address will not be published"), rule("line", "name")])
    text = "The mayor signed it.Leave a ReplyYour email address will not be published. Name"
    (hit,) = finder.tails(Document(text))
    assert text[: hit.start] == "The mayor signed it."


@pytest.mark.parametrize(
    "text",
    [
        "The mayor asked all to leave a reply",  # no sentence ends before it
        "He put it on the board. Leave a reply.",  # one short phrase may be the writer's own sentence
        "Leave a Reply. The mayor signed it.",  # prose resumes
        "The form asks for a name. Name",  # a tail does not begin with a phrase of kind "line"
        "The form asks for this. Name. Leave a reply",  # and what is left behind one is a short phrase alone
    ],
)
def test_no_tail_is_cut_without_a_sentence_before_it_and_a_phrase_that_begins_one(text: str) -> None:
    assert tails(Finder([rule("sentence", "leave a reply"), rule("line", "name")]), text) == []


def test_a_long_phrase_behind_a_sentence_is_cut_alone() -> None:
    finder = Finder([rule("sentence", "your email address will not be published", "be polite", weak=False)])
    assert tails(finder, "The mayor signed it. Your email address will not be published.") == [
        " Your email address will not be published."
    ]
    weak = Finder([rule("sentence", "your email address will not be published", weak=True)])
    assert tails(weak, "The mayor signed it. Your email address will not be published.") == []


def test_a_tail_is_cut_at_its_place_however_long_the_paragraph() -> None:
    finder = Finder([rule("sentence", "leave a reply", "your email address will not be published"), rule("line", "name")])
    text = (
        "A short line\n"
        + "The mayor signed it, and so on. " * 100
        + "“The end.”Leave a reply! Your email address will not be published"
    )
    (hit,) = finder.tails(Document(text))
    assert (hit.line, hit.phrase) == (1, "leaveareply youremailaddresswillnotbepublished")
    assert Document(text).line(1)[hit.start :] == "Leave a reply! Your email address will not be published"


def test_a_line_of_phrases_is_no_longer_than_furniture_is() -> None:
    finder = Finder([rule("line", "leave a reply")])
    assert len(found(finder, "Leave a reply " * 27)) == 1
    assert found(finder, "Leave a reply " * 28) == []


def test_a_block_takes_titles_to_the_end_of_the_text() -> None:
    finder = Finder([rule("block", "related articles")])
    assert found(finder, "Prose.\n\nRelated articles:\nOne title\nAnother title?") == [
        "Related articles:",
        "One title",
        "Another title?",
    ]


def test_a_block_leaves_the_line_before_prose_which_may_be_a_heading() -> None:
    finder = Finder([rule("block", "related articles")])
    text = "Related articles\nOne title\nThe harbour today\nThe harbour was quiet when she came.\nMore"
    assert found(finder, text) == ["Related articles", "One title"]


def test_a_line_with_a_full_stop_is_no_title_whoever_is_named_behind_it() -> None:
    finder = Finder([rule("block", "图片新闻")])
    assert found(finder, "图片新闻\n新桥在五月落成。（李明摄）\n渡船今晨停航。（王芳摄）") == ["图片新闻"]


def test_a_block_ends_at_a_sentence_in_quotes() -> None:
    finder = Finder([rule("block", "related articles")])
    text = (
        "Related articles\n* One title\n* Another\n“It is the trees,” she said. “Nobody wants to buy eggs on tar.”\nOne more line"
    )
    assert [hit.line for hit in finder.find(Document(text))] == [0, 1, 2]


def test_the_last_entry_of_a_list_is_no_heading() -> None:
    finder = Finder([rule("block", "related articles")])
    for entries in (["* One title"], ["* One title", "* Another"]):
        text = "\n".join(["Related articles", *entries, "Prose goes on here."])
        assert [hit.line for hit in finder.find(Document(text))] == [*range(1 + len(entries))]


def test_the_lines_of_a_block_are_marked() -> None:
    hits = list(Finder([rule("block", "related articles")]).find(Document("Related articles\nOne title")))
    assert [hit.follows for hit in hits] == [False, True]


def test_a_colon_points_to_the_one_line_below_it() -> None:
    finder = Finder([rule("block", "related articles")])
    prose = "\nThe harbour was quiet when she came.\nMore"
    assert found(finder, "Related articles:\n\nOne title" + prose) == ["Related articles:", "One title"]
    assert found(finder, "Related articles\n\nOne title" + prose) == ["Related articles"]
    assert found(finder, "Related articles:" + prose) == ["Related articles:"]


def test_each_heading_has_its_own_titles() -> None:
    finder = Finder([rule("block", "related articles"), rule("block", "most read", code="BP991")])
    text = "Related articles\nOne\nTwo\nThe harbour was quiet.\nMost read\nThree\nFour"
    hits = list(finder.find(Document(text)))
    assert [(hit.line, hit.rule.code, hit.phrase, hit.follows) for hit in hits] == [
        (0, "BP990", "relatedarticles", False),
        (1, "BP990", "relatedarticles", True),
        (4, "BP991", "mostread", False),
        (5, "BP991", "mostread", True),
        (6, "BP991", "mostread", True),
    ]


def test_a_heading_of_hundreds_of_lines_is_one_of_a_list() -> None:
    finder = Finder([rule("block", "related articles")])
    assert len(found(finder, "Related articles\n" + "Title\n" * 300)) == 301
    assert found(finder, "Related articles\n" + "Title\n" * 301) == []


def test_a_heading_may_be_found_by_a_pattern() -> None:
    rules = [rule("block", patterns=("More from [A-Z]\\w+",), literals=("more from",))]
    assert found(Finder(rules), "More from Westerness\nOne title\nMore from here and there.") == ["More from Westerness"]
    both = Finder([*rules, rule("pattern", code="BP991", patterns=("Photo: .*",), literals=("photo:",))])
    text = "Photo: Mara Aas\nMore from Westerness\nOne title"
    assert found(both, text) == text.split("\n")
    assert [hit.rule.code for hit in both.find(Document(text))] == ["BP991", "BP990", "BP990"]


def test_teasers_go_from_the_first_link_to_the_last() -> None:
    finder = Finder([rule("teaser", "read more")])
    text = "The bridge opens ...\nRead more\n\nA gull [...]\nRead more »\nThe fog\nlay long…\nREAD MORE\nThe end"
    assert found(finder, text) == ["Read more", "A gull [...]", "Read more »", "The fog", "lay long…", "READ MORE"]
    assert [hit.follows for hit in finder.find(Document(text))] == [False, True, False, True, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opens ...\nRead more\nA gull ...\nRead more",  # an author may send the reader on twice
        "The bridge ...\nRead more\n"
        + "A gull\n" * 5
        + "sat ...\nRead more\nThe fog lay.\nRead more",  # a text that is not cut off
        "Read more\n" * 9,
        "The bridge opens ...\n" * 9,
        "",
    ],
)
def test_links_are_no_list_without_three_teasers_cut_off(text: str) -> None:
    assert found(Finder([rule("teaser", "read more")]), text) == []


def test_what_is_too_long_for_a_teaser_stays_and_parts_the_list() -> None:
    finder = Finder([rule("teaser", "read more")])
    three = "The bridge opens ...\nRead more\n" * 3
    long = "A gull sat on the pier. " * 40 + "...\nRead more\n"
    assert found(finder, three + long + three) == (["Read more", "The bridge opens ..."] * 2 + ["Read more"]) + (
        ["Read more", "The bridge opens ..."] * 3 + ["Read more"]
    )
    two = "The bridge opens ...\nRead more\n" * 2
    assert found(finder, two + long + "A gull ...\nRead more\n") == []


def test_a_users_pattern_is_stopped_where_it_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timed, "SECONDS", 0.05)
    finder = Finder([rule("pattern", patterns=("(a|aa)+b",), literals=("a",), source="mine.toml")])
    assert found(finder, "aab\nnone") == ["aab"]
    with pytest.raises(RuleError, match=r"^mine\.toml: rule BP990: the pattern '\(a\|aa\)\+b' takes over 0.05 s for one line"):
        found(finder, "a" * 200)


def test_a_pattern_that_only_one_engine_reads_is_reported() -> None:
    finder = Finder([rule("pattern", patterns=("a[[:sign:]]",), literals=("a",), source="mine.toml")])
    with pytest.raises(RuleError, match=r"^mine\.toml: rule BP990: bad pattern 'a"):
        found(finder, "a")


def test_no_built_in_phrase_stands_in_two_rules_unless_both_are_weak() -> None:
    seen: dict[str, Rule] = {}
    for each in built_in():
        if each.kind in ("line", "sentence"):
            for phrase in each.phrases:
                other = seen.setdefault(fold(phrase), each)
                assert other is each or (other.weak and each.weak), f"{phrase!r} stands in {other.code} and in {each.code}"


@pytest.mark.parametrize(
    "piece", ["updated ", "by Aa ", "photo: ", "copyright (c) ", "read more | ", "@x ", "© ", "sign up for our "]
)
def test_patterns_do_not_explode(piece: str) -> None:
    finder = Finder([each for each in built_in() if each.kind == "pattern"])
    with costs_at_most(25):
        for end in ("", "!", "9"):
            list(finder.find(Document((piece * 300)[:290].strip() + end)))


def test_literals_and_heads_let_through_all_that_matches_and_nothing_else() -> None:
    rules = [each for each in built_in() if each.kind == "pattern"]
    examples = [line for each in rules for example in (*each.removes, *each.keeps) for line in example.split("\n")]
    texts = [text for line in examples if len(line) <= 300 for text in (line, line.upper(), f" {line.lower()} ")]
    slowly = {
        (place, each.code)
        for each in rules
        for literals, patterns in [([literal.lower() for literal in each.literals], [*map(re.compile, each.patterns)])]
        for place, text in enumerate(texts)
        if any(literal in text.lower() for literal in literals) and any(one.fullmatch(text.strip()) for one in patterns)
    }
    hits = Finder(rules).find(Document("\n".join(texts)))
    assert {(hit.line, hit.rule.code) for hit in hits} == slowly
    assert len(slowly) > 500


def test_a_hit_is_a_value() -> None:
    one = rule("line", "x")
    assert Hit(3, one, "x") == Hit(3, one, "x")
