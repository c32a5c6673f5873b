"""The shipped rules as constants, which Python reads a hundred times faster than TOML: a wheel contains modules of them.

What hardly any run needs, such as examples, is in a module of its own. The phrases of a rule are joined to one string: splitting
it takes Python a fraction of the time that it takes to unmarshal and intern thousands of strings one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from cleanup.rules.rule import Change, Rule

COMPILED, TEXTS = "compiled", "compiled_texts"
"""The modules beside this one, written when the wheel is built: all shipped rules, checked and merged, and the rest of each."""

_REST = ("phrases", "removes", "keeps", "changes")
_AT_ONCE = tuple(name for name in Rule.__annotations__ if name not in (*_REST, "literals", "stored_folds", "deferred"))
_END = "\0"
"""Ends each of the strings that are joined to one."""


Row = tuple[Any, ...]
"""What is stored of a rule, but for its texts: the fields _AT_ONCE, its digest, its literals and its folded phrases."""

Texts = Mapping[str, tuple[Any, ...]]
"""The fields _REST of each rule, by its code."""


def packed_rules(rules: Iterable[Rule]) -> tuple[tuple[Row, ...], Texts]:
    """The rules as constants. Law: `unpacked_rules` gives the same rules."""
    rows: list[Row] = []
    texts: dict[str, tuple[Any, ...]] = {}
    for rule in rules:
        at_once = (getattr(rule, name) for name in _AT_ONCE)
        rows.append((*at_once, rule.digest, _joined(rule.literals), _joined(rule.folds)))
        changes = tuple((each.before, each.after, each.title, each.keep) for each in rule.changes)
        texts[rule.code] = rule.phrases, rule.removes, rule.keeps, changes
    return tuple(rows), texts


def compiled(rules: Iterable[Rule]) -> dict[str, str]:
    """The sources of both modules, by their names."""
    rows, texts = packed_rules(rules)
    return {
        COMPILED: "RULES = (\n" + "".join(f"    {row!r},\n" for row in rows) + ")\n",
        TEXTS: "TEXTS = {\n" + "".join(f"    {code!r}: {each!r},\n" for code, each in texts.items()) + "}\n",
    }


def unpacked_rules(rows: Iterable[Row], texts: Callable[[], Texts]) -> tuple[Rule, ...]:
    """The rules that were packed, not checked again. `texts` is called when the first text of one is asked for."""
    return tuple(_rule(row, texts) for row in rows)


def _joined(texts: Iterable[str]) -> str:
    joined = "".join(f"{text}{_END}" for text in texts)
    if joined.count(_END) != len(tuple(texts)):
        raise ValueError("a string contains the separator")
    return joined


def _rule(row: Row, texts: Callable[[], Texts]) -> Rule:
    rule = Rule.__new__(Rule)
    for name, value in zip(_AT_ONCE, row, strict=False):
        object.__setattr__(rule, name, value)
    object.__setattr__(rule, "deferred", partial(_deferred, row, texts))
    return rule


def _deferred(row: Row, texts: Callable[[], Texts], name: str) -> Mapping[str, Any]:
    """What has not been set yet on a rule: the field `name`, and those that are stored with it."""
    digest, literals, folds = row[len(_AT_ONCE) :]
    if name == "digest":
        return {name: digest}
    if name in ("literals", "stored_folds"):
        return {name: tuple((literals if name == "literals" else folds).split(_END)[:-1])}
    *rest, changes = texts()[row[0]]
    return dict(zip(_REST, (*rest, tuple(Change(*each) for each in changes)), strict=True))
