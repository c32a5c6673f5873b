"""Which of several near-duplicates stays, and for whom each of the others goes. The same whatever order the pairs come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from cleanup.corpus.index import Thresholds
from cleanup.corpus.measure import Match
from cleanup.text.dataclass import dataclass, field

Rank = Callable[[int], Any]
"""Gives a sort key for a document, from its number: the lowest in a cluster is kept. No two documents may have equal keys."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A document that goes for another one, by their numbers.

    jaccard, containment  of it and its keeper
    via                   the document whose nearness brought it into the cluster, where that is not the keeper
    contained             it is only part of the document it goes for, or of `via`
    """

    number: int
    keeper: int
    jaccard: float
    containment: float
    via: int | None = None
    contained: bool = False


@dataclass
class Clusters:
    """Near-duplicates put together, and what goes.

    Documents of the same words (`same`, by the one that stands for them) and those whose Jaccard meets the threshold form
    clusters, from which the first by `rank` stays. One that is only contained in another goes for what stays of that one's
    cluster, and never stays for it: part of a text does not stand for the whole, and two digests of the news are not the same
    because one article is in both. Nothing goes that has not half of what the thresholds ask in common with its keeper, as the
    ends of a long chain may.

    measure  how near two documents are, by their numbers
    """

    same: Mapping[int, Sequence[int]]
    rank: Rank
    measure: Callable[[int, int], Match]
    thresholds: Thresholds
    _parents: dict[int, int] = field(default_factory=dict)
    _nearest: dict[int, tuple[float, float, Any, int]] = field(default_factory=dict)
    _holders: dict[int, tuple[float, Any, int]] = field(default_factory=dict)
    _keepers: dict[int, int] = field(default_factory=dict)
    _scores: dict[int, Match] = field(default_factory=dict)

    def dropped(self, matches: Iterable[Match]) -> list[Dropped]:
        """What goes, given all near-duplicates among the documents that stand for others or for themselves alone."""
        for match in matches:
            self._take(match)
        for members in self._components():
            self._settle(members)
        for number in self._holders:
            self._settle_contained(number)
        gone = [*self._for_others(), *self._of_same_words()]
        return sorted(gone, key=lambda each: each.number)

    def _take(self, match: Match) -> None:
        """Join the clusters of two documents, or note the one as contained in the other."""
        if match.jaccard >= self.thresholds.jaccard:
            self._join(match.one, match.other)
            for number, other in ((match.one, match.other), (match.other, match.one)):
                near = (-match.jaccard, -match.containment, self.rank(self._best(other)), other)
                self._nearest[number] = min(near, self._nearest.get(number, near))
        else:
            hold = (-match.containment, self.rank(self._best(match.other)), match.other)
            self._holders[match.one] = min(hold, self._holders.get(match.one, hold))

    def _settle(self, members: list[int]) -> None:
        """Keepers of one cluster: the first, then the first of those that have too little in common with it."""
        left = sorted(members, key=lambda number: self.rank(self._best(number)))
        while left:
            keeper, *others = left
            self._keepers[keeper] = keeper
            left = [number for number in others if not self._goes_for(number, keeper)]

    def _settle_contained(self, number: int) -> None:
        """The keeper of what is contained in another: that of its holder, if near enough, else itself."""
        path = []
        while number not in self._keepers:  # ends: each holder has more words than what it holds
            path.append(number)
            number = self._holders[number][-1]
        for contained in reversed(path):
            if not self._goes_for(contained, self._keepers[self._holders[contained][-1]]):
                self._keepers[contained] = contained

    def _goes_for(self, number: int, keeper: int) -> bool:
        """Whether a document has enough in common with a keeper to go for it; then it does."""
        if self._keepers.get(keeper) != keeper:
            return False
        match = self.measure(number, keeper)
        if match.jaccard < self.thresholds.jaccard / 2 and match.containment < self.thresholds.containment / 2:
            return False
        self._keepers[number], self._scores[number] = keeper, match
        return True

    def _for_others(self) -> Iterator[Dropped]:
        for number, match in self._scores.items():
            keeper = self._keepers[number]
            linked = (self._holders.get(number) or self._nearest[number])[-1]
            via = None if linked == keeper else self._best(linked)
            for member in self.same.get(number, (number,)):
                yield Dropped(member, self._best(keeper), match.jaccard, match.containment, via, number in self._holders)

    def _of_same_words(self) -> Iterator[Dropped]:
        for number, members in self.same.items():
            if self._keepers.get(number, number) == number:
                best = self._best(number)
                yield from (Dropped(member, best, 1.0, 1.0) for member in members if member != best)

    def _best(self, number: int) -> int:
        """The one that stays, if any, of the documents with the words of this one."""
        return min(self.same.get(number, (number,)), key=self.rank)

    def _components(self) -> list[list[int]]:
        """Clusters of what is not merely contained in another, and each holder that is in none as one of its own."""
        clusters: dict[int, list[int]] = {}
        for number in {*self._parents, *(holder for *_, holder in self._holders.values())}:
            if number not in self._holders:
                clusters.setdefault(self._root(number), []).append(number)
        return list(clusters.values())

    def _join(self, one: int, other: int) -> None:
        """Put two clusters together (union-find, Tarjan 1975; the lower number is the root)."""
        one, other = self._root(one), self._root(other)
        self._parents[max(one, other)] = self._parents.setdefault(min(one, other), min(one, other))

    def _root(self, number: int) -> int:
        """What stands for the cluster; the path to it is halved on the way."""
        while (parent := self._parents.get(number, number)) != number:
            self._parents[number] = self._parents.get(parent, parent)
            number = parent
        return number
