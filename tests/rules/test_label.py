"""Kind "label", and openings that are part of a quotation."""

from __future__ import annotations

import pytest

from cleanup.rules.finder import Finder
from cleanup.rules.rule import Rule
from cleanup.text.document import Document
from tests.cost import costs_at_most

LABELS = Finder([Rule("BP990", "see-also", "label", "A link.", phrases=("Läs också", "関連記事"))])


def found(text: str) -> list[str]:
    document = Document(text)
    return [document.line(hit.line) for hit in LABELS.find(document)]


@pytest.mark.parametrize(
    "line",
    [
        "Läs också: Bron öppnar",
        "LÄS OCKSÅ | Bron öppnar",
        "» Läs också – Bron öppnar",
        " läs  också :Bron",
        "関連記事：橋の話",
        "Läs också:\tB\r",
    ],
)
def test_a_label_and_something_behind_it_are_found(line: str) -> None:
    assert found(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Läs också",
        "Läs också:",
        "Läs också: …",
        "Läs också bron: den öppnar",
        "Läs också: bron öppnar i dag, sade guiden.",
        "De läs också: Bron",
        "Läs också: " + "bron " * 50,
        "",
    ],
)
def test_what_is_no_label_or_a_sentence_stays(line: str) -> None:
    assert found(line) == []


def test_a_long_line_of_colons_takes_linear_time() -> None:
    text = "\n".join(["Läs också" + ":" * 200, "- >" * 70 + "läs också", "läs också " + "a: " * 70] * 1_000 + [": " * 1_000_000])
    with costs_at_most(20):
        assert found(text) == []


def test_an_opening_in_quotation_marks_is_somebodys_words() -> None:
    finder = Finder([Rule("BP990", "follow", "opening", "A control.", phrases=("follow us",))])
    document = Document("Follow us on the quay\n“Follow us on the quay,” he said.\n«Follow us», said she\n* Follow us there")
    assert [hit.line for hit in finder.find(document)] == [0, 3]
