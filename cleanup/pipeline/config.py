"""The configuration: one frozen value whose options have one name in Python, in TOML and on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cleanup.files.compressed import MAX_EXPANSION
from cleanup.files.records import FORMATS, PRESETS
from cleanup.rules.rule import DEPTHS, Depth
from cleanup.stages.shape import SHAPES
from cleanup.text.dataclass import dataclass, replace


class ConfigError(ValueError):
    """A configuration that cannot be used; the message is one line for the user."""


@dataclass(frozen=True)
class Config:
    """What to do and what to leave alone.

    keep              "article": one headline, byline, date and body stay; "body": the body alone
    select, ignore    prefixes of codes; the longest that fits decides; nothing selected means everything
    extend_select     prefixes added to `select`
    unsafe            apply the rules that are marked unsafe, too
    protect           phrases that no edit may touch
    rules             rule files of the user
    plugins           names of plugins to use; all that are installed, unless given ("none" for none)
    curated           the texts are kept by hand: none is a raw page, and rules not meant for them must be selected by name
    plain_ftfy        hand ftfy every line; otherwise it gets those in which it could change something, and the result is the same
    max_removed       the share of a text's characters that may go for good before all removals are declined
    shape             the shape of all texts, where it is known; otherwise it is found for each
    language          their language (ISO 639-1), likewise
    profile           file of the site profile
    site              the site of all texts as a profile calls it; otherwise that of the record, its URL or the file's folder
    rejected          files of edits that a reader of the report found wrong: what they would change is left alone
    per_file_ignores  pairs of a file pattern and prefixes of codes ignored there (a table when given)
    exclude           patterns of files that walks pass by, in the syntax of .gitignore
    encoding          encoding of files that are not UTF-8
    jobs              processes for a folder; 0 means one for each processor

    Of record files, which hold many documents:

    format            "jsonl" and the like, for files whose ending does not tell
    preset            the fields of a scraper's records: "scrapy", "trafilatura", "newspaper", "news-please"
    field             the fields to clean; without it the first of those that hold the text by custom
    title_field, url_field, id_field, site_field, date_field, language_field
                      the fields that say so of a record; title and url are read from fields of that name without being told
    removed_field     a field to add to each record that something was removed from, with what that was
    delimiter         of CSV and TSV files, where it is neither a comma nor a tab
    no_header         their first row is a record, and their columns are called "1", "2" and so on
    max_expansion     how many times its own size a compressed file may hold; 0: no limit
    """

    keep: Depth = "article"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    unsafe: bool = False
    protect: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    plugins: tuple[str, ...] | None = None
    curated: bool = False
    plain_ftfy: bool = False
    max_removed: float = 0.5
    shape: str | None = None
    language: str | None = None
    profile: str | None = None
    site: str | None = None
    rejected: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    encoding: str | None = None
    jobs: int = 1
    format: str | None = None
    preset: str | None = None
    field: tuple[str, ...] = ()
    title_field: str | None = None
    url_field: str | None = None
    id_field: str | None = None
    site_field: str | None = None
    date_field: str | None = None
    language_field: str | None = None
    removed_field: str | None = None
    delimiter: str | None = None
    no_header: bool = False
    max_expansion: float = MAX_EXPANSION

    @classmethod
    def from_mapping(cls, table: Mapping[str, Any], source: str = "") -> Config:
        """The configuration of a TOML table, where names have dashes. Raises ConfigError naming `source` and the key."""
        return cls().with_options(table, source)

    def with_options(self, options: Mapping[str, Any], source: str = "") -> Config:
        """This configuration with some options changed; names may be written with dashes or underscores."""
        at = f"{source}: " if source else ""
        values: dict[str, Any] = {}
        for key, value in options.items():
            name = key.removeprefix("--").replace("-", "_")
            if name not in _CHECKS:
                import difflib

                near = difflib.get_close_matches(name, _CHECKS, 1, cutoff=0.5)
                hint = f"did you mean {near[0].replace('_', '-')!r}?" if near else f"known are {_known()}"
                raise ConfigError(f"{at}unknown option {key!r}; {hint}")
            try:
                values[name] = _CHECKS[name](value)
            except ValueError as error:
                raise ConfigError(f"{at}{key} = {value!r}: {error}") from None
        return replace(self, **values)


def _texts(value: Any) -> tuple[str, ...]:
    items = (value,) if isinstance(value, str) else value
    if not isinstance(items, list | tuple | set | frozenset) or not all(isinstance(item, str) and item for item in items):
        raise ValueError("expected a list of texts")
    return tuple(sorted(items)) if isinstance(items, set | frozenset) else tuple(items)


def _codes(value: Any) -> tuple[str, ...]:
    """Prefixes of codes; `select` with a typo must not silently select nothing."""
    from cleanup.rules.plugins import installed
    from cleanup.rules.rule import FAMILIES

    prefixes = _texts(value)
    for prefix in prefixes:
        if prefix != "ALL" and not _begins(prefix, FAMILIES) and not _begins(prefix, families := installed().families):
            raise ValueError(f"no code begins with {prefix!r}; families are {', '.join(families)}")
    return tuple("" if prefix == "ALL" else prefix for prefix in prefixes)


def _begins(prefix: str, families: Iterable[str]) -> bool:
    return any(prefix.startswith(family) or family.startswith(prefix) for family in families)


def _plugins(value: Any) -> tuple[str, ...] | None:
    """Names; the words "all" and "none" alone mean that."""
    names = ("all",) if value is None else _texts(value)
    return None if names == ("all",) else () if names == ("none",) else names


def _choice(*allowed: str, none: bool = False) -> Any:
    def check(value: Any) -> Any:
        if none and value in (None, "auto"):
            return None
        if value not in allowed:
            raise ValueError(f"allowed are {', '.join(allowed)}")
        return value

    return check


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("expected true or false")
    return value


def _text_or_none(value: Any) -> str | None:
    if value is not None and (not isinstance(value, str) or not value):
        raise ValueError("expected a text")
    return value


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("expected a number from 0 to 1")
    return float(value)


def _delimiter(value: Any) -> str | None:
    """A character, or how shells and people write a tab."""
    value = {"tab": "\t", "\\t": "\t"}.get(value, value) if isinstance(value, str) else value
    if value is not None and (not isinstance(value, str) or len(value) != 1 or not value.isascii() or value in '"\r\n'):
        raise ValueError("expected one ASCII character, or tab")
    return value


def _times(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise ValueError("expected a number, 0 for no limit")
    return float(value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("expected a number of processes, 0 for one each processor")
    return value


def _ignores(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A table of file patterns; kept as pairs, so that a configuration can be a key."""
    if isinstance(value, tuple):
        value = dict(value)
    if not isinstance(value, Mapping):
        raise ValueError("expected a table: file pattern = [codes]")
    return tuple((str(pattern), _codes(codes)) for pattern, codes in value.items())


