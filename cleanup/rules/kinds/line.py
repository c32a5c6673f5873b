"""Kind "line": the whole line, folded, is one of the phrases, or several of them with nothing in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.index import is_shipped, shipped
from cleanup.rules.keys import SIZES, Endings
from cleanup.rules.rule import Rule
from cleanup.text.document import Document

_FEWEST_WEAK = 3
"""Weak phrases that make a line of furniture when nothing else stands on it ("FacebookTwitterEmail"); two may be a sentence."""

WINDOW = 1_000
"""Characters at the end of a line that are looked at; a whole comment form is about 400."""


class Phrases:
    """Folded phrases, looked up as a whole or from the end of a longer folded text."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._given = list(rules)
        others = [phrase for rule in self._given if not is_shipped(rule) for phrase in rule.folds]
        self._ends = Endings(others, shipped().endings.ends) if others else shipped().endings

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rule of each phrase."""
        return {phrase: rule for rule in self._given for phrase in rule.folds}

    def series(self, folded: str) -> list[str]:
        """The phrases that stand one after another at the end of `folded`, in order; always the longest that fits."""
        found: list[str] = []
        end = len(folded)
        while phrase := self._longest_before(folded, end):
            found.append(phrase)
            end -= len(phrase)
        return found[::-1]

    def tails(self, folds: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
        """The places of the folded lines that end with a phrase, each with the series at its end."""
        for place in self._ends.among(folds):
            if series := self.series(folds[place][-WINDOW:]):
                yield place, series

    def _longest_before(self, folded: str, end: int) -> str | None:
        ends = self._ends.ends
        for size in SIZES:
            if size <= end and (key := folded[end - size : end]) in ends:
                for phrase in self._ends.of(key):
                    if folded.endswith(phrase, 0, end) and phrase in self.rules:
                        return phrase
        return None


class Lines:
    """Finds lines that are nothing but phrases."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def find(self, document: Document, tails: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Hit]:
        """`tails` are the lines that end with a phrase, each with the series of phrases at its end."""
        for line, series in tails:
            folded = document.folds[line]
            if rule := self._phrases.rules.get(folded):
                yield Hit(line, rule, folded)
            elif sum(map(len, series)) == len(folded) <= LONGEST and (rule := self._speaker(series)):
                yield Hit(line, rule, " ".join(series))

    def _speaker(self, series: Sequence[str]) -> Rule | None:
        """The rule that answers for a line made of several phrases: a strong one, or any where there are a few."""
        rules = [self._phrases.rules[phrase] for phrase in series]
        strong = next((rule for rule in rules if not rule.weak), None)
        return strong or (rules[0] if len(set(series)) >= _FEWEST_WEAK else None)
