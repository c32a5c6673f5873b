"""Whether a text speaks of software, as manuals do, READMEs and changelogs: `readFile` and `http2` are names there.

The marks are those that prose has no use for: calls, options, names of files, code between backticks. Measured: none of 1,702
news articles has enough of them, and 9 of 10 descriptions of packages have.
"""

from __future__ import annotations

import re

from cleanup.text.document import Document

_MARK = re.compile(
    r"(?P<fence>^[ >]*(?:```|~~~))"
    r"|(?P<code>`[^`\n]{1,80}`)"
    r"|(?P<call>\b[A-Za-z_][\w.:]*\(\))"
    r"|(?P<option>(?<![\w-])--[a-z][a-z-]++(?![\w-]*-->))"
    r"|(?P<name>(?<![\w@#/.-])[a-z][a-z0-9]*+(?:_[a-z0-9]++)++\b|\b[A-Z]{2,}(?:_[A-Z0-9]++)++\b)"
    r"|(?P<scope>\w::\w)"
    r"|(?P<directive>^ *\.\. ?[\w-]++::|:[a-z:]++:`)"
    r"|(?P<file>\b[\w-]++\.(?:py|js|ts|rs|go|cpp|hpp|toml|ya?ml|json|cfg|ini|sh|so|dll|conf)\b(?!/))"
    r"|(?P<badge>\[!\[)"
    r"|(?P<prompt>^ *(?:\$|>>>|%) (?=[a-z]))"
    r"|(?P<install>\b(?:pip3?|npm|apt-get|apt|brew|cargo|conda|uv|yarn|pnpm|gem) (?:install|add)\b|\bgit (?:clone|config)\b)"
    r"|(?P<host>\b(?:github\.(?:com|io)|gitlab\.com|pypi\.(?:python\.)?org|npmjs\.com|readthedocs\.|crates\.io|shields\.io))",
    re.MULTILINE,
)
_HINTS = (
    "`",
    "()",
    "--",
    "_",
    "::",
    "[![",
    ".py",
    ".js",
    ".ts",
    ".so",
    "$ ",
    ">>> ",
    ".rs",
    ".go",
    ".conf",
    ".json",
    ".y",
    ".sh",
    "git",
    "install",
    "pypi",
    "readthedocs",
)

_DIFFERENT = 3
"""Different marks from which a text is technical: an article quotes a file name or a command, a manual is full of them."""

_WORDS_EACH = 250
"""Words of the text for each different mark, at most."""

_SAMPLE = 200_000


def is_technical(document: Document) -> bool:
    """Whether the document is a text about software. Found once, from its first 200,000 characters."""
    return document.once(_is_technical)


def is_manual(document: Document) -> bool:
    """Whether the document is a technical text kept by hand: it repeats itself, links and claims its rights on purpose."""
    return document.curated and is_technical(document)


def _is_technical(document: Document) -> bool:
    text = document.text[:_SAMPLE]
    if not any(hint in text for hint in _HINTS):
        return False
    marks = {match[0].strip() for match in _MARK.finditer(text)}
    return len(marks) >= _DIFFERENT and len(marks) * _WORDS_EACH >= text.count(" ")
