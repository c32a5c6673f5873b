"""Clean scraped article text, with an account of every edit and a way back.

>>> from cleanup import clean, explain
>>> clean("Storm hits the coast\\n\\nStorm hits the coast\\n\\nThe storm came at night.")
'Storm hits the coast\\n\\nThe storm came at night.'
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleanup.corpus.profile import SiteProfile
    from cleanup.pipeline.cleaner import Cleaner
    from cleanup.pipeline.config import Config, ConfigError
    from cleanup.pipeline.result import Finding, Result
    from cleanup.rules.read import RuleError
    from cleanup.text.changeset import ChangeError, ChangeSet
    from cleanup.text.document import Document
    from cleanup.text.edit import Edit, Reason, Span

__version__ = "0.1.0"

__all__ = [
    "ChangeError",
    "ChangeSet",
    "Cleaner",
    "Config",
    "ConfigError",
    "Document",
    "Edit",
    "Finding",
    "Reason",
    "Result",
    "RuleError",
    "SiteProfile",
    "Span",
    "clean",
    "clean_batch",
    "explain",
]

_WHERE = {
    "SiteProfile": "cleanup.corpus.profile",
    "Cleaner": "cleanup.pipeline.cleaner",
    "Config": "cleanup.pipeline.config",
    "ConfigError": "cleanup.pipeline.config",
    "Finding": "cleanup.pipeline.result",
    "Result": "cleanup.pipeline.result",
    "RuleError": "cleanup.rules.read",
    "ChangeError": "cleanup.text.changeset",
    "ChangeSet": "cleanup.text.changeset",
    "Document": "cleanup.text.document",
    "Edit": "cleanup.text.edit",
    "Reason": "cleanup.text.edit",
    "Span": "cleanup.text.edit",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for: the program must be running, and handle Ctrl-C, before all of that is
    imported."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_WHERE[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})


@lru_cache(maxsize=8)
def _cleaner(options: tuple[tuple[str, Any], ...], read: tuple[tuple[int, int] | None, ...]) -> Cleaner:
    """A cleaner for all calls that find the files of their options the same: in a notebook they change between two."""
    from cleanup.pipeline.cleaner import Cleaner

    return Cleaner(**dict(options))


def _stamps(options: Mapping[str, Any]) -> Iterator[tuple[int, int] | None]:
    """Time and size of each file that the options name; None if it cannot be looked at."""
    for option in ("rules", "rejected", "profile"):
        value = options.get(option)
        for file in (value,) if isinstance(value, str | os.PathLike) else value if isinstance(value, tuple) else ():
            try:
                found = os.stat(file)
                yield found.st_mtime_ns, found.st_size
            except (OSError, ValueError, TypeError):
                yield None


def _cached(options: Mapping[str, Any]) -> Cleaner:
    from cleanup.pipeline.cleaner import Cleaner

    keys = {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
    try:
        return _cleaner(tuple(sorted(keys.items())), tuple(_stamps(keys)))
    except TypeError:  # an option that cannot be a key, such as a table
        return Cleaner(**options)


def clean(text: str, *, title: str | None = None, url: str | None = None, language: str | None = None, **options: Any) -> str:
    """The cleaned text: repeated headlines and paragraphs and page furniture go, broken characters and spacing are repaired.

    text, title, url   of the article; a known title tells its copies from the article's sentences
    language           its code (ISO 639-1, "en"); found if not given
    options            those of `Config`: `keep="body"` leaves the body alone, `select=["SP"]` only repairs spacing

    `clean(clean(t)) == clean(t)`. Raises TypeError for a text that is not a string, ConfigError for an unknown option or a bad
    value, RuleError, ProfileError and OSError for files that options name. With the same options again, the same `Cleaner` is
    used.

        >>> clean("Storm hits the coast\\n\\nStorm hits the coast\\n\\nThe storm came at night ,", keep="body")
        'The storm came at night,'
    """
    return _cached(options).clean(text, title=title, url=url, language=language)


def explain(
    text: str, *, title: str | None = None, url: str | None = None, language: str | None = None, **options: Any
) -> Result:
    """The cleaned text as a `Result`: its `text`, its `findings` with place, rule and reason, and `undo()`, the way back.

    The arguments, and what is raised, are those of `clean`. `explain(t).undo() == t`.
    """
    return _cached(options).explain(text, title=title, url=url, language=language)


def clean_batch(
    columns: Mapping[str, Iterable[Any]],
    *,
    text_column: str = "text",
    title_column: str | None = None,
    url_column: str | None = None,
    language_column: str | None = None,
    **options: Any,
) -> dict[str, Any]:
    """A batch of columns with the one of texts cleaned, as a dict; see `Cleaner.clean_batch`.

    `title`, `url` and `language` are read where there are such columns, all others stay, and so do gaps (None, NaN, NA). Options
    are those of `Config`. Raises KeyError without a column that was named, ValueError on one of other length, TypeError on values
    that are not text, and what `clean` raises.
    """
    return _cached(options).clean_batch(
        columns, text_column=text_column, title_column=title_column, url_column=url_column, language_column=language_column
    )
