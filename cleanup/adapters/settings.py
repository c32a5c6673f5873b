"""The settings CLEANUP_* of a crawl: which fields of an item are meant, what to do with them, and options of `Config`."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from os import PathLike, fspath
from typing import Any

from cleanup.pipeline.config import Config, ConfigError
from cleanup.text.dataclass import dataclass, field

PREFIX = "CLEANUP_"

FIELDS = ("text", "body", "content")
"""Where items of Scrapy keep an article's text; without CLEANUP_FIELDS the first of them that an item has is meant."""

_OPTIONS = (
    "keep", "select", "ignore", "extend_select", "unsafe", "protect", "rules", "max_removed", "min_certainty", "curated", "shape",
    "language", "site", "profile", "rejected", "plugins", "plain_ftfy",
)  # fmt: skip
"""Options of `Config` that are about a text; the others are about files, which items are not."""


class SettingError(ValueError):
    """A setting that cannot be used; the message is one line that names it."""


@dataclass(frozen=True)
class ItemSettings:
    """What the settings of a crawl say.

    fields      names of fields with text; the first that an item has, or all of them if `every`
    title_field, url_field, language_field
                where an item keeps what helps to clean it; a field that an item does not have is no mistake
    raw_field   where the text goes as it came; "{field}" in it stands for the name of the field
    edits_field where the edits go, as plain data
    drop_empty  drop items whose fields of text hold none, or none any more
    drop_duplicates  drop items whose text came before in this crawl: "exact", "near" for nearly the same as well, "" for none
    seen        folder that keeps what came, for "near" in the crawls to come
    """

    enabled: bool = True
    fields: tuple[str, ...] = FIELDS
    every: bool = False
    title_field: str = "title"
    url_field: str = "url"
    language_field: str = "language"
    raw_field: str = ""
    edits_field: str = ""
    drop_empty: bool = False
    drop_duplicates: str = ""
    seen: str = ""
    config: Config = field(default_factory=Config)

    @classmethod
    def read(cls, settings: Mapping[str, Any]) -> ItemSettings:
        """The settings of a crawl; names other than CLEANUP_* are ignored. Raises SettingError.

        Values may be texts, as the command line gives them: `-s CLEANUP_SELECT=BP,HL -s CLEANUP_UNSAFE=1`.
        """
        values: dict[str, Any] = {}
        config = Config()
        for key in sorted(key for key in settings if key.startswith(PREFIX)):
            name, value = key.removeprefix(PREFIX).lower(), settings[key]
            if name not in _KINDS:
                raise SettingError(f"{key}: unknown setting; {_hint(name)}")
            if value is None:
                continue
            value = _KINDS[name](key, value)
            if name not in _OPTIONS:
                values[name] = value
                continue
            try:
                config = config.with_options({name: None if value == "" else value})
            except ConfigError as error:
                raise SettingError(f"{key}: {error}") from None
        if "fields" in values:
            values["every"] = True
        found = cls(**values, config=config)
        if found.raw_field and len(found.fields) > 1 and found.every and "{field}" not in found.raw_field:
            raise SettingError(
                f"{PREFIX}RAW_FIELD = {found.raw_field!r}: one field for the texts of {', '.join(found.fields)}; "
                f"write '{found.raw_field}_{{field}}', which makes a field for each"
            )
        taken = {*found.fields, found.title_field, found.url_field, found.language_field}
        written = {"RAW_FIELD": [found.raw_field_of(each) for each in found.fields], "EDITS_FIELD": [found.edits_field]}
        for key, names in written.items():
            if name := next((name for name in names if name and name in taken), ""):
                raise SettingError(f"{PREFIX}{key}: what stands in {name!r} would be lost; name a field of its own")
            taken |= {*names}
        if found.seen and found.drop_duplicates != "near":
            raise SettingError(f"{PREFIX}SEEN = {found.seen!r} needs {PREFIX}DROP_DUPLICATES = 'near'")
        return found

    @property
    def named(self) -> dict[str, str]:
        """Fields about a text that a setting calls otherwise than usual, by its name."""
        usual = vars(ItemSettings)
        names = ("title_field", "url_field", "language_field")
        return {f"{PREFIX}{name.upper()}": getattr(self, name) for name in names if getattr(self, name) not in (usual[name], "")}

    def name_of(self, error: OSError) -> str:
        """What is wrong with a file that an option names, and which option that is."""
        files = {"RULES": self.config.rules, "PROFILE": (self.config.profile,), "REJECTED": self.config.rejected}
        key = next((key for key, names in files.items() if error.filename in map(str, names)), "")
        return f"{PREFIX}{key}: {error.filename}: {error.strerror}" if key else str(error)

    def raw_field_of(self, field: str) -> str:
        """Where the text of `field` goes as it came; "" for nowhere."""
        return self.raw_field.replace("{field}", field)


def _hint(name: str) -> str:
    if name in _DEFAULTS and f"{name}s" not in _KINDS:  # CLEANUP_FIELD is meant to be CLEANUP_FIELDS
        return "it is about files, and items are none"
    near = difflib.get_close_matches(name, _KINDS, 1)
    return (
        f"did you mean {PREFIX}{near[0].upper()}?"
        if near
        else f"known are {', '.join(PREFIX + known.upper() for known in _KINDS)}"
    )


def _truth(key: str, value: Any) -> bool:
    words = {"true": True, "1": True, "false": False, "0": False}
    if isinstance(value, bool | int | str) and str(value).lower() in words:
        return words[str(value).lower()]
    raise SettingError(f"{key} = {value!r}: expected True or False")


def _names(key: str, value: Any) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else (value,) if isinstance(value, PathLike) else value
    if not isinstance(items, list | tuple | set | frozenset) or not all(isinstance(item, str | PathLike) for item in items):
        raise SettingError(f"{key} = {value!r}: expected a list of texts")
    texts = [fspath(item).strip() for item in items]
    names = tuple(sorted(texts) if isinstance(items, set | frozenset) else texts)
    if not all(names) or (key == f"{PREFIX}FIELDS" and not names):
        raise SettingError(f"{key} = {value!r}: a name in it is empty")
    return names


def _name(key: str, value: Any) -> str:
    """A text; a Path, as settings.py has them, for the name of a file."""
    if not isinstance(value, str | PathLike):
        raise SettingError(f"{key} = {value!r}: expected a text")
    return fspath(value).strip()


def _duplicates(key: str, value: Any) -> str:
    if value in ("exact", "near"):
        return str(value)
    try:
        return "exact" if _truth(key, value) else ""
    except SettingError:
        raise SettingError(f"{key} = {value!r}: expected True, False, 'exact' or 'near'") from None


def _number(key: str, value: Any) -> Any:
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        raise SettingError(f"{key} = {value!r}: expected a number") from None


def _kind(default: Any) -> Any:
    if isinstance(default, bool):
        return _truth
    if isinstance(default, tuple):
        return _names
    return _number if isinstance(default, float) else _name


_DEFAULTS = vars(Config)
_KINDS: dict[str, Any] = {
    **{name: _kind(vars(ItemSettings)[name]) for name in ItemSettings.__annotations__ if name not in ("every", "config")},
    **{name: _kind(_DEFAULTS[name]) for name in _OPTIONS},
    "plugins": _names,
    "drop_duplicates": _duplicates,
}
