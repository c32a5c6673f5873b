"""A document: one text and what is known about it. Nobody changes it; a changed text is another document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, TypeVar

from cleanup.text.cached import cached_property
from cleanup.text.dataclass import dataclass, field
from cleanup.text.edit import Span
from cleanup.text.fold import fold_lines
from cleanup.text.onebyte import PIECE, Piece, piece

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

_SHARED_UP_TO = 1_000_000
"""Code points of the longest text whose results are shared with documents made `with_text`: every change of a long line makes
another line, and each of them would be kept."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A `comment` in a text that switches rules off in the stretch `off`: those whose codes begin so, all without `codes`. One
    that is `misread` says nothing that is understood, and switches nothing off."""

    comment: Span
    off: Span
    codes: tuple[str, ...] = ()
    misread: bool = False


@dataclass(frozen=True)
class Document:
    """A decoded text without BOM, and what is known about it.

    `protected` are stretches that no stage may touch (code in Markdown, say), in code points of `text`; `protect` finds them
    again when the text has changed, as `switch` does for comments that switch rules off. A `curated` text is kept by hand
    (Markdown, a hook, a file cleaned in place): what looks like a raw page in it is meant to be there.
    """

    text: str
    id: str = ""
    title: str | None = None
    url: str | None = None
    language: str | None = None
    shape: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    protect: Callable[[str], tuple[Span, ...]] | None = None
    switch: Callable[[str], tuple[Switch, ...]] | None = None
    curated: bool = False
    _known: dict[Any, dict[Any, Any]] = field(default_factory=dict, repr=False, compare=False)

    def __getstate__(self) -> dict[str, Any]:
        """Only what was given is pickled: the rest is computed again."""
        return {name: getattr(self, name) for name in Document.__annotations__} | {"_known": {}}

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every line without its line end ("\\n" or "\\r\\n"); there is always one more than there are "\\n"."""
        lines = self.text.split("\n")
        if "\r" in self.text:
            lines[:-1] = [line.removesuffix("\r") for line in lines[:-1]]
        return tuple(lines)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """Where the `texts` stand. One line at a time is cheaper by `span`."""
        return tuple(map(self.span, range(len(self.texts))))

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """Indices of the lines that hold more than white space, in order."""
        return tuple([index for index, line in enumerate(self.texts) if line and not line.isspace()])

    @cached_property
    def line_ends(self) -> frozenset[str]:
        """The characters before line ends ("\\n" or "\\r\\n"), each once."""
        return frozenset([line[-1] for line in self.texts[:-1] if line])

    @cached_property
    def folds(self) -> tuple[str, ...]:
        """Every line folded (see `fold`), beside `texts`; of a document made `with_text`, only new lines are folded."""
        if len(self.text) > _SHARED_UP_TO:
            return tuple(fold_lines(self.text))
        known = self._known.setdefault(fold_lines, {})
        if not known:
            folds = tuple(fold_lines(self.text, self._piece if len(self.text) <= PIECE else None))
            known.update(zip(self.texts, folds, strict=True))
            return folds
        if new := [line for line in self.texts if line not in known]:
            known.update(zip(new, fold_lines("\n".join(new)), strict=True))
        return tuple(map(known.__getitem__, self.texts))

    def pieces(self) -> Iterable[Piece]:
        """The text in pieces of `PIECE` code points, each with the first one of the next piece; that of a short text is kept."""
        text = self.text
        if len(text) <= PIECE:
            return (self._piece,)
        return (piece(text[start : start + PIECE + 1], start) for start in range(0, len(text), PIECE))

    @cached_property
    def _piece(self) -> Piece:
        return piece(self.text)

    @cached_property
    def protected(self) -> tuple[Span, ...]:
        """Stretches no stage may touch, in order."""
        return self.protect(self.text) if self.protect else ()

    @cached_property
    def switches(self) -> tuple[Switch, ...]:
        """Where comments switch rules off, in the order of the comments."""
        return self.switch(self.text) if self.switch else ()

    @cached_property
    def _memo(self) -> dict[Any, Any]:
        return {}

    def line(self, index: int) -> str:
        """The text of one line, without its line end."""
        return self.texts[index]

    def start(self, index: int) -> int:
        """The code point with which a line starts."""
        return self._starts[index]

    def end(self, index: int) -> int:
        """The code point behind a line, where its line end stands."""
        return self._starts[index] + len(self.texts[index])

    def span(self, index: int) -> Span:
        """Where a line stands, without its line end."""
        start = self._starts[index]
        return Span(start, start + len(self.texts[index]))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point, both from 1; a line ends at "\\n"."""
        index = bisect_right(self._starts, offset) - 1
        return index + 1, offset - self._starts[index] + 1

    @cached_property
    def _starts(self) -> list[int]:
        lines = self.text.split("\n") if "\r" in self.text else self.texts
        return [0, *accumulate([len(line) + 1 for line in lines[:-1]])]

    def once(self, find: Callable[[Document], T]) -> T:
        """`find(self)`, computed at most once for this document. `find` must be a function of the document alone."""
        if find not in self._memo:
            self._memo[find] = find(self)
        result: T = self._memo[find]
        return result

    def of_text(self, find: Callable[[str], T], text: str) -> T:
        """`find(text)` of a line or another piece of the text, computed at most once.

        It is remembered for documents made `with_text`, too, as most of their lines are the same; `find` must be a function of
        its argument alone.
        """
        known = self._known.setdefault(find, {}) if len(text) <= _SHARED_UP_TO else self._memo.setdefault((find, "long"), {})
        if text not in known:
            known[text] = find(text)
        result: T = known[text]
        return result

    def of_texts(self, find: Callable[[list[K]], Iterable[T]], texts: Iterable[K]) -> list[T]:
        """`find(texts)`, which gives one result for each text (or for what is known of it) on its own: those not yet known are
        passed together, and remembered as by `of_text`."""
        texts = list(texts)
        if len(self.text) > _SHARED_UP_TO:
            return list(find(texts))
        known = self._known.setdefault(find, {})
        if new := [text for text in dict.fromkeys(texts) if text not in known]:
            known.update(zip(new, find(new), strict=True))
        return list(map(known.__getitem__, texts))

    def of_folded(self, find: Callable[[list[str], list[str]], Iterable[T]], lines: Sequence[int]) -> list[T]:
        """`find(texts, folds)` of `lines`; one result for each on its own, remembered as by `of_text`."""
        texts, folds = self.texts, self.folds
        if len(self.text) > _SHARED_UP_TO:
            return list(find([texts[line] for line in lines], [folds[line] for line in lines]))
        known = self._known.setdefault(find, {})
        if new := {texts[line]: folds[line] for line in lines if texts[line] not in known}:
            known.update(zip(new, find(list(new), list(new.values())), strict=True))
        return [known[texts[line]] for line in lines]

    def with_text(self, text: str) -> Document:
        """The same document with another text."""
        return Document(
            text,
            self.id,
            self.title,
            self.url,
            self.language,
            self.shape,
            self.metadata,
            self.protect,
            self.switch,
            self.curated,
            self._known,
        )
