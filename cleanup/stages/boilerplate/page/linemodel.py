"""Which lines of a raw page are the article: two logistic regressions that can be read, and the stretch they agree on.

The first judges each line by its facts, the second by its facts and what the first said of the lines around it (stacking,
Wolpert 1992). The mean of their log-odds counts: the second alone follows the sites it was fitted on too closely. The article
is the stretch of greatest weight, with one before and one behind it if they weigh enough; inside them only what is clearly no
article goes.
`tests/benchmarks/fit_rawpage.py` makes the weights (linemodel.json) by cross-validation over sites.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import groupby

from cleanup.stages.boilerplate.page.columns import Columns, heaviest
from cleanup.stages.boilerplate.page.guessfacts import Guesses
from cleanup.stages.boilerplate.page.linefacts import BULLET, CLOSED, Line
from cleanup.stages.boilerplate.page.pagefacts import Page
from cleanup.stages.boilerplate.page.weights import Objections, Weights
from cleanup.stages.logistic import logistic
from cleanup.text.dataclass import dataclass
from cleanup.text.packaged import packaged

_SHORT = 8
"""Words of a line that is judged by itself: a shorter one may be an entry of a list, a link or a label."""

_FURTHER = 30
"""What a further stretch must weigh: as 46 words that are surely article do. Lighter ones are teasers and notices. Of the marked
strings of half of the sites .4 % more stay, of the other half as many as before, and nothing more of the rest in either."""

_ROW = 3
"""Short lines behind a short one that make it the first of a list of links."""


@dataclass(frozen=True)
class Judgement:
    """Of each line the probability that it is article; and which lines stay, by place.

    columns     the facts it was judged by
    objections  those of them that can be said in words
    """

    probabilities: list[float]
    kept: list[int]
    columns: tuple[Columns, ...]
    objections: Objections

    def against(self, places: Collection[int]) -> Iterator[tuple[str, ...]]:
        """What speaks most against each of the lines at these places, in order."""
        return self.objections.against(self.columns, [place in places for place in range(len(self.probabilities))])


@dataclass(frozen=True)
class LineModel:
    """Weights of facts ("" is the bias), and when a line counts.

    first, second  weights of both passes
    threshold      the probability from which a line speaks for the stretch
    inner          the probability under which a line inside a stretch goes
    share          the least share of the page's probable words that the heaviest stretch must hold; else all from the first to
                   the last probable line stays
    """

    first: Mapping[str, float]
    second: Mapping[str, float]
    threshold: float
    inner: float
    share: float

    def judge(self, lines: Sequence[Line], unbroken: bool = False) -> Judgement:
        """Judge the lines of one page; if the article is `unbroken`, all between two probable lines stays."""
        words = [max(1, line.words) for line in lines]
        page = Page(lines)
        columns, bias = page.columns(), self._both.score({"": 1.0} | page.whole())
        scores = [bias + score for score in self._both.scores(columns)]
        around = Guesses([logistic(score.real) for score in scores], words).columns()
        guessed = self._guessed.scores(around)
        sure = [logistic((score.real + score.imag + more) / 2) for score, more in zip(scores, guessed, strict=True)]
        kept = self.decode(sure, words, unbroken)
        while kept and _begins_links(lines[kept[-1] : kept[-1] + 1 + _ROW]):
            kept.pop()
        kept = [*_without_links(lines, kept)]
        if not any(lines[place].prose for place in kept):
            kept = []  # a page of lists and labels: nothing tells which of them were meant
        return Judgement(sure, kept, (columns, around), self._objections)

    @cached_property
    def _both(self) -> Weights[complex]:
        """The weights of both passes, the second as the imaginary part: one sum makes two."""
        facts = self.first.keys() | self.second.keys()
        return Weights({fact: complex(self.first.get(fact, 0.0), self.second.get(fact, 0.0)) for fact in facts}, 0j)

    @cached_property
    def _guessed(self) -> Weights[float]:
        return Weights(self.second, 0.0)

    @cached_property
    def _objections(self) -> Objections:
        return Objections(self.second)

    def decode(self, sure: Sequence[float], words: Sequence[int], unbroken: bool = False) -> list[int]:
        """The places that stay."""
        mass = [p * count for p, count in zip(sure, words, strict=True)]
        weights = [held - self.threshold * count for held, count in zip(mass, words, strict=True)]
        first, last = heaviest(weights)
        if unbroken or sum(mass[first:last]) < self.share * sum(mass):
            likely = [place for place, p in enumerate(sure) if p >= self.threshold]
            return list(range(likely[0], likely[-1] + 1)) if likely else []
        bounds = (*_further(weights, 0, first), (first, last), *_further(weights, last, len(weights)))
        runs = (run for stretch in bounds for run in _runs(words, *_trimmed(sure, words, *stretch)))
        return [place for run in runs if _mean(sure, run) >= self.inner for place in run]


def _further(weights: Sequence[float], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The heaviest stretch between two places, if it weighs enough."""
    first, last = heaviest(weights[begin:end])
    if sum(weights[begin + first : begin + last]) >= _FURTHER:
        yield begin + first, begin + last


def _trimmed(sure: Sequence[float], words: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """Begin and end of a stretch without the short lines at its ends that are rather no article."""
    while first < last and sure[first] < 0.5 and words[first] < _SHORT:
        first += 1
    while first < last and sure[last - 1] < 0.5 and words[last - 1] < _SHORT:
        last -= 1
    return first, last


def _begins_links(lines: Sequence[Line]) -> bool:
    """Whether a line and those behind it are too short for paragraphs and no sentences: the links behind an article. A list that
    the line announces is none."""
    if len(lines) <= _ROW or any(line.words >= _SHORT or line.traits & CLOSED for line in lines):
        return False
    return "ends in a colon or comma" not in lines[0].names or not all(line.traits & BULLET for line in lines[1:])


def _without_links(lines: Sequence[Line], kept: Sequence[int]) -> Iterator[int]:
    """The kept places without lists of links in the article: entries in a row that are short and marked by arrows or bars."""
    for is_link, run in groupby(kept, lambda place: _is_marked(lines[place])):
        places = [*run]
        if not is_link or len(places) < _ROW:
            yield from places


def _is_marked(line: Line) -> bool:
    return line.words < _SHORT and line.traits & (BULLET | CLOSED) == BULLET and "bar" in line.names


def _runs(words: Sequence[int], first: int, last: int) -> Iterator[range]:
    """Each longer line by itself, and short lines in a row together: half a list would be worse than all or nothing of it."""
    start = first
    for place in range(first, last):
        if words[place] >= _SHORT:
            yield from (range(start, place), range(place, place + 1))
            start = place + 1
    yield range(start, last)


def _mean(sure: Sequence[float], run: range) -> float:
    return sum(sure[run.start : run.stop]) / max(1, len(run))


@cache
def models() -> dict[str, LineModel]:
    """The fitted models of "lines" and of "pieces", read once."""
    import json

    data = json.loads(packaged(__name__, "linemodel.json"))
    return {name: LineModel(**model) for name, model in data.items()}
