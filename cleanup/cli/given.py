"""The options of the configuration, which several commands take: listed once, handed to a command as one mapping."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cleanup.cli import options as o
from cleanup.cli.declared import Command, Parameter, command

Given = Mapping[str, Any]
"""What the command line said, by the names of the configuration; None where it said nothing. `config` is the file to read."""

OPTIONS: Mapping[str, Any] = {
    "keep": o.Keep,
    "select": o.Select,
    "ignore": o.Ignore,
    "extend_select": o.ExtendSelect,
    "unsafe": o.Unsafe,
    "protect": o.Protect,
    "rules": o.Rules,
    "curated": o.Curated,
    "plain_ftfy": o.PlainFtfy,
    "max_removed": o.MaxRemoved,
    "min_certainty": o.MinCertainty,
    "shape": o.Shape,
    "language": o.Language,
    "profile": o.Profile,
    "site": o.Site,
    "rejected": o.Rejected,
    "encoding": o.Encoding,
    "exclude": o.Exclude,
    "jobs": o.Jobs,
    "format": o.RecordsIn,
    "preset": o.Preset,
    "field": o.Field,
    "title_field": o.TitleField,
    "url_field": o.UrlField,
    "id_field": o.IdField,
    "site_field": o.SiteField,
    "date_field": o.DateField,
    "language_field": o.LanguageField,
    "delimiter": o.Delimiter,
    "no_header": o.NoHeader,
    "max_expansion": o.MaxExpansion,
    "config": o.ConfigFile,
}


READING: Mapping[str, Any] = {
    name: OPTIONS[name]
    for name in (
        *("site", "encoding", "exclude", "jobs", "format", "preset", "field", "url_field", "id_field", "site_field"),
        *("date_field", "language_field", "delimiter", "no_header", "max_expansion", "config"),
    )
}
"""The options of a command that reads documents and does not clean them."""


EXPLAINING: Mapping[str, Any] = {name: kind for name, kind in OPTIONS.items() if name not in ("exclude", "jobs", "date_field")}
"""The options of a command that cleans one file, named outright."""


def reading(function: Callable[..., None]) -> Command:
    """`configured` with the options of READING alone."""
    return configured(function, READING)


def explaining(function: Callable[..., None]) -> Command:
    """`configured` with the options of EXPLAINING alone."""
    return configured(function, EXPLAINING)


def configured(function: Callable[..., None], options: Mapping[str, Any] = OPTIONS) -> Command:
    """The command that a function is, with the options of the configuration in the place of its parameter `given`, which gets
    what they were.

    They stand behind the command's own, which are what a reader of its --help looks for first.
    """

    def run(**arguments: Any) -> None:
        given = {name: arguments.pop(name) for name in options}
        function(**arguments, given=given)

    made = command(function)
    own = [parameter for parameter in made.parameters if parameter.name != "given"]
    return Command(made.name, made.help, (*own, *(Parameter(name, kind, None) for name, kind in options.items())), run)
