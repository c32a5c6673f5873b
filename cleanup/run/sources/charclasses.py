"""Classes of characters in patterns of ignore files, as `[[:digit:]]`: git knows them, pathspec does not."""

from __future__ import annotations

import re

_CLASSES = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "blank": " \t", "cntrl": "\x01-\x1f\x7f", "digit": "0-9", "graph": "A-~!-@",
    "lower": "a-z", "print": " -~", "punct": ":-@[-`{-~!-.", "space": " \t\r", "upper": "A-Z", "xdigit": "0-9A-Fa-f",
}  # fmt: skip
"""What git's wildmatch.c understands by each, in ASCII alone as there; none begins with “!”, which would negate the brackets,
and none has “/”, which parts folders."""

_LONGEST = 4096
"""Characters of the longest pattern that is looked into, as of a path on Linux: open brackets take time with their square."""

_BRACKETS = re.compile(r"\\.|\[[!^]?\]?(?:\[:[^\[\]:]*:\]|\\.|[^\]\\])*\]", re.DOTALL)
_CLASS = re.compile(r"\[:([^\[\]:]*):\]")


def spelt_out(pattern: str) -> str:
    """The pattern with ranges in the place of classes. Raises ValueError for a class that there is not: to git, such a pattern
    matches nothing."""
    if "[:" not in pattern or len(pattern) > _LONGEST:
        return pattern
    return _BRACKETS.sub(lambda found: found[0][0] + _CLASS.sub(_ranges, found[0][1:]), pattern)


def _ranges(found: re.Match[str]) -> str:
    if found[1] not in _CLASSES:
        raise ValueError(f"no class of characters: {found[0]}")
    return _CLASSES[found[1]]
