"""The end of an article on a raw page, where it is no prose: results, a table, verses, the last words of a play.

The model of lines takes them for links, as they are short. Links to other articles are neither rows nor sentences, though, and
what the page puts behind the article begins with a line that a rule names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cleanup.corpus.site import name_in_address
from cleanup.stages.boilerplate.page.headlinesigns import is_stamp
from cleanup.stages.boilerplate.page.linefacts import BULLET, CLOSED, RULE, Line
from cleanup.text.document import Document
from cleanup.text.language import SMALL
from cleanup.text.lazy import Lazy

_MOST, _FEWEST = 60, 3
"""Lines behind the last paragraph that are looked at; and different ones that must read like the article. With two, teasers of
four of 260 pages of the benchmark stayed."""

_SHARE = 0.5
"""The share of the lines that must: a list of results has headings, too."""

_FIRST, _PROBABLE = 3, 0.1
"""Lines right behind the last paragraph, one of which the model must think as probable: the boxes of a shop or of an appeal for
money are not."""

_LONG, _LONGEST = 20, 200
"""Words of a line that the model knew better how to judge, and code points of the longest row."""

_ROW = Lazy(
    rf"\W*(?:[^\W\d_][\w .'’/()-]{{0,24}}:\s+(?![{SMALL}])\S+(?:\s\S+){{0,3}}\Z"  # a label and a name or a number
    r"|[^\W\d_][\w .'’/()-]{0,39}:(?:\s+[^\s,;:-][^,;:\n-]{0,40}[,;-]){4}"  # a label and several names
    r"|\d{1,2}[:.]\d\d(?:\s+|\|\s*)\S"  # a time and what happens then
    r"|.{1,60}[\d%]\Z(?<!\b(?:19|20)\d\d))"
)
_DIGITS = 0.3
"""The share of numbers among the words of any other row."""

_CELLS, _NAME = 3, 3
"""Lines behind a name in a table among which its number stands, and words of the name."""

_DATED = Lazy(r"(?<![\d.])\d{1,2}([./-])\d{1,2}\1(?:20)?\d\d(?!\d)")
"""The day of another article, or of a remark."""

_RUNS_ON = (",", ";")
"""How a verse ends, or another line that the next one goes on with."""

_PROMPT = "$ "
"""How a command begins in a text about software."""

_NEITHER = ("!", "?", "...", "…")
"""How calls and questions end, of an article as of the page, and what is cut."""


def ending(
    document: Document, lines: Sequence[Line], places: Sequence[int], last: int, probabilities: Sequence[float]
) -> Sequence[int]:
    """The places behind the `last` line of the article of lines that read like it, up to the first that a rule names or an
    address stands in, or to the end where all such lines are gone; none if that address is the site's own. `probabilities` are
    those of the lines at `places`, as the model judges them."""
    behind = bisect_right(places, last)
    if max(probabilities[behind : behind + _FIRST], default=0.0) < _PROBABLE:
        return ()
    start = behind
    while start > max(0, behind - _MOST) and not lines[places[start - 1]].prose:
        start -= 1  # what stays of a table counts too
    own, other, end = set[str](), set[str](), behind
    site = name_in_address(document.url)
    for index in range(start, min(len(places), behind + _MOST)):
        line = lines[places[index]]
        text = document.line(document.filled[places[index]]).strip()
        if index >= behind and (line.traits & RULE or "address" in line.names):
            return () if site and not line.traits & RULE and site in line.folded else places[behind:end]
        if not line.folded or text.endswith(_NEITHER) or _is_cell(lines, places[index : index + 1 + _CELLS]):
            continue
        if index >= behind and _is_of_another(line, text):
            return ()
        (own if _reads_like_article(line, text) else other).add(line.folded)
        if line.folded in own and len(own) >= _FEWEST and len(own) >= _SHARE * (len(own) + len(other)):
            end = max(end, index + 1)
    return places[behind:end] if len(places) < behind + _MOST else ()


def _is_cell(lines: Sequence[Line], row: Sequence[int]) -> bool:
    """Whether the first place of a row is a name in a table with a line for every cell: a number stands behind it."""
    first, *others = (lines[place] for place in row)
    return 0 < first.words <= _NAME and first.shares[3] == 0 and any(line.shares[3] == 1 for line in others)


def _is_of_another(line: Line, text: str) -> bool:
    """Whether a line begins another article, or a remark."""
    return line.words >= _LONG or is_stamp(text) or _DATED.search(text) is not None


def _reads_like_article(line: Line, text: str) -> bool:
    """Whether a line is a row, or a sentence or a part of one."""
    if line.traits & CLOSED or text.startswith(_PROMPT):
        return True
    if line.words > 1 and not line.traits & BULLET and (text[:1].islower() or text.endswith(_RUNS_ON)):
        return True
    digits = line.shares[3]
    if digits >= _DIGITS or len(text) > _LONGEST:
        return digits >= _DIGITS
    return (digits > 0 or not line.traits & BULLET) and _ROW.match(text) is not None  # a label behind a bullet is a link's
