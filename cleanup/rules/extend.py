"""What a language adds to the rules: phrases and examples, each under the name of a rule, whose code and reason they share.

language = "sv"

[phrases]
comment-form-title = "lämna en kommentar; skriv en kommentar"

[keeps]
comment-form-title = ["Hon ville inte lämna en kommentar förrän domen hade fallit."]
"""

from __future__ import annotations

from collections.abc import Iterable

from cleanup.rules.rule import Rule
from cleanup.text.dataclass import dataclass, replace

TABLES = ("phrases", "removes", "keeps")
"""The fields of a rule that an extension may lengthen; what the rule decides stays its own."""


@dataclass(frozen=True, slots=True)
class Extension:
    """What the file `source` adds to the rule with the name `name`; `language` is empty if the file names none."""

    name: str
    language: str
    source: str
    phrases: tuple[str, ...] = ()
    removes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()


def extended(rules: Iterable[Rule], extensions: Iterable[Extension]) -> list[Rule]:
    """The rules, each with what the extensions that name it add, in the order given."""
    added: dict[str, list[Extension]] = {}
    for extension in extensions:
        added.setdefault(extension.name, []).append(extension)
    return [_extend(rule, added[rule.name]) if rule.name in added else rule for rule in rules]


def _extend(rule: Rule, extensions: list[Extension]) -> Rule:
    longer = {key: getattr(rule, key) + tuple(text for each in extensions for text in getattr(each, key)) for key in TABLES}
    languages = dict.fromkeys((*rule.languages, *(each.language for each in extensions if each.language)))
    return replace(rule, languages=tuple(languages), **longer)
