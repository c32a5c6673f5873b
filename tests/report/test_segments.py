"""Pieces of a text: put together they are the original and the cleaned text, whatever characters stand in them."""

from __future__ import annotations

import pytest
from hypothesis import given

from cleanup import explain
from cleanup.report.record import Entry, records
from cleanup.report.segments import LONGEST_UNCHANGED, Part, edits, parts
from cleanup.text.changeset import ChangeError
from tests.laws.strategies import articles


def made(text: str) -> tuple[Entry, str]:
    """The entry of a text, and its cleaned text."""
    result = explain(text)
    return Entry("a.txt", "changed", "x", "y", length=len(text), edits=records("a.txt", text, result.findings)), result.text


def joined(entry: Entry, pieces: list[Part], side: str) -> str:
    texts = [piece if isinstance(piece, str) else entry.edits[piece][side] for piece in pieces if not isinstance(piece, list)]
    return "".join(texts)


@given(articles())
def test_pieces_are_the_original_and_the_cleaned_text(text: str) -> None:
    entry, cleaned = made(text)
    pieces = parts(entry, cleaned)
    assert joined(entry, pieces, "before") == text
    assert joined(entry, pieces, "after") == cleaned


def test_astral_characters_shift_nothing() -> None:
    entry, cleaned = made("The choir 🎶🎶 sang ,all night 🎶 .\n\nLeave a Reply\n")
    assert next(piece for piece in parts(entry, cleaned) if isinstance(piece, str)).startswith("The choir 🎶🎶 sang")


def test_of_a_very_long_unchanged_stretch_both_ends_are_kept() -> None:
    text = "The ferry sails.  \n" + "It sails at nine. " * 5_000 + "\nThe end ."
    entry, cleaned = made(text)
    pieces = parts(entry, cleaned)
    (cut,) = (piece[0] for piece in pieces if isinstance(piece, list))
    assert cut > 40_000
    assert len(joined(entry, pieces, "before")) + cut == len(text)
    assert all(len(piece) <= LONGEST_UNCHANGED for piece in pieces if isinstance(piece, str))


def test_edits_of_another_text_are_refused() -> None:
    entry, cleaned = made("The choir sang ,all night.\n\nIt sang again .\n")
    for other in (cleaned + "more", cleaned.replace("sang", "hummed"), ""):
        with pytest.raises(ChangeError):
            parts(entry, other)


def test_an_edit_brings_the_context_it_is_found_by() -> None:
    text = "The choir sang ,all night.\n"
    entry, _ = made(text)
    codes: dict[str, int] = {}
    shown = edits(entry, text, codes)
    assert shown[0]["left"] == "thechoirsang"
    assert [list(codes)[reason[0]] for edit in shown for reason in edit["why"]] == [
        reason["code"] for record in entry.edits for reason in record["reasons"]
    ]
    assert "left" not in edits(entry, None, codes)[0]
