"""What a gap shows by itself, as names of small facts: shapes, marks, neighbours, and signs of a word that is written like that.

It is known before the language of the text, the lists of words and the rest of the text are asked (see `features`).
"""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.marks import ABBREVIATIONS
from cleanup.text.lazy import Lazy

_UNITS = frozenset(
    "mm cm dm km nm m kg mg g t ml cl l h min s sec ms px pt dpi kb mb gb tb kw kwh wh mah v w hz khz mhz ghz db k bn mn "
    "x p c f th st nd rd am pm uhr er e ers ème ère de d fach jährig jährige jährigen prozent mio mrd crore lakh ff a b ° cv "
    "hp ps".split()
)
_DOMAINS = frozenset("js net com org de fr es it co uk io ai py md txt pdf html php jpg png gov edu eu at ch tv info".split())
_NAMED = (("@", "handle"), ("#", "hashtag"), ("_", "underscore"), ("/", "slash"), ("\\", "backslash"), ("=", "equals"))
_DOTS = Lazy(r"…|(?<!\.)\.\.\.(?!\.)")
"""Of four dots the last is a full stop."""
_SHOUTS = frozenset(("!!", "!?", "?!", "??"))
_NEXT_WORD = Lazy(r"[^\s\w]?\s+(\S)")
_URL = Lazy(r"(?:https?://|www\.|ftp://)\S*\Z|\S@\S*\Z")

_KINDS = {"a": "lower", "A": "upper", "0": "digit", ".": "other"}
"""What may stand behind the word of a gap, the one sign that the word itself does not show, by its `stand_in`."""


def signs(candidate: Candidate) -> list[str]:
    """The facts that a gap shows by itself."""
    left, right, before, after = candidate.left, candidate.right, candidate.before, candidate.after
    edge, end = len(before) - len(candidate.marks) - len(left), len(candidate.opening) + len(right)
    names = [
        f"left:{shape(left)}",
        f"right:{shape(right)}",
        f"left:length{min(len(left), 4)}",
        f"right:length{min(len(right), 4)}",
        f"outer-left:{_neighbour(before[edge - 1 : edge])}",
        f"outer-right:{_neighbour(after[end : end + 1])}",
        f"follows:{_next_word(after[end:])}",
    ]
    if candidate.marks:
        names.append(f"mark:{candidate.marks[:1]}")
        names.append(f"last-mark:{candidate.marks[-1]}")
        if not left:
            names.append("mark:apart")
        if _DOTS.search(candidate.marks):
            names.append("mark:dots")
        elif candidate.marks[:2] in _SHOUTS:
            names.append("mark:many")
    names += _warnings(candidate)
    return names


WITHOUT_ZIPF = ("none", "digits", "year")
"""Shapes of what no list of words holds."""


def shape(atom: str) -> str:
    if not atom:
        return "none"
    if atom.isdigit():
        return "year" if len(atom) == 4 and atom[:2] in ("19", "20") else "digits"
    if atom.isupper():
        return "UPPER" if len(atom) > 1 else "X"
    return "Title" if atom[0].isupper() else "lower"


def _neighbour(char: str) -> str:
    if not char or char.isspace():
        return "space"
    if char.isalpha():
        return "letter"
    return "digit" if char.isdigit() else char if char in "-./_@#&'’\\=:,;!?+*%" else "bracket" if char in "()[]{}<>" else "other"


def _next_word(rest: str) -> str:
    match = _NEXT_WORD.match(rest)
    return _KINDS[stand_in(match[1])] if match else "none"


def stand_in(char: str) -> str:
    """A character that is the same sign where it stands behind the word of a gap: there are four of them."""
    return "a" if char.islower() else "A" if char.isupper() else "0" if char.isdigit() else "."


def _warnings(candidate: Candidate) -> Iterator[str]:
    """Signs of a word that is written like that: addresses, handles, code, units, abbreviations."""
    left, right = candidate.left.casefold(), candidate.right.casefold()
    word = candidate.before.rsplit(None, 1)[-1]
    rest = candidate.after.split(None, 1)[0]
    if not (word + rest).isalnum():
        yield from _in_names(word, rest)
    if right in _UNITS:
        yield "right:unit"
    if left in ABBREVIATIONS or len(left) == 1:
        yield "left:abbreviation"
    if right in _DOMAINS:
        yield "right:domain"
    if right.startswith("innen") and candidate.kind == "case":
        yield "right:innen"
    if candidate.before[: -len(candidate.left) or None].endswith(("'", "’")):
        yield "left:apostrophe"
    if len(word) > 24:
        yield "left:long"


def _in_names(word: str, rest: str) -> Iterator[str]:
    """Facts of characters other than letters and digits before a gap and behind it."""
    if _URL.search(word):
        yield "in:address"
    for sign, name in _NAMED:
        if sign in word:
            yield f"in:{name}"
        if sign in rest:
            yield f"in-rest:{name}"
    if "()" in rest or "(" in word:
        yield "in:call"
    if (word + rest).count(".") > 2:
        yield "in:dots"
