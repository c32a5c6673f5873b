"""A pattern is tried only where a line holds one of its rule's literals: none may match a line that has none of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.rules.literals import always_holds, literals, needed
from cleanup.rules.load import built_in
from cleanup.rules.rule import Rule
from tests.cost import costs_at_most

NARROWED = {
    ("BP701", 3): "AP alone stands in too many words: it is looked for behind a mark only",
    ("BP701", 0): "a video is spoken of in many lines: it is looked for before a colon only",
    ("BP701", 2): "so is a source",
    ("BP708", 0): "a digit before `of`, which literals list",
    ("BP711", 0): "PA alone stands in too many words, as do MTI, LUSA and others: behind a slash only where listed",
    ("BP711", 1): "as the one before",
    ("BP802", 2): "a date of digits alone: the years and the marks that dates are written with are listed",
    ("BP805", 0): "Stand, which stands in understand and standard, before a colon only",
    ("BP807", 0): "the words for `by` with a blank behind them",
}
"""Patterns whose literals leave something out on purpose, each with what."""


@pytest.mark.parametrize("rule", [rule for rule in built_in() if rule.patterns], ids=lambda rule: rule.code)
def test_every_line_that_a_pattern_matches_holds_a_literal_of_its_rule(rule: Rule) -> None:
    for number, pattern in enumerate(rule.patterns):
        assert always_holds(pattern, rule.literals) != ((rule.code, number) in NARROWED), pattern


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("(?i)(Read|Watch) more", ("read more", "watch more")),
        ("(?i)[^.]{0,20}(comments?|replies) are closed", ("comment are closed", "comments are closed", "replies are closed")),
        (r"\d+ (views|likes)\b.*", ("likes", "views")),
        ("(?i)please( do)? (sign|log) in", ("please do log in", "please do sign in", "please log in", "please sign in")),
        ("(?=.*facebook)[a-z ]+", ("facebook",)),
        (r"(share )?\w+", ()),
        (r"on", ()),
        ("(ab|cdef)", ()),
        ("(comments )+x?", ("comments ",)),
        ("(comments )+?x?", ("comments ",)),
        ("(comments )++x?", ("comments ",)),
        ("(?>comments )x?", ("comments ",)),
        (r"via \w+", ("via ",)),
        (r"广告\w+", ("广告",)),
        (r"广\w+", ()),
        (r"reads (\d+ )more", ("reads ",)),
    ],
)
def test_the_literals_of_a_pattern(pattern: str, needed: tuple[str, ...]) -> None:
    assert literals(pattern) == needed


words = st.sampled_from(["read", "more", "news ", "x", "[ab]", r"\w", " ", ".{0,3}"])
patterns = st.recursive(
    words,
    lambda inner: st.one_of(
        st.builds("({}|{})".format, inner, inner),
        st.builds("{}{}".format, inner, inner),
        st.builds("({})?".format, inner),
        st.builds("({})+".format, inner),
    ),
    max_leaves=8,
)


@given(patterns, st.data())
def test_what_matches_holds_one(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    needed = literals(pattern)
    assert not needed or any(literal in text.lower() for literal in needed)
    assert not always_holds(pattern, ["more", "news"]) or "more" in text.lower() or "news" in text.lower()


def test_a_pattern_that_begins_where_none_is_listed_is_not_told() -> None:
    assert always_holds("(?i)subscribe (now|today)", ["SUBSCRIBE"])
    assert not always_holds("(?i)(subscribe|register) (now|today)", ["subscribe"])


def test_of_the_literals_given_those_are_needed_that_the_lines_of_a_pattern_hold() -> None:
    given = ("Sign Up", "sign", "subscribe", "newsletter")
    assert needed("(?i).*(sign up|subscribe) (now|today)", given) == ("sign up", "subscribe")
    assert needed("(?i)(sign|log) in", given) == ("newsletter", "sign", "sign up", "subscribe")


def test_of_those_that_would_do_the_rarest_are_needed() -> None:
    given = ("mail", "our newsletter", "your newsletter", "or")
    assert needed("(?i)mail.*(our|your) newsletter", given) == ("our newsletter", "your newsletter")


def test_a_pattern_of_too_many_texts_is_found_by_their_ends() -> None:
    with costs_at_most(5):
        found = literals("[a-z]" * 5 + "more")
    assert len(found) == 26 * 26
    assert {text[2:] for text in found} == {"more"}
