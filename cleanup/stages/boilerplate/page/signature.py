"""The signature of a letter on a raw page, told by its form: "Until Thursday," and a name below it (see closing.py for those told
by their words). The model of lines takes them for links, as they are short, and platforms of letters put a row of buttons right
behind them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cleanup.stages.boilerplate.page.linefacts import RULE, Line
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_SIGNED = rf"{_CAPITAL}[\w.’'-]*(?: (?:(?:and|de|von|van|und|y|et) )?{_CAPITAL}[\w.’'-]*){{0,3}}"

_GREETING = Lazy(rf"(?!(?i:by|von|par|por|image|media|photo|source)\b){_CAPITAL}[^\W\d_]*(?:[ ’'-]+[^\W\d_]+){{0,5}}[,!]")
"""What a letter ends with before the name: up to six words, and a comma or a call. A byline and the label of a credit end
in a comma, too."""

_NAME = Lazy(rf"[-–—~]?\s?{_SIGNED}(?: x+)?")

_SIGNATURE = Lazy(rf"(?:[–—]\s?|-){_SIGNED}")
"""A name behind a dash, with no space behind a hyphen: that is a bullet."""


def signature(document: Document, lines: Sequence[Line], places: Sequence[int], last: int) -> Sequence[int]:
    """The places right behind the `last` line of the article of a greeting and the name below it, or of a name behind a dash that
    is the only such line. No rule may name them."""
    behind = bisect_right(places, last)
    found = [place for place in places[behind : behind + 2] if not lines[place].traits & RULE]
    if not found or found[0] != places[behind]:
        return ()
    first, *second = [document.line(document.filled[place]).strip() for place in found]
    if second and _GREETING.fullmatch(first) and _NAME.fullmatch(second[0]):
        return found
    if _SIGNATURE.fullmatch(first) and not (second and _SIGNATURE.fullmatch(second[0])):
        return found[:1]
    return ()
