"""An anchor: a stretch of text known by what stands in it and beside it, not by its offset.

It tells equal stretches apart, and finds one again in a text that has changed elsewhere.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cleanup.text.fold import fold

CONTEXT = 24
"""Folded characters on both sides: enough to tell equal edits apart, few enough to outlive changes elsewhere in the text."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The stretch `before`, between `left` and `right`, which are folded and `CONTEXT` characters long at most."""

    before: str
    left: str
    right: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """The anchor of code points `start` to `end` of `text`."""
        reach = 8 * CONTEXT
        left = fold(text[max(0, start - reach) : start])[-CONTEXT:]
        right = fold(text[end : end + reach])[:CONTEXT]
        return cls(text[start:end], left, right)

    def identity(self, after: str, nth: int) -> str:
        """What an edit that puts `after` here is called, the `nth` (from 1) of those equal in the document.

        Whichever rule makes it, and wherever it stands, it is called the same.
        """
        key = "\0".join((self.before, after, self.left, self.right, str(nth)))
        return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
