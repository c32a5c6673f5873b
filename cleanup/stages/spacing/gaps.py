"""Where two characters stand together that a writer would rarely leave without a space: one scan over each line.

Two patterns find the same: one looks for the few characters that can stand at a gap and passes most lines by, the other tells
exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleanup.text.lazy import Lazy, compiled
from cleanup.text.onebyte import TYPOGRAPHY

_ALPHABETS = (*range(0x41, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000))
LOWER = "".join(char for char in map(chr, _ALPHABETS) if char.islower() and char not in "ªº")
UPPER = "".join(char for char in map(chr, _ALPHABETS) if char.isupper())
"""Letters of the alphabets that have case; where there is none, shapes say nothing about words."""

STOP, CLOSERS, OPENERS, BULLETS = ".!?…", "])}”’›‹\"“»«'", '([{„‚‘‹›"“«»¿¡', "©▢•●■▪►▶◆✓✔"
CLOSE, OPEN = CLOSERS.replace("]", r"\]"), OPENERS.replace("[", r"\[")
"""The same as patterns have them in a class."""

BULLET = BULLETS + "\U0001f300-\U0001faff"
SIGN = "%€$£°*®™\U0001f300-\U0001faff"

_BLOB, _LONGEST_LINE = 60, 80
"""Code points without a space from which on a text is data and not prose, and those of the longest line of a key."""

_ENCODED = Lazy(rf"(?=(?:[^\d\n]{{0,{_LONGEST_LINE}}}\d){{3}})[A-Za-z0-9+/=_-]{{{_BLOB},{_LONGEST_LINE}}}$", re.MULTILINE)

LINK = Lazy(r"(?<=[^\s/\\=\"'(\[<>„“«‘#?&+_$-])(?=https?://|www\.\w|pic\.twitter\.com)")
LINK_HINTS = ("http", "www.", "pic.twitter")


CLASSES = {
    "ascii": ("a-z", "A-Z", "©", "%$*"),
    "latin-1": ("a-zµß-öø-ÿ", "A-ZÀ-ÖØ-Þ", "©", "%$£°*®"),
    "": (LOWER, UPPER, BULLET, SIGN),
}
"""Lower case, upper case, bullets, and signs that stand for a word, by what a line holds (see `repertoire`): the fewer they are,
the quicker a pattern of them is compiled."""


@cache
def gap(letters: str) -> re.Pattern[str]:
    """A match ends at the gap."""
    lower, upper, bullet, sign = CLASSES[letters]
    word = f"{upper}{lower}0-9"
    ahead = rf"(?=[{OPEN}][{word}]|[{bullet}])"
    no_initial = rf"(?:(?<!\W[^\W\d_]\.)(?<!\A[^\W\d_]\.)|(?<=[ap]\.m\.)(?=[{upper}][{lower}]{{2}}))"
    return compiled(
        rf"(?![a-z ][a-z ])(?:"  # the most frequent pairs of characters, at which no alternative begins
        rf"[{lower}](?=[^{lower}\s,.;:!?])(?:(?=[{upper}0-9])|{ahead})"
        rf"|[{upper}](?<![{upper}][{upper}])(?:[{upper}]++(?=[{lower}])|[{upper}]*+(?:(?=[0-9])|{ahead}))"
        rf"|[0-9](?=[^0-9\s,.;:!?])(?:(?=[{upper}{lower}])|{ahead})"
        rf"|[{STOP}](?=\S)[{CLOSE}]*"
        rf"(?:(?=[{bullet}])|(?=[{upper}]){no_initial}|(?<=[{lower}{CLOSE}][{STOP}])(?=[0-9])|(?=[{OPEN}][{word}]|[–—] ))"
        rf"|[,;:](?=\S)[{CLOSE}]*(?:(?=[{upper}{lower}{bullet}])|(?<=[{lower}][,;:])(?=[0-9])|(?=[{OPEN}][{word}]|[–—] ))"
        rf"|(?<=\S)[\])}}”›‹\"“»«](?:(?=[{word}{bullet}])|(?=[{OPEN}][{word}]))"
        rf"|(?<= )»(?=[{word}])"
        rf"|[{sign}](?=[{lower}{upper}]))"
    )


@cache
def near_gap() -> re.Pattern[str]:
    """Finds the same places and a few more, in a third of the time: each has one of these characters on its left or its right,
    which are few in prose; `re` is fastest with one class in front, and most of them stand before a space."""
    lower, upper, bullet, sign = CLASSES[""]
    word, inner = f"{upper}{lower}0-9", CLOSE.replace("’", "").replace("'", "")
    ahead = rf"(?=[{OPEN}][{word}]|[{bullet}])"
    behind = rf"(?<=\S[{inner}])|(?<= »)"
    return compiled(
        rf"[{upper}0-9{STOP},;:{CLOSE}{OPEN}{bullet}{sign}](?:(?<=[{lower}][{upper}0-9{bullet}])|(?!\s)(?:"
        rf"(?<=[{upper}0-9])(?:(?=[{lower}])(?:(?<=[0-9])|(?<=[{upper}][{upper}]))"
        rf"|(?<=[{upper}])(?=[0-9])|(?<=[0-9])(?=[{upper}])|{ahead})"
        rf"|(?<=[^\w\s])(?:"
        rf"(?=[{upper}{bullet}])(?:(?<=[{STOP},;:{sign}])|(?<=[{STOP},;:{CLOSE}][{CLOSE}])|{behind})"
        rf"|(?=[{lower}])(?:(?<=[,;:{sign}])|(?<=[{STOP},;:{CLOSE}][{CLOSE}])|(?<=[{lower}][{OPEN}])|{behind})"
        rf"|(?=[0-9])(?:(?<=[{lower}{CLOSE}][{STOP}])|(?<=[{lower}][,;:{OPEN}])|{behind})"
        rf"|(?<=[{STOP},;:{CLOSE}])(?=[{OPEN}][{word}]|[–—] )"
        rf"|(?<=[{lower}][{OPEN}])(?=[{word}]))))"
    )


def _is_in_blob(text: str, at: int) -> bool:
    """Whether code point `at` stands in encoded data, and not in prose: far from any space, or in a line of a key."""
    far = _BLOB // 2
    if text.find(" ", at, at + far) >= 0 and text.find(" ", max(0, at - far), at) >= 0:
        return False
    near = text[max(0, at - _BLOB) : at + _BLOB]
    if " " not in near and len(near.split()[0]) > _BLOB:
        return True
    line = _ENCODED.match(text, line_start(text, at, _LONGEST_LINE))
    return line is not None and line.end() > at


LINE_REACH = 1500
"""Code points of a line that are looked at on one side of a quote or bracket, to see whether it opens or closes."""


def line_start(text: str, at: int, reach: int) -> int:
    """Where the line that holds code point `at` begins, or `reach` code points before it if that is further on."""
    low = max(0, at - reach)
    return max(low, text.rfind("\n", low, at) + 1)


_OF_TWO_LETTERS = frozenset(
    "In It If He We My No On So To At An By Er Im Da Zu Um Ob Wo Du El La En De Lo Un Se Si Su Le Il Je Ce Au Na Em Di".split()
)
"""Words with which sentences begin; those in "s" look like plurals ("CEOs")."""


def _begins_with_two_letters(text: str, start: int) -> bool:
    return text[start : start + 2] in _OF_TWO_LETTERS and not text[start + 2 : start + 3].isalnum()


_PIECE = 1_000_000
"""Code points of a line that are looked at together."""


def repertoire(line: str) -> str:
    """The smallest repertoire that holds the line, except the marks that are everywhere: "ascii", "latin-1" or "" for all."""
    if line.isascii():
        return "ascii"
    if len(line) > _PIECE:  # no copies of a line of 50 MB
        found = {repertoire(line[start : start + _PIECE]) for start in range(0, len(line), _PIECE)}
        return next(letters for letters in ("", "latin-1", "ascii") if letters in found)
    for mark in TYPOGRAPHY:
        line = line.replace(mark, "")
    if line.isascii():
        return "ascii"
    try:
        line.encode("latin-1")
    except UnicodeEncodeError:
        return ""
    return "latin-1"


def gaps(text: str, start: int, words: str) -> Iterator[int]:
    """The code point behind each gap in the whole words that stand at `start`, from left to right; two in a row are two readings
    of one place."""
    for match in gap(repertoire(words)).finditer(text, start, start + len(words)):
        begin, at = match.span()
        if _is_in_blob(text, at):
            continue
        left, right = text[at - 1], text[at]
        if left.isupper() and right.islower():
            if at - begin > 2 and (text[at + 1 : at + 2].islower() or _begins_with_two_letters(text, at - 1)):
                yield at - 1  # "CBCHouse", "EFEEl": the gap after "CBCH" is the other reading
            if right == "s" and not text[at + 1 : at + 2].islower():
                continue  # a plural: "CEOs"
        elif at - begin > 1 and left in '"“»«›‹' and text[begin] in ".!?…,;:":
            yield at - 1  # the quote may open what follows or close what precedes
        yield at
