"""What speaks for and against a space at a gap, as names of small facts: shapes, frequencies, neighbours, the document.

A fact is a short string such as "left:zipf4" or "seen:whole"; what each weighs stands in data (see spacing_model).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.evidence import Evidence
from cleanup.stages.spacing.guards import ABBREVIATIONS
from cleanup.text.lazy import Lazy

_UNITS = frozenset(
    "mm cm dm km nm m kg mg g t ml cl l h min s sec ms px pt dpi kb mb gb tb kw kwh wh mah v w hz khz mhz ghz db k bn mn "
    "m x p c f th st nd rd s am pm uhr er ers e ers ème ère de d fach jährig jährige jährigen prozent mio mrd crore lakh "
    "ff f a b ° cv hp ps".split()
)
_DOMAINS = frozenset("js net com org de fr es it co uk io ai py md txt pdf html php jpg png gov edu eu at ch tv info".split())
_URL = Lazy(r"(?:https?://|www\.|ftp://)\S*\Z|\S@\S*\Z")
_QUOTE_REACH = 1500
_FAMILIES = {family: re.compile(f"[{family}]") for family in ('"', "„“”", "«»", "‘’‚", "‹›")}


def facts(candidate: Candidate, evidence: Evidence) -> list[str]:
    """The facts about one gap; which of them count depends on its kind."""
    left, right, before, after = candidate.left, candidate.right, candidate.before, candidate.after
    names = [
        f"left:{shape(left)}",
        f"right:{shape(right)}",
        f"left:{shape(left)}:zipf{_zipf(left, evidence)}",
        f"right:{shape(right)}:zipf{_zipf(right, evidence)}",
        f"both:{shape(left)}{_coarse(left, evidence)}:{shape(right)}{_coarse(right, evidence)}",
        f"left:length{min(len(left), 4)}",
        f"right:length{min(len(right), 4)}",
    ]
    edge = len(before) - len(candidate.marks) - len(left)
    end = len(candidate.opening) + len(right)
    names.append(f"outer-left:{_neighbour(before[edge - 1 : edge], left)}")
    names.append(f"outer-right:{_neighbour(after[end : end + 1], right)}")
    names.append(f"follows:{_next_word(after[end:])}")
    names += _seen(candidate, evidence)
    if candidate.marks:
        names.append(f"mark:{candidate.marks[:1]}")
        names.append(f"last-mark:{candidate.marks[-1]}")
    if left and right and not candidate.marks and not candidate.opening and (left + right).isalpha():
        whole, margin = evidence.zipf(left + right), evidence.zipf(left) + evidence.zipf(right)
        names.append(f"whole:zipf{int(whole)}")
        names.append(f"margin:{max(-2, min(6, int(margin - whole - 4)))}")
        names += _rivals(candidate, evidence)
    names += _quotes(candidate, evidence)
    names += _warnings(candidate)
    return names


def shape(atom: str) -> str:
    if not atom:
        return "none"
    if atom.isdigit():
        return "year" if len(atom) == 4 and atom[:2] in ("19", "20") else "digits"
    if atom.isupper():
        return "UPPER" if len(atom) > 1 else "X"
    return "Title" if atom[0].isupper() else "lower"


def _zipf(atom: str, evidence: Evidence) -> str:
    if not atom or atom.isdigit():
        return "-"
    return str(min(6, int(evidence.zipf(atom))))


def _coarse(atom: str, evidence: Evidence) -> int:
    """0 for unknown and rare words, 1 for ordinary ones, 2 for those that hold sentences together."""
    zipf = 0.0 if not atom or atom.isdigit() else evidence.zipf(atom)
    return 0 if zipf < 3 else 1 if zipf < 5.5 else 2


def _neighbour(char: str, atom: str) -> str:
    if not char or char.isspace():
        return "space"
    if char.isalpha():
        return "letter"
    return "digit" if char.isdigit() else char if char in "-./_@#&'’\\=:,;!?+*%" else "bracket" if char in "()[]{}<>" else "other"


def _rivals(candidate: Candidate, evidence: Evidence) -> Iterator[str]:
    """Other readings: "BARDO|Taus" against "BARDOT|aus", "Linked|Inwurde" against "LinkedIn"."""
    left, right = candidate.left, candidate.right
    if candidate.kind == "title":
        yield f"rival:{min(6, int(evidence.zipf(right[1:])))}:{min(6, int(evidence.zipf(right)))}"
    elif candidate.kind == "capitals" and len(left) > 2:
        yield f"rival:{min(6, int(evidence.zipf(left[-1] + right)))}:{min(6, int(evidence.zipf(right)))}"
    elif len(right) > 3 and right[0].isupper() and right[1:].islower():
        brand = max(evidence.zipf(left + right[:length]) for length in range(2, min(8, len(right))))
        yield from ("rival:brand",) if brand >= 3 else ()


def _next_word(rest: str) -> str:
    match = re.match(r"[^\s\w]?\s+(\S)", rest)
    if not match:
        return "none"
    return "lower" if match[1].islower() else "upper" if match[1].isupper() else "digit" if match[1].isdigit() else "other"


def _seen(candidate: Candidate, evidence: Evidence) -> Iterator[str]:
    for side, atom in (("left", candidate.left), ("right", candidate.right)):
        if atom and not atom.isdigit():
            yield f"seen:{side}{max(0, min(2, evidence.seen(atom) - 1))}"
    yield f"seen:pair{min(3, evidence.same_gap(candidate))}"
    yield f"seen:whole{min(2, evidence.same_word(candidate) - 1)}"


def _quotes(candidate: Candidate, evidence: Evidence) -> Iterator[str]:
    """Whether the quote beside the gap opens or closes: by turn within its line, and by how its neighbours stand."""
    position = candidate.at if candidate.opening else candidate.at - 1
    quote = candidate.opening[:1] or candidate.marks[-1:]
    family = next((family for family in _FAMILIES if quote and quote in family), "")
    if not family:
        return
    text = evidence.text
    low = max(0, position - _QUOTE_REACH)
    low = max(low, text.rfind("\n", low, position) + 1)
    before = [match.start() for match in _FAMILIES[family].finditer(text, low, position)]
    yield f"quote:{quote}:{'odd' if len(before) % 2 else 'even'}"
    yield f"quote:{quote}:{evidence.language if evidence.language in ('en', 'de', 'fr') else 'other'}"
    yield f"quote:{quote}:after:{text[before[-1]] if before else 'none'}"
    yield f"quote:previous-{_stands(text, before[-1]) if before else 'none'}"
    following = _FAMILIES[family].search(text, position + 1, position + _QUOTE_REACH)
    yield f"quote:next-{_stands(text, following.start()) if following else 'none'}"


def _stands(text: str, position: int) -> str:
    """How a quote stands: white space on one side only shows what it does."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    free, bound = not before or before.isspace() or before in "([", not after or after.isspace() or after in ",.;:!?)]"
    return "unclear" if free == bound else "opens" if free else "closes"


def _warnings(candidate: Candidate) -> Iterator[str]:
    """Signs of a word that is written like that: addresses, handles, code, units, abbreviations."""
    left, right = candidate.left.casefold(), candidate.right.casefold()
    word = candidate.before.rsplit(None, 1)[-1] if not candidate.before[-1:].isspace() else ""
    rest = candidate.after.split(None, 1)[0]
    if _URL.search(word):
        yield "in:address"
    for sign, name in (
        ("@", "handle"),
        ("#", "hashtag"),
        ("_", "underscore"),
        ("/", "slash"),
        ("\\", "backslash"),
        ("=", "equals"),
    ):
        if sign in word:
            yield f"in:{name}"
        if sign in rest:
            yield f"in-rest:{name}"
    if "()" in rest or "(" in word:
        yield "in:call"
    if (word + rest).count(".") > 2:
        yield "in:dots"
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
