"""What a raw page shows of each of its lines: how much prose stands before, around and behind it, and where the title is.

Found from the lines alone (see `linefacts`), so that those that are left of a page can be judged again as a page of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import sub, truediv
from typing import Any

from cleanup.rules.rule import COMMENTS, RELATED
from cleanup.stages.boilerplate.page.columns import (
    AWAY,
    Columns,
    Facts,
    FactsOfKey,
    Kind,
    away,
    crossed,
    heaviest,
    ramp,
    shifted,
    sums,
    windows,
)
from cleanup.stages.boilerplate.page.linefacts import BULLET, CLOSED, COLON, MEASURES, MOST, PROSE, RULE, Line, Traits, named
from cleanup.stages.boilerplate.page.prosegaps import gaps, prose_gaps

_AROUND, _BESIDE, _CLOSE = 12, 3, 5
"""Lines on both sides."""

_SIDE = [min(1.0, words / 150) for words in range((2 * _CLOSE + 1) * MOST + 1)]
"""Words of prose beside a line; more than 150 say no more."""

_RULES = [min(1.0, lines / 2) for lines in range(2 * _CLOSE + 2)]
"""Lines beside a line that rules name; more than two say no more."""

_BELOW = 30
"""Lines below the title after which more say no more."""


class Page:
    """What the lines add up to, so that every line's surroundings cost the same however long the page is."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines, self._size = lines, len(lines)
        self._amounts = [line.words if line.prose else 0 for line in lines]
        self._prose = sums(self._amounts)
        self._total = self._prose[-1] or 1
        self._first, self._last = heaviest(map(_weight, lines))
        self._titles = [place for place, line in enumerate(lines) if line.is_title]

    def whole(self) -> dict[str, float]:
        """Facts of the page, which every line of it has."""
        return {
            "words of the page": min(1.0, self._total / 1500),
            "few words of the page": float(self._total < 250),
            "share of the stretch": (self._prose[self._last] - self._prose[self._first]) / self._total,
            "title known": float(bool(self._titles)),
        }

    def columns(self) -> Columns:
        """What each line shows, by itself and as a part of the page."""
        kinds, traits = [line.kind for line in self._lines], [line.traits for line in self._lines]
        flags = self._indented(), self._repeated(), self._tail()
        keyed: dict[FactsOfKey, Sequence[Any]] = {
            named: [line.names for line in self._lines],
            gaps: prose_gaps(kinds, self._amounts, traits),
            standing: [*zip(kinds, away(self._first, self._last, self._size), *flags, strict=True)],
            above: shifted(traits, -1, None),
            below: shifted(traits, 1, None),
        }
        measured: dict[str, Sequence[float]] = dict(
            zip(MEASURES, zip(*[line.shares for line in self._lines], strict=True), strict=True)
        )
        measured |= self._shares() | self._sides()
        if self._titles:
            keyed[titled] = self._to_title()
            measured["prose since the title"] = self._prose_since_title()
        return Columns(kinds, keyed, measured)

    def _shares(self) -> dict[str, Sequence[float]]:
        """How much of the page, and of its prose, stands before and behind each line."""
        prose, total, size = self._prose, self._total, self._size
        before = [words / total for words in prose[:-1]]
        after = [(prose[-1] - words) / total for words in prose[1:]]
        return {
            "prose before": before,
            "prose behind": after,
            "in the middle": [2 * (one if one < other else other) for one, other in zip(before, after, strict=True)],
            "place": [place / size for place in range(size)],
        }

    def _sides(self) -> dict[str, Sequence[float]]:
        """What stands close to each line."""
        prose, short = self._prose, sums([line.words < 8 for line in self._lines])
        ruled = sums([bool(line.topics) for line in self._lines])
        beside = map(sub, windows(prose, -_BESIDE, _BESIDE + 1), self._amounts)
        return {
            "short lines around": self._share(short, _AROUND),
            "short lines beside": self._share(short, _BESIDE),
            "prose beside": [*map(_SIDE.__getitem__, beside)],
            "prose above": [*map(_SIDE.__getitem__, windows(prose, -_CLOSE, 0))],
            "prose below": [*map(_SIDE.__getitem__, windows(prose, 1, _CLOSE + 1))],
            "rules beside": [*map(_RULES.__getitem__, windows(ruled, -_CLOSE, _CLOSE + 1))],
        }

    def _share(self, sums: Sequence[int], reach: int) -> list[float]:
        """Of the lines around each the share that `sums` counts."""
        return [*map(truediv, windows(sums, -reach, reach + 1), windows(range(self._size + 1), -reach, reach + 1))]

    def _below_titles(self) -> Iterator[tuple[int, int]]:
        """The place of every line of the title, and behind which line another is the last above."""
        return zip(self._titles, [*self._titles[1:], self._size - 1], strict=True)

    def _to_title(self) -> list[tuple[bool, int, bool]]:
        """For each line whether it is the title, how far it stands below one (0: none is above), and is the first paragraph."""
        below, first = [0] * (self._titles[0] + 1), [False] * self._size
        for title, end in self._below_titles():
            below += ramp(end - title, _BELOW)
            prose = next((place for place in range(title, end + 1) if self._amounts[place]), title)
            if prose > title:
                first[prose] = True
        return [*zip([line.is_title for line in self._lines], below, first, strict=True)]

    def _prose_since_title(self) -> list[float]:
        since = [0.0] * (self._titles[0] + 1)
        for title, end in self._below_titles():
            before = self._prose[title]
            since += [min(1.0, (words - before) / 600) for words in self._prose[title + 1 : end + 1]]
        return since

    def _indented(self) -> list[bool]:
        """Whether each line is indented as most of the prose is."""
        indents: Counter[int] = Counter()
        for line, words in zip(self._lines[self._first : self._last], self._amounts[self._first : self._last], strict=True):
            indents[line.indent] += words
        usual = indents.most_common(1)[0][0] if indents else 0
        return [line.indent == usual for line in self._lines]

    def _repeated(self) -> list[bool]:
        copies = Counter([line.folded for line in self._lines])
        return [copies[line.folded] > 1 for line in self._lines]

    def _tail(self) -> list[bool]:
        """Whether comments or links to other articles have begun above each line."""
        begun = self._size
        for place, line in enumerate(self._lines):
            if COMMENTS in line.topics or (RELATED in line.topics and self._prose[place] / self._total > 0.3):
                begun = place + 1
                break
        return [False] * begun + [True] * (self._size - begun)


