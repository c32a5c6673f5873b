"""How a line of a raw page stands to the prose on both sides of it: how far it is, and whether a rule names a line between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleanup.stages.boilerplate.page.columns import Facts, Kind, crossed
from cleanup.stages.boilerplate.page.linefacts import RULE, Traits, band

_STEPS = (1, 2, 4, 8, 16)
"""Bounds of the bands of distances, in lines."""

_FAR = _STEPS[-1] + 1
_NONE = _FAR + 1
"""Stands for a distance where there is nothing, as _FAR does for all that are greater."""


Side = int
"""How many lines ago the last prose stood on one side of a line; more by _PARTED if a rule names a line between them."""

_PARTED = 32


def prose_gaps(kinds: Sequence[Kind], amounts: Sequence[int], traits: Sequence[Traits]) -> list[tuple[Kind, Side, Side]]:
    """The key of `gaps` of each line, by the words of prose in it."""
    return [*zip(kinds, _since_prose(amounts, traits), _since_prose(amounts[::-1], traits[::-1])[::-1], strict=True)]


def _since_prose(amounts: Iterable[int], traits: Iterable[Traits]) -> list[Side]:
    """For each line how far the last prose is and whether a rule parts them, read from the first line on; so it does where there
    is none."""
    sides, since, parted = [], _NONE, _PARTED
    for words, shown in zip(amounts, traits, strict=True):
        sides.append(since + parted)
        if words:
            since, parted = 1, 0
        elif since < _FAR:
            since += 1
        if shown & RULE:
            parted = _PARTED
    return sides


def gaps(key: tuple[Kind, Side, Side]) -> Facts:
    """How many lines lie between the line and the prose before and behind it, and whether a rule names one of them."""
    kind, before, behind = key
    back, ahead = before % _PARTED, behind % _PARTED
    facts = {f"lines since prose:{band(back, _STEPS)}": 1.0, f"lines to prose:{band(ahead, _STEPS)}": 1.0}
    if back <= 2 and ahead <= 2:
        facts["between prose"] = 1.0
    if back == _NONE:
        facts["no prose before"] = 1.0
    if ahead == _NONE:
        facts["no prose behind"] = 1.0
    if before >= _PARTED:
        facts["parted before"] = 1.0
    if behind >= _PARTED:
        facts["parted behind"] = 1.0
    if before < _PARTED > behind:
        facts["in one piece with prose"] = 1.0
    return crossed(kind, facts)
