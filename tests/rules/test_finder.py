"""All kinds of rules at once, and what is cached about a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from cleanup.rules.finder import Finder
from cleanup.rules.load import built_in
from cleanup.rules.rule import Rule
from cleanup.text.document import Document
from tests.rules.test_kinds import found, rule


@pytest.mark.parametrize(
    ("one", "text", "other"),
    [
        (rule("line", "leave a reply", "your email"), "Leave a reply. Your email!", "Leave a reply, he said."),
        (rule("opening", "follow us"), "Follow us on the quay", "They follow us"),
        (rule("label", "see also"), "See also: the bridge", "See also the bridge"),
        (rule("block", "related articles"), "Related articles", "Related article"),
        (rule("pattern", patterns=(r"(?i)photo: [\w ]+",), literals=("photo:",)), "Photo: Mara Aas", "Photo: Mara Aas."),
    ],
)
def test_a_sentence_that_would_be_found_as_a_line_is_one_that_might_be(one: Rule, text: str, other: str) -> None:
    finder = Finder([one])
    assert found(finder, text) == [text]
    begins = finder.may_begin(Document(f"{other} The fog lay long.\n{text} The fog lay long."))
    assert finder.may_name(text, begins[1])
    assert not finder.may_name(other, begins.get(0, (False, ())))


def test_lines_that_may_begin_with_what_rules_name_are_found_however_long() -> None:
    finder = Finder([rule("opening", "follow us"), rule("pattern", patterns=("(?i)the quay",), literals=("quay",))])
    text = "Follow us. " * 60 + "\nThe fog lay\nThe quay. " + "It was long. " * 60 + "\nThe quay"
    assert set(finder.may_begin(Document(text))) == {0, 2, 3}


class Watched(Finder):
    """Tells which lines were looked at."""

    seen: tuple[str, ...] = ()

    def _clues_of_lines(self, texts: Sequence[str], folds: Sequence[str]) -> list[Any]:
        self.seen += tuple(texts)
        return [*super()._clues_of_lines(texts, folds)]


def test_what_a_line_shows_is_found_once_for_all_texts_it_stands_in() -> None:
    finder = Watched(built_in())
    document = Document("The fog\nLeave a Reply\nPhoto: Mara Aas")
    later = document.with_text("The fog lay long\nPhoto: Mara Aas\nLeave a Reply")
    assert {hit.line for hit in finder.find(document)} == {1, 2}
    assert {hit.line for hit in finder.find(later)} == {1, 2}
    assert finder.seen == (*document.texts, "The fog lay long")
