"""Code among prose: a colon before a type, a bracket behind a name and a capital inside of one are written without a space there.

Told by the line alone, as an article shows a few lines of code and is otherwise prose (see `technical` for texts full of it).
"""

from __future__ import annotations

from cleanup.stages.reading.prose import is_prose
from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.gaps import line_start
from cleanup.text.lazy import Lazy

_REACH = 200
"""Code points of a line that are read on either side of a gap."""

_LINE = Lazy(
    r"\)\s*(?:->\s*[\w<>:&\[\]]+\s*)?[;{]\s*\Z"  # a statement, or the head of a function
    r"|\w=[\"'][^\"'\s]*[\"']|</\w|/>\s*\Z"  # markup
    r"|\w ?(?:=>|->|==|!=|&&|\|\||\+=|:=) ?\w|\w::\w"
    r"|\A\s*[\w.\[\]]+ ?= ?[^\s=][^.]*;\s*\Z"  # an assignment
    r"|\bdef \w+ ?\(|\blambda(?: \w+)?(?:, ?\w+)* ?: "
)
_SIGNS = ("=", "<", ">", "&", "|", "::", "def ", "lambda ")
"""One of these stands in every such line that does not end like a statement; few lines of prose are read for more."""

_PLACEHOLDERS = ("{{", "{*", "{%")
_LONGEST_PLACEHOLDER = 60
"""Code points of a placeholder in a template that are looked at."""


def outside_code(text: str, found: list[Candidate]) -> list[Candidate]:
    """Of the gaps `found` in a text those that stand in no line of code, nor in a name that such a line holds."""
    code = [each for each in found if is_in_code(text, each.at)]
    if not code:
        return found
    places, names = {each.at for each in code}, {each.token for each in code}
    return [each for each in found if each.at not in places and each.token not in names]


def is_in_code(text: str, at: int) -> bool:
    """Whether code point `at` stands in a line of code, or in a placeholder of a template ("{{topArticle}}")."""
    start = line_start(text, at, _REACH)
    end = text.find("\n", at, at + _REACH)
    line = text[start : end if end >= 0 else at + _REACH]
    may_be = any(map(line.__contains__, _SIGNS)) or line.rstrip().endswith((";", "{"))
    return (may_be and bool(_LINE.search(line))) or (
        "{" in line and _is_in_placeholder(text[max(start, at - _LONGEST_PLACEHOLDER) : at])
    )


def is_in_prose(text: str, at: int) -> bool:
    """Whether code point `at` stands in a line of prose that is no code."""
    start = line_start(text, at, _REACH)
    end = text.find("\n", at, at + _REACH)
    return is_prose(text[start : end if end >= 0 else at + _REACH]) and not is_in_code(text, at)


def _is_in_placeholder(before: str) -> bool:
    return any(before.rfind(brace) > before.rfind("}") for brace in _PLACEHOLDERS)
