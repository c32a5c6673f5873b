"""What takes long to make of the rule files, ready-made: a wheel contains modules and a file of it, written when it is built, and
a checkout keeps it until a file changes (see kept.py). Python reads these constants a hundred times faster than TOML.

What hardly any run needs, such as examples, is apart. The phrases of a rule are joined to one string: splitting it takes Python a
fraction of the time that it takes to unmarshal and intern thousands of strings one by one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

from cleanup.rules.rule import ENDING, Change, Rule
from cleanup.text.namedtuple import NamedTuple
from cleanup.text.packaged import mapped, packaged

RULES, TEXTS, INDEX = "rules", "texts", "index"
"""What is ready-made: all shipped rules, checked and merged; the rest of each; and the tables that find them (see index.py)."""

_TEXTS = ("phrases", "removes", "keeps", "changes")
_AT_ONCE = tuple(name for name in Rule.__annotations__ if name not in (*_TEXTS, "literals", "stored"))
_END = "\0"
"""Ends each of the strings that are joined to one."""


Row = tuple[Any, ...]
"""What is stored of a rule, but for its texts: the fields _AT_ONCE, its digest, its literals and its folded phrases, if these are
not of the kinds ENDING (see `Rule.folds`)."""

Texts = Mapping[str, tuple[Any, ...]]
"""The fields _TEXTS of each rule, by its code."""


def ready(name: str, make: Callable[[], Any]) -> Any:
    """The value of this name: that of the wheel, or in a checkout `make()`, which is kept."""
    try:
        return import_module(f"cleanup.rules.{module_name(name)}").VALUE
    except ModuleNotFoundError:
        from cleanup.rules.kept import kept

        return kept(name, make)


def ready_content(name: str, make: Callable[[], bytes]) -> memoryview:
    """The same for a content of which hardly any run needs more than a part: in a wheel it is a file of its own."""
    file = content_name(name)
    with suppress(OSError):
        return mapped(os.path.join(os.path.dirname(__file__), file))
    with suppress(OSError):
        return memoryview(packaged(__name__, file))  # in a zip file
    from cleanup.rules.kept import kept

    return memoryview(kept(name, make))


def content_name(name: str) -> str:
    """The file beside this one that holds a content in a wheel."""
    return f"ready_{name}.bin"


def module_name(name: str) -> str:
    """The module beside this one that holds a value in a wheel."""
    return f"ready_{name}"


def module_source(value: Any) -> str:
    """What stands in such a module."""
    return f"VALUE = {value!r}\n"


def packed_rules(rules: Iterable[Rule]) -> tuple[tuple[Row, ...], Texts]:
    """The rules as constants. Law: `unpacked_rules` gives the same rules."""
    rows: list[Row] = []
    texts: dict[str, tuple[Any, ...]] = {}
    for rule in rules:
        at_once = (getattr(rule, name) for name in _AT_ONCE)
        folds = () if rule.kind in ENDING else rule.folds
        rows.append((*at_once, rule.digest, _joined(rule.literals), _joined(folds)))
        changes = tuple((each.before, each.after, each.title, each.keep, each.url) for each in rule.changes)
        texts[rule.code] = rule.phrases, rule.removes, rule.keeps, changes
    return tuple(rows), texts


def unpacked_rules(rows: Iterable[Row], texts: Callable[[], Texts]) -> tuple[Rule, ...]:
    """The rules that were packed, not checked again. `texts` is called when the first text of one is asked for."""
    return tuple(_unpacked(row, texts) for row in rows)


def _unpacked(row: Row, texts: Callable[[], Texts]) -> Rule:
    rule = Rule.__new__(Rule)
    for name, value in zip(_AT_ONCE, row, strict=False):
        object.__setattr__(rule, name, value)
    digest, literals, folds = row[len(_AT_ONCE) :]
    object.__setattr__(rule, "stored", _Stored(rule.code, digest, literals, folds, texts))
    return rule


class _Stored(NamedTuple):
    """What is stored of one rule beside the fields that are set."""

    code: str
    digest: str
    literals: str
    joined_folds: str
    texts: Callable[[], Texts]

    @property
    def folds(self) -> tuple[str, ...]:
        return _divided(self.joined_folds)

    def fields(self, name: str) -> Mapping[str, Any]:
        """The field of this name, and those that are stored with it."""
        if name == "literals":
            return {name: _divided(self.literals)}
        *rest, changes = self.texts()[self.code]
        return dict(zip(_TEXTS, (*rest, tuple(Change(*each) for each in changes)), strict=True))


def _joined(texts: Iterable[str]) -> str:
    joined = "".join(f"{text}{_END}" for text in texts)
    if joined.count(_END) != len(tuple(texts)):
        raise ValueError("a string contains the separator")
    return joined


def _divided(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(_END)[:-1])
