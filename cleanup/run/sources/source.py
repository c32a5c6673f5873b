"""The files of a run: one as a Source, a million of them packed as Sources."""

from __future__ import annotations

import marshal
import os
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, starmap
from operator import lt
from pathlib import Path
from typing import overload

from cleanup.files.records import format_of
from cleanup.text.dataclass import dataclass, field, replace

_PACK = 256
"""Files packed together: some 10 bytes each where names are alike; an object each takes 500 and more."""


Row = tuple[str, str, bool, str]
"""What a Source holds, as it is packed: for loops over a million files, where making an object of each tells."""


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A file to work on. `name` is where it goes below the output folder, with "/" between; `file` is its path as given, for
    opening: a string, for a run that finds a million files unchanged needs no more of them.

    `given`: named outright and not found in a folder. `called`: what people call it, if that is not its path.
    """

    name: str
    file: str
    given: bool = field(default=False, compare=False)
    called: str = field(default="", compare=False)

    @property
    def path(self) -> Path:
        """Its path, as given."""
        return Path(self.file)

    @property
    def shown(self) -> str:
        """How it is named to people."""
        return self.called or self.file

    def at(self, path: Path) -> Source:
        """The same source with its content elsewhere."""
        return replace(self, file=os.fspath(path))


class Sources(Sequence[Source]):
    """Sources ordered by name, each name once, as they were given. They are packed, and created again whenever they are asked
    for.

    kinds  the first of each kind that the names and ways they were given tell apart: what holds for a kind need not be asked of
           a million files
    """

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self._fill((source.name, source.file, source.given, source.called) for source in sources)

    @classmethod
    def of_rows(cls, rows: Iterable[Row]) -> Sources:
        """Those that the rows speak of."""
        sources = cls.__new__(cls)
        sources._fill(rows)
        return sources

    def _fill(self, rows: Iterable[Row]) -> None:
        self._firsts: list[str] = []
        self._packs: list[bytes] = []
        self._at = -1
        self._rows: dict[str, Row] = {}  # of the pack looked into last, by name
        self._length, last = 0, ""
        kinds: dict[tuple[str | None, bool], Source] = {}
        rest = iter(rows)
        while some := list(islice(rest, _PACK)):
            names = [row[0] for row in some]
            assert all(map(lt, names, names[1:])) and (last < names[0] or not self._length), f"{names} after {last!r}"
            self._length, last = self._length + len(some), names[-1]
            for name, file, given, called in some:
                if (kind := (format_of(file), given)) not in kinds:
                    kinds[kind] = Source(name, file, given, called)
            self._firsts.append(names[0])
            self._packs.append(zlib.compress(marshal.dumps(some), 1))
        self.kinds = tuple(kinds.values())

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Source]:
        return starmap(Source, self.rows())

    def rows(self) -> Iterator[Row]:
        """What the sources hold, in their order."""
        return chain.from_iterable(map(_unpacked, self._packs))

    @overload
    def __getitem__(self, place: int) -> Source: ...

    @overload
    def __getitem__(self, place: slice) -> Sources: ...

    def __getitem__(self, place: int | slice) -> Source | Sources:
        if isinstance(place, int):
            number = range(self._length)[place]
            return Source(*_unpacked(self._packs[number // _PACK])[number % _PACK])
        start, stop, step = place.indices(self._length)
        return self if (start, stop, step) == (0, self._length, 1) else Sources.of_rows(islice(self.rows(), start, stop, step))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sources) and len(self) == len(other) and all(map(Source.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]

    def named(self, name: str) -> Source | None:
        """The source of that name."""
        at = bisect_right(self._firsts, name) - 1
        if at >= 0 and at != self._at:
            self._at, self._rows = at, {row[0]: row for row in _unpacked(self._packs[at])}
        row = self._rows.get(name) if at >= 0 else None
        return Source(*row) if row else None


def _unpacked(pack: bytes) -> list[Row]:
    rows: list[Row] = marshal.loads(zlib.decompress(pack))
    return rows
