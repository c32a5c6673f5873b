"""A pattern that is compiled when it is first used, or was when the package was built.

A pattern takes 0.2 ms to compile, a class of all letters that have case a whole one wherever it stands in it, and there are more
than a hundred of them, of which most texts need few: still half of what a hook would have to do for ten files with mistakes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleanup.text.precompile import Precompiled


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives; from what the package brings along (see precompile.py) where that was made by such a Python."""
    brought = _brought()
    return (brought.get(source, int(flags)) if brought else None) or re.compile(source, flags)


BROUGHT = "patterns.bin"
"""The file beside this one that is made when a wheel is built."""


@cache
def _brought() -> Precompiled | None:
    file = os.path.join(os.path.dirname(__file__), BROUGHT)
    if not os.path.isfile(file):
        return None
    from cleanup.text.precompile import Precompiled

    return Precompiled(file)


class Lazy:
    """The methods of a compiled pattern that are used here. A source that takes time to put together is given by what does it; so
    is a name that takes less and tells all that the source is made of, by which the package brings the pattern along."""

    def __init__(self, source: str | Callable[[], str], flags: int = 0, name: Callable[[], str] = str) -> None:
        self._given, self.flags, self._named = source, flags, name

    @cached_property
    def source(self) -> str:
        """The source of the pattern."""
        return self._given if isinstance(self._given, str) else self._given()

    @property
    def name(self) -> str:
        """The name of the pattern, "" if it has none."""
        return self._named()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        brought = _brought() if self._named is not str else None
        return (brought.named(self.name, int(self.flags)) if brought else None) or compiled(self.source, self.flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self.pattern.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self.pattern.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self.pattern.fullmatch

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        return self.pattern.findall

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.pattern.finditer

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self.pattern.sub

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        return self.pattern.split
