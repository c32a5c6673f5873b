"""The front matter of a Markdown text: YAML between lines of `---`, or TOML between lines of `+++`, at its very beginning."""

from __future__ import annotations

import re

from cleanup.text.lazy import Lazy

MARKS = ("---", "+++")
_ENDS = {
    "---": Lazy(r"^(?:---|\.\.\.)[ \t\r]*$\n?", re.MULTILINE),
    "+++": Lazy(r"^\+\+\+[ \t\r]*$\n?", re.MULTILINE),
}
_BEGINNINGS = {"---": Lazy(r"[\w\"'.-][^:]*:(?:\s|\Z)|#"), "+++": Lazy(r"[\w\"'.-][^=]*=|[#\[]")}
"""How what stands in it begins, unless a rule above a paragraph looks like one."""


def front_matter(text: str) -> int:
    """Where the text behind its front matter begins; 0 if it has none."""
    mark = text[:3]
    if mark not in MARKS or text[3 : text.find("\n")].strip():
        return 0
    start = text.find("\n") + 1
    end = _ENDS[mark].search(text, start) if start else None
    if end is None:
        return 0
    content = text[start : end.start()].strip()
    return end.end() if not content or _BEGINNINGS[mark].match(content) else 0
