"""The filled lines of a document around one that a rule names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from cleanup.text.document import Document
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

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


class Alike(NamedTuple):
    """Lines of one form that follow each other, and how many of them no rule names."""

    lines: range
    others: int


class Around:
    """The filled lines of a document, and which of them rules name."""

    def __init__(self, document: Document, named: Mapping[int, str]) -> None:
        """`named` are the lines that rules name, with the topic of each."""
        self._filled, self._texts, self._named = document.filled, document.texts, named
        self._lists: dict[tuple[Lazy, int], Alike] = {}

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

    def _alike(self, line: int, form: Lazy) -> Alike:
        """Those of one form that it stands among, with nothing in between, itself included; none if it has another one."""
        if not form.match(self._text(line)):
            return Alike(range(0), 0)
        if (form, line) not in self._lists:  # of many lines in one list each asks
            first, last = line, line + 1
            while first and form.match(self._text(first - 1)):
                first -= 1
            while last < len(self._texts) and form.match(self._text(last)):
                last += 1
            found = range(first, last)
            alike = Alike(found, sum(each not in self._named for each in found))
            self._lists.update(((form, each), alike) for each in found)
        return self._lists[form, line]
