"""Kind "line": the whole line, folded, is one of the phrases, or several of them with nothing in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.index import place_of, shipped
from cleanup.rules.keys import Endings, mark
from cleanup.rules.load import built_in
from cleanup.rules.rule import Rule
from cleanup.text.document import Document

_FEWEST_WEAK = 3
"""Weak phrases that make a line of furniture when nothing else stands on it ("FacebookTwitterEmail"); two may be a sentence."""

WINDOW = 1_000
"""Characters at the end of a line that are looked at; a whole comment form is about 400."""


class Phrases:
    """Folded phrases, looked up as a whole or from the end of a longer folded text."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._marked: dict[str, tuple[int, Rule]] = {}
        added: list[tuple[str, str]] = []
        for place, rule in enumerate(rules):
            number = place_of(rule)
            if number is None:  # the index has no phrases of such a rule
                number = len(built_in()) + place
                added += [(phrase, mark(number)) for phrase in rule.folds]
            self._marked[mark(number)] = place, rule
        self._ends = Endings(added, shipped().endings.kept) if added else shipped().endings
        self._rules: dict[str, Rule | None] = {}

    def rule(self, phrase: str) -> Rule | None:
        """The rule of a phrase, of several the last one; None if none of the given ones has it. Remembered: ask for no others."""
        if phrase not in self._rules:
            found = [self._marked[each] for each in self._ends.marks(phrase) if each in self._marked]
            self._rules[phrase] = max(found, key=itemgetter(0))[1] if found else None
        return self._rules[phrase]

    def series(self, folded: str) -> list[str]:
        """The phrases that stand one after another at the end of `folded`, in order; always the longest that fits."""
        found: list[str] = []
        end = len(folded)
        while phrase := self._ends.longest_before(folded, end, self.rule):
            found.append(phrase)
            end -= len(phrase)
        return found[::-1]

    def tails(self, folds: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
        """The places of the folded lines that end with a phrase, each with the series at its end."""
        for place in self._ends.among(folds):
            if series := self.series(folds[place][-WINDOW:]):
                yield place, series


class Lines:
    """Finds lines that are nothing but phrases."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def find(self, document: Document, tails: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Hit]:
        """`tails` are the lines that end with a phrase, each with the series of phrases at its end."""
        for line, series in tails:
            folded = document.folds[line]
            if [*series] == [folded] and (rule := self._phrases.rule(folded)):
                yield Hit(line, rule, folded)
            elif sum(map(len, series)) == len(folded) <= LONGEST and (rule := self._speaker(series)):
                yield Hit(line, rule, " ".join(series))

    def _speaker(self, series: Sequence[str]) -> Rule | None:
        """The rule that answers for a line made of several phrases: a strong one, or any where there are a few."""
        rules = [rule for phrase in series if (rule := self._phrases.rule(phrase))]
        strong = next((rule for rule in rules if not rule.weak), None)
        return strong or (rules[0] if len(set(series)) >= _FEWEST_WEAK else None)
