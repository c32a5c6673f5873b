"""What a line of a raw page shows by itself: its words, marks, end, and the rules that name it.

Every fact is a number from 0 to 1 under a name that stands in the model's weights; a fact that is 0 is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from cleanup.stages.navigation import LONGEST, POINTS
from cleanup.text.dataclass import dataclass
from cleanup.text.fold import fold
from cleanup.text.language import COMMON
from cleanup.text.lazy import Lazy

MOST = 80
"""Words after which a longer paragraph counts no more: one endless line must not outweigh the article."""

_SAMPLE = 1_000
"""Characters of a line that are read: enough to tell prose."""

_WORD = re.compile(r"\w+")
_UNSPACED = Lazy("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_UNLISTED = Lazy("[\u0370-\u03ff\u0530-\u06ff\u0900-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts whose common words are not known here: prose is told by its length and its end."""

_END = re.compile(r"[.!?…։؟।。！？][\"'”’»«“)\]）」』]*$")
_BULLET = re.compile(r"\s*(?:[*+•·>-]|\d+[.)]|#+)\s")
_INNER = re.compile(r"[.!?…][\"”’»)]*\s+[\"“‘«„(¿¡]*[^\W\d_a-zß-öø-ÿ]|。")
_QUOTE = re.compile("[“”„»«]")
_SIZES = (1, 2, 3, 4, 6, 8, 12, 18, 28, 45, 80)


@dataclass(frozen=True, slots=True)
class Line:
    """One line (or piece of a line) of a raw page.

    words      as many as count, at most MOST
    prose      whether it is a paragraph of prose
    own        its facts
    families   the rule families that name it, as digits
    """

    words: int
    prose: bool
    own: dict[str, float]
    families: Collection[str]
    folded: str
    indent: int
    is_title: bool


def read_line(text: str, indent: int, families: Collection[str], is_title: bool) -> Line:
    """The facts of a line that holds `text` without white space around it, named by rules of `families`."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    unspaced = len(_UNSPACED.findall(sample)) if not sample.isascii() else 0
    count = max(len(words), unspaced // 2)
    spoken = sum(map(COMMON.__contains__, map(str.lower, words))) / max(1, len(words))
    if not sample.isascii() and _UNLISTED.search(sample):
        spoken = max(spoken, 0.3)
    is_closed, inner = bool(_END.search(text[-6:])), len(_INNER.findall(sample))
    prose = count >= 12 and (is_closed or inner > 0) and spoken > 0.12
    folded = fold(text)
    capitals = sum([word[0].isupper() for word in words]) / max(1, len(words))
    digits = sum(map(str.isdigit, words)) / max(1, len(words))
    own = {
        f"words:{band(count, _SIZES)}": 1.0,
        "ends like a sentence": float(is_closed),
        "ends in a colon or comma": float(text.endswith((":", ","))),
        "common words": min(spoken, 0.5) * 2 if count >= 4 else 0.0,
        "lower case": max(0.0, 1 - capitals - digits) if count >= 3 else 0.0,
        "capitals": capitals if count >= 3 else 0.0,
        "all capitals": float(sample.isupper()),
        "starts in lower case": float(text[:1].islower()),
        "digits": digits,
        "quotation": float('"' in sample or bool(_QUOTE.search(sample))),
        "commas": min(3, sample.count(", ")) / 3,
        "bullet": float(bool(_BULLET.match(text))),
        "address": float("http" in sample or "www." in sample or "@" in sample),
        "bar": float("|" in sample or "»" in sample or "›" in sample),
        "copyright": float("©" in sample),
        "question": float(text.endswith("?")),
        "link": float("](" in sample or text.startswith("![")),
        "menu word": float(len(folded) <= LONGEST and folded in POINTS),
        "rule": float(bool(families)),
        "inner sentences": min(3, inner) / 3,
        "prose": float(prose),
        "long, no prose": float(count >= 12 and not prose),
        **{f"rule:{family}": 1.0 for family in families},
    }
    return Line(min(count, MOST), prose, {k: v for k, v in own.items() if v}, families, folded, min(indent, 99), is_title)


def band(value: int, bounds: Sequence[int]) -> str:
    """The first of `bounds` that `value` does not pass."""
    for bound in bounds:
        if value <= bound:
            return str(bound)
    return "more"
