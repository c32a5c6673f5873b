"""A site profile: lines that stand on many pages of a site, with their counts, for a person to review.

The file is small and readable JSON, a line of it for a line of a site:

    {"v": 1, "sites": {"example.org": {"pages": 60, "lines": [
      {"text": "Sign up for our newsletter", "pages": 41, "keep": false, "head": 0, "tail": 41, "months": {"2026-03": 41}},
      {"text": "What happened?", "pages": 30, "keep": true, "why": "short: may be the name of a section, or a byline"}]}}}

A line with "keep": true stays in the text whatever its count. Whoever changes a "keep" by hand decides for good.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.corpus.profilefile import ProfileError, from_bytes, to_bytes
from cleanup.corpus.site import site_name
from cleanup.corpus.siteline import Site, Sites, merged
from cleanup.text.atomic import write_atomic
from cleanup.text.dataclass import dataclass, field
from cleanup.text.document import Document
from cleanup.text.unending import unending

if TYPE_CHECKING:
    from cleanup.corpus.learn import Bar
    from cleanup.corpus.tally import Tally


@dataclass(frozen=True)
class SiteProfile:
    """Sites by host name, without "www."."""

    sites: Sites = field(default_factory=dict)

    @classmethod
    def learn(cls, documents: Iterable[Document], *, min_pages: int = 5, min_share: float = 0.05) -> SiteProfile:
        """What repeats on the sites of the documents, the same in any order of them.

        A document's site is its metadata "site" or the host of its URL, its date the metadata "date"; one without a site does
        not count. A line goes that stands on at least `min_pages` pages and that share of its site's, and that its length and
        words tell from the articles' own (see `cleanup.corpus.furniture`); others that repeat are listed as kept, with a reason.
        Raises TypeError for what is no Document: a text alone does not tell its site.
        """
        from cleanup.corpus.learn import Bar
        from cleanup.corpus.tally import Tally

        with Tally() as tally:
            for document in documents:
                if not isinstance(document, Document):
                    raise TypeError(
                        f"expected documents, as Document(text, url=...), got {type(document).__name__}: {document!r:.60}"
                    )
                tally.add(document)
            return cls.of_tally(tally, Bar(min_pages, min_share))

    @classmethod
    def of_tally(cls, tally: Tally, bar: Bar | None = None, before: SiteProfile | None = None) -> SiteProfile:
        """The profile of the pages in the tally, and of the other pages that the profile `before` was learned from."""
        from cleanup.corpus.learn import Bar, learned

        return cls(learned(tally, bar or Bar(), before.sites if before else {}))

    def judged(self, bar: Bar | None = None) -> SiteProfile:
        """The profile with its lines judged again by their counts, except those decided by hand."""
        from cleanup.corpus.learn import Bar, judged

        return SiteProfile(judged(self.sites, bar or Bar()))

    def decisions(self) -> SiteProfile:
        """What a person decided in the profile, without its counts: for learning from the same pages again."""
        from cleanup.corpus.learn import decisions

        return SiteProfile(decisions(self.sites))

    def site_of(self, document: Document) -> tuple[str, Site] | None:
        """The name and the lines of the document's site: its metadata "site", else the host of its URL."""
        host = site_name(document)
        site = self.sites.get(host)
        return (host, site) if site else None

    def merge(self, other: SiteProfile) -> SiteProfile:
        """Both counts together, as if they came from different pages; a decision by hand stands. Order does not matter.

        A line that either profile keeps is kept; `judged` judges the lines again by their counts.
        """
        return SiteProfile(merged(self.sites, other.sites))

    def since(self, month: str) -> SiteProfile:
        """Without the pages of months before `month` ("2026-03"); pages without a date count on."""
        sites = {name: site.since(month) for name, site in self.sites.items()}
        return SiteProfile({name: site for name, site in sites.items() if site.pages or site.lines})

    def to_bytes(self) -> bytes:
        """The profile as its file holds it: equal profiles give the same bytes."""
        return to_bytes(self.sites)

    def save(self, path: str | Path) -> None:
        """Writes the profile as JSON, sites and lines in a fixed order: whole, or the old file stays. Raises OSError."""
        write_atomic(Path(path).resolve(), self.to_bytes())

    @classmethod
    def load(cls, path: str | Path) -> SiteProfile:
        """Reads a saved profile. Raises ProfileError, also for a pipe or a device, or OSError if the file cannot be read."""
        if what := unending(path):
            raise ProfileError(f"{path}: is {what}, and profiles are read again by every process; give a file")
        return cls(from_bytes(Path(path).read_bytes(), str(path)))
