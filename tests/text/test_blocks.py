"""What is removed together with whole lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.blocks import consecutive, removals
from cleanup.text.changeset import ChangeSet
from cleanup.text.document import Document
from cleanup.text.edit import Edit
from tests.laws.strategies import articles, hostile_text


def without(text: str, lines: set[int]) -> str:
    edits = [Edit(span.start, span.of(text), "") for span in removals(Document(text), lines).values()]
    return ChangeSet.of(text, edits).apply(text)


@st.composite
def removed_lines(draw: st.DrawFn) -> tuple[str, set[int]]:
    text = draw(articles() | hostile_text())
    return text, draw(st.sets(st.sampled_from(Document(text).filled))) if Document(text).filled else set()


@given(removed_lines())
def test_spans_stand_apart_and_each_holds_its_line(case: tuple[str, set[int]]) -> None:
    text, lines = case
    document = Document(text)
    spans = removals(document, lines)
    assert set(spans) == lines
    for line, span in spans.items():
        assert span.start <= document.lines[line].start <= document.lines[line].end <= span.end
    assert all(a.end <= b.start for a, b in pairwise(sorted(spans.values())))


@given(removed_lines())
def test_the_other_lines_stay_as_they_were(case: tuple[str, set[int]]) -> None:
    text, lines = case
    before, after = Document(text), Document(without(text, lines))
    kept = [before.line(index) for index in before.filled if index not in lines]
    # A last line without newline keeps its "\r"; it is the only one whose end can change.
    assert [after.line(index).removesuffix("\r") for index in after.filled] == [line.removesuffix("\r") for line in kept]


@given(removed_lines())
def test_neighbours_stay_as_far_apart_as_their_widest_gap(case: tuple[str, set[int]]) -> None:
    text, lines = case
    before, after = Document(text), Document(without(text, lines))
    kept = [index for index in before.filled if index not in lines]
    for (a, b), (new_a, new_b) in zip(pairwise(kept), pairwise(after.filled), strict=True):
        between = [a, *(index for index in before.filled if a < index < b), b]
        first, last = between[1] - between[0], between[-1] - between[-2]
        assert new_b - new_a == (max(first, last) if len(between) > 2 else first)


@given(removed_lines())
def test_the_end_of_the_text_stays_as_it_was(case: tuple[str, set[int]]) -> None:
    text, lines = case
    if set(Document(text).filled) - lines:
        after = without(text, lines)
        tail = text[Document(text).lines[Document(text).filled[-1]].end :]
        assert after.endswith(tail)
        assert after.endswith("\n") == text.endswith("\n")


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("A\n\nX\n\nB\n", {2}, "A\n\nB\n"),
        ("A\n\nX\nB", {2}, "A\n\nB"),  # the paragraph break stays, whichever side it stood on
        ("A\nX\n\nB", {1}, "A\n\nB"),
        ("A\n\nX\nY\n\nB", {2, 3}, "A\n\nB"),
        ("X\n\nA", {0}, "A"),
        ("\n\nX\n\nA", {2}, "\n\nA"),
        ("A\n\nX\n", {2}, "A\n"),
        ("A\n\nX", {2}, "A"),
        ("A\r\n\r\nX\r\nB\r\n", {2}, "A\r\n\r\nB\r\n"),
        ("X\nY", {0, 1}, ""),
        ("A \n \nX\t\nB", {2}, "A \n \nB"),
        ("A\n\nX\n \nB", {2}, "A\n \nB"),  # of two that are equally wide, the one before goes
    ],
)
def test_which_separator_is_removed_too(text: str, lines: set[int], expected: str) -> None:
    assert without(text, lines) == expected


@given(st.sets(st.integers(-9, 30)).map(sorted))
def test_runs_of_consecutive_numbers_are_whole_and_apart(numbers: list[int]) -> None:
    runs = list(consecutive(numbers))
    assert [number for run in runs for number in run] == numbers
    assert all(run.stop < other.start for run, other in pairwise(runs))
