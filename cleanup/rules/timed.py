"""A pattern that a user wrote, under a limit of time: one from a stranger must not hang a run.

Python's own engine cannot be stopped, so these go through the library `regex`, which has a timeout and the same syntax.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from cleanup.rules.read import RuleError
from cleanup.rules.rule import Rule

SECONDS = 1.0
"""For one line, of at most 300 characters: a sound pattern takes some microseconds, one like "(a|aa)+b" exponential time."""


class Timed:
    """The method of a compiled pattern that rules use. It raises RuleError."""

    def __init__(self, source: str, rule: Rule) -> None:
        self.source, self._rule = source, rule

    @cached_property
    def _pattern(self) -> Any:
        import regex

        try:
            return regex.compile(self.source)
        except regex.error as error:
            raise RuleError(f"{self._rule.source}: rule {self._rule.code}: bad pattern {self.source!r}: {error}") from None

    def fullmatch(self, text: str) -> Any:
        """The match, or None."""
        try:
            return self._pattern.fullmatch(text, timeout=SECONDS)
        except TimeoutError:
            rule = f"{self._rule.source}: rule {self._rule.code}"
            why = "a repetition within a repetition, most likely"
            raise RuleError(f"{rule}: the pattern {self.source!r} takes over {SECONDS:g} s for one line: {why}") from None
