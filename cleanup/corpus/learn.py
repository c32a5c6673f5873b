"""Learning what repeats on sites: which of the lines in a tally go, which stay and why.

Counts and share are not enough (names of sections stand on every page of a site); length, words and place decide as well.
"""

from __future__ import annotations

from cleanup.corpus.furniture import SENTENCE, stays
from cleanup.corpus.siteline import BY_HAND, Site, SiteLine, Sites, in_order, merged
from cleanup.corpus.tally import LineCount, Tally
from cleanup.text.dataclass import dataclass, replace
from cleanup.text.fold import fold

WATCHED = 100
"""Lines of a site on too few pages yet that a profile lists, so that later pages can be added to their count."""

EVERYWHERE, EVERYWHERE_FROM = 0.9, 20
"""The share of a site's pages, and the number of pages, from which a sentence is the site's, whatever it says: what most recipes
of a site have in common stands on fewer. Of the 33 sites of the corpus that the removals were read of none has such a line."""


@dataclass(frozen=True, slots=True)
class Bar:
    """On how many pages, and on which share of its site's, a line stands before it goes.

    The defaults come from 37,554 articles of 501 sites, of which 476 repeated lines were read: with lengths and words as
    `furniture` has them, 98.7 of 100 lines that pass are the site's. On fewer pages prose repeats by chance.
    """

    min_pages: int = 5
    min_share: float = 0.05

    def missed(self, pages: int, of: int) -> bool:
        """Whether a line that stands on `pages` pages of a site with `of` pages stays."""
        return pages < self.min_pages or pages < self.min_share * of


def learned(tally: Tally, bar: Bar, before: Sites) -> dict[str, Site]:
    """The sites of the pages in the tally, together with the sites that were learned `before`, from other pages."""
    known = {name: frozenset(fold(line.text) for line in site.lines) for name, site in before.items()}
    lines: dict[str, list[SiteLine]] = {}
    for count in tally.lines(2, known):
        line = _line(count)
        if (
            not stays(line.text, count.site, line.at_edge)
            or line.pages >= bar.min_pages
            or fold(line.text) in known.get(count.site, ())
        ):
            lines.setdefault(count.site, []).append(line)
    sites = {}
    for name, months in tally.pages().items():
        dated = {month: months[month] for month in sorted(months) if month}
        sites[name] = Site(months.total(), in_order(lines.get(name, ())), dated)
    return judged(merged(before, sites), bar)


def judged(sites: Sites, bar: Bar) -> dict[str, Site]:
    """The sites with their lines judged by their counts, except those decided by hand."""
    return {name: _judged(name, sites[name], bar) for name in sorted(sites)}


def _judged(name: str, site: Site, bar: Bar) -> Site:
    lines: list[SiteLine] = []
    rare: list[SiteLine] = []
    for line in site.lines:
        if line.decided:
            lines.append(replace(line, why=BY_HAND))
        elif bar.missed(line.pages, site.pages):
            if not stays(line.text, name, line.at_edge):
                rare.append(replace(line, keep=True, why=f"on {line.pages} of {site.pages} pages: too few"))
        else:
            why = stays(line.text, name, line.at_edge)
            if why == SENTENCE and line.pages >= EVERYWHERE_FROM and line.pages >= EVERYWHERE * site.pages:
                why = ""
            lines.append(replace(line, keep=bool(why), why=why))
    return replace(site, lines=in_order([*lines, *in_order(rare)[:WATCHED]]))


def _line(count: LineCount) -> SiteLine:
    months = {month: count.pages[month] for month in sorted(count.pages) if month}
    return SiteLine(count.text, count.pages.total(), months=months, head=count.head, tail=count.tail)


def decisions(sites: Sites) -> dict[str, Site]:
    """What a person decided about the lines of sites, without their counts: for learning from the same pages again."""
    decided = {}
    for name, site in sites.items():
        lines = [SiteLine(line.text, 0, line.keep, BY_HAND) for line in site.lines if line.decided]
        if lines:
            decided[name] = Site(0, in_order(lines))
    return decided
