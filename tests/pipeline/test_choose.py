"""Which proposals are made, and what is on record of the others."""

from __future__ import annotations

import pytest

from cleanup.pipeline.choose import phrase_pattern
from cleanup.pipeline.cleaner import Cleaner
from cleanup.stages.stage import Promise
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Reason, Span
from tests.pipeline.toys import Fixed, Swap, engine, rule

ONE = (Reason("EN901", "fixed", "First.", 0.5),)
TWO = (Reason("EN902", "fixed", "Second.", 0.9),)


@pytest.mark.parametrize(
    ("promise", "pattern", "new", "kept"),
    [
        (Promise.REMOVES, "cat", "", True),
        (Promise.REMOVES, "cat", "c", False),
        (Promise.SPACES, "catdog", "cat dog", True),
        (Promise.SPACES, "cat", "\u2003c a\nt ", True),
        (Promise.SPACES, "cat", "", False),
        (Promise.SPACES, "cat", "dog", False),
        (Promise.INVISIBLE, "cat", "c\u200ba\u00adt", True),
        (Promise.INVISIBLE, "cat", "c\u200da t", False),  # a zero-width joiner is part of emoji and scripts
        (Promise.REWRITES, "cat", "dog", True),
    ],
)
def test_an_edit_that_breaks_its_stages_promise_is_declined(promise: Promise, pattern: str, new: str, kept: bool) -> None:
    stage = Swap(pattern, new, promise=promise)
    if kept:
        assert engine(stage, max_removed=1.0).run(Document("a catdog here")).declined == ()
    else:
        result = engine(stage).run(Document("a catdog here"))
        (declined,) = result.declined
        assert (result.text, declined.code, declined.before) == ("a catdog here", "EN901", pattern)
        assert declined.why == f"it breaks its stage's promise: {promise.value}"


@pytest.mark.parametrize("text", ["keep CAT food", "keep cat \n food", "Cat\u00a0food"])
def test_a_protected_phrase_is_left_alone_in_any_case_and_spacing(text: str) -> None:
    result = engine(Swap("(?i)cat", "dog"), protect=phrase_pattern(["cat food"])).run(Document(text))
    assert result.text == text
    assert [finding.why for finding in result.declined] == ["the stretch is protected"]
    assert result.declined[0].before.lower() == "cat"


@pytest.mark.parametrize(
    ("start", "old", "made"), [(1, "b", True), (2, "", True), (3, "", False), (4, "", True), (3, "de", False)]
)
def test_edits_may_touch_a_protected_stretch_and_not_split_it(start: int, old: str, made: bool) -> None:
    document = Document("abcdef", protect=lambda text: (Span(text.index("c"), text.index("d") + 1),))
    result = engine(Fixed("abcdef", (Edit(start, old, "-", ONE),))).run(document)
    assert result.changed is made
    assert [finding.why for finding in result.declined] == ([] if made else ["the stretch is protected"])


def test_a_surer_edit_wins_and_the_loser_names_it() -> None:
    text = "one two three"
    result = engine(Fixed(text, (Edit(0, "one two", "1 2", ONE), Edit(4, "two three", "2 3", TWO)))).run(Document(text))
    (step, *_) = result.trail
    assert result.text == "one 2 3"
    assert [edit.code for edit in step.changes.edits] == ["EN902"]
    (lost,) = result.declined
    assert (lost.code, lost.before, lost.after) == ("EN901", "one two", "1 2")
    assert lost.why == "it overlaps an edit by EN902 that is surer or comes first"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (((0, "abc", "X"), (2, "cd", "Y")), "Xdef"),  # equally sure: the earlier
        (((0, "ab", "X"), (0, "abc", "Y")), "Ydef"),  # at one place: the longer
        (((0, "ab", "X"), (2, "cd", "Y")), "XYef"),  # touching is no conflict
        (((2, "", "X"), (2, "", "Y")), "abXcdef"),  # one insertion at a place: the one proposed first
        (((2, "", "X"), (2, "cd", "Y")), "abXYef"),
        (((0, "abcd", "X"), (2, "", "Y")), "Xef"),  # an insertion inside what goes
    ],
)
def test_overlaps_are_decided_the_same_way_whatever_the_order(edits: tuple[tuple[int, str, str], ...], expected: str) -> None:
    proposed = tuple(Edit(*edit, ONE) for edit in edits)
    orders = (proposed,) if expected == "abXcdef" else (proposed, proposed[::-1])
    assert {engine(Fixed("abcdef", order)).run(Document("abcdef")).text for order in orders} == {expected}


