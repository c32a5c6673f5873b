"""Values drawn from bytes, so that a fuzzer which knows only bytes can make numbers, texts and changes of texts."""

from __future__ import annotations

from cleanup.text.changeset import ChangeSet
from cleanup.text.edit import Edit, Reason
from tests.laws.strategies import HOSTILE, LINES, SEPARATORS

_REASON = (Reason("SP901", "toy", "for the test"),)


class Draw:
    """Takes values off the front of `data`; where that is used up, zeros follow."""

    def __init__(self, data: bytes) -> None:
        self._data, self._place = data, 0

    def __bool__(self) -> bool:
        return self._place < len(self._data)

    def number(self, below: int) -> int:
        """From 0 to `below` - 1; two bytes where one does not reach."""
        size = 1 if below <= 256 else 2
        piece = self._data[self._place : self._place + size]
        self._place += size
        return int.from_bytes(piece) % max(below, 1)

    def rest(self) -> bytes:
        piece = self._data[self._place :]
        self._place = len(self._data)
        return piece

    def text(self, most: int) -> str:
        """Letters, white space and what breaks naive code."""
        pieces = []
        for _ in range(self.number(most + 1)):
            kind = self.number(8)
            pieces.append(HOSTILE[self.number(len(HOSTILE))] if kind == 0 else "ab \n.Z,x"[kind])
        return "".join(pieces)

    def article(self) -> str:
        """Lines as articles have them, in any order, some with something odd inside."""
        text = ""
        while self and len(text) < 4_000:
            line = LINES[self.number(len(LINES))]
            if (odd := self.number(2 * len(HOSTILE))) < len(HOSTILE):
                place = self.number(len(line))
                line = line[:place] + HOSTILE[odd] + line[place:]
            text += line + SEPARATORS[self.number(len(SEPARATORS))]
        return text

    def changes(self, text: str) -> ChangeSet:
        """A change set for `text`; many of its edits touch."""
        cuts = sorted(self.number(len(text) + 1) for _ in range(2 * self.number(6)))
        edits = [Edit(start, text[start:end], self.text(3), _REASON) for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
        return ChangeSet.of(text, edits)
