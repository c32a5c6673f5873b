"""The configuration: one frozen value whose options have one name in Python, in TOML and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleanup.files.compressed import MAX_EXPANSION
from cleanup.files.records import FORMATS, PRESETS
from cleanup.pipeline import checks
from cleanup.rules.rule import DEPTHS, Depth
from cleanup.rules.select import Selection
from cleanup.stages.reading.shape import SHAPES
from cleanup.text.dataclass import dataclass, replace


class ConfigError(ValueError):
    """A configuration that cannot be used; the message is one line for the user."""


@dataclass(frozen=True)
class Config:
    """What to do and what to leave alone. Its fields are taken as they are; `with_options` and `from_mapping` check them.

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
    min_certainty     edits that are less certain are shown and not made
    shape             the shape of all texts, where it is known ("raw" and "joined-raw" are whole pages, the others articles);
                      otherwise it is found for each
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
    min_certainty: float = 0.0
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

    @property
    def selection(self) -> Selection:
        """The codes of the rules that may act, as far as `select` and `ignore` tell them."""
        return Selection((*(self.select or ("",)), *self.extend_select), self.ignore)

    @classmethod
    def from_mapping(cls, table: Mapping[str, Any], source: str = "") -> Config:
        """The configuration of a TOML table, where names have dashes. Raises ConfigError naming `source` and the key."""
        return cls().with_options(table, source)

    def with_options(self, options: Mapping[str, Any], source: str = "") -> Config:
        """This configuration with some options changed; names may be written with dashes or underscores.

        Raises ConfigError naming `source`, if given, and the option.
        """
        at = f"{source}: " if source else ""
        values: dict[str, Any] = {}
        for key, value in options.items():
            name = key.removeprefix("--").replace("-", "_")
            if name not in _CHECKS:
                from cleanup.text.hint import did_you_mean

                known = [known.replace("_", "-") for known in _CHECKS]
                near = known if source else [*known, "title", "url"]  # in Python they stand beside the options
                hint = did_you_mean(name.replace("_", "-"), near, f"known are {', '.join(known)}")
                raise ConfigError(f"{at}unknown option {key!r}; {hint}")
            try:
                values[name] = _CHECKS[name](value)
            except ValueError as error:
                raise ConfigError(f"{at}{key} = {value!r}: {error}") from None
        return replace(self, **values)


_CHECKS: dict[str, Any] = {
    "keep": checks.choice(*DEPTHS),
    "select": checks.codes,
    "ignore": checks.codes,
    "extend_select": checks.codes,
    "unsafe": checks.truth,
    "protect": checks.texts,
    "rules": checks.files,
    "plugins": checks.plugins,
    "curated": checks.truth,
    "plain_ftfy": checks.truth,
    "max_removed": checks.share,
    "min_certainty": checks.share,
    "shape": checks.choice(*SHAPES, none=True),
    "language": checks.language,
    "profile": checks.file,
    "site": checks.text_or_none,
    "rejected": checks.files,
    "per_file_ignores": checks.ignores,
    "exclude": checks.texts,
    "encoding": checks.text_or_none,
    "jobs": checks.count,
    "format": checks.choice(*FORMATS, none=True),
    "preset": checks.choice(*PRESETS, none=True),
    "field": checks.texts,
    "title_field": checks.text_or_none,
    "url_field": checks.text_or_none,
    "id_field": checks.text_or_none,
    "site_field": checks.text_or_none,
    "date_field": checks.text_or_none,
    "language_field": checks.text_or_none,
    "removed_field": checks.text_or_none,
    "delimiter": checks.delimiter,
    "no_header": checks.truth,
    "max_expansion": checks.times,
}
assert set(_CHECKS) == set(Config.__annotations__)
