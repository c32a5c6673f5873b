"""Words that are written without the space: addresses, code, citations, inclusive forms, abbreviations.

No evidence outweighs these.
"""

from __future__ import annotations

import re

from cleanup.stages.spacing.candidates import REACH, Candidate
from cleanup.stages.spacing.gaps import line_start
from cleanup.stages.spacing.identifiers import is_data, is_identifier, is_marked
from cleanup.stages.spacing.marks import is_spared_by_marks
from cleanup.stages.spacing.notation import FILES, is_notation
from cleanup.text.lazy import Lazy

_ADDRESS = Lazy(
    r"(?:\w+://|www\.|\w\.(?:com|org|net|co|ly)/)\S*\Z|[\w.+-]@\w\S*\Z|(?:\A|[^\w@#])[@#]\w+\Z|(?:\A|[^\w/])[ur]/\w+\Z"
    r"|(?<!\w)10\.\d{4,9}/\S*\Z"  # a DOI
    r"|(?<!\w)(?:urn|arn):\S*\Z"
)
_AHEAD_OF_AT = Lazy(r"[\w.+-]{1,30}@\w")
_CODE = Lazy(
    r"\\[\w()]|%(?:[0-9][0-9A-F]|[A-F][0-9])|\w\(\)\.|\w\(\w*[,=]\w|\w\[\w*,\w|::\w|<\w+>|\w\.\w+\(|\w=\w"
    r"|[\w/]:\$[A-Za-z{]|\b(?:host|user|key|name):(?:group|pass(?:word)?|port|value)\b"
)
_FILE = Lazy(rf"[\w-]*\.(?:{FILES}|php|js|py|sh)(?!\w)", re.IGNORECASE)
_PATH = Lazy(r"(?:\A|[\s(\"'])(?:(?:~|\.{1,2})?/[\w.-]+/[\w./-]*|\.{1,2}/[\w.-]*)\Z|\w:\\\S*\Z|[\w-]+/[\w-]+/[\w./-]*\Z")
_PERSON = Lazy(r"(?:er|ist|ent|ant|or|eur|eut|og|oge|at|et|nt|rt|in|nd)\Z")
_CAMEL_IN = Lazy(r"In(?:nen)?(?![^\W\d_])|Innen(?=[a-z]{4})")
_SIGNS = frozenset(".@#/\\%([:<=")
"""One of these is in every name of a file or host, path, address and piece of code."""

_WITHIN_WORDS = frozenset("\xad_·")

_REACH = 80
"""Code points that are looked at before a word."""

_LONGEST_TARGET = 2_000
"""Code points of the target of a link, at most."""

_DOMAIN = Lazy(r"[\w-]*\.(?:com|org|net|edu|gov|info|biz|io|tv|uk|fr|pl|ru|cz|eu|nl)(?!\w)")
_DATA = Lazy(r"\{\s*\"\w|\"\s*:\s*[\"\[{]|[\]}\"]\s*,\s*\"\w+\"\s*:|\"\s*:\s*(?:\d|true|false|null)")
"""JSON, as a text about software or a page's own script shows it."""
_REDUPLICATING = ("id", "ms", "jv", "su")
_PALOCHKA = "Ӏ\u0406"
"""A letter of the languages of the Caucasus that has no small form, and the one that stands for it where it cannot be typed."""

_STATUTE = Lazy(r"[VG](?!\w)")
""""AVBWasserV", "EinSiG": abbreviations of German statutes and ordinances end like that."""

_ESCAPED = Lazy(r"%[0-9A-F]{2}\Z")
_DIGEST = Lazy(r"[0-9a-f]{12,}|[0-9A-F]{12,}")
_GARBLED = Lazy("[\u0080-\u00ff]{5}")
"""Characters of Latin-1 beyond ASCII in a row, as no language writes them: bytes of another encoding that could not be
repaired."""


