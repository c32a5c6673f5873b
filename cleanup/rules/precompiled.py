"""The shipped rules as a wheel contains them: modules of constants, which Python reads a hundred times faster than TOML.

What hardly any run needs, such as examples, is in a module of its own. The phrases of a rule are joined to one string: splitting
it takes Python a fraction of the time that it takes to unmarshal and intern thousands of strings one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

from cleanup.rules.rule import Change, Rule

COMPILED, TEXTS = "compiled", "compiled_texts"
"""The modules beside this one, written when the wheel is built: all shipped rules, checked and merged, and the rest of each."""

_REST = ("phrases", "removes", "keeps", "changes")
_AT_ONCE = tuple(name for name in Rule.__annotations__ if name not in (*_REST, "literals", "stored_folds", "deferred"))
_END = "\0"
"""Ends each of the strings that are joined to one."""


def compiled(rules: Iterable[Rule]) -> dict[str, str]:
    """The sources of both modules, by their names. Law: `decompiled` gives the same rules."""
    rows, texts = [], []
    for rule in rules:
        at_once = (getattr(rule, name) for name in _AT_ONCE)
        rows.append((*at_once, rule.digest, _joined(rule.literals), _joined(rule.folds)))
        changes = tuple((each.before, each.after, each.title, each.keep) for each in rule.changes)
        texts.append((rule.code, (rule.phrases, rule.removes, rule.keeps, changes)))
    return {
        COMPILED: "RULES = (\n" + "".join(f"    {row!r},\n" for row in rows) + ")\n",
        TEXTS: "TEXTS = {\n" + "".join(f"    {code!r}: {each!r},\n" for code, each in texts) + "}\n",
    }


def decompiled(rows: Iterable[tuple[Any, ...]], package: str = "cleanup.rules") -> tuple[Rule, ...]:
    """The rules that were compiled, not checked again. Their texts are read from `package` when they are first asked for."""
    return tuple(_rule(row, package) for row in rows)


def _joined(texts: Iterable[str]) -> str:
    joined = "".join(f"{text}{_END}" for text in texts)
    if joined.count(_END) != len(tuple(texts)):
        raise ValueError("a string contains the separator")
    return joined


def _rule(row: tuple[Any, ...], package: str) -> Rule:
    rule = Rule.__new__(Rule)
    for name, value in zip(_AT_ONCE, row, strict=False):
        object.__setattr__(rule, name, value)
    object.__setattr__(rule, "deferred", partial(_deferred, row, package))
    return rule


def _deferred(row: tuple[Any, ...], package: str, name: str) -> Mapping[str, Any]:
    """What has not been set yet on a rule: the field `name`, and those that are stored with it."""
    digest, literals, folds = row[len(_AT_ONCE) :]
    if name == "digest":
        return {name: digest}
    if name in ("literals", "stored_folds"):
        return {name: tuple((literals if name == "literals" else folds).split(_END)[:-1])}
    *texts, changes = import_module(f"{package}.{TEXTS}").TEXTS[row[0]]
    return dict(zip(_REST, (*texts, tuple(Change(*each) for each in changes)), strict=True))
