"""The next entry of a series that an article on a raw page began: steps, numbers, times of day, labels."""

from __future__ import annotations

from collections.abc import Sequence
from re import Match

from cleanup.stages.boilerplate.page.linefacts import RULE
from cleanup.stages.boilerplate.page.taillines import TailLines
from cleanup.text.lazy import Lazy

_SERIES = Lazy(
    r"\s*(?:#+\s+)?(?:\[?(?P<number>\d{1,3})[.)\]]\s+\S|(?P<step>[^\W\d_]{3,12}) (?P<count>\d{1,3})(?=\W*$|[.:)]\s)"
    r"|(?P<clock>(?:[01]?\d|2[0-3])[:.h][0-5]\d)\W*$|(?P<label>[^\W\d_][\w. ]{0,19}:)\s+\S)"
)
"""The marks of lines that belong to a series: a number, a word with a number ("Step 3"), a time of day, a label ("Q: ...")."""

_BACK = 12
"""Lines of the article among which the marks of its series stand."""


def past_series(tail: TailLines, end: int) -> int:
    """Past the next entry of a series, or the rest of its last: a mark, and as many sentences as the entry before has."""
    return max(_past_entry(tail, end - 1), _past_entry(tail, end), end)


def _past_entry(tail: TailLines, at: int) -> int:
    """Past the entry whose mark stands there, if it goes on with a series; else 0."""
    line = tail.line(at)
    mark = None if line is None or line.traits & RULE else _SERIES.match(tail.text(at))
    if mark is None:
        return 0
    marks = [(index, one) for index in range(max(0, at - _BACK), at) if (one := _SERIES.match(tail.text(index)))]
    kin = [(index, one) for index, one in marks if one.lastgroup == mark.lastgroup]
    if not kin or not _follows(mark, [one for _, one in kin], at - kin[-1][0] == 1):
        return 0
    below, past = at - kin[-1][0] - 1, at + 1
    if below and tail.is_heading(past) and tail.closed(past + 1):
        past, below = past + 1, below + 1
    while past - at <= below and tail.closed(past) and not _SERIES.match(tail.text(past)):
        past += 1
    return past


def _follows(mark: Match[str], before: Sequence[Match[str]], next_to_it: bool) -> bool:
    """Whether a mark is the one that comes behind these of its kind."""
    last = before[-1]
    if mark["label"]:
        return next_to_it and [one["label"] for one in before].count(mark["label"]) > 0 and len(before) > 1
    if mark["clock"]:
        return len(before) > 1 and not next_to_it
    if mark["step"] != last["step"]:
        return False
    one, other = (mark["number"] or mark["count"]), (last["number"] or last["count"])
    return int(one) == int(other) + 1
