"""Where a space may be missing: one scan over the text, one pattern of named alternatives.

A candidate is a gap between two characters that a writer would rarely leave without a space: "Tuesday.The", "PLAthe", "in2019".
What stands left and right of it is taken apart into atoms, the longest runs of one shape: "the", "The", "PLA", "2019".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from typing import NamedTuple

from cleanup.text.document import Document

_ALPHABETS = (*range(0x41, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000))
LOWER = "".join(char for char in map(chr, _ALPHABETS) if char.islower() and char.isalpha() and char not in "ªº")
UPPER = "".join(char for char in map(chr, _ALPHABETS) if char.isupper())
"""Letters of the alphabets that have case; where there is none, shapes say nothing about words."""

_STOP, _CLOSE, _OPEN = ".!?…", "\\])}”’›‹\"“»«'", '(\\[{„‚‘‹›"“«»'
_BULLET = "©▢•●■▪►▶◆✓✔\U0001f300-\U0001faff"
_SIGN = "%€$£°*®™\U0001f300-\U0001faff"
_WORD = f"{UPPER}{LOWER}0-9"

_AHEAD = rf"(?=[{_OPEN}][{_WORD}]|[{_BULLET}])"
_GAP = re.compile(
    rf"(?![a-z ][a-z ])(?:"  # the most frequent pairs of characters, at which no alternative begins
    rf"[{LOWER}](?=[^{LOWER}\s,.;:!?])(?:(?=[{UPPER}0-9])|{_AHEAD})"
    rf"|[{UPPER}](?<![{UPPER}][{UPPER}])(?:[{UPPER}]++(?=[{LOWER}])|[{UPPER}]*+(?:(?=[0-9])|{_AHEAD}))"
    rf"|[0-9](?=[^0-9\s,.;:!?])(?:(?=[{UPPER}{LOWER}])|{_AHEAD})"
    rf"|[{_STOP}](?=\S)[{_CLOSE}]*"
    rf"(?:(?=[{UPPER}{_BULLET}])|(?<=[{LOWER}{_CLOSE}][{_STOP}])(?=[0-9])|(?=[{_OPEN}][{_WORD}]|[–—] ))"
    rf"|[,;:](?=\S)[{_CLOSE}]*(?:(?=[{UPPER}{LOWER}{_BULLET}])|(?<=[{LOWER}][,;:])(?=[0-9])|(?=[{_OPEN}][{_WORD}]|[–—] ))"
    rf"|(?<=\S)[\])}}”›‹\"“»«](?:(?=[{_WORD}{_BULLET}])|(?=[{_OPEN}][{_WORD}]))"
    rf"|(?<= )»(?=[{_WORD}])"
    rf"|[{_SIGN}](?=[{LOWER}{UPPER}]))"
)


def _may_hold(lower: str, upper: str, stop: str, close: str, open_: str, bullet: str, sign: str) -> re.Pattern[str]:
    """Finds the same places and a few more, in a third of the time: each has one of these signs on its left or its right, which
    are few in prose; `re` is fastest with one class in front, and most of them stand before a space."""
    word, inner = f"{lower}{upper}0-9", close.replace("’", "").replace("'", "").replace("\\\\", "")
    ahead = rf"(?=[{open_}][{word}]" + (rf"|[{bullet}])" if bullet else ")")
    behind = rf"(?<=\S[{inner}])|(?<= »)"
    return re.compile(
        rf"[{upper}0-9{stop},;:{close}{open_}{bullet}{sign}](?:(?<=[{lower}][{upper}0-9{bullet}])|(?!\s)(?:"
        rf"(?<=[{upper}0-9])(?:(?=[{lower}])(?:(?<=[0-9])|(?<=[{upper}][{upper}]))"
        rf"|(?<=[{upper}])(?=[0-9])|(?<=[0-9])(?=[{upper}])|{ahead})"
        rf"|(?<=[^\w\s])(?:"
        rf"(?=[{upper}{bullet}])(?:(?<=[{stop},;:{sign}])|(?<=[{stop},;:{close}][{close}])|{behind})"
        rf"|(?=[{lower}])(?:(?<=[,;:{sign}])|(?<=[{stop},;:{close}][{close}])|(?<=[{lower}][{open_}])|{behind})"
        rf"|(?=[0-9])(?:(?<=[{lower}{close}][{stop}])|(?<=[{lower}][,;:{open_}])|{behind})"
        rf"|(?<=[{stop},;:{close}])(?=[{open_}][{word}]|[–—] )"
        rf"|(?<=[{lower}][{open_}])(?=[{word}]))))"
    )


_MAY_HOLD = _may_hold(LOWER, UPPER, _STOP, _CLOSE, _OPEN, _BULLET, _SIGN)
_MAY_HOLD_ASCII = _may_hold("a-z", "A-Z", ".!?", "\\])}\"'", '(\\[{"', "", "%$*")
_LINK = re.compile(r"(?<=[^\s/\\=\"'(\[<>„“«‘#?&+_-])(?=https?://|www\.\w|pic\.twitter\.com)")
_LINK_HINTS = ("http", "www.", "pic.twitter")

_BLOB = 60
REACH = 48
"""Code points looked at on either side of a gap; longer words are cut there."""

# Read backwards, from the gap: a search for what ends there would try every place before it.
_LEFT_ATOM = re.compile(rf"(?:[{LOWER}]{{1,2}}['’](?=[{LOWER}]))?[{LOWER}]+[{UPPER}]?|[{UPPER}]+|[0-9]+")
_RIGHT_ATOM = re.compile(rf"[{UPPER}]{{2,}}(?![{LOWER}])|[{UPPER}]+(?=[{UPPER}][{LOWER}])|[{UPPER}]?[{LOWER}]+|[{UPPER}]+|[0-9]+")
_TOKEN = re.compile(rf"[{_WORD}]*")
_BULLETS = "©▢•●■▪►▶◆✓✔"
_CLOSERS = "])}”’›‹\"“»«'"
_QUOTES_AND_BRACKETS = '([{„‚‘‹›"“«»'
_MARKS_BEFORE = f"{_STOP},;:{_CLOSERS}%€$£°*®™"
_MARKS_AFTER = _QUOTES_AND_BRACKETS + "–—©"


class Candidate(NamedTuple):
    """A gap at code point `at`: what stands around it.

    before, after   up to REACH code points on either side
    left, right     the atoms next to the gap, without the marks between them and the gap; empty if there is none
    marks, opening  those marks
    token           the word of letters and digits across the gap, or the atoms and marks where marks part them
    """

    at: int
    kind: str
    before: str
    after: str
    left: str
    right: str
    marks: str
    opening: str
    token: str


def candidates(document: Document) -> Iterator[Candidate]:
    """Every gap in the text where a space may be missing, from left to right."""
    text = document.text
    links = (match.start() for match in _LINK.finditer(text)) if any(hint in text for hint in _LINK_HINTS) else iter(())
    last = -1
    for at in merge(_gaps(document), links):
        if at != last:
            yield _candidate(text, at)
        last = at


def may_hold_gap(line: str) -> bool:
    """Whether a gap may stand in the line (links aside)."""
    return (_MAY_HOLD_ASCII if line.isascii() else _MAY_HOLD).search(line) is not None


def _matches(document: Document) -> Iterator[re.Match[str]]:
    for index, may_hold in enumerate(document.of_lines(may_hold_gap)):
        if may_hold:
            span = document.span(index)
            yield from _GAP.finditer(document.text, span.start, span.end)


def _gaps(document: Document) -> Iterator[int]:
    text = document.text
    for match in _matches(document):
        start, at = match.span()
        if text.find(" ", max(0, at - _BLOB), at + _BLOB) < 0 and len(text[max(0, at - _BLOB) : at + _BLOB].split()[0]) > _BLOB:
            continue  # encoded data, not prose
        left, right = text[at - 1], text[at]
        if left.isupper() and right.islower():
            if at - start > 2 and text[at + 1 : at + 2].islower():
                yield at - 1  # "CBCHouse"; the gap after "CBCH" is the other reading
            if right == "s" and not text[at + 1 : at + 2].islower():
                continue  # a plural: "CEOs"
        elif at - start > 1 and left in '"“»«›‹' and text[start] in ".!?…,;:":
            yield at - 1  # the quote may open what follows or close what precedes
        yield at


def _candidate(text: str, at: int) -> Candidate:
    before, after = text[max(0, at - REACH) : at], text[at : at + REACH]
    bare, rest = before.rstrip(_MARKS_BEFORE), after.lstrip(_MARKS_AFTER)
    marks, opening = before[len(bare) :], after[: len(after) - len(rest)]
    left, right = _matched(_LEFT_ATOM, bare[::-1])[::-1], _matched(_RIGHT_ATOM, rest)
    parted = bool(marks or opening)
    token = left + marks + opening + right if parted else _matched(_TOKEN, before[::-1])[::-1] + _matched(_TOKEN, after)
    return Candidate(at, _kind(marks, opening, before, after), before, after, left, right, marks, opening, token)


def _matched(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match[0] if match else ""


def _kind(marks: str, opening: str, before: str, after: str) -> str:
    """The first that fits; which kinds there are is decided by what tells them apart, not by where they come from."""
    if after.startswith(("http", "www.", "pic.twitter")):
        return "link"
    if opening or after[0] in _BULLETS:
        return "opener" if opening[:1] in _QUOTES_AND_BRACKETS else "bullet"
    if marks and after[0].isdigit():
        return "number" if marks[0] in ".!?…,;:" else "after"
    if marks:
        first = marks.strip(_CLOSERS)[:1]
        return (
            "sentence"
            if first and first in ".!?…" and not after[0].islower()
            else "comma"
            if first and first in ",;:"
            else "after"
        )
    left, right = before[-1], after[0]
    if right.isdigit():
        return "digits"
    if left.isdigit():
        return "letters"
    if left.isupper():
        return "title" if right.isupper() else "capitals"
    return "case"
