"""Two words run together in one case ("ofthe", "technicallytrue"): the likeliest cut, and what speaks for and against it.

Shape shows nothing here, so this is asked only in documents that hold other sure errors, and only of words no list knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from cleanup.stages.spacing.gaps import LOWER, UPPER
from cleanup.stages.spacing.lexicon import Lexicon
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

WORD = Lazy(rf"[{UPPER}]?[{LOWER}]{{4,}}")
_LONGEST, _SHORT_WORDS = 40, 5.5
"""Letters of a word that is looked at, and the zipf value (see `lexicon`) that a half of one letter needs, and each half of a
plain cut."""

_KNOWN, IN_A_LIST, _MARGIN = 2.8, 3.7, 9.5
"""Zipf values: a word of _KNOWN or more is cut only if its halves have _MARGIN more together; one of IN_A_LIST or more never
is."""

_PLAIN = 11.5  # zipf of both halves less that of the whole; measured: no right word of the articles it was fitted on reaches it
_REMEMBERED = 1 << 15
"""Cuts that are remembered."""

_MIDDLE, _LEAST_MIDDLE = 3.3, 4
"""The zipf value and the letters that a word between two others needs."""

_FREE = Lazy(r"[.,;:!?]?[)”\"]?(?:\s|\Z)")
"""What stands behind a word in a sentence."""

_PARTICIPLE = frozenset("den der des dem de".split())
_PREFIXES = frozenset(
    "in over under out un re non pre post anti co sub super inter multi micro macro mini mega ultra pro semi auto bio "
    "eco geo tele self counter cyber hyper neo para meta mid off on up down fore mis dis de en em ex an auf aus be bei "
    "durch ein ent er fort ge her hin los mit nach nieder über um unter ver vor weg zer zu zurück zusammen wieder ab "
    "haupt grund gegen hinter wider miss ur erz viel vice sobre sous sur entre contre des".split()
)
_SUFFIXES = frozenset(
    "wide like less free able ible proof ship hood dom ness ful ish ism ist ly er ers or ed ing ings s es man men land "
    "town son ton ville burg berg dorf stadt heim hof tal feld haus bar los weise haft mäßig reich arm frei voll wert "
    "lich ig isch heit keit ung ungen schaft tum in innen chen lein artig fach mal seits wärts en em e n t te ten st "
    "mente ment ción ado ada dad ismo ista nya mu ku kan".split()
)
_DERIVED = Lazy(r"(?:out|over|under|up|down|fore|un|re)\w{3,}(?:ing|ed|ers?)", re.IGNORECASE)
"""English makes such words at will ("outraising"), and no list holds them all."""


_ENDINGS = frozenset("ed er ers es ing ly ness".split())
"""Lists of English words hold them, as names and by mistake."""


class Cut(NamedTuple):
    """A word that may be two: `left` + `right`.

    lead      how much likelier the cut is than the second best
    is_plain  whether both hold sentences together and the whole is vastly rarer: "ofthe", however often it stands in the text
    """

    left: str
    right: str
    lead: float
    is_plain: bool


@lru_cache(_REMEMBERED)
def cut(word: str, lexicon: Lexicon) -> Cut | None:
    """The likeliest cut of an unknown word in two known ones, None if the word is known or there is no such cut.

    Lists made from the web hold "ofthe"; such a word counts as unknown where its halves are vastly more common.
    """
    whole = max(lexicon.zipf(word), lexicon.unlisted)
    if len(word) > _LONGEST or whole >= IN_A_LIST or not WORD.fullmatch(word):
        return None
    cuts, zipf, beside = _cuts(word), lexicon.zipf, beside_common(word, lexicon)
    lexicon.want(beside)
    if not any(zipf(half) > 2 for half in beside):
        return None  # where neither half is common, the cut is a guess
    lexicon.want(half for both in cuts for half in both)
    scores = []
    for left, right in cuts:
        first, second = zipf(left), zipf(right)
        if min(first, second) > 2 and (len(left) > 1 or first > _SHORT_WORDS) and (len(right) > 1 or second > _SHORT_WORDS):
            scores.append((first + second, len(left)))
    if not scores or (whole >= _KNOWN and max(scores)[0] - whole < _MARGIN):
        return None
    scores.sort(reverse=True)
    total, at = scores[0]
    lead = total - scores[1][0] if len(scores) > 1 else 9.0
    plain = min(map(zipf, cuts[at - 1])) >= _SHORT_WORDS and total - whole >= _PLAIN and not lexicon.guessed
    return Cut(word[:at], word[at:], lead, plain)


def _cuts(word: str) -> list[tuple[str, str]]:
    """A word, folded, cut at each place."""
    folded = word.casefold()
    folded = folded if len(folded) == len(word) else word.lower()  # "ß" is two letters when folded
    return [(folded[:at], folded[at:]) for at in range(1, len(word))]


def beside_common(word: str, lexicon: Lexicon) -> list[str]:
    """The halves of a word, folded, beside which a common one stands: `cut` asks for them first."""
    cuts, common = _cuts(word) if len(word) <= _LONGEST else [], lexicon.common
    return [right for left, right in cuts if left in common] + [left for left, right in cuts if right in common]


@lru_cache(_REMEMBERED)
def linked(word: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a word that was a link ends on both sides: "alsoacknowledgedthat", between two words of nearly every sentence.

    Asked of English words that no list knows; elsewhere compounds and endings look the same ("Zu|stell|fahrzeuge").
    """
    if lexicon.language != "en" or lexicon.guessed or len(word) > _LONGEST or lexicon.zipf(word) or not WORD.fullmatch(word):
        return None
    zipf, found = lexicon.zipf_if_common, []
    ends = [at for at in range(2 + _LEAST_MIDDLE, len(word) - 1) if zipf(word[at:]) >= _SHORT_WORDS]
    for start in range(2, len(word) - 1 - _LEAST_MIDDLE) if ends else ():
        if zipf(word[:start]) >= _SHORT_WORDS:
            found += [
                (zipf(word[:start]) + middle + zipf(word[end:]), start, end)
                for end in ends
                if end - start >= _LEAST_MIDDLE and (middle := zipf(word[start:end])) >= _MIDDLE
            ]
    return max(found)[1:] if found else None


