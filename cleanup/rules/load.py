"""Reading rule files. An error names the file, the rule and what was allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.rules.extend import TABLES, Extension, extended
from cleanup.rules.plugins import PluginError, Plugins, installed, left_out
from cleanup.rules.rule import CODE, CURATED, DEPTHS, FAMILIES, KINDS, SAFETY, WHERE, Change, Rule
from cleanup.text.dataclass import replace

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


class RuleError(ValueError):
    """A rule file that cannot be used; the message is one line for the user."""


class RuleClash(RuleError):
    """Two rules with one code or one name; the message names both."""


_FIELDS = set(Rule.__annotations__) - {"source", "folded"}
_IN_ORDER = tuple(name for name in Rule.__annotations__ if name not in ("changes", "folded"))
_LISTS = ("languages", "phrases", "patterns", "literals", "removes", "keeps")
_CHOICES = {"kind": KINDS, "where": WHERE, "safety": SAFETY, "depth": DEPTHS, "curated": CURATED}
_NEEDS = {
    "line": "phrases",
    "opening": "phrases",
    "label": "phrases",
    "sentence": "phrases",
    "block": "phrases",
    "teaser": "phrases",
    "pattern": "patterns",
}


COMPILED = "compiled"
"""The module beside this one that a wheel brings along: all rules shipped, checked and put together when it was built."""


@cache
def built_in() -> tuple[Rule, ...]:
    """The rules shipped with the package, sorted by code."""
    try:
        ready = import_module(f"cleanup.rules.{COMPILED}")
    except ModuleNotFoundError:
        from importlib import resources

        folder = resources.files("cleanup.rules") / "data"
        return _together(read(file.read_text("utf-8"), source) for source, file in _files(folder))
    return decompiled(ready.RULES)


def compiled(rules: Iterable[Rule]) -> str:
    """The source of a module with `rules` as one constant, their phrases folded: what Python keeps of it is read 50 times faster
    than TOML. Law: `decompiled` gives the same rules.
    """
    rows = [
        (
            *(getattr(rule, name) for name in _IN_ORDER),
            tuple((each.before, each.after, each.title, each.keep) for each in rule.changes),
            rule.folds,
        )
        for rule in rules
    ]
    return "RULES = (\n" + "".join(f"    {row!r},\n" for row in rows) + ")\n"


def decompiled(rows: Iterable[tuple[Any, ...]]) -> tuple[Rule, ...]:
    """The rules that were compiled; nothing is checked again."""
    return tuple(
        Rule(**dict(zip(_IN_ORDER, values, strict=True)), changes=tuple(Change(*change) for change in changes), folded=folded)
        for *values, changes, folded in rows
    )


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".toml"):
            yield above + entry.name, entry


def load(paths: Iterable[str | Path] = (), plugins: Iterable[str] | None = None) -> tuple[Rule, ...]:
    """The built-in rules, those of plugins (all that are installed, or those named) and those of the user's files.

    Raises RuleError; OSError if a file cannot be read. A plugin with a bad rule file is left out with a PluginWarning.
    """
    try:
        found = installed(plugins)
    except PluginError as error:
        raise RuleError(str(error)) from None
    files = [(list(built_in()), list[Extension]()), *_packs(found)]
    for path in paths:
        try:
            text = Path(path).read_text("utf-8")
        except UnicodeDecodeError as error:
            raise RuleError(f"{path}: not UTF-8 (byte {error.start})") from None
        files.append(read(text, str(path), found.families))
    return _together(files)


def _packs(plugins: Plugins) -> Iterator[tuple[list[Rule], list[Extension]]]:
    for plugin in plugins.packs:
        try:
            pack = [read(text, f"{plugin}: {name}", plugins.families) for name, text in plugin.files]
            _together([(list(built_in()), []), *pack])
        except RuleClash:
            raise
        except RuleError as error:
            left_out(plugin, str(error))
        else:
            yield from pack


def digest(rules: Iterable[Rule], versions: Iterable[str] = ()) -> str:
    """A short digest of a set of rules: the same rules give the same digest on every machine.

    `versions` are those of plugins, whose code decides as well.
    """
    import hashlib

    lines = "\n".join((*sorted(repr(replace(rule, source="")) for rule in rules), *versions))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def parse(text: str, source: str) -> list[Rule]:
    """The rules of one TOML file, without what it adds to others; `source` names it in errors."""
    return read(text, source)[0]


def read(text: str, source: str, families: Iterable[str] = FAMILIES) -> tuple[list[Rule], list[Extension]]:
    """The rules of one TOML file, with codes of `families`, and what it adds to other rules; `source` names it in errors."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{source}: not TOML: {error}") from None
    if stray := set(data) - {"rule", "language", *TABLES}:
        raise RuleError(
            f"{source}: unknown table {sorted(stray)[0]!r}; allowed are [[rule]] and {', '.join(f'[{key}]' for key in TABLES)}"
        )
    tables = data.get("rule", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise RuleError(f"{source}: write [[rule]] with two brackets, once for each rule")
    return [_rule(table, source, families) for table in tables], list(_extensions(data, source))


def _extensions(data: Mapping[str, Any], source: str) -> Iterator[Extension]:
    language = data.get("language", "")
    if not isinstance(language, str):
        raise RuleError(f"{source}: language is a text")
    for key in TABLES:
        table = data.get(key, {})
        if not isinstance(table, dict):
            raise RuleError(f"{source}: [{key}] is a table of rule names")
        for name, value in table.items():
            if key == "phrases" and isinstance(value, str):  # arrays of thousands of phrases take twice as long to read
                value = [phrase for phrase in map(str.strip, value.replace("\n", ";").split(";")) if phrase]
            yield Extension(name, language, source, **{key: tuple(_texts(value, f"{source}: {key}", name))})


def _rule(table: Mapping[str, Any], source: str, families: Iterable[str]) -> Rule:
    at = f"{source}: rule {table.get('code') or table.get('name') or '?'}"
    for key in table:
        if key not in _FIELDS:
            import difflib

            near = difflib.get_close_matches(key, _FIELDS, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; allowed are {', '.join(sorted(_FIELDS))}"
            raise RuleError(f"{at}: unknown key {key!r}{hint}")
    values: dict[str, Any] = dict(table)
    for key in ("code", "name", "kind", "why"):
        if not isinstance(values.get(key), str) or not values[key].strip():
            raise RuleError(f"{at}: needs {key!r}, a text")
    if not CODE.fullmatch(values["code"]) or values["code"][:2] not in families:
        raise RuleError(f"{at}: a code is one of {', '.join(families)} and three digits")
    for key, allowed in _CHOICES.items():
        if key in values and values[key] not in allowed:
            raise RuleError(f"{at}: {key} = {values[key]!r}; allowed are {', '.join(allowed)}")
    for key in _LISTS:
        if key in values:
            values[key] = tuple(_texts(values[key], at, key))
    values["changes"] = tuple(_changes(values.get("changes", []), at))
    _check_rest(values, at)
    return Rule(**values, source=source)


def _texts(value: Any, at: str, key: str) -> Iterator[str]:
    if not isinstance(value, list):
        raise RuleError(f"{at}: {key} is a list of texts")
    for item in value:
        if not isinstance(item, str) or not item.strip():
            raise RuleError(f"{at}: {key} holds {item!r}, which is no text")
        yield item


def _changes(value: Any, at: str) -> Iterator[Change]:
    if not isinstance(value, list):
        raise RuleError(f"{at}: changes is a list of tables with before and after")
    for item in value:
        try:
            change = Change(**item)
        except TypeError:
            raise RuleError(f"{at}: a change has before, after and, if need be, title and keep") from None
        if not all(isinstance(text, str) for text in (change.before, change.after)) or change.keep not in DEPTHS:
            raise RuleError(f"{at}: before and after of a change are texts; keep is one of {', '.join(DEPTHS)}")
        yield change


def _check_rest(values: Mapping[str, Any], at: str) -> None:
    if not isinstance(values.get("weak", False), bool):
        raise RuleError(f"{at}: weak is true or false")
    certainty = values.get("certainty", 0.95)
    if isinstance(certainty, bool) or not isinstance(certainty, int | float) or not 0 <= certainty <= 1:
        raise RuleError(f"{at}: certainty is a number from 0 to 1")
    need = _NEEDS.get(values["kind"])
    if need and not values.get(need):
        raise RuleError(f"{at}: a rule of kind {values['kind']!r} needs {need!r}")
    for pattern in values.get("patterns", ()):
        try:
            re.compile(pattern)
        except re.error as error:
            raise RuleError(f"{at}: bad pattern {pattern!r}: {error}") from None
    if values.get("patterns") and not values.get("literals"):
        raise RuleError(f"{at}: patterns need literals, one of which a line must hold before a pattern is tried")


def _together(files: Iterable[tuple[list[Rule], list[Extension]]]) -> tuple[Rule, ...]:
    """All rules, each with what other files add to it, sorted by code."""
    codes: dict[str, Rule] = {}
    names: dict[str, Rule] = {}
    extensions: list[Extension] = []
    for rules, more in files:
        extensions += more
        for rule in rules:
            if other := codes.get(rule.code):
                raise RuleClash(f"{rule.source}: rule {rule.code}: the code is taken by {other.name!r} in {other.source}")
            if other := names.get(rule.name):
                raise RuleClash(
                    f"{rule.source}: rule {rule.code}: the name {rule.name!r} is taken by {other.code} in {other.source}"
                )
            codes[rule.code] = names[rule.name] = rule
    for extension in extensions:
        if extension.name not in names:
            import difflib

            near = difflib.get_close_matches(extension.name, names, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise RuleError(f"{extension.source}: {extension.name!r}: no rule has this name{hint}")
    return tuple(sorted(extended(codes.values(), extensions), key=lambda rule: rule.code))
