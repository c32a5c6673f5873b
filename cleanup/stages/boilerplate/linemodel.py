"""Which lines of a raw page are the article: two logistic regressions that can be read, and the stretch they agree on.

The first judges each line by its facts, the second by its facts and what the first said of the lines around it (stacking,
Wolpert 1992). The mean of their log-odds counts: the second alone follows the sites it was fitted on too closely. The article
is the stretch of greatest weight; inside it only what is clearly no article goes.
`tests/benchmarks/fit_rawpage.py` makes the weights (linemodel.json) by cross-validation over sites.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import repeat
from math import exp
from operator import mul

from cleanup.stages.boilerplate.guessfacts import DENSE, rows
from cleanup.stages.boilerplate.linefacts import Line
from cleanup.stages.boilerplate.pagefacts import features, heaviest
from cleanup.text.dataclass import dataclass

TOLD = {
    "guess": "it does not look like prose of the article",
    "guesses around:5": "what stands around it looks no more like it",
    "guesses around:12": "what stands around it looks no more like it",
    "guess above:1": "the line above is none of it",
    "guess below:1": "the line below is none of it",
    "before the guessed stretch": "the article begins further down",
    "away from the guessed stretch": "it stands far from the article",
    "guessed before": "most of the article stands before it",
    "guessed behind": "most of the article stands behind it",
    "no prose before": "no paragraph stands before it",
    "no prose behind": "no paragraph follows",
    "short lines around": "short lines stand around it",
    "short lines beside": "short lines stand around it",
    "tail begun": "comments or links have begun above it",
    "rule": "a rule names it",
    "menu word": "it is a word of menus",
    "repeated": "it stands more than once",
    "capitals": "most of its words are capitalized",
    "all capitals": "it is in capitals",
    "copyright": "it is a copyright line",
    "bullet": "it is an entry of a list",
    "link": "it is a link",
    "bar": "bars divide it",
}
"""Facts in words for the reader, of a line that goes."""


_SHORT = 8
"""Words of a line that stays at an end of the stretch even if it is rather no article: a shorter one is a link or a label."""


_ROW = 3
"""Short lines behind a short one that make it the first of a list of links."""


@dataclass(frozen=True)
class Judgement:
    """Of each line the probability that it is article, and what speaks most against it, in words; which lines stay, by place."""

    probabilities: list[float]
    against: list[tuple[str, ...]]
    kept: list[int]


@dataclass(frozen=True)
class LineModel:
    """Weights of facts ("" is the bias), and when a line counts.

    first, second  weights of both passes
    threshold      the probability from which a line speaks for the stretch
    inner          the probability under which a line inside the stretch goes
    doubt          the mean probability of a stretch under which nothing inside it goes
    share          the least share of the page's probable words that the stretch must hold; else all from the first to the last
                   probable line stays
    """

    first: Mapping[str, float]
    second: Mapping[str, float]
    threshold: float
    inner: float
    doubt: float
    share: float

    def judge(self, lines: Sequence[Line]) -> Judgement:
        """Judge the lines of one page."""
        words = [max(1, line.words) for line in lines]
        guess: list[float] = []
        scores: list[float] = []  # the mean of both passes' log-odds
        reasons: list[tuple[str, ...]] = []
        against: list[list[tuple[float, str]]] = []
        for facts in features(lines):
            first = score(self.first, facts) + self.first[""]
            guess.append(logistic(first))
            scores.append((first + score(self.second, facts) + self.second[""]) / 2)
            against.append(self._against(facts))
        weights, always = [self.second.get(fact, 0.0) for fact in DENSE], self._always_telling
        for place, (values, facts) in enumerate(rows(guess, words)):
            scores[place] += score(self.second, facts, sum(map(mul, weights, values))) / 2
            told = [(weight * values[index], words) for index, weight, words in always]
            reasons.append(_worst([*against[place], *told, *self._against(facts)]))
        sure = list(map(logistic, scores))
        kept = self.decode(sure, words)
        while kept and _begins_links(lines[kept[-1] : kept[-1] + 1 + _ROW]):
            kept.pop()
        if not any(lines[place].prose for place in kept):
            kept = []  # a page of lists and labels: nothing tells which of them were meant
        return Judgement(sure, reasons, kept)

    def _against(self, facts: Mapping[str, float]) -> list[tuple[float, str]]:
        """Facts that can be told and speak against the line, with their weight."""
        telling = self._sometimes_telling
        found = [(telling[fact], facts[fact]) for fact in facts.keys() & telling.keys()]
        return [(weight * value, words) for (weight, words), value in found]

    @cached_property
    def _sometimes_telling(self) -> dict[str, tuple[float, str]]:
        return {fact: (weight, words) for fact, weight, words in self._telling if fact not in DENSE}

    @cached_property
    def _always_telling(self) -> list[tuple[int, float, str]]:
        return [(DENSE.index(fact), weight, words) for fact, weight, words in self._telling if fact in DENSE]

    @cached_property
    def _telling(self) -> list[tuple[str, float, str]]:
        return [(fact, self.second[fact], words) for fact, words in TOLD.items() if self.second.get(fact, 0.0) < 0]

    def decode(self, sure: Sequence[float], words: Sequence[int]) -> list[int]:
        """The places that stay."""
        first, last = heaviest([(p - self.threshold) * count for p, count in zip(sure, words, strict=True)])
        if first == last:
            return []
        mass = [p * count for p, count in zip(sure, words, strict=True)]
        held = sum(mass[first:last])
        if held < self.share * sum(mass):
            likely = [place for place, p in enumerate(sure) if p >= self.threshold]
            return list(range(min(first, likely[0]), max(last, likely[-1] + 1)))
        if held < self.doubt * sum(words[first:last]):
            return list(range(first, last))
        while first < last and sure[first] < 0.5 and words[first] < _SHORT:
            first += 1
        while first < last and sure[last - 1] < 0.5 and words[last - 1] < _SHORT:
            last -= 1
        return [place for run in _runs(words, first, last) for place in run if _mean(sure, run) >= self.inner]


def _begins_links(lines: Sequence[Line]) -> bool:
    """Whether a line and those behind it are too short for paragraphs and no sentences: the links behind an article."""
    return len(lines) > _ROW and all(line.words < _SHORT and "ends like a sentence" not in line.own for line in lines)


def score(weights: Mapping[str, float], facts: Mapping[str, float], others: float = 0.0) -> float:
    """What the facts add up to, on top of others."""
    return sum(map(mul, map(weights.get, facts, repeat(0.0)), facts.values()), others)


def logistic(score: float) -> float:
    return 1 / (1 + exp(-30.0 if score > 30 else 30.0 if score < -30 else -score))


def _runs(words: Sequence[int], first: int, last: int) -> Iterator[range]:
    """Each longer line by itself, and short lines in a row together: half a list would be worse than all or nothing of it."""
    start = first
    for place in range(first, last):
        if words[place] >= _SHORT:
            yield from (range(start, place), range(place, place + 1))
            start = place + 1
    yield range(start, last)


def _mean(sure: Sequence[float], run: range) -> float:
    return sum(sure[place] for place in run) / max(1, len(run))


def _worst(reasons: list[tuple[float, str]]) -> tuple[str, ...]:
    """The two that weigh most."""
    return tuple(dict.fromkeys([words for _, words in sorted([each for each in reasons if each[0] < 0])]))[:2]


@cache
def models() -> dict[str, LineModel]:
    """The fitted models of "lines" and of "pieces", read once."""
    import json
    from pkgutil import get_data

    data = json.loads(get_data("cleanup.stages.boilerplate", "linemodel.json") or b"")
    return {name: LineModel(**model) for name, model in data.items()}
