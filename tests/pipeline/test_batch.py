"""Batches of columns: gaps, columns of other names, and values that are not text."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import pytest

from cleanup import Cleaner, clean_batch

DIRTY = "Storm hits the coast\n\nStorm hits the coast\n\nThe storm came at night ."
CLEAN = "Storm hits the coast\n\nThe storm came at night."
BODY = "The storm came at night and nobody had seen it coming."


class NAType:
    """What pandas puts for a missing value: it is not even equal to itself, and has no truth."""

    def __eq__(self, other: object) -> Any:
        return self

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")

    __hash__ = None  # type: ignore[assignment]


def test_gaps_stay_as_they_are() -> None:
    gaps = [None, float("nan"), NAType()]
    columns = {"text": [DIRTY, *gaps, ""], "title": [*gaps, None, ""], "url": [None] * 5, "language": [float("nan")] * 5}
    texts = clean_batch(columns)["text"]
    assert texts[0] == CLEAN
    assert all(text is gap for text, gap in zip(texts[1:4], gaps, strict=True))
    assert texts[4] == ""


def test_columns_of_other_names() -> None:
    columns = {"maintext": [f"Storm hits the coast\n\n{BODY}"], "headline": ["Storm hits the coast"], "text": ["not meant ."]}
    batch = clean_batch(columns, text_column="maintext", title_column="headline", keep="body")
    assert batch == {**columns, "maintext": [BODY]}


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(KeyError, match="no column 'text' among 'body', 'id'"):
        clean_batch({"body": [DIRTY], "id": [1]})
    with pytest.raises(KeyError, match="no column 'headline'"):
        clean_batch({"text": [DIRTY]}, title_column="headline")


@pytest.mark.parametrize("value", [b"bytes", 3, Decimal(1), ["a list"]])
def test_a_value_that_is_no_text_is_named_with_its_row(value: object) -> None:
    with pytest.raises(TypeError, match="row 1 of column 'text': expected a text"):
        clean_batch({"text": [DIRTY, value]})


def test_what_are_not_columns_is_reported() -> None:
    class Table:
        def to_pydict(self) -> None: ...

    with pytest.raises(TypeError, match=r"columns by their names; its to_pydict\(\) gives them; got Table"):
        clean_batch(Table())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="columns by their names, a dict of lists, say; got list"):
        clean_batch([DIRTY])  # type: ignore[arg-type]
    with pytest.raises(
        TypeError, match=r"'text': expected a list of values, as map\(\.\.\., batched=True\) of datasets gives, got str"
    ):
        clean_batch({"text": DIRTY})


def test_columns_of_different_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match=r"column .title. has 0 rows, and column .text. has 1"):
        clean_batch({"text": [DIRTY], "title": []})


@pytest.mark.parametrize("language", ["English", "eng_Latn", "en-GB", "EN", None, 3])
def test_a_language_is_a_code_or_nothing(language: object) -> None:
    assert clean_batch({"text": [DIRTY], "language": [language]})["text"] == [CLEAN]


def test_columns_may_be_any_iterable_and_the_function_can_be_pickled() -> None:
    work = pickle.loads(pickle.dumps(Cleaner(keep="body").clean_batch))
    columns = {"text": (f"Storm hits the coast\n\n{BODY}",), "title": iter(["Storm hits the coast"])}
    assert work(columns)["text"] == [BODY]
