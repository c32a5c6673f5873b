"""What a raw page shows of each of its lines: how much prose stands before, around and behind it, and where the title is.

Found from the lines alone (see `linefacts`), so that those that are left of a page can be judged again as a page of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from cleanup.stages.boilerplate.linefacts import MOST, Line, band

_STEPS = (1, 2, 4, 8, 16)
_FAR = _STEPS[-1] + 1
_SINCE = [f"lines since prose:{band(lines, _STEPS)}" for lines in range(_FAR + 1)]
_TO = [f"lines to prose:{band(lines, _STEPS)}" for lines in range(_FAR + 1)]
_NEIGHBOUR = ("nothing", "words", "prose", "rule", "ends like a sentence", "bullet")
_ABOVE, _BELOW = ([f"{side}: {fact}" for fact in _NEIGHBOUR] for side in ("above", "below"))
_AROUND = 12


def heaviest(weights: Sequence[float]) -> tuple[int, int]:
    """Begin and end of the stretch of greatest weight (Kadane 1984); the first of equals, empty if all weigh against."""
    best, bounds = 0.0, (0, 0)
    total, start = 0.0, 0
    for place, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, place
        total += weight
        if total > best:
            best, bounds = total, (start, place + 1)
    return bounds


def _weight(line: Line) -> float:
    """A first guess at what a line says for the article or against it, in words."""
    if line.is_title:
        return MOST / 2
    if line.families:
        return -8.0 if line.words < 30 else -2.0
    if line.prose:
        return float(line.words)
    return line.words / 4 if line.words >= 25 else -3.0 if line.words >= 8 else -5.0


def _sums(values: Sequence[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


class _Page:
    """What the lines add up to, so that every line's surroundings cost the same however long the page is."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines, self.size = lines, len(lines)
        self.amounts = [line.words if line.prose else 0 for line in lines]
        self.prose = _sums(self.amounts)
        self.total = self.prose[-1] or 1.0
        self.short = _sums([line.words < 8 for line in lines])
        self.named = _sums([bool(line.families) for line in lines])
        self.first, self.last = heaviest([_weight(line) for line in lines])
        self.copies = Counter(line.folded for line in lines)
        indents: Counter[int] = Counter()
        for place in range(self.first, self.last):
            indents[lines[place].indent] += self.amounts[place]
        self.indent = indents.most_common(1)[0][0] if indents else 0
        self.titled = any(line.is_title for line in lines)
        self.next = self._next_prose()
        self.measure = min(1.0, self.total / 1500)
        self.stretch = (self.prose[self.last] - self.prose[self.first]) / self.total

    def _next_prose(self) -> list[int]:
        """For each line the place of the first prose behind it."""
        places, found = [self.size] * self.size, self.size
        for place in range(self.size - 1, -1, -1):
            places[place] = found
            if self.amounts[place]:
                found = place
        return places

    def share(self, sums: Sequence[float], place: int, reach: int) -> float:
        """Of the lines around a place the share that `sums` counts."""
        low, high = place - reach, place + reach + 1
        low, high = (low if low > 0 else 0), (high if high < self.size else self.size)
        return (sums[high] - sums[low]) / (high - low)


def features(lines: Sequence[Line]) -> Iterator[dict[str, float]]:
    """The facts of every line as part of the page that `lines` are; one by one, for a page may have 200,000 of them. A fact that
    is 0 may be left out."""
    page = _Page(lines)
    latest, title, tail = -1, -1, False
    for place, line in enumerate(lines):
        facts = dict(line.own)
        before = page.prose[place] / page.total
        after = (page.prose[-1] - page.prose[place + 1]) / page.total
        _place(facts, page, place, before, after)
        _around(facts, page, place, place - latest if latest >= 0 else 99, page.next[place] - place)
        _beside(facts, page, place)
        _window(facts, page, place)
        if page.titled:
            _titled(facts, page, place, title)
        if tail:
            facts["tail begun"] = 1.0
        elif line.families:
            tail = "1" in line.families or ("5" in line.families and before > 0.3)
        _together(facts, line)
        yield facts
        if line.prose:
            latest = place
        if line.is_title:
            title = place


def _place(facts: dict[str, float], page: _Page, place: int, before: float, after: float) -> None:
    """How much of the page's prose stands before and behind the line."""
    if before:
        facts["prose before"] = before
    if after:
        facts["prose behind"] = after
    if before and after:
        facts["in the middle"] = 2 * (before if before < after else after)
    if not before:
        facts["no prose before"] = 1.0
    if not after:
        facts["no prose behind"] = 1.0
    facts["place"] = place / page.size
    facts["words of the page"] = page.measure
    if page.total < 250:
        facts["few words of the page"] = 1.0
    line = page.lines[place]
    if line.indent == page.indent:
        facts["indent"] = 1.0
    if page.copies[line.folded] > 1:
        facts["repeated"] = 1.0


