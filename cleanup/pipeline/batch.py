"""A batch of columns, as Ray, Spark, datasets and pandas pass them: one column is cleaned, the others are left as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from cleanup.text.language import code_of
from cleanup.text.namedtuple import NamedTuple

Row = tuple[Any, str | None, str | None, str | None]
"""Text (or a gap), title, url and language of one row."""


class Columns(NamedTuple):
    """Names of the columns of a batch. Those but `text` are used where there are such columns."""

    text: str = "text"
    title: str | None = None
    url: str | None = None
    language: str | None = None


def clean_columns(columns: Mapping[str, Iterable[Any]], names: Columns, clean: Callable[[Row], str]) -> dict[str, Any]:
    """The columns with the texts of one cleaned, as a list; gaps (None, NaN, NA) stay.

    Raises KeyError without the column of texts, or without another that was named; ValueError on one of other length; TypeError
    on a value that is neither a text nor a gap, with its row, and on what are no columns.
    """
    if not hasattr(columns, "keys"):
        hint = "; its to_pydict() gives them" if hasattr(columns, "to_pydict") else ", a dict of lists, say"
        raise TypeError(f"expected columns by their names{hint}; got {type(columns).__name__}")
    cleaned = [
        row[0] if is_gap(row[0]) else _cleaned(number, row, names.text, clean) for number, row in enumerate(_rows(columns, names))
    ]
    return {**{name: columns[name] for name in columns}, names.text: cleaned}


def _rows(columns: Mapping[str, Iterable[Any]], names: Columns) -> Iterator[Row]:
    texts = list(_column(columns, names.text))
    titles, urls, languages = (
        _as_long(columns, named or usual, texts, names.text) if named is not None or usual in columns else [None] * len(texts)
        for usual, named in (("title", names.title), ("url", names.url), ("language", names.language))
    )
    for text, title, url, language in zip(texts, titles, urls, languages, strict=True):
        yield text, title if isinstance(title, str) else None, url if isinstance(url, str) else None, code_of(language)


def _as_long(columns: Mapping[str, Iterable[Any]], name: str, texts: list[Any], column: str) -> list[Any]:
    values = list(_column(columns, name))
    if len(values) != len(texts):
        raise ValueError(f"column {name!r} has {len(values)} rows, and column {column!r} has {len(texts)}")
    return values


def _column(columns: Mapping[str, Iterable[Any]], name: str) -> Iterable[Any]:
    if name not in columns:
        raise KeyError(f"no column {name!r} among {', '.join(map(repr, columns))}")
    if isinstance(columns[name], str | bytes):
        got = f"got {type(columns[name]).__name__}: {columns[name]!r:.60}"
        raise TypeError(f"column {name!r}: expected a list of values, as map(..., batched=True) of datasets gives, {got}")
    return columns[name]


def _cleaned(number: int, row: Row, column: str, clean: Callable[[Row], str]) -> str:
    if not isinstance(row[0], str):
        raise TypeError(f"row {number} of column {column!r}: expected a text, got {type(row[0]).__name__}: {row[0]!r:.60}")
    return clean(row)


def is_gap(value: Any) -> bool:
    """Whether this stands for a missing value: None, and what pandas writes for it (NaN, NaT, NA)."""
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)
