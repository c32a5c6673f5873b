"""What a line of a raw page shows by itself: its words, marks, end, and the rules that name it.

Every fact is a number from 0 to 1 under a name that stands in the model's weights; a fact that is 0 is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from cleanup.stages.boilerplate.columns import Kind
from cleanup.stages.navigation import LONGEST, POINTS
from cleanup.text.language import COMMON
from cleanup.text.lazy import Lazy

MOST = 80
"""Words after which a longer paragraph counts no more: one endless line must not outweigh the article."""

_SAMPLE = 1_000
"""Characters of a line that are read: enough to tell prose."""

_WORD = Lazy(r"\w+")
_MARKS = "’“”‘–—…\xa0"
"""The signs beyond ASCII that most lines of prose hold, and often nothing else beyond it."""

_IN_WORDS = [code if chr(code).isalnum() or code == 95 else 32 for code in range(128)]
_SMALL = bytes(_IN_WORDS).lower() + bytes(128)
_SHAPE = bytes(65 if chr(code).isupper() else 97 if code != 32 else 32 for code in _IN_WORDS) + bytes(128)
_DIGITS = b"0123456789"
_UNSPACED = Lazy("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_UNLISTED = Lazy("[\u0370-\u03ff\u0530-\u06ff\u0900-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts whose common words are not known here: prose is told by its length and its end."""

_END = Lazy(r"[.!?…։؟।。！？][\"'”’»«“)\]）」』]*$")
_BULLET = Lazy(r"\s*(?:[*+•·>-]|\d+[.)]|#+)\s")
_INNER = Lazy(r"[.!?…][\"”’»)]*\s+[\"“‘«„(¿¡]*[^\W\d_a-zß-öø-ÿ]|。")
_QUOTE = Lazy("[“”„»«]")
_SIZES = (1, 2, 3, 4, 6, 8, 12, 18, 28, 45, 80)


Look = tuple[int, bool, bool, bool, bool]
"""What a line shows to those beside it: its words, and whether it is prose, is named by a rule, ends a sentence, has a bullet."""


class Line(NamedTuple):
    """One line (or piece of a line) of a raw page.

    words      as many as count, at most MOST
    prose      whether it is a paragraph of prose
    kind       what it is, in the words that facts of the page are crossed with
    look       what it shows to those beside it
    own        its facts
    families   the rule families that name it, as digits
    """

    words: int
    prose: bool
    kind: Kind
    look: Look
    own: dict[str, float]
    families: Collection[str]
    folded: str
    indent: int
    is_title: bool


def read_line(text: str, folded: str, indent: int, families: Collection[str], is_title: bool) -> Line:
    """The facts of a line that holds `text` without white space around it, which folds to `folded`, named by `families`."""
    sample = text[:_SAMPLE]
    bare = _bare(sample)
    count, common, capitals, digits = _words(sample, bare)
    some = max(1, count)
    spoken = common / some
    if not bare.isascii():
        count = max(count, len(_UNSPACED.findall(sample)) // 2)
        if _UNLISTED.search(sample):
            spoken = max(spoken, 0.3)
    is_closed, inner = bool(_END.search(text[-6:])), len(_INNER.findall(sample))
    prose = count >= 12 and (is_closed or inner > 0) and spoken > 0.12
    kind = "prose" if prose else "short" if count < 8 else "medium"
    own = {f"words:{band(count, _SIZES)}": 1.0}
    if is_closed:
        own["ends like a sentence"] = 1.0
        if not prose:
            own[f"{kind} & ends like a sentence"] = 1.0
    if text.endswith((":", ",")):
        own["ends in a colon or comma"] = 1.0
    if spoken and count >= 4:
        own["common words"] = min(spoken, 0.5) * 2
    _letters(own, sample, count, capitals / some, digits / some)
    _signs(own, text, sample)
    if len(folded) <= LONGEST and folded in POINTS:
        own["menu word"] = 1.0
    if families:
        own["rule"] = 1.0
    if inner:
        own["inner sentences"] = min(3, inner) / 3
    if prose:
        own["prose"] = 1.0
    elif count >= 12:
        own["long, no prose"] = 1.0
    for family in families:
        own[f"rule:{family}"] = 1.0
    if bullet := "bullet" in own:
        kind += " bullet"
    count = min(count, MOST)
    look = (count, prose, bool(families), is_closed, bullet)
    return Line(count, prose, kind, look, own, families, folded, min(indent, 99), is_title)


def _bare(sample: str) -> str:
    """A sample with spaces for the commonest marks."""
    if not sample.isascii():
        for mark in _MARKS:
            sample = sample.replace(mark, " ")
    return sample


def _words(sample: str, bare: str) -> tuple[int, int, int, int]:
    """How many words a sample has, how many of them are common ones, begin with a capital, and are digits."""
    if not bare.isascii():
        words = _WORD.findall(sample)
        capitals = sum([word[0].isupper() for word in words])
        return len(words), sum(map(COMMON.__contains__, map(str.lower, words))), capitals, sum(map(str.isdigit, words))
    data = bare.encode()
    words = data.translate(_SMALL).decode().split()
    capitals = (b" " + data.translate(_SHAPE)).count(b" A")
    digits = sum(map(str.isdigit, words)) if len(data.translate(None, _DIGITS)) < len(data) else 0
    return len(words), sum(map(COMMON.__contains__, words)), capitals, digits


def _letters(own: dict[str, float], sample: str, count: int, capitals: float, digits: float) -> None:
    """Facts of case; `capitals` and `digits` are shares of the words."""
    if count >= 3:
        if (lower := 1 - capitals - digits) > 0:
            own["lower case"] = lower
        if capitals:
            own["capitals"] = capitals
    if sample.isupper():
        own["all capitals"] = 1.0
    if sample[:1].islower():
        own["starts in lower case"] = 1.0
    if digits:
        own["digits"] = digits


def _signs(own: dict[str, float], text: str, sample: str) -> None:
    """Facts of the signs that stand in a line."""
    if '"' in sample or (not sample.isascii() and _QUOTE.search(sample)):
        own["quotation"] = 1.0
    if commas := sample.count(", "):
        own["commas"] = min(3, commas) / 3
    if _BULLET.match(text):
        own["bullet"] = 1.0
    if "http" in sample or "www." in sample or "@" in sample:
        own["address"] = 1.0
    if "|" in sample or "»" in sample or "›" in sample:
        own["bar"] = 1.0
    if "©" in sample:
        own["copyright"] = 1.0
    if text.endswith("?"):
        own["question"] = 1.0
    if "](" in sample or text.startswith("!["):
        own["link"] = 1.0


def band(value: int, bounds: Sequence[int]) -> str:
    """The first of `bounds` that `value` does not pass."""
    for bound in bounds:
        if value <= bound:
            return str(bound)
    return "more"