def _around(facts: dict[str, float], page: _Page, place: int, back: int, ahead: int) -> None:
    """What stands close to the line."""
    if place + ahead >= page.size:
        ahead = 99
    facts[_SINCE[back] if back < _FAR else _SINCE[_FAR]] = facts[_TO[ahead] if ahead < _FAR else _TO[_FAR]] = 1.0
    if back <= 2 and ahead <= 2:
        facts["between prose"] = 1.0
    prose, size = page.prose, page.size
    if short := page.share(page.short, place, _AROUND):
        facts["short lines around"] = short
    if short := page.share(page.short, place, 3):
        facts["short lines beside"] = short
    low, high = (place - 3 if place > 3 else 0), (place + 4 if place + 4 < size else size)
    if words := prose[high] - prose[low] - page.amounts[place]:
        facts["prose beside"] = words / 150 if words < 150 else 1.0
    if words := prose[place] - prose[place - 5 if place > 5 else 0]:
        facts["prose above"] = words / 150 if words < 150 else 1.0
    if words := prose[place + 6 if place + 6 < size else size] - prose[place + 1]:
        facts["prose below"] = words / 150 if words < 150 else 1.0
    if named := page.named[place + 6 if place + 6 < size else size] - page.named[place - 5 if place > 5 else 0]:
        facts["rules beside"] = named / 2 if named < 2 else 1.0


def _beside(facts: dict[str, float], page: _Page, place: int) -> None:
    """What the lines above and below show."""
    for keys, other in ((_ABOVE, place - 1), (_BELOW, place + 1)):
        nothing, words, prose, rule, end, bullet = keys
        if not 0 <= other < page.size:
            facts[nothing] = 1.0
            continue
        line = page.lines[other]
        if line.words:
            facts[words] = line.words / 30 if line.words < 30 else 1.0
        if line.prose:
            facts[prose] = 1.0
        if line.families:
            facts[rule] = 1.0
        if "ends like a sentence" in line.own:
            facts[end] = 1.0
        if "bullet" in line.own:
            facts[bullet] = 1.0


def _window(facts: dict[str, float], page: _Page, place: int) -> None:
    """Where the line stands to the stretch that holds most prose."""
    if page.stretch:
        facts["share of the stretch"] = page.stretch
    if page.first <= place < page.last:
        facts["in the stretch"] = 1.0
        return
    away = page.first - place if place < page.first else place - page.last + 1
    facts["before the stretch" if place < page.first else "behind the stretch"] = 1.0
    facts["away from the stretch"] = min(1.0, away / 20)
    if away <= 3:
        facts["close to the stretch"] = 1.0
    if away == 1:
        facts["next to the stretch"] = 1.0


def _titled(facts: dict[str, float], page: _Page, place: int, title: int) -> None:
    """Where the line stands to the last line of the title before it (-1: none), on a page that has one."""
    facts["title known"] = 1.0
    if page.lines[place].is_title:
        facts["title"] = 1.0
    if title >= 0:
        prose = page.prose[place] - page.prose[title]
        facts["below the title"], facts["lines since the title"] = 1.0, min(1.0, (place - title) / 30)
        facts["prose since the title"] = min(1.0, prose / 600)
        if not prose and page.lines[place].prose:
            facts["first paragraph"] = 1.0


_TOGETHER = {
    "prose": ("in the stretch", "tail begun", "short lines around", "prose behind", "prose before", "indent"),
    "short": (
        "in the stretch", "short lines beside", "between prose", "indent", "ends like a sentence", "no prose before",
        "no prose behind",
    ),
    "medium": (
        "in the stretch", "between prose", "indent", "ends like a sentence", "short lines beside", "no prose before",
        "no prose behind",
    ),
    "bullet": ("in the stretch", "short lines around"),
}  # fmt: skip
"""Facts that mean something else for paragraphs, for short lines and for those between."""


_CROSSED = {kind: [(fact, f"{kind} & {fact}") for fact in facts] for kind, facts in _TOGETHER.items()}


def _together(facts: dict[str, float], line: Line) -> None:
    for fact, crossed in _CROSSED["prose" if line.prose else "short" if line.words < 8 else "medium"]:
        if fact in facts:
            facts[crossed] = facts[fact]
    if "bullet" in line.own:
        for fact, crossed in _CROSSED["bullet"]:
            if fact in facts:
                facts[crossed] = facts[fact]
