"""The lines that repeat on a site, each with its counts, and what is known of the site itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from cleanup.text.dataclass import dataclass, field, replace
from cleanup.text.fold import fold

BY_HAND = "decided by hand"
"""Why a line is kept, or not, once a merge has seen that a person changed it."""


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A line as it stands on `pages` pages of its site.

    keep        it stays in the text
    why         why it stays; a line without it goes, unless a person has set `keep`
    months      its pages by month ("2026-03"), as far as they have dates
    head, tail  on how many pages it stands at the head, at the tail (see `tally.EDGE`)
    """

    text: str
    pages: int
    keep: bool = False
    why: str = ""
    months: Mapping[str, int] = field(default_factory=dict)
    head: int = 0
    tail: int = 0

    @property
    def decided(self) -> bool:
        """Whether a person set `keep`: learning gives a reason to the lines that stay, and to no other."""
        return self.why == BY_HAND or self.keep != bool(self.why)

    @property
    def at_edge(self) -> bool:
        """Whether it mostly stands at the head or the tail of its pages."""
        return 2 * (self.head + self.tail) >= self.pages

    def merge(self, other: SiteLine) -> SiteLine:
        """Both counts together. A decision by hand stands; of two that differ the one to keep."""
        decided = [line for line in (self, other) if line.decided]
        return SiteLine(
            min(self.text, other.text, key=plainness),
            self.pages + other.pages,
            any(line.keep for line in decided or (self, other)),
            BY_HAND if decided else max(self.why, other.why),
            _sum(self.months, other.months),
            self.head + other.head,
            self.tail + other.tail,
        )

    def since(self, month: str) -> SiteLine:
        """Without the pages of earlier months; those without a date count on."""
        months, pages = _since(self.months, self.pages, month)
        head, tail = (count * pages // self.pages if self.pages else 0 for count in (self.head, self.tail))
        return replace(self, pages=pages, months=months, head=head, tail=tail)


@dataclass(frozen=True)
class Site:
    """What is known of one site: how many pages were read, also by month, and the lines that repeat on them."""

    pages: int
    lines: tuple[SiteLine, ...] = ()
    months: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def by_fold(self) -> Mapping[str, SiteLine]:
        """The lines that may be removed, by their folded text (see `fold`)."""
        kept = {fold(line.text) for line in self.lines if line.keep}
        return {key: line for line in self.lines if (key := fold(line.text)) and key not in kept}

    def merge(self, other: Site) -> Site:
        """Both counts together, as if they came from different pages."""
        lines: dict[str, SiteLine] = {}
        for line in (*self.lines, *other.lines):
            key = fold(line.text)
            lines[key] = lines[key].merge(line) if key in lines else line
        return Site(self.pages + other.pages, in_order(lines.values()), _sum(self.months, other.months))

    def since(self, month: str) -> Site:
        """Without the pages of earlier months, and without lines that stand on none of the others, unless decided by hand."""
        months, pages = _since(self.months, self.pages, month)
        lines = [line.since(month) for line in self.lines]
        return Site(pages, in_order(line for line in lines if line.pages or line.decided), months)


def plainness(text: str) -> tuple[int, str]:
    """The sort key by which of several forms of a line the shortest comes first, of those the one in lower case."""
    return len(text), text.swapcase()


Sites = Mapping[str, Site]
"""Sites by host name, without "www."."""


def merged(one: Sites, other: Sites) -> dict[str, Site]:
    """The counts of both, as if they came from different pages; a decision by hand stands. Order does not matter."""
    both = dict(one)
    for name, site in other.items():
        both[name] = both[name].merge(site) if name in both else site
    return both


def in_order(lines: Iterable[SiteLine]) -> tuple[SiteLine, ...]:
    """Lines as profiles list them: what goes before what stays, the most frequent first."""
    return tuple(sorted(lines, key=lambda line: (line.keep, -line.pages, line.text)))


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted((Counter(one) + Counter(other)).items()))


def _since(months: Mapping[str, int], pages: int, month: str) -> tuple[dict[str, int], int]:
    left = {name: count for name, count in months.items() if name >= month}
    return left, pages - sum(months.values()) + sum(left.values())