_CHECKS: dict[str, Any] = {
    "keep": _choice(*DEPTHS),
    "select": _codes,
    "ignore": _codes,
    "extend_select": _codes,
    "unsafe": _truth,
    "protect": _texts,
    "rules": _texts,
    "plugins": _plugins,
    "curated": _truth,
    "plain_ftfy": _truth,
    "max_removed": _share,
    "shape": _choice(*SHAPES, none=True),
    "language": _text_or_none,
    "profile": _text_or_none,
    "site": _text_or_none,
    "rejected": _texts,
    "per_file_ignores": _ignores,
    "exclude": _texts,
    "encoding": _text_or_none,
    "jobs": _count,
    "format": _choice(*FORMATS, none=True),
    "preset": _choice(*PRESETS, none=True),
    "field": _texts,
    "title_field": _text_or_none,
    "url_field": _text_or_none,
    "id_field": _text_or_none,
    "site_field": _text_or_none,
    "date_field": _text_or_none,
    "language_field": _text_or_none,
    "removed_field": _text_or_none,
    "delimiter": _delimiter,
    "no_header": _truth,
    "max_expansion": _times,
}
assert set(_CHECKS) == set(Config.__annotations__)


def _known() -> str:
    return ", ".join(name.replace("_", "-") for name in _CHECKS)
