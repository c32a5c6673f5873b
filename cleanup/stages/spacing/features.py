"""What speaks for and against a space at a gap, as names of small facts: shapes, frequencies, neighbours, the document.

A fact is a short string such as "left:zipf4" or "seen:whole"; what each weighs stands in data (see `model`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.evidence import Company, Evidence
from cleanup.stages.spacing.gaps import LINE_REACH, line_start
from cleanup.stages.spacing.lexicon import FUNCTION_WORD
from cleanup.stages.spacing.signs import WITHOUT_ZIPF, shape
from cleanup.text.lazy import Lazy

_FAMILIES = {family: Lazy(f"[{family}]") for family in ('"', "„“”", "«»", "‘’‚", "‹›")}
_QUOTES = 8
"""Quotes on either side that are looked at."""

_TURN = {"opens": "closes", "closes": "opens"}
_WAYS = (*_TURN, "unclear")
_WITH_QUOTES_OF_THEIR_OWN = ("en", "de", "fr")
_RIVALLED = ("title", "capitals")


MET: list[Sequence[str]] = [
    [f"seen:pair{count}" for count in range(1, 4)],
    [f"seen:whole{count}" for count in range(3)],
]
"""What `met` may tell: of each group one fact at most."""

SEEN: list[Sequence[str]] = [
    ["", *(f"seen:left{count}" for count in range(3))],
    ["", *(f"seen:right{count}" for count in range(3))],
    *MET,
]
"""The same for `seen`."""


def of_words(candidate: Candidate, evidence: Evidence) -> list[str]:
    """What the text and the lists of words say of those that meet at a gap: the same wherever they meet in this way."""
    left, right = candidate.left, candidate.right
    names = [
        f"left:{shape(left)}:zipf{_zipf(left, evidence)}",
        f"right:{shape(right)}:zipf{_zipf(right, evidence)}",
        f"both:{shape(left)}{_coarse(left, evidence)}:{shape(right)}{_coarse(right, evidence)}",
        *seen(candidate, evidence),
    ]
    if is_bare(candidate):
        whole, margin = evidence.zipf(left + right), evidence.zipf(left) + evidence.zipf(right)
        names.append(f"whole:zipf{int(whole)}")
        names.append(f"margin:{max(-2, min(6, int(margin - whole - 4)))}")
        names += _rivals(candidate, evidence)
    return names


def is_bare(candidate: Candidate) -> bool:
    """Whether two words of letters meet at the gap with no mark between them."""
    parted = candidate.marks or candidate.opening or not (candidate.left and candidate.right)
    return not parted and (candidate.left + candidate.right).isalpha()


def groups_of_two(left: str, right: str) -> Iterator[list[Sequence[str]]]:
    """The facts of how common two words of these shapes are, for each of the ways in which they can be: one of each group."""
    for one, ones in _levels(left):
        for other, others in _levels(right):
            yield [
                [f"left:{left}:zipf{zipf}" for zipf in ones],
                [f"right:{right}:zipf{zipf}" for zipf in others],
                [f"both:{left}{one}:{right}{other}"],
            ]


def _levels(shape: str) -> Iterable[tuple[int, Sequence[object]]]:
    return ((0, "-"),) if shape in WITHOUT_ZIPF else enumerate(_LEVELS)


def groups(kind: str, bare: bool, quote: str) -> list[Sequence[str]]:
    """The other facts that may join the signs of a gap: of each group one fact at most ("" for none)."""
    levels = range(7)
    found: list[Sequence[str]] = [*SEEN]
    if bare:
        found += [
            [f"whole:zipf{zipf}" for zipf in range(10)],
            [f"margin:{margin}" for margin in range(-2, 7)],
            ["", *([f"rival:{one}:{other}" for one in levels for other in levels] if kind in _RIVALLED else ["rival:brand"])],
            ["", *(["rival:shorter"] if kind == "title" else [])],
        ]
    if quote:
        ways = ("opens", "closes", "unclear", "none")
        found += [
            [f"quote:{quote}:{turn}" for turn in ("odd", "even")],
            [f"quote:{quote}:{language}" for language in (*_WITH_QUOTES_OF_THEIR_OWN, "other")],
            [f"quote:{quote}:after:{other}" for other in (*_family(quote), "none")],
            [f"quote:previous-{way}" for way in ways],
            [f"quote:next-{way}" for way in ways],
            [f"quote:turn:{one}:{other}" for one in _WAYS for other in _WAYS],
        ]
    return found


_LEVELS = ((0, 1, 2), (3, 4, 5), (5, 6))
"""The values of `_zipf` that a word may have, by those of `_coarse`."""


def _zipf(atom: str, evidence: Evidence) -> str:
    if not atom or atom.isdigit():
        return "-"
    return str(min(6, int(evidence.zipf(atom))))


def _coarse(atom: str, evidence: Evidence) -> int:
    """0 for unknown and rare words, 1 for ordinary ones, 2 for those that hold sentences together."""
    zipf = 0.0 if not atom or atom.isdigit() else evidence.zipf(atom)
    return 0 if zipf < 3 else 1 if zipf < 5.5 else 2


def _rivals(candidate: Candidate, evidence: Evidence) -> Iterator[str]:
    """Other readings: "BARDO|Taus" against "BARDOT|aus", "Linked|Inwurde" against "LinkedIn"."""
    left, right = candidate.left, candidate.right
    if candidate.kind == "title":
        shorter, whole = evidence.zipf(right[1:]), evidence.zipf(right)
        yield f"rival:{min(6, int(shorter))}:{min(6, int(whole))}"
        if shorter >= FUNCTION_WORD and shorter > whole:
            yield "rival:shorter"
    elif candidate.kind == "capitals" and len(left) > 2:
        yield f"rival:{min(6, int(evidence.zipf(left[-1] + right)))}:{min(6, int(evidence.zipf(right)))}"
    elif len(right) > 3 and right[0].isupper() and right[1:].islower():
        brands = [left + right[:length] for length in range(2, min(8, len(right)))]
        evidence.lexicon.want(brands)
        yield from ("rival:brand",) if max(map(evidence.zipf, brands)) >= 3 else ()


def seen(candidate: Candidate, company: Company) -> Iterator[str]:
    """How often the words at a gap stand elsewhere in the text, alone and together."""
    for side, atom in (("left", candidate.left), ("right", candidate.right)):
        if atom and not atom.isdigit():
            yield f"seen:{side}{max(0, min(2, company.seen(atom) - 1))}"
    yield from met(candidate, company)


def met(candidate: Candidate, company: Company) -> Iterator[str]:
    """How often they meet at the gaps that were found: known without a look at the text."""
    yield f"seen:pair{min(3, company.same_gap(candidate))}"
    yield f"seen:whole{min(2, company.same_word(candidate) - 1)}"


def quote(candidate: Candidate) -> str:
    """The quote beside a gap; empty if there is none."""
    mark = candidate.opening[:1] or candidate.marks[-1:]
    return mark if mark and _family(mark) else ""


def _family(mark: str) -> str:
    """All characters of the family of a quote; empty for what is none."""
    return next((family for family in _FAMILIES if mark in family), "")


def of_quotes(candidate: Candidate, evidence: Evidence) -> Iterator[str]:
    """Whether the quote beside the gap opens or closes: by turn within its line, and by how its neighbours stand."""
    mark = quote(candidate)
    if not mark:
        return
    position, family = candidate.at if candidate.opening else candidate.at - 1, _FAMILIES[_family(mark)]
    text = evidence.text
    before = [match.start() for match in family.finditer(text, line_start(text, position, LINE_REACH), position)]
    yield f"quote:{mark}:{'odd' if len(before) % 2 else 'even'}"
    yield f"quote:{mark}:{evidence.language if evidence.language in _WITH_QUOTES_OF_THEIR_OWN else 'other'}"
    yield f"quote:{mark}:after:{text[before[-1]] if before else 'none'}"
    yield f"quote:previous-{_stands(text, before[-1]) if before else 'none'}"
    after = (match.start() for match in family.finditer(text, position + 1, position + LINE_REACH))
    following = [*islice(after, _QUOTES)]
    yield f"quote:next-{_stands(text, following[0]) if following else 'none'}"
    yield f"quote:turn:{_turned(text, before[: -_QUOTES - 1 : -1])}:{_turned(text, following)}"


def _turned(text: str, neighbours: list[int]) -> str:
    """What a quote does if quotes take turns, by the first of its neighbours in one direction that shows what it does."""
    for count, each in enumerate(neighbours):
        way = _stands(text, each)
        if way != "unclear":
            return way if count % 2 else _TURN[way]
    return "unclear"


def _stands(text: str, position: int) -> str:
    """How a quote stands: white space on one side only shows what it does."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    free, bound = not before or before.isspace() or before in "([", not after or after.isspace() or after in ",.;:!?)]"
    return "unclear" if free == bound else "opens" if free else "closes"