def test_evidence_must_stand_at_its_place() -> None:
    result = engine(Fixed("abc", (Edit(0, "xyz", "", ONE),))).run(Document("abc"))
    assert result.text == "abc"
    assert [finding.why for finding in result.declined] == ["its evidence does not stand at its place"]


def test_an_unsafe_rule_is_shown_and_made_only_when_asked_for() -> None:
    stage, unsafe = Swap("cat", "dog"), rule("EN901", safety="unsafe")
    shown = engine(stage, rules=[unsafe]).run(Document("a cat"))
    assert (shown.text, shown.declined) == ("a cat", ())
    assert [(found.status, found.before, found.after, found.line, found.column) for found in shown.findings] == [
        ("shown", "cat", "dog", 1, 3)
    ]
    assert "--unsafe" in shown.findings[0].why
    assert engine(stage, rules=[unsafe], unsafe=True).run(Document("a cat")).text == "a dog"


def test_a_rule_that_only_shows_never_acts() -> None:
    result = engine(Swap("cat", "dog"), rules=[rule("EN901", safety="show")], unsafe=True).run(Document("a cat"))
    assert (result.text, [finding.status for finding in result.findings]) == ("a cat", ["shown"])


def test_a_code_that_was_not_asked_for_leaves_no_record() -> None:
    result = engine(Swap("cat", "dog", code="EN999")).run(Document("a cat"))
    assert (result.text, result.findings, result.declined, result.refusals) == ("a cat", (), (), ())


def test_an_idle_proposal_leaves_no_record() -> None:
    result = engine(Swap("cat", "cat")).run(Document("a cat"))
    assert (result.changed, result.findings, result.declined) == (False, (), ())


@pytest.mark.parametrize("phrases", [[], [" "]])
def test_no_phrases_protect_nothing(phrases: list[str]) -> None:
    assert phrase_pattern(phrases) is None


def test_phrases_are_texts_and_no_patterns() -> None:
    pattern = phrase_pattern(["a.b", "a.bc (d)"])
    assert pattern is not None
    assert [match[0] for match in pattern.finditer("axb a.b A.BC\n(D)")] == ["a.b", "A.BC\n(D)"]


PROSE = "The ferry left at six ,an hour late, and nobody minded it."
DIRTY = f"Storm hits the coast\n\nStorm hits the coast\n\n{PROSE}\n\nLeave a Reply\n"


@pytest.mark.parametrize("least", [0.0, 0.5, 0.97, 1.0])
def test_what_is_less_certain_than_asked_is_shown_and_not_made(least: float) -> None:
    cleaner = Cleaner(min_certainty=least)
    every, result = Cleaner().explain(DIRTY), cleaner.explain(DIRTY)
    made = [finding for finding in result.findings if finding.status == "applied"]
    shown = [finding for finding in result.findings if finding.status == "shown"]
    assert {finding.code for finding in every.findings} == {finding.code for finding in [*made, *shown]}
    assert all(finding.reasons[0].certainty >= least for finding in made)
    assert {finding.why for finding in shown} <= {f"it is less certain than {100 * least:g}%"}
    assert bool(shown) == any(finding.reasons[0].certainty < least for finding in every.findings)
    assert cleaner.clean(result.text) == result.text
