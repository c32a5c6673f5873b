"""Reading one rule file. An error names the file, the rule and what was allowed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cleanup.rules.extend import TABLES, Extension
from cleanup.rules.rule import CODE, CURATED, DEPTHS, FAMILIES, KINDS, SAFETY, WHERE, Change, Rule


class RuleError(ValueError):
    """A rule file that cannot be used; the message is one line for the user."""


_FIELDS = set(Rule.__annotations__) - {"source", "stored"}
_LISTS = ("languages", "phrases", "patterns", "literals", "removes", "keeps")
_CHOICES = {"kind": KINDS, "where": WHERE, "safety": SAFETY, "depth": DEPTHS, "curated": CURATED}
_NEEDS = {
    "line": "phrases",
    "opening": "phrases",
    "label": "phrases",
    "sentence": "phrases",
    "block": "phrases patterns",
    "teaser": "phrases",
    "pattern": "patterns",
    "remark": "patterns",
}
"""The fields of which a rule needs one, by its kind."""


def read(
    text: str, source: str, families: Iterable[str] = FAMILIES, *, tested: bool = False
) -> tuple[list[Rule], list[Extension]]:
    """The rules of one TOML file, with codes of `families`, and what it adds to other rules; `source` names it in errors.

    Patterns that are `tested` are known to compile: they are left for when they are used.
    """
    import tomllib

    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError also for numbers of thousands of digits
        raise RuleError(f"{source}: not TOML: {error}") from None
    if stray := set(data) - {"rule", "language", *TABLES}:
        raise RuleError(
            f"{source}: unknown table {sorted(stray)[0]!r}; allowed are [[rule]] and {', '.join(f'[{key}]' for key in TABLES)}"
        )
    tables = data.get("rule", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise RuleError(f"{source}: write [[rule]] with two brackets, once for each rule")
    return [_rule(table, source, families, tested) for table in tables], list(_extensions(data, source))


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


def _rule(table: Mapping[str, Any], source: str, families: Iterable[str], tested: bool) -> Rule:
    at = f"{source}: rule {table.get('code') or table.get('name') or '?'}"
    for key in table:
        if key not in _FIELDS:
            from cleanup.text.hint import did_you_mean

            hint = did_you_mean(key, _FIELDS, f"allowed are {', '.join(sorted(_FIELDS))}")
            raise RuleError(f"{at}: unknown key {key!r}; {hint}")
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
    if not tested:
        _compile(values.get("patterns", ()), at)
    if values.get("patterns") and not values.get("literals"):
        values["literals"] = tuple(dict.fromkeys(_literals(values["patterns"], at)))
    return Rule(**values, source=source)


def _texts(value: Any, at: str, key: str) -> Iterator[str]:
    if not isinstance(value, list):
        raise RuleError(f"{at}: {key} is a list of texts")
    for item in value:
        if not isinstance(item, str) or not item.strip():
            raise RuleError(f"{at}: {key} holds {item!r}, which is not a text")
        yield item


def _changes(value: Any, at: str) -> Iterator[Change]:
    if not isinstance(value, list):
        raise RuleError(f"{at}: changes is a list of tables with before and after")
    for item in value:
        try:
            change = Change(**item)
        except TypeError:
            raise RuleError(f"{at}: a change has before, after and, if need be, title, url and keep") from None
        if not all(isinstance(text, str) for text in (change.before, change.after)) or change.keep not in DEPTHS:
            raise RuleError(f"{at}: before and after of a change are texts; keep is one of {', '.join(DEPTHS)}")
        yield change


def _check_rest(values: Mapping[str, Any], at: str) -> None:
    if not isinstance(values.get("weak", False), bool):
        raise RuleError(f"{at}: weak is true or false")
    certainty = values.get("certainty", 0.95)
    if isinstance(certainty, bool) or not isinstance(certainty, int | float) or not 0 <= certainty <= 1:
        raise RuleError(f"{at}: certainty is a number from 0 to 1")
    needs = _NEEDS.get(values["kind"], "").split()
    if needs and not any(map(values.get, needs)):
        raise RuleError(f"{at}: a rule of kind {values['kind']!r} needs {' or '.join(map(repr, needs))}")


def _compile(patterns: Iterable[str], at: str) -> None:
    for pattern in patterns:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", FutureWarning)  # `[[`: Python says that it may come to mean something else
                re.compile(pattern)
        except (re.error, OverflowError, RecursionError, FutureWarning) as error:
            raise RuleError(f"{at}: bad pattern {pattern!r}: {error}") from None


def _literals(patterns: Iterable[str], at: str) -> Iterator[str]:
    from cleanup.rules.literals import literals

    for pattern in patterns:
        found = literals(pattern)
        if not found:
            raise RuleError(f"{at}: pattern {pattern!r} needs literals = [...], as it names nothing that each line holds")
        yield from found
