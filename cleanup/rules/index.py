"""Tables by which the shipped rules are found in a text; a wheel contains them, since a hook has no time to build them.

They lead to rules that are not selected, too, so that whatever they lead to is checked; they never miss one that is selected.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate

from cleanup.rules.keys import Beginnings, Endings, mark
from cleanup.rules.load import built_in
from cleanup.rules.prefilter import Numbers, plain
from cleanup.rules.ready import INDEX, ready_content
from cleanup.rules.rule import ENDING, Rule
from cleanup.rules.table import Parts, Table, by_letters
from cleanup.text.namedtuple import NamedTuple

_END = "\n"
"""Parts strings that are joined to one."""

_SIZE = 8
"""Bytes of the number that says how large the head of a packed index is."""

_WRITTEN = 2
"""The last version of `marshal` that writes equal values as equal bytes: in later ones it depends on which are the same."""

_FIRST = 33
"""The first of the characters that stand for series of numbers: behind all that part something."""


class Index(NamedTuple):
    """Patterns are numbered as they stand in the rules, in the order of those.

    beginnings  of all phrases
    openers     beginnings of those phrases behind which a line may go on, or other lines belong to it
    endings     of the other phrases, those of lines and sentences, marked with the places of their rules among all
    prefixes    the numbers of the patterns that match lines with a prefix (see prefixes.py)
    literals    the numbers of the patterns without prefixes that match lines with a literal, in lower case and without marks
    """

    beginnings: Beginnings
    openers: Beginnings
    endings: Endings
    prefixes: Table[Numbers]
    literals: Mapping[str, Numbers]


@cache
def shipped() -> Index:
    """The index of the shipped rules."""
    return unpacked(ready_content(INDEX, lambda: packed(built_in())))


@cache
def _shipped_rules() -> Mapping[str, tuple[Rule, int]]:
    """The shipped rules, by code, each with the number of its first pattern."""
    found: dict[str, tuple[Rule, int]] = {}
    first = 0
    for rule in built_in():
        found[rule.code] = rule, first
        first += rule.pattern_count
    return found


def is_shipped(rule: Rule) -> bool:
    """Whether a rule is as it was shipped, with nothing added to it."""
    return rule.code in _shipped_rules() and _shipped_rules()[rule.code][0] is rule


def place_of(rule: Rule) -> int | None:
    """The place among all shipped rules of one that is as it was shipped; None for any other."""
    return _places()[rule.code] if is_shipped(rule) else None


@cache
def _places() -> Mapping[str, int]:
    return {code: place for place, code in enumerate(_shipped_rules())}


def first_pattern(rule: Rule) -> int | None:
    """The number of the first pattern of a shipped rule, whatever phrases were added to it; None for any other rule."""
    ours, first = _shipped_rules().get(rule.code, (None, 0))
    return first if ours is rule or (ours and ours.patterns == rule.patterns) else None


Head = tuple[tuple[tuple[str, tuple[int, ...]], ...], tuple[str, str], tuple[Numbers, ...]]
"""Of the tables of beginnings, openers, endings and prefixes the letters, joined, and how many bytes stand by each; literals,
joined, and a character for each that says where its numbers stand among all different series of numbers, as it stands behind
each prefix; those series."""


def packed(rules: Iterable[Rule]) -> bytes:
    """The index of `rules`, sorted by code: the size of a head, the head, and what stands by the letters of each table."""
    rules = tuple(rules)
    by_prefix, by_literal = _numbered(rules)
    series = sorted({*by_prefix.values(), *by_literal.values()})
    signs = {numbers: chr(_FIRST + place) for place, numbers in enumerate(series)}
    prefixes: dict[str, list[str]] = {}
    for prefix in sorted(by_prefix):
        prefixes.setdefault(prefix[:2], []).extend((prefix, signs[by_prefix[prefix]]))
    tables = (
        Beginnings(phrase for rule in rules for phrase in rule.folds).kept,
        Beginnings(phrase for rule in rules if rule.kind not in ENDING for phrase in rule.folds).kept,
        Endings(_marked(rules)).kept,
        by_letters(prefixes),
    )
    head: Head = (
        tuple((_END.join(table), tuple(map(len, table.values()))) for table in tables),
        (_END.join(by_literal), "".join(map(signs.__getitem__, by_literal.values()))),
        tuple(series),
    )
    written = marshal.dumps(head, _WRITTEN)
    return b"".join([len(written).to_bytes(_SIZE, "little"), written, *(part for table in tables for part in table.values())])


def _numbered(rules: Iterable[Rule]) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """The numbers of patterns by their prefixes, and of those without any by their literals."""
    from cleanup.rules.literals import needed
    from cleanup.rules.prefixes import prefixes

    by_prefix: dict[str, list[int]] = {}
    by_literal: dict[str, list[int]] = {}
    patterns = [(rule, pattern) for rule in rules for pattern in rule.patterns]
    for number, (rule, pattern) in enumerate(patterns):
        begun = prefixes(pattern)
        for each in begun:
            by_prefix.setdefault(each, []).append(number)
        for each in () if begun else plain(needed(pattern, rule.literals)):
            by_literal.setdefault(each, []).append(number)
    return {key: tuple(some) for key, some in by_prefix.items()}, {key: tuple(some) for key, some in by_literal.items()}


def _marked(rules: Sequence[Rule]) -> Iterator[tuple[str, str]]:
    """The phrases that lines end with, each with the mark of its rule's place."""
    return ((phrase, mark(place)) for place, rule in enumerate(rules) if rule.kind in ENDING for phrase in rule.folds)


def unpacked(content: memoryview) -> Index:
    """The index that was packed."""
    start = _SIZE + int.from_bytes(content[:_SIZE], "little")
    head: Head = marshal.loads(content[_SIZE:start])
    tables, (literals, signs), series = head
    kept: list[Parts] = []
    for letters, sizes in tables:
        starts = [*accumulate(sizes, initial=start)]
        kept.append(Parts(content, letters.split(_END) if sizes else (), starts))
        start = starts[-1]

    def numbers(signs: Iterable[str]) -> list[Numbers]:
        return [series[ord(sign) - _FIRST] for sign in signs]

    def by_prefix(lines: Sequence[str]) -> dict[str, Numbers]:
        return dict(zip(lines[::2], numbers(lines[1::2]), strict=True))

    beginnings, openers, endings, prefixes = kept
    return Index(
        Beginnings(known=beginnings),
        Beginnings(known=openers),
        Endings(known=endings),
        Table(prefixes, by_prefix),
        dict(zip(literals.split(_END), numbers(signs), strict=True)) if signs else {},
    )
