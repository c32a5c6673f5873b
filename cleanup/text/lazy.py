"""A pattern that is compiled when it is first used, or was when the package was built.

There are 240 patterns, of which most texts need few. One takes 0.2 ms to compile, and another millisecond for
each class of all letters that have case: together half of the time that a hook takes for ten files with mistakes.
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
    """What `re.compile` gives, read from the package (see precompile.py) if that was built by the same version of Python."""
    return _ready(source, flags) or re.compile(source, flags)


def _ready(key: str, flags: int) -> re.Pattern[str] | None:
    precompiled = _precompiled()
    return precompiled.get(key, int(flags)) if precompiled else None


PRECOMPILED = "patterns.bin"
"""The file beside this one that is written when a wheel is built."""


@cache
def _precompiled() -> Precompiled | None:
    file = os.path.join(os.path.dirname(__file__), PRECOMPILED)
    if not os.path.isfile(file):
        return None
    from cleanup.text.precompile import Precompiled

    return Precompiled(file)


class Lazy:
    """A pattern with the methods of a compiled one that are used here. A `source` that is costly to put together is given as a
    function, with a `key` by which the pattern is known without it: no two sources may have the same."""

    def __init__(self, source: str | Callable[[], str], flags: int = 0, key: str = "") -> None:
        self._given, self.flags, self._key = source, flags, key

    @cached_property
    def source(self) -> str:
        """The source of the pattern."""
        return self._given if isinstance(self._given, str) else self._given()

    @property
    def key(self) -> str:
        """By what the pattern is known: its source, where nothing else was given."""
        return self._key or self.source

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return _ready(self.key, self.flags) or re.compile(self.source, self.flags)

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
