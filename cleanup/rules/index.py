"""Tables by which the shipped rules are found in a text; a wheel contains them, since a hook has no time to build them.

They lead to rules that are not selected, too, so that whatever they lead to is checked; they never miss one that is selected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from cleanup.rules.keys import Beginnings, Endings, Table, mark
from cleanup.rules.load import built_in
from cleanup.rules.prefilter import Numbers, plain
from cleanup.rules.ready import INDEX, ready
from cleanup.rules.rule import ENDING, Rule
from cleanup.text.namedtuple import NamedTuple

_END = "\n"
"""Ends each of the strings that are joined to one."""


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


def place_of(rule: Rule) -> int | None:
    """The place among all shipped rules of one that is as it was shipped; None for any other."""
    return _places()[rule.code] if is_shipped(rule) else None


@cache
def _places() -> Mapping[str, int]:
    return {code: place for place, code in enumerate(_shipped_rules())}


def first_pattern(rule: Rule) -> int | None:
    """The number of the first pattern of a shipped rule, whatever phrases were added to it; None for any other rule."""
    ours, first = _shipped_rules().get(rule.code, (None, 0))
    return first if ours and ours.patterns == rule.patterns else None


def index(rules: Iterable[Rule]) -> Index:
    """The index of `rules`, sorted by code."""
    from cleanup.rules.literals import needed
    from cleanup.rules.prefixes import prefixes

    rules = tuple(rules)
    by_prefix: dict[str, list[int]] = {}
    by_literal: dict[str, list[int]] = {}
    patterns = [(rule, pattern) for rule in rules for pattern in rule.patterns]
    for number, (rule, pattern) in enumerate(patterns):
        begun = prefixes(pattern)
        for each in begun:
            by_prefix.setdefault(each, []).append(number)
        for each in () if begun else plain(needed(pattern, rule.literals)):
            by_literal.setdefault(each, []).append(number)
    keys = sorted(by_prefix)
    return Index(
        Beginnings(phrase for rule in rules for phrase in rule.folds),
        Beginnings(phrase for rule in rules if rule.kind not in ENDING for phrase in rule.folds),
        Endings((phrase, mark(place)) for place, rule in enumerate(rules) if rule.kind in ENDING for phrase in rule.folds),
        Table(keys, [tuple(by_prefix[key]) for key in keys].__getitem__),
        {literal: tuple(numbers) for literal, numbers in by_literal.items()},
    )


Packed = tuple[str, str, tuple[str, str], tuple[str, str], tuple[str, str], tuple[Numbers, ...]]
"""Keys of beginnings; those of openers; keys of endings and their phrases; prefixes, then literals, each table with the places of
its numbers, as characters, among all different series of numbers; and those series."""


def packed(of: Index) -> Packed:
    """The index in a few constants. Law: `unpacked` gives the same."""
    series = sorted({*of.prefixes.whole.values(), *of.literals.values()})
    places = {numbers: chr(place) for place, numbers in enumerate(series)}

    def table(given: Mapping[str, Numbers]) -> tuple[str, str]:
        return _END.join(given), "".join(map(places.__getitem__, given.values()))

    return (
        _END.join(of.beginnings.keys),
        _END.join(of.openers.keys),
        (_END.join(of.endings.ends), _END.join(of.endings.ends.values())),
        table(of.prefixes.whole),
        table(of.literals),
        tuple(series),
    )


def unpacked(given: Packed) -> Index:
    """The index that was packed."""
    beginnings, openers, (ends, phrases), (prefixes, of_prefixes), (literals, of_literals), series = given
    return Index(
        Beginnings(known=beginnings.split(_END)),
        Beginnings(known=openers.split(_END)),
        Endings(known=dict(zip(ends.split(_END), phrases.split(_END), strict=True))),
        Table(prefixes.split(_END), lambda place: series[ord(of_prefixes[place])]),
        dict(zip(literals.split(_END), map(series.__getitem__, map(ord, of_literals)), strict=True)),
    )
