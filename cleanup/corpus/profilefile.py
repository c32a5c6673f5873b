"""The file of a site profile: JSON with a line of it for each line of a site, so that a person can read and edit it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cleanup.corpus.site import normal
from cleanup.corpus.siteline import Site, SiteLine, Sites, in_order
from cleanup.text.lazy import Lazy

VERSION = 1
"""Of the file's format."""

_MONTH = Lazy(r"\d{4}-\d\d")


class ProfileError(ValueError):
    """A file that is no site profile; the message is one line and names the file."""


def to_bytes(sites: Sites) -> bytes:
    """The profile of these sites as JSON, sites and lines in a fixed order."""
    rows = ",\n".join(f"  {_json(name)}: {_site_text(sites[name])}" for name in sorted(sites))
    text = f'{{\n "v": {VERSION},\n "sites": {{{rows and chr(10) + rows + chr(10)} }}\n}}\n'
    return text.encode("utf-8", "surrogatepass")


def _site_text(site: Site) -> str:
    lines = ",\n".join(f"    {_json(_line_table(line))}" for line in in_order(site.lines))
    months = f'"months": {_json(dict(sorted(site.months.items())))}, ' if site.months else ""
    return f'{{"pages": {site.pages}, {months}"lines": [{lines and chr(10) + lines}]}}'


def _line_table(line: SiteLine) -> dict[str, Any]:
    table: dict[str, Any] = {"text": line.text, "pages": line.pages, "keep": line.keep}
    more = {"why": line.why, "head": line.head, "tail": line.tail, "months": dict(sorted(line.months.items()))}
    return table | {name: value for name, value in more.items() if value}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def from_bytes(data: bytes, at: str) -> dict[str, Site]:
    """The sites of the profile in a file's bytes. Raises ProfileError, which names the file, `at`."""
    try:
        table = json.loads(data.decode("utf-8-sig", "surrogatepass"))
    except UnicodeDecodeError as error:
        raise ProfileError(f"{at}: not UTF-8 (byte {error.start})") from None
    except (ValueError, RecursionError) as error:  # ValueError also for numbers of thousands of digits
        raise ProfileError(f"{at}: not JSON: {error}") from None
    _check(isinstance(table, dict) and "sites" in table, f'{at}: a site profile is a table with "v" and "sites"')
    _check(table.get("v") == VERSION, f"{at}: version {table.get('v')!r} of the profile; this program reads {VERSION}")
    _check(isinstance(table["sites"], dict), f'{at}: "sites" is a table of sites by host name')
    return {normal(name): _site(site, f"{at}: {name}") for name, site in table["sites"].items()}


def _site(data: Any, at: str) -> Site:
    fits = isinstance(data, dict) and set(data) <= {"pages", "lines", "months"}
    _check(fits, f'{at}: a site has "pages" and "lines", and may have "months"')
    pages, lines = data.get("pages"), data.get("lines", [])
    _check(_is_count(pages), f'{at}: "pages" is the number of pages that were read, not {pages!r}')
    _check(isinstance(lines, list), f'{at}: "lines" is a list')
    read = tuple(_line(line, pages, f"{at}: line {number}") for number, line in enumerate(lines, 1))
    return Site(pages, read, _months(data.get("months", {}), pages, at))


def _line(data: Any, of: int, at: str) -> SiteLine:
    known = ("text", "pages", "keep", "why", "head", "tail", "months")
    _check(isinstance(data, dict) and set(data) <= set(known), f'{at}: a line has "text", "pages", "keep" and {known[3:]}')
    text, pages, keep, why = data.get("text"), data.get("pages"), data.get("keep", False), data.get("why", "")
    _check(isinstance(text, str) and bool(text.strip()), f'{at}: "text" is the line as it stands on the pages, not {text!r}')
    _check(_is_count(pages) and pages <= of, f'{at}: "pages" is a number up to {of}, the pages of the site, not {pages!r}')
    _check(isinstance(keep, bool), f'{at}: "keep" is true or false, not {keep!r}')
    _check(isinstance(why, str), f'{at}: "why" is a text, not {why!r}')
    for name in ("head", "tail"):
        _check(_is_count(data.get(name, 0)) and data.get(name, 0) <= pages, f'{at}: "{name}" is a number up to {pages}')
    months = _months(data.get("months", {}), pages, at)
    return SiteLine(text, pages, keep, why, months, data.get("head", 0), data.get("tail", 0))


def _months(data: Any, pages: int, at: str) -> Mapping[str, int]:
    fits = isinstance(data, dict) and all(_MONTH.fullmatch(month) and _is_count(count) for month, count in data.items())
    _check(fits and sum(data.values()) <= pages, f'{at}: "months" is a table of numbers by month ("2026-03"), {pages} at most')
    months: Mapping[str, int] = data
    return months


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _check(holds: bool, message: str) -> None:
    if not holds:
        raise ProfileError(message)
