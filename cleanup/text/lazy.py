"""A pattern that is compiled when it is first used.

A class of all letters that have case takes a millisecond wherever it stands in a pattern, and most texts need few of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Lazy:
    """The methods of a compiled pattern that are used here."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.source)

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
