"""Where a space may be missing: one scan over the text, one pattern of named alternatives.

A candidate is a gap between two characters that a writer would rarely leave without a space: "Tuesday.The", "PLAthe", "in2019".
What stands left and right of it is taken apart into atoms, the longest runs of one shape: "the", "The", "PLA", "2019".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from cleanup.stages.spacing.gaps import BULLETS, CLOSERS, LINK, LINK_HINTS, LOWER, OPENERS, STOP, UPPER, gaps
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

REACH = 48
"""Code points looked at on either side of a gap; longer words are cut there."""

# Read backwards, from the gap: a search for what ends there would try every place before it.
_LEFT_ATOM = Lazy(rf"(?:[{LOWER}]{{1,2}}['’](?=[{LOWER}]))?[{LOWER}]+[{UPPER}]?|[{UPPER}]+|[0-9]+")
_RIGHT_ATOM = Lazy(rf"[{UPPER}]{{2,}}(?![{LOWER}])|[{UPPER}]+(?=[{UPPER}][{LOWER}])|[{UPPER}]?[{LOWER}]+|[{UPPER}]+|[0-9]+")
_TOKEN = Lazy(rf"[{UPPER}{LOWER}0-9]*")
_MARKS_BEFORE = f"{STOP},;:{CLOSERS}%€$£°*®™"
_MARKS_AFTER = OPENERS + "–—©"


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

    @property
    def meeting(self) -> tuple[str, ...]:
        """What meets at the gap, and how: the same wherever it does."""
        return (self.kind, *self[4:])


def candidates(text: str, stretches: Iterable[tuple[int, int]]) -> Iterator[Candidate]:
    """Every gap where a space may be missing, from left to right, in stretches of a text (see `places`)."""
    return chain.from_iterable(_of_stretch(text, start, end) for start, end in stretches)


def placed(candidate: Candidate, text: str, at: int) -> Candidate:
    """The same gap where its word stands in a text."""
    return Candidate(at, candidate.kind, *_around(text, at), *candidate[4:])


def _of_stretch(text: str, start: int, end: int) -> Iterator[Candidate]:
    word = text[start:end]
    found = set(gaps(text, start, word))
    if ("/" in word or "." in word) and any(hint in word for hint in LINK_HINTS):
        found.update(match.start() for match in LINK.finditer(text, start, end))
    return (_candidate(text, at) for at in sorted(found))


def _around(text: str, at: int) -> tuple[str, str]:
    return text[max(0, at - REACH) : at], text[at : at + REACH]


def _candidate(text: str, at: int) -> Candidate:
    before, after = _around(text, at)
    bare, rest = before.rstrip(_MARKS_BEFORE), after.lstrip(_MARKS_AFTER)
    marks, opening = before[len(bare) :], after[: len(after) - len(rest)]
    left, right = _matched(_LEFT_ATOM, bare[::-1])[::-1], _matched(_RIGHT_ATOM, rest)
    parted = bool(marks or opening)
    token = left + marks + opening + right if parted else _matched(_TOKEN, before[::-1])[::-1] + _matched(_TOKEN, after)
    return Candidate(at, _kind(marks, opening, before, after), before, after, left, right, marks, opening, token)


def _matched(pattern: Lazy, text: str) -> str:
    match = pattern.match(text)
    return match[0] if match else ""


def _kind(marks: str, opening: str, before: str, after: str) -> str:
    """The first that fits; which kinds there are is decided by what tells them apart, not by where they come from."""
    if after.startswith(("http://", "https://", "www.", "pic.twitter")):
        return "link"
    if opening or after[0] in BULLETS:
        return "opener" if opening[:1] in OPENERS else "bullet"
    if marks and after[0].isdigit():
        return "number" if marks[0] in ".!?…,;:" else "after"
    if marks:
        first = marks.strip(CLOSERS)[:1]
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
