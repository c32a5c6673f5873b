"""A site profile: lines that stand on many pages of a site, with their counts, for a person to review.

The file is small and readable JSON: {"v": 1, "sites": {"example.org": {"pages": 60, "lines": [{"text": ..., "pages": 41}]}}}.
A line with "keep": true stays in the text whatever its count.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cleanup.text.document import Document
from cleanup.text.fold import fold

VERSION = 1


class ProfileError(ValueError):
    """A file that is no site profile; the message is one line and names the file."""


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A line as it stands on `pages` pages of its site."""

    text: str
    pages: int
    keep: bool = False


@dataclass(frozen=True)
class Site:
    """What is known of one site: how many pages were read, and the lines that repeat on them."""

    pages: int
    lines: tuple[SiteLine, ...] = ()

    @cached_property
    def by_fold(self) -> Mapping[str, SiteLine]:
        """The lines that may be removed, by their folded text (see `fold`)."""
        kept = {fold(line.text) for line in self.lines if line.keep}
        return {key: line for line in self.lines if (key := fold(line.text)) and key not in kept}


@dataclass(frozen=True)
class SiteProfile:
    """Sites by host name, without "www."."""

    sites: Mapping[str, Site] = field(default_factory=dict)

    def site_of(self, document: Document) -> tuple[str, Site] | None:
        """The name and the lines of the document's site: its metadata "site", else the host of its URL."""
        name = document.metadata.get("site")
        host = normal(name) if isinstance(name, str) and name.strip() else host_of(document.url)
        site = self.sites.get(host)
        return (host, site) if site else None

    def save(self, path: str | Path) -> None:
        """Writes the profile as JSON, sites and lines in a fixed order. Raises OSError."""
        sites = {name: _site_to_json(self.sites[name]) for name in sorted(self.sites)}
        text = json.dumps({"v": VERSION, "sites": sites}, ensure_ascii=False, indent=1)
        Path(path).write_text(text + "\n", encoding="utf-8", errors="surrogatepass", newline="\n")

    @classmethod
    def load(cls, path: str | Path) -> SiteProfile:
        """Reads a saved profile. Raises ProfileError, or OSError if the file cannot be read."""
        try:
            data = json.loads(Path(path).read_bytes().decode("utf-8", "surrogatepass"))
        except UnicodeDecodeError as error:
            raise ProfileError(f"{path}: not UTF-8 (byte {error.start})") from None
        except (json.JSONDecodeError, RecursionError) as error:
            raise ProfileError(f"{path}: not JSON: {error}") from None
        _check(isinstance(data, dict) and "sites" in data, f'{path}: a site profile is a table with "v" and "sites"')
        _check(data.get("v") == VERSION, f"{path}: version {data.get('v')!r} of the profile; this program reads {VERSION}")
        _check(isinstance(data["sites"], dict), f'{path}: "sites" is a table of sites by host name')
        return cls({normal(name): _site(site, f"{path}: {name}") for name, site in data["sites"].items()})


def normal(host: str) -> str:
    """A host name as profiles write it."""
    return host.strip().lower().rstrip(".").removeprefix("www.")


def host_of(url: str | None) -> str:
    """The normal host name of a URL; empty if it has none."""
    try:
        return normal(urlsplit(url or "").hostname or "")
    except ValueError:
        return ""


def _site_to_json(site: Site) -> dict[str, Any]:
    ordered = sorted(site.lines, key=lambda line: (-line.pages, line.text))
    return {"pages": site.pages, "lines": [{"text": line.text, "pages": line.pages, "keep": line.keep} for line in ordered]}


def _site(data: Any, at: str) -> Site:
    _check(isinstance(data, dict) and set(data) <= {"pages", "lines"}, f'{at}: a site has "pages" and "lines"')
    pages, lines = data.get("pages"), data.get("lines", [])
    _check(_is_count(pages), f'{at}: "pages" is the number of pages that were read, not {pages!r}')
    _check(isinstance(lines, list), f'{at}: "lines" is a list')
    return Site(pages, tuple(_line(line, pages, f"{at}: line {number}") for number, line in enumerate(lines, 1)))


def _line(data: Any, of: int, at: str) -> SiteLine:
    _check(isinstance(data, dict) and set(data) <= {"text", "pages", "keep"}, f'{at}: a line has "text", "pages" and "keep"')
    text, pages, keep = data.get("text"), data.get("pages"), data.get("keep", False)
    _check(isinstance(text, str) and bool(text.strip()), f'{at}: "text" is the line as it stands on the pages, not {text!r}')
    _check(_is_count(pages) and pages <= of, f'{at}: "pages" is a number up to {of}, the pages of the site, not {pages!r}')
    _check(isinstance(keep, bool), f'{at}: "keep" is true or false, not {keep!r}')
    return SiteLine(text, pages, keep)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _check(holds: bool, message: str) -> None:
    if not holds:
        raise ProfileError(message)
