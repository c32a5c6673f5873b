"""An anchor: a stretch of text known by what stands in it and beside it, not by its offset.

It tells equal stretches apart, and finds one again in a text that has changed elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.text.dataclass import dataclass
from cleanup.text.edit import Span
from cleanup.text.fold import fold, fold_with_offsets

CONTEXT = 24
"""Folded characters on both sides: enough to tell equal edits apart, few enough to outlive changes elsewhere in the text."""

_LEAST_CONTEXT = 12
"""Folded characters of context that are looked for where part of it has changed: fewer would be found by chance."""

_LEAST_LETTERS = 4
"""Letters of a stretch that is found by itself, wherever it stands, at least."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The stretch `before`, between `left` and `right`, which are folded and `CONTEXT` characters long at most."""

    before: str
    left: str
    right: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """The anchor of code points `start` to `end` of `text`."""
        left = right = ""
        for reach in (2 * CONTEXT, 8 * CONTEXT):  # the near half nearly always holds enough
            if len(left) < CONTEXT:
                left = fold(text[max(0, start - reach) : start])[-CONTEXT:]
            if len(right) < CONTEXT:
                right = fold(text[end : end + reach])[:CONTEXT]
        return cls(text[start:end], left, right)

    @property
    def by_itself(self) -> bool:
        """Whether `find` goes by the stretch alone, whatever stands beside it."""
        return len(fold(self.before)) >= _LEAST_LETTERS

    def identity(self, after: str, nth: int) -> str:
        """The identity of an edit that puts `after` here, the `nth` (from 1) of equal ones in the document: 16 hexadecimal
        digits.

        It is the same whichever rule makes the edit, and wherever the stretch stands.
        """
        from hashlib import blake2b

        key = "\0".join((self.before, after, self.left, self.right, str(nth)))
        return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    def find(self, text: str) -> list[Span]:
        """Where the stretch stands in `text`, sorted; case, white space and punctuation may have changed.

        Words are found by themselves, wherever they stand: of copies, each may become the one that is left. White space, a
        seam between words and single letters are found by what stands beside them, also where damaged characters were repaired
        in it, and lost when that is gone on both sides.
        """
        folded, core = fold(text), fold(self.before)
        places = set(_occurrences(folded, core)) if len(core) >= _LEAST_LETTERS else self._between(folded, core)
        offsets = fold_with_offsets(text)[1] if places else []
        return sorted({self._span(text, offsets, place, len(core)) for place in places})

    def _between(self, folded: str, core: str) -> set[int]:
        """Where in a folded text the stretch may begin, by its context; by parts of it, or by the beginning or the end of the
        text beside it, if the whole does not stand there."""
        left, right, half = self.left, self.right, CONTEXT // 2
        if not left + core + right:
            return {0} if not folded else set()  # no letters, then and now
        found = {place + len(left) for place in _occurrences(folded, left + core + right)}
        if found:
            return found
        if len(left) < CONTEXT and folded.startswith(left + core):  # the beginning of the text is no coincidence
            found.add(len(left))
        if len(right) < CONTEXT and folded.endswith(core + right):
            found.add(len(folded) - len(core + right))
        for before, after in ((left[-half:], right[:half]), (left, ""), ("", right)):
            if len(before + core + after) >= _LEAST_CONTEXT:
                found |= {place + len(before) for place in _occurrences(folded, before + core + after)}
        return found or set(self._between_ascii(folded, core))

    def _between_ascii(self, folded: str, core: str) -> Iterator[int]:
        """The same by the ASCII of its context alone, which stays as it is where a repair makes "é" of "Ã©" in it."""
        left, whole = _ascii(self.left), _ascii(self.left + core + self.right)
        if len(whole) < _LEAST_CONTEXT or len(whole) == len(self.left + core + self.right):
            return
        letters = [place for place, character in enumerate(folded) if character.isascii()]
        for found in _occurrences(_ascii(folded), whole):
            if left and self.left[-1].isascii():
                place = letters[found + len(left) - 1] + 1
            elif self.right[:1].isascii() and found + len(whole) > (end := found + len(left + _ascii(core))):
                place = letters[end] - len(core)
            else:
                continue
            if place >= 0 and folded.startswith(core, place):
                yield place

    def _span(self, text: str, offsets: list[int], place: int, length: int) -> Span:
        """The stretch whose letters are `length` ones from `place` on, with as much of its own punctuation as still stands."""
        if length:
            start, end = offsets[place], offsets[place + length - 1] + 1
            bare = self.before.strip()
            head = next(index for index, character in enumerate(bare) if fold(character))
            if start >= head and text.startswith(bare, start - head):
                return Span(start - head, start - head + len(bare))
            return Span(start, end)
        left = offsets[place - 1] + 1 if place else 0
        right = offsets[place] if place < len(offsets) else len(text)
        if not self.before or left == right:  # between two characters nothing can be touched: those count as well
            return Span(max(0, left - 1), min(len(text), right + 1))
        first, last = text.find(self.before, left, right), text.rfind(self.before, left, right)
        return Span(first, first + len(self.before)) if first == last >= 0 else Span(left, right)


def _ascii(text: str) -> str:
    return text.encode("ascii", "ignore").decode()


def _occurrences(text: str, pattern: str) -> Iterator[int]:
    place = text.find(pattern)
    while place >= 0:
        yield place
        place = text.find(pattern, place + 1)


def words_beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands right before and behind code points `start` to `end` of `text`, up to white space: at most `CONTEXT` each."""
    head = re.search(r"\S*\Z", text[max(0, start - CONTEXT) : start])
    tail = re.match(r"\S*", text[end : end + CONTEXT])
    return head[0] if head else "", tail[0] if tail else ""
