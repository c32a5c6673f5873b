"""The filled lines of a document around one that a rule names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from cleanup.text.document import Document

SENTENCE_END = tuple(".!?…。！？؟।")
_CLOSERS = "\"'”’»“)」』"

_INTRODUCING = 30
"""Code points of a line with a colon at its end that is a sentence, and no label such as "Follow us on:"."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends as sentences do, in quotes or brackets or without."""
    return text.rstrip(_CLOSERS).endswith(SENTENCE_END)


def introduces(text: str) -> bool:
    """Whether a text is a sentence that introduces what stands below it."""
    return len(text) >= _INTRODUCING and text.endswith((":", "："))


class Around:
    """The filled lines of a document, and which of them rules name."""

    def __init__(self, document: Document, named: Mapping[int, str]) -> None:
        """`named` are the lines that rules name, with the topic of each."""
        self._filled, self._texts, self._named = document.filled, document.texts, named

    def _text(self, line: int | None) -> str:
        return "" if line is None else self._texts[line].strip()

    def _beside(self, line: int, step: int) -> int | None:
        """The filled line so many further down, or up."""
        place = bisect_left(self._filled, line) + step
        return self._filled[place] if 0 <= place < len(self._filled) else None

    def _past(self, line: int, step: int) -> int | None:
        """The first line in one direction that no rule names."""
        return (self._above if step < 0 else self._below)[line]

    @cached_property
    def _above(self) -> dict[int, int | None]:
        return self._nearest(self._filled)

    @cached_property
    def _below(self) -> dict[int, int | None]:
        return self._nearest(reversed(self._filled))

    def _nearest(self, lines: Iterable[int]) -> dict[int, int | None]:
        """Of each line, the last one before it, in this order, that no rule names."""
        nearest: dict[int, int | None] = {}
        last = None
        for line in lines:
            nearest[line] = last
            last = last if line in self._named else line
        return nearest

    def _is_sentence(self, line: int | None) -> bool:
        """Whether it is one that no rule names."""
        return line is not None and line not in self._named and ends_sentence(self._text(line))