def is_spared(candidate: Candidate) -> bool:
    """Whether the gap lies in something that is written like that, in any language (see `is_usual`)."""
    marks, after = candidate.marks, candidate.after
    beside = candidate.before[-24:] + after[:24]
    if ('"' in beside or "{" in beside) and _DATA.search(beside):
        return True
    if candidate.kind == "link":
        before = candidate.before
        if after.startswith("www.") and "://" in before.rsplit(None, 1)[-1]:
            return True  # "http://tidewww.example"
        if before.rsplit(None, 1)[-1].startswith("<"):
            return True  # "<pier.www.example>"
        return before[-1:] in "=\"'(<" or before[-2:] in ("=”", "=“") or bool(_ESCAPED.search(before))
    if candidate.kind == "title" and {*candidate.left} == {after[0]}:
        return True  # "FFFFourth"
    if candidate.kind == "title" and _STATUTE.match(after, len(candidate.right)):
        return True
    before = candidate.before
    word = before[max(before.rfind(" "), before.rfind("\n")) + 1 :]
    rest = after.split(None, 1)[0]
    if candidate.kind in ("digits", "letters") and _DIGEST.fullmatch(candidate.token):
        return True  # of a commit, say
    if not marks and not candidate.opening and (word + rest).isalnum() and (word + rest).isascii():
        return is_data(candidate, word + rest)  # most are names without any mark in them
    if _GARBLED.search(word[-24:] + rest[:24]):
        return True
    if signs := _SIGNS.intersection(word + rest.rstrip(".")):
        if not marks and (_FILE.match(after) or _DOMAIN.match(after) or _PATH.search(word)):
            return True
        if (signs != {"."} or "www." in word) and (
            _ADDRESS.search(word) or _AHEAD_OF_AT.match(after) or _CODE.search(word[-24:] + rest[:24])
        ):
            return True
    if is_identifier(candidate, word, rest):
        return True
    if not marks and not candidate.opening:
        return False
    return is_spared_by_marks(candidate, word, rest) or is_notation(candidate, word, rest)


def is_usual(candidate: Candidate, language: str) -> bool:
    """Whether the gap lies in something that is written like that in this language."""
    if candidate.kind == "case" and candidate.after[0] in _PALOCHKA:
        return language not in ("uk", "be")
    if candidate.kind == "case" and language in ("de", ""):
        return bool(_CAMEL_IN.match(candidate.after) and _PERSON.search(candidate.left))  # "BürgerInnen"
    if candidate.kind == "comma" and candidate.marks == ":" and candidate.before[-2:-1].isspace():
        return language != "fr"  # a command, ":control", where no space stands before a colon
    return candidate.kind == "digits" and language in _REDUPLICATING and bool(re.match(r"2(?!\d)", candidate.after))


def may_be_usual(candidate: Candidate) -> bool:
    """Whether the gap lies in something that is written like that in some language."""
    return is_usual(candidate, "") or is_usual(candidate, _REDUPLICATING[0])


def lies_in_target(text: str, at: int) -> bool:
    """Whether code point `at` stands in the target of a Markdown link, or in a URL however long it is."""
    start = line_start(text, at, _LONGEST_TARGET)
    start = max(start, text.rfind(" ", start, at) + 1)
    opened = text.rfind("](", start, at)
    if opened >= 0 and text.count("(", opened, at) > text.count(")", opened, at):
        return True
    return at - start > REACH and "://" in text[start:at]


def follows_opening_quote(text: str, candidate: Candidate) -> bool:
    """Whether the gap stands behind a straight quote that opens after a comma ("said,"Nobody"), as none is open in the line."""
    if candidate.marks[-2:] != ',"' or candidate.opening:
        return False
    return text.count('"', line_start(text, candidate.at, _LONGEST_TARGET), candidate.at - 1) % 2 == 0


def is_spared_word(text: str, start: int, end: int) -> bool:
    """Whether the word is part of a URL, a path, an identifier, an address, a handle, a hashtag or a file name, or of a word
    with soft hyphens or the dot of Catalan ("instal·lades")."""
    before = text[max(0, start - _REACH) : start].split(" ")[-1].rsplit("\n", 1)[-1]
    beside = (text[start - 1 : start], text[end : end + 1])
    if not _WITHIN_WORDS.isdisjoint(beside) or is_marked(*beside):
        return True
    return bool(_ADDRESS.search(before + "x")) or bool(before and _PATH.search(before)) or lies_in_target(text, start)
