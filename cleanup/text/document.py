"""A document: one text and what is known about it. Nobody changes it; a changed text is another document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from cleanup.text.edit import Span
from cleanup.text.fold import fold

T = TypeVar("T")


@dataclass(frozen=True)
class Document:
    """A decoded text without BOM, and what its keeper says of it.

    `protected` are stretches that no stage may touch (code in Markdown, say), in code points of `text`; `protect` finds them
    again when the text has changed. A `curated` text is kept by hand (Markdown, a hook, a file cleaned in place): what looks like
    a raw page in it is meant to be there.
    """

    text: str
    id: str = ""
    title: str | None = None
    url: str | None = None
    language: str | None = None
    shape: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    protect: Callable[[str], tuple[Span, ...]] | None = None
    curated: bool = False

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """Every line as a span without its line end ("\\n" or "\\r\\n"); there is always one more than there are "\\n"."""
        spans, start = [], 0
        for line in self.text.split("\n"):
            end = start + len(line)
            spans.append(Span(start, end - line.endswith("\r") if end < len(self.text) else end))
            start = end + 1
        return tuple(spans)

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """Indices of the lines that hold more than white space, in order."""
        text = self.text
        return tuple(index for index, span in enumerate(self.lines) if text[span.start : span.end].strip())

    @cached_property
    def folds(self) -> tuple[str, ...]:
        """Every line folded (see `fold`), beside `lines`."""
        return tuple(fold(self.line(index)) for index in range(len(self.lines)))

    @cached_property
    def protected(self) -> tuple[Span, ...]:
        """Stretches no stage may touch, in order."""
        return self.protect(self.text) if self.protect else ()

    @cached_property
    def _memo(self) -> dict[Any, Any]:
        return {}

    def line(self, index: int) -> str:
        """The text of one line, without its line end."""
        span = self.lines[index]
        return self.text[span.start : span.end]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point, both from 1; a line ends at "\\n"."""
        index = bisect_right(self._starts, offset) - 1
        return index + 1, offset - self._starts[index] + 1

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.lines]

    def once(self, find: Callable[[Document], T]) -> T:
        """`find(self)`, computed at most once for this document. `find` must be a function of the document alone."""
        if find not in self._memo:
            self._memo[find] = find(self)
        result: T = self._memo[find]
        return result

    def with_text(self, text: str) -> Document:
        """The same document with another text."""
        return replace(self, text=text)
