"""Entries: what the account says of a document leads from its original to its cleaned text and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from cleanup import explain
from cleanup.report.record import Entry, EntryReader, records
from cleanup.text.changeset import ChangeError
from tests.laws.strategies import articles

TEXT = "A long headline about the harbour\n\nA long headline about the harbour\n\nThe first ferry left the harbour at seven.\n"


def entry(text: str) -> Entry:
    """The entry of a text as a run would make it."""
    result = explain(text)
    return Entry("a.txt", "changed", "x", "y", length=len(text), edits=records("a.txt", text, result.findings))


@given(articles())
def test_the_records_lead_there_and_back(text: str) -> None:
    made = entry(text)
    assert made.changes().apply(text) == explain(text).text
    assert made.changes().invert().apply(explain(text).text) == text


def test_a_record_says_where_what_and_why() -> None:
    (record,) = entry(TEXT).edits
    assert list(record) == ["v", "doc", "id", "start", "end", "line", "col", "before", "after", "reasons"]
    assert TEXT[record["start"] : record["end"]] == record["before"]
    assert (record["line"], record["col"]) == (3, 1)
    assert record["reasons"][0]["code"] == "HL101"
    assert record["reasons"][0].keys() == {"code", "stage", "because", "certainty"}


def test_an_id_outlives_changes_elsewhere() -> None:
    (one,) = entry(TEXT).edits
    (other,) = entry(TEXT + "\nA second paragraph that was not there before, about another matter.\n").edits
    assert one["id"] == other["id"]


def test_equal_edits_have_ids_of_their_own() -> None:
    text = "\n\n".join(["A long headline about the harbour"] * 12) + "\n\nThe first ferry left the harbour at seven.\n"
    ids = [record["id"] for record in entry(text).edits]
    assert len(ids) > 2
    assert len(set(ids)) == len(ids)


def read(lines: list[dict[str, Any]]) -> list[Entry]:
    reader = EntryReader()
    return [done for line in [*map(reader.feed, lines), reader.close()] if (done := line)]


def test_entries_are_read_as_they_were_written() -> None:
    made = [entry(TEXT), Entry("b", "html", "x", "x", remarks=("GU103 a page",)), Entry("c", "failed", why="gone")]
    assert read([line for each in made for line in each.lines()]) == made


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines.pop(),
        lambda lines: lines.pop(0),
        lambda lines: lines.append(lines[-1]),
        lambda lines: lines[0].update(v=3),
        lambda lines: lines[0].update(edits="1"),
        lambda lines: lines[0].pop("before"),
        lambda lines: lines[1].update(doc="other"),
        lambda lines: lines[1].pop("doc"),
    ],
)
def test_what_is_missing_or_strange_is_an_error(spoil: Any) -> None:
    lines = list(entry(TEXT).lines())
    spoil(lines)
    with pytest.raises(ValueError, match=r"account|version|line of its document"):
        read(lines)


def test_edits_that_contradict_each_other_are_an_error() -> None:
    made = entry(TEXT)
    with pytest.raises(ChangeError):
        Entry("a", "changed", length=made.length, edits=made.edits * 2).changes()


def test_a_guarded_document_can_be_altered() -> None:
    assert Entry("a", "guarded", "x", "y").altered
    assert not Entry("a", "guarded", "x", "x").altered
