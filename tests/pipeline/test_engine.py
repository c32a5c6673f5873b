"""The engine with toy stages: settling, the guard, and where everything stood in the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.pipeline.engine import ROUNDS, Engine
from cleanup.pipeline.result import Result
from cleanup.stages.stage import Promise
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Reason
from tests.cost import costs_at_most
from tests.laws.strategies import articles
from tests.pipeline.toys import Chance, Drop, Fixed, Swap, engine, rule

CHANCES = (
    (Promise.REWRITES, "mojibake"),
    (Promise.REMOVES, "boilerplate"),
    (Promise.SPACES, "spacing"),
    (Promise.INVISIBLE, "layout"),
)


def chances(seed: int, limit: float) -> Engine:
    stages = [Chance(seed, promise, name) for promise, name in CHANCES]
    return engine(*stages, rules=[rule("SP901"), rule("RP901", safety="show"), rule("LY901", safety="unsafe")], max_removed=limit)


def check(result: Result) -> None:
    """What holds of every result, whatever the stages did."""
    original = result.original
    assert result.undo() == original
    assert result.changes.apply(original) == result.text
    assert result.changes.invert().apply(result.text) == original
    for found in (*result.findings, *result.declined):
        assert original[found.start : found.end] == found.before
        bare = found.before.lstrip()  # a place is where the reader sees something, not the line end before it
        assert (found.line, found.column) == result.document.place(found.end - len(bare) if bare else found.start)
        assert found.status == "applied" or found.why or found.code.startswith("GU")
    applied = [found for found in result.findings if found.status == "applied"]
    assert [(found.start, found.before, found.after) for found in applied] == [
        (edit.start, edit.old, edit.new) for edit in result.changes.edits
    ]
    assert [found.start for found in result.findings if found.status != "note"] == sorted(
        found.start for found in result.findings if found.status != "note"
    )


@given(articles(max_lines=6), st.integers(0, 10_000), st.sampled_from((0.1, 0.5, 1.0)))
def test_whatever_stages_propose_the_laws_hold(text: str, seed: int, limit: float) -> None:
    cleaner = chances(seed, limit)
    result = cleaner.run(Document(text))
    check(result)
    again = cleaner.run(Document(result.text))
    if not result.remarks or result.remarks[0].code != "GU102":
        assert again.text == result.text
        assert not again.changed
    assert cleaner.run(Document(text)) == result


def test_rounds_go_on_until_nothing_is_proposed() -> None:
    growing = (Swap("^a", "b"), Swap("^c", "d"), Swap("^b", "c"))  # a, then b to c; c to d only in the next round
    result = engine(*growing).run(Document("a"))
    assert (result.text, len(result.trail), result.remarks) == ("d", 3, ())
    assert [(found.before, found.after) for found in result.findings] == [("a", "d")]


def test_a_text_that_needs_every_round_settles_and_one_that_needs_more_is_left_alone() -> None:
    shorten = Swap(r"y\Z", "", promise=Promise.REMOVES, code="BP901")
    whole = "a long text that stands before the last letters " + "y" * ROUNDS
    assert engine(shorten).run(Document(whole)).text == whole.rstrip("y")
    result = engine(shorten).run(Document(whole + "y"))
    assert (result.text, result.changed) == (whole + "y", False)
    assert [(found.code, found.status) for found in result.findings] == [("GU102", "note")]


def test_stages_that_chase_each_other_leave_the_text_as_it_came() -> None:
    chase = engine(Swap("cat", "dog"), Swap("dog", "cat bird"))
    result = chase.run(Document("a cat"))
    check(result)
    assert (result.text, [remark.code for remark in result.remarks]) == ("a cat", ["GU102"])
    assert chase.run(Document(result.text)) == result


def test_a_remark_that_was_not_selected_is_not_made() -> None:
    chase = Engine((Swap("cat", "dog"), Swap("dog", "cat bird")), {"EN901": engine().rules["EN901"]})
    result = chase.run(Document("a cat"))
    assert (result.text, result.findings) == ("a cat", ())


BODY = "The pier opened on Monday.\n\n"
FURNITURE = "\n".join(f"> line number {index} of the page" for index in range(4))


def test_past_the_limit_only_repairs_are_made_and_removals_are_on_record() -> None:
    stages = (Drop(">.*"), Swap("pier", "PIER"))
    text = BODY + FURNITURE
    result = engine(*stages).run(Document(text))
    check(result)
    assert result.text == text.replace("pier", "PIER")
    assert [remark.code for remark in result.remarks] == ["GU101"]
    assert "of the text would go for good, and at most 50% may" in result.remarks[0].because
    assert [found.before.strip() for found in result.declined] == FURNITURE.split("\n")
    assert {found.why for found in result.declined} == {"too much of the text would go"}
    again = engine(*stages).run(Document(result.text))
    assert (again.text, again.changed, [remark.code for remark in again.remarks]) == (result.text, False, ["GU101"])


def test_the_limit_is_the_users() -> None:
    assert engine(Drop(">.*"), max_removed=0.9).run(Document(BODY + FURNITURE)).text == BODY.rstrip("\n")
    assert engine(Drop(">.*"), max_removed=0.0).run(Document(BODY * 20 + "> x\n")).text == BODY * 20 + "> x\n"


def test_copies_whose_text_still_stands_do_not_count() -> None:
    text = "> the same line of some length\n" * 8 + "the same line of some length"
    result = engine(Drop(">.*")).run(Document(text))
    assert (result.text, result.remarks) == ("the same line of some length", ())


def test_what_goes_in_several_copies_counts_once() -> None:
    text = "> the same line\n" * 8 + "The pier opened on Monday."
    assert engine(Drop(">.*")).run(Document(text)).text == "The pier opened on Monday."


def test_white_space_does_not_count() -> None:
    text = BODY.strip() + "\n" + "> x" + " " * 500 + "\n" + "end"
    assert engine(Drop(">.*")).run(Document(text)).text == BODY.strip() + "\nend"


def test_removals_are_made_if_the_repaired_text_can_spare_them() -> None:
    stages = (Drop(">.*"), Swap("~", "a stretch of text that was lost " * 6))
    text = "~\n> a line that would be more than half of the text as it came"
    result = engine(*stages).run(Document(text))
    check(result)
    assert (result.remarks, result.declined) == ((), ())
    assert ">" not in result.text
    assert not engine(*stages).run(Document(result.text)).changed


def test_what_only_shows_is_shown_even_if_the_guard_declined_the_rest() -> None:
    stages = (Drop(">.*"), Drop("The pier.*", code="BP902"))
    result = engine(*stages, rules=[rule("BP902", safety="show")]).run(Document(BODY + FURNITURE))
    assert [(found.code, found.status) for found in result.findings] == [("BP902", "shown"), ("GU101", "note")]


def test_html_is_left_alone_with_advice() -> None:
    text = "<!DOCTYPE html>\n<html><head><title>T</title></head><body><p>a cat</p></body></html>"
    result = engine(Swap("cat", "dog")).run(Document(text))
    assert (result.text, [remark.code for remark in result.remarks]) == (text, ["GU103"])


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "a cat , asleep"}',
        '{"text": "a cat"}\n\n{"text": "another cat"}\n',
        '[\n {"text": "a cat",\n  "n": 1}\n]\n',
        ' [{"te\\"xt": "a cat"}, {"text": "another"}]',
        '{"text": "a cat"}\n{"text": "cut sho',
    ],
)
def test_json_is_left_alone_with_advice(text: str) -> None:
    result = engine(Swap("cat", "dog")).run(Document(text))
    assert (result.text, [remark.code for remark in result.remarks]) == (text, ["GU106"])


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "https://schema.org"}\n{"@type": "Article"}\nThe cat came back to the mill.\n',  # as get_text() has it
        "{cat}",
        '[1] "cat": {"a": 1}',
        '{"cat" is what she wrote.',
        '{\n"cat": 1,\n',
    ],
)
def test_an_article_beside_json_is_no_json(text: str) -> None:
    assert engine(Swap("cat", "dog")).run(Document(text)).text == text.replace("cat", "dog")


@pytest.mark.parametrize("text", ["", "\n", "\r\n \r\n", "\ud800", "\0", "\ufeff"])
def test_texts_with_nothing_in_them_stay(text: str) -> None:
    result = engine(Drop(">.*"), Swap("cat", "dog")).run(Document(text))
    assert (result.text, result.changed, result.findings, result.declined) == (text, False, (), ())


def test_offsets_are_those_of_the_original_after_many_steps() -> None:
    stages = (Swap("Ã©", "é"), Drop(">.*"), Swap(r"(?<=[a-z])(?=[A-Z])", " ", promise=Promise.SPACES))
    text = "> skip\n\ncafÃ© on the pierIt opened\r\n> skip\nin cafÃ©s, one readsIt again"
    result = engine(*stages).run(Document(text))
    check(result)
    assert result.text == "café on the pier It opened\nin cafés, one reads It again"
    assert [(found.line, found.column, found.before, found.after) for found in result.findings] == [
        (1, 1, "> skip\n\n", ""),
        (3, 4, "Ã©", "é"),
        (3, 18, "", " "),
        (4, 1, "\r\n> skip", ""),
        (5, 7, "Ã©", "é"),
        (5, 21, "", " "),
    ]
    back = result.changes.invert()
    for position, char in enumerate(result.text):
        assert char in " é" or result.original[back.map_position(position)] == char


def test_a_refusal_in_a_later_round_is_shown_where_it_stood_in_the_original() -> None:
    document = Document("> skip\nkeep the pierIt cat")
    stages = (Drop(">.*"), Swap("cat", "", promise=Promise.SPACES))
    (declined,) = engine(*stages).run(document).declined
    assert (declined.start, declined.line, declined.column, declined.before) == (23, 2, 17, "cat")


def test_a_refusal_repeated_each_round_is_on_record_once() -> None:
    stages = (Swap("^a", "b"), Swap("^c", "d"), Swap("^b", "c"), Swap("cat", "", promise=Promise.SPACES))
    assert len(engine(*stages).run(Document("a cat")).declined) == 1


def test_the_result_counts_its_codes() -> None:
    result = engine(Swap("cat", "dog"), Drop(">.*")).run(Document("cat and cat are here together\n> x"))
    assert result.rules() == {"BP901": 1, "EN901": 2}


@pytest.mark.slow
def test_many_edits_and_many_removals_take_time_that_grows_with_their_number() -> None:
    sure = [(Reason("EN901", "fixed", "For the test.", certainty),) for certainty in (0.5, 0.6, 0.7, 0.8, 0.9)]
    words = "ab " * 300_000
    edits = [Edit(3 * index, "ab", "x", sure[index * 7919 % 5]) for index in range(300_000)]
    edits.append(Edit(1, "b", "y", (Reason("EN901", "fixed", "It overlaps.", 0.1),)))
    notices = "\n".join(f"> read more about the thing number {index} here" for index in range(60_000))
    with costs_at_most(1500):
        assert engine(Fixed(words, tuple(edits))).run(Document(words)).text == "x " * 300_000
        result = engine(Drop(">.*"), max_removed=0.3).run(Document(notices + "\n" + "The ferry left the quay. " * 50_000))
        assert [remark.code for remark in result.remarks] == ["GU101"]
