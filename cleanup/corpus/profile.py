"""A site profile: lines that stand on many pages of a site, with their counts, for a person to review.

The file is small and readable JSON, a line of it for a line of a site:

    {"v": 1, "sites": {"example.org": {"pages": 60, "lines": [
      {"text": "Sign up for our newsletter", "pages": 41, "keep": false, "head": 0, "tail": 41, "months": {"2026-03": 41}},
      {"text": "What happened?", "pages": 30, "keep": true, "why": "short: may be the name of a section, or a byline"}]}}}

A line with "keep": true stays in the text whatever its count. Whoever changes a "keep" by hand decides for good.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from cleanup.corpus.site import host_of, normal, site_name
from cleanup.text.dataclass import dataclass, field, replace
from cleanup.text.document import Document
from cleanup.text.fold import fold

__all__ = ["ProfileError", "Site", "SiteLine", "SiteProfile", "host_of", "normal"]

BY_HAND = "decided by hand"
"""Why a line is kept, or not, once a merge has seen that a person changed it."""


class ProfileError(ValueError):
    """A file that is no site profile; the message is one line and names the file."""


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
            min(self.text, other.text, key=lambda text: (len(text), text.swapcase())),
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


@dataclass(frozen=True)
class SiteProfile:
    """Sites by host name, without "www."."""

    sites: Mapping[str, Site] = field(default_factory=dict)

    @classmethod
    def learn(cls, documents: Iterable[Document], *, min_pages: int = 5, min_share: float = 0.05) -> SiteProfile:
        """What repeats on the sites of the documents, the same in any order of them.

        A document's site is its metadata "site" or the host of its URL, its date the metadata "date"; one without a site does
        not count. A line goes that stands on at least `min_pages` pages and that share of its site's, and that its length and
        words tell from the articles' own (see `cleanup.corpus.furniture`); others that repeat are listed as kept, with a reason.
        """
        from cleanup.corpus.learn import Bar, learned
        from cleanup.corpus.tally import Tally

        with Tally() as tally:
            for document in documents:
                tally.add(document)
            return learned(tally, Bar(min_pages, min_share))

    def site_of(self, document: Document) -> tuple[str, Site] | None:
        """The name and the lines of the document's site: its metadata "site", else the host of its URL."""
        host = site_name(document)
        site = self.sites.get(host)
        return (host, site) if site else None

    def merge(self, other: SiteProfile) -> SiteProfile:
        """Both counts together, as if they came from different pages; a decision by hand stands. Order does not matter.

        Which lines go is what it was in either (see `cleanup.corpus.learn.judged` for judging anew).
        """
        both = dict(self.sites)
        for name, site in other.sites.items():
            both[name] = both[name].merge(site) if name in both else site
        return SiteProfile(both)

    def since(self, month: str) -> SiteProfile:
        """Without the pages of months before `month` ("2026-03"); pages without a date count on."""
        sites = {name: site.since(month) for name, site in self.sites.items()}
        return SiteProfile({name: site for name, site in sites.items() if site.pages or site.lines})

    def to_bytes(self) -> bytes:
        """The profile as its file holds it: equal profiles give the same bytes."""
        from cleanup.corpus.profilefile import to_bytes

        return to_bytes(self)

    def save(self, path: str | Path) -> None:
        """Writes the profile as JSON, sites and lines in a fixed order: whole, or the old file stays. Raises OSError."""
        import secrets

        target = Path(path).resolve()
        new = target.with_name(f".cleanup-{os.getpid()}-{secrets.token_hex(8)}.tmp")  # as cleanup.files.atomic names them
        try:
            new.write_bytes(self.to_bytes())
            if target.exists():
                new.chmod(target.stat().st_mode)
            new.replace(target)
        except BaseException:
            new.unlink(missing_ok=True)
            raise

    @classmethod
    def load(cls, path: str | Path) -> SiteProfile:
        """Reads a saved profile. Raises ProfileError, also for a pipe, or OSError if the file cannot be read."""
        from cleanup.corpus.profilefile import from_bytes

        if Path(path).is_fifo():
            raise ProfileError(
                f"{path}: is a pipe, which can be read once, and profiles are read again by every process; give a file"
            )
        return from_bytes(Path(path).read_bytes(), str(path))


def in_order(lines: Iterable[SiteLine]) -> tuple[SiteLine, ...]:
    """Lines as profiles list them: what goes before what stays, the most frequent first."""
    return tuple(sorted(lines, key=lambda line: (line.keep, -line.pages, line.text)))


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted((Counter(one) + Counter(other)).items()))


def _since(months: Mapping[str, int], pages: int, month: str) -> tuple[dict[str, int], int]:
    left = {name: count for name, count in months.items() if name >= month}
    return left, pages - sum(months.values()) + sum(left.values())
