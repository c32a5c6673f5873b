"""One item of a crawl: its fields of text cleaned, as a value to look at before anything is written into the item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from cleanup.adapters.pieces import Pieces
from cleanup.adapters.settings import ItemSettings
from cleanup.pipeline.cleaner import Cleaner
from cleanup.pipeline.result import Result
from cleanup.report.record import records
from cleanup.text.dataclass import dataclass


class About(TypedDict):
    """What an item says of its texts."""

    title: str | None
    url: str | None
    language: str | None


@dataclass(frozen=True)
class Cleaned:
    """What became of one field: its value before and after (a text, or a list of texts), and the account of it."""

    field: str
    raw: Any
    value: Any
    result: Result

    def edits(self) -> list[dict[str, Any]]:
        """Every edit as plain data: as a line of edits.jsonl, with the field for the document.

        Offsets are code points of the text as it came; those of a list are of its strings joined by blank lines.
        """
        lines = records(self.field, self.result.original, self.result.findings)
        return [{"field": self.field, **{key: value for key, value in line.items() if key not in ("v", "doc")}} for line in lines]

    @property
    def removed(self) -> int:
        """Characters that are gone, beyond those that came."""
        return max(0, len(self.result.original) - len(self.result.text))


def texts_of(item: Mapping[str, Any], settings: ItemSettings) -> dict[str, Any]:
    """The fields of an item that hold a text, or should: those that were named, or else the first known one."""
    found = [field for field in settings.fields if field in item]
    return {field: item[field] for field in (found if settings.every else found[:1])}


def is_text(value: Any) -> bool:
    """Whether this can be cleaned: a text, or a list of nothing but texts."""
    return isinstance(value, str) or (
        isinstance(value, list | tuple) and bool(value) and all(isinstance(part, str) for part in value)
    )


def kind_of(value: Any) -> str:
    """What a value is that cannot be cleaned, for a message."""
    if isinstance(value, list | tuple):
        return f"{type(value).__name__} with {next(type(part).__name__ for part in value if not isinstance(part, str))}"
    return type(value).__name__


def is_empty(value: Any) -> bool:
    """Whether there is nothing to read in a field."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list | tuple) and all(map(is_empty, value)))


def plain(value: Any) -> str:
    """A text or a list of texts as one text."""
    return value if isinstance(value, str) else "\n\n".join(value)


def first_text(value: Any) -> str | None:
    """A title or an address: the text, or the first of a list that holds one."""
    if isinstance(value, list | tuple):
        return next((part for part in value if isinstance(part, str) and part.strip()), None)
    return value if isinstance(value, str) and value.strip() else None


def clean_texts(cleaner: Cleaner, texts: Mapping[str, Any], about: About) -> list[Cleaned]:
    """Clean fields of one item. Nothing of the item is touched."""
    return [_clean(cleaner, field, value, about) for field, value in texts.items() if is_text(value)]


def _clean(cleaner: Cleaner, field: str, value: str | list[str] | tuple[str, ...], about: About) -> Cleaned:
    if isinstance(value, str):
        result = cleaner.explain(value, **about)
        return Cleaned(field, value, result.text, result)
    pieces = Pieces(value)
    result = cleaner.explain(pieces.text, **about)
    if not result.changed:
        return Cleaned(field, value, value, result)
    left = pieces.after(result.text, result.changes)
    if cleaner.explain(Pieces(left).text, **about).changed:  # what went has changed how the rest stands together
        return Cleaned(field, value, value, Result(result.document, result.original))
    return Cleaned(field, value, type(value)(left), result)
