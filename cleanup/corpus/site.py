"""Which site a document is of, and on which day it was published, as its keeper says."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from cleanup.text.document import Document
from cleanup.text.fold import fold
from cleanup.text.lazy import Lazy

_PLAIN = Lazy(r"https?://([A-Za-z0-9.-]+)(?:/|$)")


def site_name(document: Document) -> str:
    """The document's site: its metadata "site", else the host of its URL; empty if neither is there."""
    name = document.metadata.get("site")
    return normal(name) if isinstance(name, str) and name.strip() else host_of(document.url)


def normal(host: str) -> str:
    """A host name as profiles write it."""
    return host.strip().lower().rstrip(".").removeprefix("www.")


def host_of(url: str | None) -> str:
    """The normal host name of a URL; empty if it has none."""
    plain = _PLAIN.match(url or "")
    if plain:  # nearly all: parsing the whole of an address costs as much as folding ten lines
        return normal(plain[1])
    try:
        return normal(urlsplit(url or "").hostname or "")
    except ValueError:
        return ""


def name_in_address(url: str | None) -> str:
    """The name of the site in an address, folded: "haldenweekly" of https://www.haldenweekly.co.uk/a/b; empty if it has none."""
    parts = host_of(url).split(".")
    place = -3 if len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3 else -2
    return fold(parts[place]) if len(parts) >= -place else ""


def day_of(document: Document) -> int:
    """The day of the document's metadata "date", which begins as in ISO 8601 ("2026-03-01"), as its ordinal; 0 if it has none."""
    from datetime import date

    value = document.metadata.get("date")
    try:
        return date.fromisoformat(value[:10]).toordinal() if isinstance(value, str) else 0
    except ValueError:
        return 0


@lru_cache(maxsize=4096)
def month_of(day: int) -> str:
    """The month of a day's ordinal, as "2026-03"; empty for 0."""
    from datetime import date

    return date.fromordinal(day).isoformat()[:7] if day else ""
