"""Code and records among prose: a colon before a type, a bracket behind a name, a capital inside of one and commas between fields
are written without a space there.

Told by the line alone, as an article shows a few lines of code and is otherwise prose (see `technical` for texts full of it).
"""

from __future__ import annotations

from cleanup.stages.reading.prose import is_prose
from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.gaps import line_start
from cleanup.stages.spacing.judge import Doubt
from cleanup.text.lazy import Lazy

_REACH = 200
"""Code points of a line that are read on either side of a gap."""

_LINE = Lazy(
    r"\)\s*(?:->\s*[\w<>:&\[\]]+\s*)?;\s*\Z|\{\s*\Z"  # a statement, or the head of a function, a class or a loop
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

_FIELDS, _LONGEST_FIELD = {",": 5, ";": 5, ":": 4}, 3
"""Fields of the shortest record by the mark between them, and words of a field: clauses of prose without spaces are longer."""

_OF_TABLE = 3
"""Fields of the shortest record that stands above or below another one with as many."""

_MOST = 0.8
"""Share of a record's marks without a space behind, and of its fields that are short."""


def outside_code(text: str, doubts: list[Doubt]) -> list[Doubt]:
    """Of some gaps in a text those that stand in no record and no line of code, nor in a name that such a line holds."""
    doubts = [each for each in doubts if each.candidate.marks[:1] not in _FIELDS or not _is_in_record(text, each.candidate)]
    code = [candidate for candidate, _ in doubts if is_in_code(text, candidate.at)]
    if not code:
        return doubts
    places, names = {each.at for each in code}, {each.token for each in code}
    return [each for each in doubts if each.candidate.at not in places and each.candidate.token not in names]


def _is_in_record(text: str, candidate: Candidate) -> bool:
    """Whether a gap stands between two fields of many: "Kak,Krak,Krug,Kub,Lok,Luk", "Cu:29:63.54:Copper"; or of three in a row of
    a table: "Ada,Dunmore,41" above "Tor,Vik,58"."""
    mark = candidate.marks[0]
    start, line = _line_around(text, candidate.at)
    fields = _fields(line, mark)
    if fields >= _FIELDS[mark]:
        return True
    if fields < _OF_TABLE:
        return False
    ends = (place for place in (start - 1, start + len(line)) if place >= 0 and text[place : place + 1] == "\n")
    beside = (_line_around(text, place if place < start else place + 1)[1] for place in ends)
    return any(_fields(other, mark) == fields for other in beside)


def _fields(line: str, mark: str) -> int:
    """The fields of a record, 0 if the line is none."""
    fields = line.split(mark)
    bare = sum(not field[:1].isspace() for field in fields[1:])
    short = sum(len(field.split(maxsplit=_LONGEST_FIELD)) <= _LONGEST_FIELD for field in fields)
    return len(fields) if bare >= _MOST * (len(fields) - 1) and short >= _MOST * len(fields) else 0


def _line_around(text: str, at: int) -> tuple[int, str]:
    """Where what is read of the line around code point `at` begins, and that."""
    start = line_start(text, at, _REACH)
    end = text.find("\n", at, at + _REACH)
    return start, text[start : end if end >= 0 else at + _REACH]


def is_in_code(text: str, at: int) -> bool:
    """Whether code point `at` stands in a line of code, or in a placeholder of a template ("{{topArticle}}")."""
    start, line = _line_around(text, at)
    may_be = any(map(line.__contains__, _SIGNS)) or line.rstrip().endswith((";", "{"))
    return (may_be and bool(_LINE.search(line))) or (
        "{" in line and _is_in_placeholder(text[max(start, at - _LONGEST_PLACEHOLDER) : at])
    )


def is_in_prose(text: str, at: int) -> bool:
    """Whether code point `at` stands in a line of prose that is no code."""
    _, line = _line_around(text, at)
    return is_prose(line) and not is_in_code(text, at)


def _is_in_placeholder(before: str) -> bool:
    return any(before.rfind(brace) > before.rfind("}") for brace in _PLACEHOLDERS)
