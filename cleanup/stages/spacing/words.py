"""Two words run together in one case ("ofthe", "technicallytrue"): the likeliest cut, and what speaks for and against it.

Shape shows nothing here, so this is asked only in documents that hold other sure errors, and only of words no list knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cleanup.stages.spacing.candidates import LOWER, UPPER

WORD = re.compile(rf"[{UPPER}]?[{LOWER}]{{4,}}")
_LONGEST, _SHORT_WORDS = 40, 5.5
_KNOWN = 2.8

_PARTICIPLE = frozenset("den der des dem de".split())
_PREFIXES = frozenset(
    "in over under out un re non pre post anti co sub super inter multi micro macro mini mega ultra pro semi auto bio "
    "eco geo tele self counter cyber hyper neo para meta mid off on up down fore mis dis de en em ex an auf aus be bei "
    "durch ein ent er fort ge her hin los mit nach nieder über um unter ver vor weg zer zu zurück zusammen wieder ab "
    "haupt grund gegen hinter wider miss ur erz viel vice sobre sous sur entre contre des auto inter re in".split()
)
_SUFFIXES = frozenset(
    "wide like less free able ible proof ship hood dom ness ful ish ism ist ly er ers or ed ing ings s es man men land "
    "town son ton ville burg berg dorf stadt heim hof tal feld haus bar los weise haft mäßig reich arm frei voll wert "
    "lich ig isch heit keit ung ungen schaft tum in innen chen lein artig fach mal seits wärts en em e n t te ten st "
    "mente ment ción ado ada dad ismo ista nya mu ku kan".split()
)


class Cut(NamedTuple):
    """A word that may be two: `left` + `right`; `lead` is how much likelier the cut is than the second best."""

    left: str
    right: str
    lead: float


def cut(word: str, zipf: Callable[[str], float]) -> Cut | None:
    """The likeliest cut of an unknown word in two known ones, None if the word is known or there is no such cut."""
    if len(word) > _LONGEST or zipf(word) >= _KNOWN:
        return None
    scores = []
    for at in range(1, len(word)):
        left = zipf(word[:at])
        if left <= 2:
            continue
        right = zipf(word[at:])
        if right > 2 and (at > 1 or left > _SHORT_WORDS) and (len(word) - at > 1 or right > _SHORT_WORDS):
            scores.append((left + right, at))
    if not scores:
        return None
    scores.sort(reverse=True)
    at = scores[0][1]
    return Cut(word[:at], word[at:], scores[0][0] - scores[1][0] if len(scores) > 1 else 9.0)


def cut_facts(word: str, found: Cut, zipf: Callable[[str], float], vocabulary: Counter[str], language: str) -> Iterator[str]:
    """The facts about one cut."""
    left, right = zipf(found.left), zipf(found.right)
    yield f"left:zipf{int(2 * left) / 2}"
    yield f"right:zipf{int(2 * right) / 2}"
    yield f"sum:{int(min(left + right, 13))}"
    yield f"whole:{min(3, int(zipf(word) + 0.99))}"
    yield f"left:length{min(len(found.left), 6)}"
    yield f"right:length{min(len(found.right), 6)}"
    yield f"lead:{min(4, int(2 * found.lead))}"
    yield f"seen:whole{min(3, vocabulary[word])}"
    yield f"seen:left{min(2, vocabulary[found.left])}"
    yield f"seen:right{min(2, vocabulary[found.right])}"
    yield f"title:{word[0].isupper()}"
    family = language if language in ("de", "en") else "other"
    yield f"language:{family}"
    yield f"{family}:left{min(6, int(left))}:right{min(6, int(right))}"
    yield f"{family}:title:{word[0].isupper()}"
    yield f"{family}:common{int(max(left, right) >= 5.5)}{int(max(left, right) >= 6.3)}"
    if found.left.casefold() in _PREFIXES:
        yield f"prefix:{family}"
    if family == "de" and found.right in _PARTICIPLE:
        yield f"participle:{found.left.endswith(('en', 'ern', 'eln'))}"  # "aufbäumen|der"
    if found.right in _SUFFIXES:
        yield f"suffix:{family}"


def around(text: str, start: int, end: int) -> Iterator[str]:
    """The characters on either side of a word."""
    yield f"before:{_neighbour(text[start - 1 : start] if start else '')}"
    yield f"after:{_neighbour(text[end : end + 1])}"


def _neighbour(char: str) -> str:
    if not char or char.isspace():
        return "space"
    return "word" if char.isalnum() else char if char in "-./_'’,:" else "other"
