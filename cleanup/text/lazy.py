"""A pattern that is compiled when it is first used, or was when the package was built.

A pattern takes 0.2 ms to compile, a class of all letters that have case a whole one wherever it stands in it, and there are more
than a hundred of them, of which most texts need few: still half of what a hook would have to do for ten files with mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import Any


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives; from what the package brings along (see precompile.py) where that was made by such a Python."""
    made = _made().get((source, flags))
    if made is None:
        return re.compile(source, flags)
    from cleanup.text.precompile import unpacked

    return unpacked(source, made)


@cache
def _made() -> dict[tuple[str, int], Any]:
    try:
        from cleanup.text import patterns  # type: ignore[attr-defined, unused-ignore]  # made when a wheel is built
    except ImportError:
        return {}
    from cleanup.text.precompile import kind

    return patterns.PATTERNS if kind() == patterns.KIND else {}


class Lazy:
    """The methods of a compiled pattern that are used here."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source, self.flags = source, flags

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return compiled(self.source, self.flags)

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
