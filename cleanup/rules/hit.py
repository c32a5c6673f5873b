"""A hit: one place where a rule matches. Whether it is removed is decided later, by place and company."""

from __future__ import annotations

from cleanup.rules.rule import Rule
from cleanup.text.dataclass import dataclass

LONGEST = 300
"""Code points of the longest line that kinds about whole lines look at; furniture is short, and prose must not be searched."""


@dataclass(frozen=True, slots=True)
class Hit:
    """`rule` matches the line with index `line`, from code point `start` of that line to its end (0: the whole line).

    `phrase` is the folded phrase or the pattern that matched. `follows` marks a line that is named by the heading above it.
    """

    line: int
    rule: Rule
    phrase: str
    start: int = 0
    follows: bool = False
