"""Whether a text is about software, as manuals, READMEs and changelogs are: `readFile` and `http2` are names there.

The marks are those that prose has no use for: calls, options, names of files, code between backticks. Measured: none of 1,702
news articles has enough of them, and 9 of 10 descriptions of packages have.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_HOSTS = "github. gitlab.com pypi. npmjs.com readthedocs. crates.io shields.io".split()
_ENDING = r"\.(?:py|js|ts|rs|go|cpp|hpp|toml|yml|yaml|json|cfg|ini|sh|so|dll|conf)\b(?!/)"
_FOLDER = r"/(?:etc|usr|dev|var|s?bin|proc|sys|home)/"


def _literals(*literals: str) -> Callable[[str], bool]:
    return lambda text: any(literal in text for literal in literals)


def _matching(pattern: str) -> Callable[[str], object]:
    hint = Lazy(pattern)
    return lambda text: hint.search(text)


_MARKS = tuple(
    (hint, Lazy(pattern, re.MULTILINE))
    for hint, pattern in (
        (_literals("`"), r"^[ >]*```|`[^`\n]{1,80}`"),
        (_literals("~~~"), r"^[ >]*~~~"),
        (_literals("()"), r"\b[A-Za-z_][\w.:]{0,80}\(\)"),
        (_matching(r"--(?<![\w-]--)[a-z]"), r"(?<![\w-])--[a-z][a-z-]++(?![\w-]*-->)"),
        (_matching(r"_(?<=\w_)\w"), r"(?<![\w@#/.-])[a-z][a-z0-9]*+(?>_[a-z0-9]++)++\b|\b[A-Z]{2,}(?>_[A-Z0-9]++)++\b"),
        (_literals("::"), r"\w::\w|^ *\.\. ?[\w-]++::"),
        (_literals(":`"), r":[a-z:]++:`"),
        (_literals("[!["), r"\[!\["),
        (_literals("$", ">", "%", "#"), r"\n *(?:(?:\$|>>>|%) [a-z][\w.-]*|# [a-z][\w.-]*(?= -|$))"),
        (_matching(_FOLDER), rf"(?<![\w/.]){_FOLDER}[\w.-]+"),
        (_literals(" install"), r"\b(?:pip3?|npm|apt-get|apt|brew|cargo|conda|uv|yarn|pnpm|gem) install\b"),
        (_literals("git c"), r"\bgit (?:clone|config|checkout|commit)\b"),
        (_literals("$"), r"\$(?:HOME|PATH|PWD|USER|[A-Z]++_[A-Z_]++)\b|\$\{\w"),
        (_literals("sudo ", "make install"), r"\bsudo [a-z]++|\bmake install\b"),
        (
            _literals("Dim ", "End ", "Function ", "Sub "),
            r"\b(?:Dim \w+|End (?:Sub|Function|If|With)|(?:Function|Sub) \w+ ?\()",
        ),
        (_literals("{\n"), r"^[^\n{}]{1,80}\{$"),
        (_literals(";\n"), r"^[ \t]+[\w-]+ ?: ?[^\s;:][^;:\n]{0,80};$"),
        (_literals("= <"), r"= <(?:&\w|0x|\d)"),
        (_literals("#"), r"\n#+ \[?v?\d+\.\d+"),
        (_literals("(#"), r"\(#\d+\b"),
        (_literals(*_HOSTS), "|".join(map(re.escape, _HOSTS))),
        (_matching(_ENDING), rf"\b[\w-]{{1,40}}{_ENDING}"),
    )
)
"""Patterns of the marks, each with a hint that takes a fraction of its time: a text that has the mark gives one."""

_SIGNS = ("`", "{", "_", "()", "/etc", "/usr", "/dev", " install")
"""One of these is in 991 of 1,000 texts about software (of 9,371), and in one of three whole pages about anything else."""

_STATEMENT = Lazy(r"[;{}\])][,;]?\s*\Z(?<!\w\))|\A\s*(?://|[$>%|] |>>> )|\w\(.*\)[:;]?\s*\Z|\A\s*```")
"""How a line of code ends or begins."""

_DIFFERENT = 2
"""Different marks from which a text is technical: an article quotes a file name or a command, a manual is full of them."""

_KINDS, _MANY = 2, 40
"""Patterns that find marks in a text about software, where nobody says that it is kept by hand; and different marks that need no
second pattern: nothing but a list of identifiers has as many."""

_WORDS_EACH = 250
"""Words of the text for each different mark, at most."""

_ENOUGH = 16
"""Different marks that are enough for a text of any length."""

_SAMPLE = 200_000
"""Code points that are looked at."""


def is_technical(document: Document) -> bool:
    """Whether the document is a text about software. Found once, from its first 200,000 characters."""
    return document.once(_is_technical)


def is_manual(document: Document) -> bool:
    """Whether the document is a technical text kept by hand: it repeats itself, links and claims its rights on purpose."""
    return document.curated and is_technical(document)


def holds_code(document: Document) -> bool:
    """Whether the document is a text about software, and no article with the names of its pictures or an error of its site: a
    manual, or one with marks of several kinds or very many of one. Looking for all marks takes a tenth of the time of an article:
    ask it last."""
    if not is_technical(document):
        return False
    different, kinds = document.once(_marks)
    return document.curated or kinds >= _KINDS or different >= _MANY


def is_code(line: str) -> bool:
    """Whether a line of such a text is a statement, a comment or a command."""
    return bool(_STATEMENT.search(line))


def _is_technical(document: Document) -> bool:
    different, _ = document.once(_marks)
    words = different * _WORDS_EACH if different < _ENOUGH else _SAMPLE
    return different >= _DIFFERENT and words >= len(document.text[:_SAMPLE].split())


def _marks(document: Document) -> tuple[int, int]:
    """The number of different marks, and of the patterns that found some."""
    text = "\n" + document.text[:_SAMPLE]
    if not any(sign in text for sign in _SIGNS):
        return 0, 0
    found = [{match[0].strip() for match in pattern.finditer(text)} for hint, pattern in _MARKS if hint(text)]
    return len(set[str]().union(*found)), sum(map(bool, found))
