"""What the values of options must be: each function gives a value as the configuration keeps it.

All raise ValueError; its message says what was expected.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any


def texts(value: Any) -> tuple[str, ...]:
    """One text or several, none of them empty; those of a set are sorted."""
    items = (value,) if isinstance(value, str) else value
    if not _is_several(items) or not all(isinstance(item, str) for item in items):
        raise ValueError("expected a list of texts")
    if not all(items):
        raise ValueError("one of the texts is empty")
    return tuple(sorted(items)) if isinstance(items, set | frozenset) else tuple(items)


def _is_several(value: Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def codes(value: Any) -> tuple[str, ...]:
    """Prefixes of codes, however they are written; `select` with a typo must not silently select nothing."""
    from cleanup.rules.plugins import installed
    from cleanup.rules.rule import FAMILIES

    prefixes = spelt_out(texts(value))
    for prefix in prefixes:
        if prefix != "ALL" and not _begins(prefix, FAMILIES) and not _begins(prefix, families := installed().families):
            raise ValueError(f"no code begins with {prefix!r}; families are {', '.join(families)}")
    return tuple("" if prefix == "ALL" else prefix for prefix in prefixes)


def spelt_out(written: Iterable[str]) -> list[str]:
    """Codes that people wrote in lower case, or several in one string ("bp101, HL")."""
    return [code.upper() for part in written for code in re.split(r"[,\s]+", part) if code]


def _begins(prefix: str, families: Iterable[str]) -> bool:
    return any(prefix.startswith(family) or family.startswith(prefix) for family in families)


def plugins(value: Any) -> tuple[str, ...] | None:
    """Names; the words "all" and "none" alone mean that."""
    names = ("all",) if value is None else texts(value)
    return None if names == ("all",) else () if names == ("none",) else names


def choice(*allowed: str, none: bool = False) -> Any:
    """A check for one of the words `allowed`; with `none`, also for None and "auto", which mean that nothing was chosen."""

    def check(value: Any) -> Any:
        if none and value in (None, "auto"):
            return None
        if value not in allowed:
            raise ValueError(f"allowed are {', '.join(allowed)}")
        return value

    return check


def truth(value: Any) -> bool:
    """True or False; no number stands for them."""
    if not isinstance(value, bool):
        raise ValueError("expected true or false")
    return value


def text_or_none(value: Any) -> str | None:
    """A text that is not empty, or None."""
    if value is not None and (not isinstance(value, str) or not value):
        raise ValueError("expected a text")
    return value


def language(value: Any) -> str | None:
    """The code of a tag as "en", "en-GB" or "fil"; a name would silently be no language that is known here."""
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]\w+)*", value) if isinstance(value, str) else None
    if value is not None and not found:
        raise ValueError("expected a code of ISO 639, as en")
    return found[1].lower() if found else None


def files(value: Any) -> tuple[str, ...]:
    """Names of files; in Python also a Path or a list of them."""
    return texts(type(value)(map(_name, value)) if _is_several(value) else _name(value))


def file(value: Any) -> str | None:
    """The name of a file; in Python also a Path."""
    return text_or_none(_name(value))


def _name(value: Any) -> Any:
    return os.fspath(value) if isinstance(value, os.PathLike) else value


def share(value: Any) -> float:
    """A part of a whole, from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("expected a number from 0 to 1")
    return float(value)


def delimiter(value: Any) -> str | None:
    """A character, or how shells and people write a tab."""
    value = {"tab": "\t", "\\t": "\t"}.get(value, value) if isinstance(value, str) else value
    if value is not None and (not isinstance(value, str) or len(value) != 1 or not value.isascii() or value in '"\r\n'):
        raise ValueError("expected one ASCII character, or tab")
    return value


def times(value: Any) -> float:
    """How many times something may be as large; 0: without limit."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise ValueError("expected a number, 0 for no limit")
    return float(value)


def count(value: Any) -> int:
    """How many processes; 0: one for each processor."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("expected a number of processes; 0 means one for each processor")
    return value


def ignores(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A table of file patterns; kept as pairs, so that a configuration can be a key."""
    if isinstance(value, tuple):
        value = dict(value)
    if not isinstance(value, Mapping):
        raise ValueError("expected a table: file pattern = [codes]")
    return tuple((str(pattern), codes(prefixes)) for pattern, prefixes in value.items())