def stands_free(text: str, start: int, end: int) -> bool:
    """Whether a word stands in a sentence, and is no part of a name in code ("sys.getsizeof")."""
    before = text[start - 1 : start] if start else ""
    return (not before or before.isspace() or before in '“„"(') and bool(_FREE.match(text, end))


def is_derived(word: str, found: Cut, language: str) -> bool:
    """Whether an unknown word may be a verb with a prefix, or one with an ending; no evidence outweighs that."""
    return language == "en" and (found.right in _ENDINGS or bool(_DERIVED.fullmatch(word)))


def cut_facts(word: str, found: Cut, zipf: Callable[[str], float], vocabulary: Counter[str], language: str) -> Iterator[str]:
    """The facts about one cut."""
    left, right, whole = zipf(found.left), zipf(found.right), zipf(word)
    family = language if language in ("de", "en") else "other"
    yield f"language:{family}"
    yield f"left:zipf{int(2 * left) / 2}"
    yield f"right:zipf{int(2 * right) / 2}"
    yield f"lead:{min(4, int(2 * found.lead))}"
    yield f"title:{word[0].isupper()}"
    yield f"{family}:title:{word[0].isupper()}"
    yield f"{family}:left{min(6, int(left))}:right{min(6, int(right))}"
    if left >= _SHORT_WORDS:
        yield f"left={found.left.casefold()}"
    if right >= _SHORT_WORDS:
        yield f"right={found.right}"
    if min(left, right) >= _SHORT_WORDS:
        yield f"pair:{family}"
        yield f"pair:margin{min(14, int(left + right - whole))}"
        yield f"pair:length{min(len(word), 7)}"
        return
    yield f"sum:{int(min(left + right, 13))}"
    yield f"whole:{min(4, int(whole + 0.99))}"
    yield f"left:length{min(len(found.left), 6)}"
    yield f"right:length{min(len(found.right), 6)}"
    yield f"seen:left{min(2, vocabulary[found.left])}"
    yield f"seen:right{min(2, vocabulary[found.right])}"
    yield f"seen:whole{min(3, vocabulary[word])}"
    yield f"{family}:common{int(max(left, right) >= 5.5)}{int(max(left, right) >= 6.3)}"
    if whole >= _KNOWN:
        yield f"{family}:margin{int(2 * (left + right - whole))}"
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
