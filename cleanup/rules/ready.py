"""What takes long to make of the rule files, ready-made: a wheel contains modules and files of it, written when it is built, and
a checkout keeps it until a file changes (see kept.py). Python reads these constants a hundred times faster than TOML.

What hardly any run needs, such as examples, is apart, and so are long strings, of which most runs need a tenth.
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

RULES, TEXTS, STRINGS, INDEX = "rules", "texts", "strings", "index"
"""What is ready-made: all shipped rules, checked and merged; the rest of each; the content that holds their patterns, literals
and folded phrases; and the one with the tables that find them (see index.py)."""

_TEXTS = ("phrases", "removes", "keeps", "changes")
_STRINGS = ("patterns", "literals", "folds")
_AT_ONCE = tuple(name for name in Rule.__annotations__ if name not in (*_TEXTS, *_STRINGS, "stored"))
_END = "\0"
"""Ends each of the strings that are joined to one."""


Row = tuple[Any, ...]
"""What is stored of a rule, but for its texts: the fields _AT_ONCE, its digest, how many patterns it has, and the bytes of the
content with which its _STRINGS start and end; the folded phrases only if it is not of the kinds ENDING (see `Rule.folds`)."""

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


def packed_rules(rules: Iterable[Rule]) -> tuple[tuple[Row, ...], Texts, bytes]:
    """The rules as constants, and the content of their strings. Law: `unpacked_rules` gives the same rules."""
    rows: list[Row] = []
    texts: dict[str, tuple[Any, ...]] = {}
    content = bytearray()
    for rule in rules:
        places = [len(content)]
        for strings in (rule.patterns, rule.literals, () if rule.kind in ENDING else rule.folds):
            content += _joined(strings)
            places.append(len(content))
        at_once = (getattr(rule, name) for name in _AT_ONCE)
        rows.append((*at_once, rule.digest, len(rule.patterns), tuple(places)))
        changes = tuple((each.before, each.after, each.title, each.keep, each.url) for each in rule.changes)
        texts[rule.code] = rule.phrases, rule.removes, rule.keeps, changes
    return tuple(rows), texts, bytes(content)


def unpacked_rules(
    rows: Iterable[Row], texts: Callable[[], Texts], strings: Callable[[], bytes | memoryview]
) -> tuple[Rule, ...]:
    """The rules that were packed, not checked again. `texts` and `strings` are called when the first one is asked for."""
    return tuple(_unpacked(row, texts, strings) for row in rows)


def _unpacked(row: Row, texts: Callable[[], Texts], strings: Callable[[], bytes | memoryview]) -> Rule:
    rule = Rule.__new__(Rule)
    for name, value in zip(_AT_ONCE, row, strict=False):
        object.__setattr__(rule, name, value)
    digest, pattern_count, places = row[len(_AT_ONCE) :]
    object.__setattr__(rule, "stored", _Stored(rule.code, digest, pattern_count, places, texts, strings))
    return rule


class _Stored(NamedTuple):
    """What is stored of one rule beside the fields that are set."""

    code: str
    digest: str
    pattern_count: int
    places: tuple[int, ...]
    texts: Callable[[], Texts]
    strings: Callable[[], bytes | memoryview]

    @property
    def folds(self) -> tuple[str, ...]:
        return self._strings("folds")

    def fields(self, name: str) -> Mapping[str, Any]:
        """The field of this name, and those that are stored with it."""
        if name in _STRINGS:
            return {name: self._strings(name)}
        *rest, changes = self.texts()[self.code]
        return dict(zip(_TEXTS, (*rest, tuple(Change(*each) for each in changes)), strict=True))

    def _strings(self, name: str) -> tuple[str, ...]:
        place = _STRINGS.index(name)
        content = self.strings()[self.places[place] : self.places[place + 1]]
        return tuple(str(content, "utf-8", "surrogatepass").split(_END)[:-1])


def _joined(texts: Iterable[str]) -> bytes:
    joined = "".join(f"{text}{_END}" for text in texts)
    if joined.count(_END) != len(tuple(texts)):
        raise ValueError("a string contains the separator")
    return joined.encode("utf-8", "surrogatepass")
