"""Tables of which most runs need a part: what stands in them is kept as bytes, by two letters of its keys, and made when a key
with these two is asked for.

There are forty thousand keys. Making all of them takes 8 ms, as long as a hook takes to clean ten files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

ByLetters = Mapping[str, bytes | memoryview]
"""Lines in UTF-8, by two letters that stand in each key at the same place."""

_LOOKUPS = 25_000
"""Lookups of letters after which all keys are made at once, which takes as long as the lookups have taken: 2 to 3 ms a table, and
0.1 us (measured). 1,200 articles make so many."""

_LINE = "\n"
"""Ends each line."""


class Parts(Mapping[str, memoryview]):
    """Parts of a larger content, one after the other, by their letters."""

    def __init__(self, content: memoryview, letters: Sequence[str], starts: Sequence[int]) -> None:
        """`starts` are where they start, and where the last one ends."""
        self._content, self._starts = content, starts
        self._places = dict(zip(letters, range(len(letters)), strict=True))

    def __getitem__(self, letters: str) -> memoryview:
        place = self._places[letters]
        return self._content[self._starts[place] : self._starts[place + 1]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def whole(self) -> memoryview:
        """All of them."""
        return self._content[self._starts[0] : self._starts[-1]]


class Table(Generic[T]):
    """Values by keys. What is kept by two letters is made when they are asked for, all of it after many lookups.

    known  the values of the keys that were made
    rest   the letters whose keys were not
    """

    def __init__(self, kept: ByLetters, made: Callable[[list[str]], dict[str, T]]) -> None:
        """`made` gives the values of the keys in some lines."""
        self.kept, self._made = kept, made
        self.known: dict[str, T] = {}
        self.rest = {*kept}
        self._left = _LOOKUPS

    def want(self, letters: Sequence[str]) -> None:
        """Make the keys that are kept by these letters. It is not needed once there is no `rest`."""
        self._left -= len(letters)
        if self._left < 0:
            self.whole()
        for each in self.rest.intersection(letters):
            self.known.update(self._made(lines_of(self.kept[each])))
            self.rest.discard(each)

    def whole(self) -> Mapping[str, T]:
        """All values by their keys."""
        if self.rest:
            content = self.kept.whole() if isinstance(self.kept, Parts) else b"".join(self.kept.values())
            self.known = self._made(lines_of(content))
            self.rest.clear()
        return self.known


def by_letters(lines: Mapping[str, Iterable[str]]) -> ByLetters:
    """Lines by two letters, in the order of these."""
    return {
        letters: "".join(f"{line}{_LINE}" for line in lines[letters]).encode("utf-8", "surrogatepass")
        for letters in sorted(lines)
    }


def lines_of(content: bytes | memoryview) -> list[str]:
    """The lines of what stands by some letters."""
    return str(content, "utf-8", "surrogatepass").split(_LINE)[:-1] if content else []