def _weight(line: Line) -> float:
    """A first guess at what a line says for the article or against it, in words."""
    if line.is_title:
        return MOST / 2
    if line.topics:
        return -8.0 if line.words < 30 else -2.0
    if line.prose:
        return float(line.words)
    return line.words / 4 if line.words >= 25 else -3.0 if line.words >= 8 else -5.0


def standing(key: tuple[Kind, int, bool, bool, bool]) -> Facts:
    """Where the line stands to the stretch that holds most prose, and what else the page says of it."""
    kind, lines, indented, repeated, tail = key
    facts = {"indent": float(indented), "repeated": float(repeated), "tail begun": float(tail)}
    if lines:
        facts["before the stretch" if lines < 0 else "behind the stretch"] = 1.0
        facts["away from the stretch"] = abs(lines) / AWAY
        facts["close to the stretch"] = float(abs(lines) <= 3)
        facts["next to the stretch"] = float(abs(lines) == 1)
    else:
        facts["in the stretch"] = 1.0
    return crossed(kind, facts)


def above(traits: Traits | None) -> Facts:
    """What the line above shows."""
    return _beside("above", traits)


def below(traits: Traits | None) -> Facts:
    """What the line below shows."""
    return _beside("below", traits)


def _beside(side: str, traits: Traits | None) -> Facts:
    if traits is None:
        return {f"{side}: nothing": 1.0}
    return {
        f"{side}: words": min(1.0, traits % PROSE / 30),
        f"{side}: prose": float(bool(traits & PROSE)),
        f"{side}: rule": float(bool(traits & RULE)),
        f"{side}: ends like a sentence": float(bool(traits & CLOSED)),
        f"{side}: bullet": float(bool(traits & BULLET)),
        f"{side}: colon": float(bool(traits & COLON)),
    }


def titled(key: tuple[bool, int, bool]) -> Facts:
    """Where the line stands to the last line of the title before it."""
    is_title, lines, first_paragraph = key
    return {
        "title": float(is_title),
        "below the title": float(lines > 0),
        "lines since the title": lines / _BELOW,
        "first paragraph": float(first_paragraph),
    }
