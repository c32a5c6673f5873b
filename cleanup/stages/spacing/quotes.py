"""Whether a quote with a space beside it opens or closes, by the other quotes of its line."""

from __future__ import annotations

from cleanup.stages.spacing.gaps import LINE_REACH, line_start
from cleanup.text.lazy import Lazy

_GUILLEMETS = "«»"
_FAMILIES = {'"': Lazy('"'), "“": Lazy("[„“”]"), "«": Lazy("[«»]")}


def closes(text: str, position: int) -> bool:
    """Whether the quote at code point `position` closes what one before it in the line opened."""
    odd, opened, last = _turn(text, position)
    if text[position] in _GUILLEMETS and last == text[position]:
        return False  # "Home » Column » Archive"
    return text[position] != "„" and odd and (opened or text[position] == "”")


def opens(text: str, position: int) -> bool:
    """Whether the quote at code point `position` opens, as none is open before it in the line."""
    mark = text[position]
    if mark == '"' and text[position - 2 : position - 1] in (*",.?!",) and text[position + 2 : position + 3].islower():
        return False  # 'again? " she said'
    odd, _, _ = _turn(text, position)
    return not odd and mark != "”" and (mark not in _GUILLEMETS or _has_partner(text, position))


def _has_partner(text: str, position: int) -> bool:
    """Whether the next guillemet of the line is the other one: that of a menu or a breadcrumb has none."""
    end = text.find("\n", position, position + LINE_REACH)
    partner = _FAMILIES["«"].search(text, position + 1, end if end >= 0 else position + LINE_REACH)
    return partner is not None and partner[0] != text[position]


def _turn(text: str, position: int) -> tuple[bool, bool, str]:
    """(odd, after-opening, last): how many quotes of the family stand before in the line, whether the last one opens, and which
    it is."""
    family = _FAMILIES["“" if text[position] in "„“”" else "«" if text[position] in "«»" else '"']
    low = line_start(text, position, LINE_REACH)
    before = [match.start() for match in family.finditer(text, low, position)]
    opened = bool(before) and (before[-1] == 0 or text[before[-1] - 1] in " \n\t([—–" or text[before[-1]] == "„")
    return len(before) % 2 == 1, opened, text[before[-1]] if before else ""
