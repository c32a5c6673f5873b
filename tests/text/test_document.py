"""Lines, places and cached values: offsets are code points, and only "\\n" ends a line."""

from __future__ import annotations

import pickle

from hypothesis import given

from cleanup.text.document import Document
from cleanup.text.edit import Span
from tests.laws.strategies import texts


@given(texts)
def test_lines_cover_the_text_and_end_at_newlines_only(text: str) -> None:
    document = Document(text)
    assert len(document.lines) == text.count("\n") + 1
    rebuilt = []
    for index, span in enumerate(document.lines):
        following = document.lines[index + 1].start if index + 1 < len(document.lines) else len(text)
        assert text[span.end : following] in (("\n", "\r\n") if index + 1 < len(document.lines) else ("",))
        rebuilt.append(text[span.start : following])
        assert document.line(index) == span.of(text)
        assert "\n" not in document.line(index)
    assert "".join(rebuilt) == text


@given(texts)
def test_every_place_is_the_line_and_column_of_its_character(text: str) -> None:
    document = Document(text)
    for offset in range(len(text) + 1):
        line, column = document.place(offset)
        assert line == text.count("\n", 0, offset) + 1
        assert column == offset - (text.rfind("\n", 0, offset) + 1) + 1


@given(texts)
def test_filled_lines_are_those_with_more_than_white_space(text: str) -> None:
    document = Document(text)
    assert document.filled == tuple(index for index in range(len(document.lines)) if document.line(index).strip())


def test_a_carriage_return_belongs_to_the_line_end_only_before_a_newline() -> None:
    document = Document("a\r\nb\rc\n\u2028d\x85\x0ce\r")
    assert [document.line(index) for index in range(3)] == ["a", "b\rc", "\u2028d\x85\x0ce\r"]


def test_the_empty_text_has_one_empty_line() -> None:
    assert (Document("").lines, Document("").filled, Document("").place(0)) == ((Span(0, 0),), (), (1, 1))


def test_something_is_found_once_for_each_text() -> None:
    seen = []

    def length(document: Document) -> int:
        seen.append(document.text)
        return len(document.text)

    document = Document("one")
    assert (document.once(length), document.once(length), document.with_text("three").once(length)) == (3, 3, 5)
    assert seen == ["one", "three"]


def test_what_a_line_decides_is_found_once_for_all_versions_of_a_text() -> None:
    seen = []

    def shout(line: str) -> str:
        seen.append(line)
        return line.upper()

    document = Document("one\ntwo\r\none")
    assert [document.of_text(shout, line) for line in document.texts] == ["ONE", "TWO", "ONE"]
    changed = document.with_text("two\nthree")
    assert [changed.of_text(shout, line) for line in (*changed.texts, "one", "four")] == ["TWO", "THREE", "ONE", "FOUR"]
    assert seen == ["one", "two", "three", "four"]
    assert [changed.of_text(len, line) for line in changed.texts] == [3, 5]


def test_a_line_of_a_million_characters_is_remembered_for_its_own_text_alone() -> None:
    seen = []

    def length(line: str) -> int:
        seen.append(len(line))
        return len(line)

    long = "x" * 1_000_001
    document = Document(f"one\n{long}")
    for other in (document, document, document.with_text(f"one\n{long}")):
        assert [other.of_text(length, line) for line in other.texts] == [3, 1_000_001]
    assert seen == [3, 1_000_001, 1_000_001]


def test_what_is_remembered_is_kept_apart_by_what_was_asked() -> None:
    for text in ("one", "x" * 1_000_001):
        document = Document(text)
        assert document.of_text(str.upper, text) == text.upper()
        assert document.of_text(len, text) == len(text)
        assert document.of_text(str.title, text) == text.title()
        assert document.of_texts(lambda texts: map(str.swapcase, texts), [text]) == [text.swapcase()]
        assert document.of_texts(lambda texts: map(len, texts), [text]) == [len(text)]


def test_only_what_was_given_is_pickled() -> None:
    document = Document("One\nTwo", id="a", title="T", language="en", metadata={"page": 3}, curated=True)
    fresh = pickle.dumps(document)
    assert (document.folds, document.lines) == (("one", "two"), (Span(0, 3), Span(4, 7)))
    assert document.of_text(str.upper, "One") == "ONE"
    assert pickle.dumps(document) == fresh
    assert pickle.loads(fresh) == document
    assert pickle.loads(fresh).of_text(str.lower, "One") == "one"


def test_protected_stretches_are_found_again_when_the_text_changes() -> None:
    def code(text: str) -> tuple[Span, ...]:
        return (Span(text.index("`"), text.rindex("`") + 1),)

    document = Document("x `y` z", title="T", protect=code)
    changed = document.with_text("`y`")
    assert (document.protected, changed.protected) == ((Span(2, 5),), (Span(0, 3),))
    assert changed.title == "T"


def test_the_characters_before_line_ends_stand_together() -> None:
    assert Document("one \r\ntwo-\n\nlast?").line_ends == {" ", "-"}
    assert Document("alone").line_ends == frozenset()


def test_lines_that_a_change_left_alone_fold_to_the_same() -> None:
    document = Document("One\u00e9 line\r\n\nTwo, 2\nOne\u00e9 line")
    assert document.folds == ("oneéline", "", "two2", "oneéline")
    changed = document.with_text("Two, 2\r\nThree \u2013 \u0130\n")
    assert changed.folds == Document(changed.text).folds == ("two2", "threei", "")
