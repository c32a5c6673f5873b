"""Tables by which the shipped rules are found in a text; a wheel contains them, since a hook has no time to build them.

They lead to rules that are not selected, too, so that whatever they lead to is checked; they never miss one that is selected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from cleanup.rules.keys import Beginnings, Endings, Table
from cleanup.rules.load import built_in
from cleanup.rules.ready import INDEX, ready
from cleanup.rules.rule import Rule
from cleanup.text.namedtuple import NamedTuple
from cleanup.text.onebyte import TYPOGRAPHY

ENDING = ("line", "sentence")
"""Kinds of rules whose phrases end a line, or are all of it."""

_MARKS = tuple(zip(TYPOGRAPHY, "\1\2\3\4\5\6\7\b", strict=True))
"""The commonest characters beyond ASCII, each with a control character that no text holds."""

_END = "\n"
"""Ends each of the strings that are joined to one."""


class Index(NamedTuple):
    """Patterns are numbered as they stand in the rules, in the order of those.

    beginnings  of all phrases
    openers     beginnings of those phrases behind which a line may go on, or other lines belong to it
    endings     of the other phrases, those of lines and sentences
    heads       the numbers of the patterns that match lines with a head (see heads.py)
    literals    the numbers of the patterns without heads that match lines with a literal, in lower case and without marks
    """

    beginnings: Beginnings
    openers: Beginnings
    endings: Endings
    heads: Table[tuple[int, ...]]
    literals: Mapping[str, tuple[int, ...]]


@cache
def shipped() -> Index:
    """The index of the shipped rules."""
    return unpacked(ready(INDEX, lambda: packed(index(built_in()))))


@cache
def _shipped_rules() -> Mapping[str, tuple[Rule, int]]:
    """The shipped rules, by code, each with the number of its first pattern."""
    found: dict[str, tuple[Rule, int]] = {}
    first = 0
    for rule in built_in():
        found[rule.code] = rule, first
        first += len(rule.patterns)
    return found


def is_shipped(rule: Rule) -> bool:
    """Whether a rule is as it was shipped, with nothing added to it."""
    return rule.code in _shipped_rules() and _shipped_rules()[rule.code][0] is rule


def first_pattern(rule: Rule) -> int | None:
    """The number of the first pattern of a shipped rule, whatever phrases were added to it; None for any other rule."""
    ours, first = _shipped_rules().get(rule.code, (None, 0))
    return first if ours and ours.patterns == rule.patterns else None


def index(rules: Iterable[Rule]) -> Index:
    """The index of `rules`, sorted by code."""
    rules = tuple(rules)
    heads: dict[str, list[int]] = {}
    literals: dict[str, list[int]] = {}
    number = 0
    for rule in rules:
        for begun, cues in zip(rule.heads, rule.cues, strict=True):
            for each in begun:
                heads.setdefault(each, []).append(number)
            for each in plain(cues):
                literals.setdefault(each, []).append(number)
            number += 1
    keys = sorted(heads)
    return Index(
        Beginnings(phrase for rule in rules for phrase in rule.folds),
        Beginnings(phrase for rule in rules if rule.kind not in ENDING for phrase in rule.folds),
        Endings(phrase for rule in rules if rule.kind in ENDING for phrase in rule.folds),
        Table(keys, [tuple(heads[key]) for key in keys].__getitem__),
        {literal: tuple(numbers) for literal, numbers in literals.items()},
    )


def plain(literals: Iterable[str]) -> list[str]:
    """Each literal once, in the form in which texts are searched for it."""
    return list(dict.fromkeys(unmarked(literal.lower()) for literal in literals if "\n" not in literal))


def unmarked(text: str) -> str:
    """The text with control characters in place of the commonest marks (see _MARKS)."""
    if not text.isascii():
        for mark, sign in _MARKS:
            text = text.replace(mark, sign)
    return text


Packed = tuple[str, str, str, str, str, str, str, str, tuple[tuple[int, ...], ...]]
"""Keys of beginnings and of openers; keys and phrases of endings; heads, then literals, each table with the places of its
numbers, as characters, among all different series of numbers; and those series."""


def packed(of: Index) -> Packed:
    """The index in a few constants. Law: `unpacked` gives the same."""
    by_head = of.heads.whole
    series = sorted({*by_head.values(), *of.literals.values()})
    places = {numbers: chr(place) for place, numbers in enumerate(series)}
    (heads, of_heads), (literals, of_literals) = (
        (_END.join(table), "".join(places[each] for each in table.values())) for table in (by_head, of.literals)
    )
    ends = of.endings.ends
    keys, phrases = _END.join(ends), _END.join(ends.values())
    begun = _END.join(of.beginnings.keys), _END.join(of.openers.keys)
    return *begun, keys, phrases, heads, of_heads, literals, of_literals, tuple(series)


def unpacked(given: Packed) -> Index:
    """The index that was packed."""
    keys, openers, ends, phrases, heads, of_heads, literals, of_literals, series = given
    endings = dict(zip(ends.split(_END), phrases.split(_END), strict=True))
    return Index(
        Beginnings(known=keys.split(_END)),
        Beginnings(known=openers.split(_END)),
        Endings(known=endings),
        Table(heads.split(_END), lambda place: series[ord(of_heads[place])]),
        dict(zip(literals.split(_END), map(series.__getitem__, map(ord, of_literals)), strict=True)),
    )
