"""Words that are written without the space: addresses, code, citations, inclusive forms, abbreviations.

No evidence outweighs these.
"""

from __future__ import annotations

import re

from cleanup.stages.spacing.candidates import REACH, Candidate
from cleanup.stages.spacing.gaps import line_start
from cleanup.text.lazy import Lazy

_ADDRESS = Lazy(
    r"(?:\w+://|www\.|\w\.(?:com|org|net|co|ly)/)\S*\Z|[\w.+-]@\w\S*\Z|(?:\A|[^\w@#])[@#]\w+\Z|(?:\A|[^\w/])[ur]/\w+\Z"
)
_AHEAD_OF_AT = Lazy(r"[\w.+-]{1,30}@\w")
_CODE = Lazy(r"\\[\w()]|%(?:[0-9][0-9A-F]|[A-F][0-9])|\w\(\)\.|\w\(\w*[,=]\w|\w\[\w*[,\]]\w|::\w|<\w+>|\w\.\w+\(|\w=\w")
_FILE = Lazy(
    r"[\w-]*\.(?:jpe?g|png|gif|svg|pdf|docx?|xlsx?|pptx?|txt|csv|json|xml|html?|php|js|py|sh|exe|zip|mp[34]|md)(?!\w)",
    re.IGNORECASE,
)
_PATH = Lazy(r"(?:\A|[\s(\"'])(?:~|\.{1,2})?/[\w.-]+/[\w./-]*\Z|\w:\\\S*\Z|[\w-]+/[\w-]+/[\w./-]*\Z")
_INCLUSIVE = Lazy(r"(?:in|innen|n|r|e|er|en|s|m|nen|ne|rice|es)(?![^\W\d_])|innen(?=[A-ZÄÖÜ])")
_PERSON = Lazy(r"(?:er|ist|ent|ant|or|eur|eut|og|oge|at|et|nt|rt|in|nd)\Z")
_CAMEL_IN = Lazy(r"In(?:nen)?(?![^\W\d_])|Innen(?=[a-z]{4})")
_HYPHEN_IN_BRACKET = Lazy(r"\w-[)\]]\Z")
_SIGNS = frozenset(".@#/\\%([:<=")
"""One of these is in every name of a file or host, path, address and piece of code."""

_REACH = 80
"""Code points that are looked at before a word."""

_LONGEST_TARGET = 2_000
"""Code points of the target of a link, at most."""

_DOMAIN = Lazy(r"[\w-]*\.(?:com|org|net|edu|gov|info|biz|io|tv|uk|fr|pl|ru|cz|eu|nl)(?!\w)")
_DATA = Lazy(r"\{\s*\"\w|\"\s*:\s*[\"\[{]|[\]}\"]\s*,\s*\"\w+\"\s*:|\"\s*:\s*(?:\d|true|false|null)")
"""JSON, as a text about software or a page's own script shows it."""
_REDUPLICATING = ("id", "ms", "jv", "su")
_DEGREES = Lazy(r"[CFKNSEWO](?![^\W\d_])")
_CALL = Lazy(r"\([\w.]*\s?=|\(\w+_\w")
_HEXADECIMAL = Lazy(r"(?:\b[0-9A-Fa-f]{2}:){3}")
_ISSUE = Lazy(r"\(\d[\d–-]*\)")
_BEHIND_ISSUE = Lazy(r"\d\(\d[\d–-]*\)\Z")
_FOOTNOTE = Lazy(r"\d{1,3}(?:[,–-]\d{1,3})*(?:\s|\Z)")
_VOLUME = Lazy(r"\d{1,4} ?(?:\([^()]{1,12}\))?:[A-Za-z]?\d")
_ENCLITIC = Lazy(r"(?:s|t|d|m|re|ve|ll)(?!\w)")
_IDENTIFIER = Lazy(r"\d+[./]\d{3}")
_INITIALS = Lazy(r"(?:\A|[^\w])(?:[^\W\d_]\.)+\Z|\.[^\W\d_]{1,4}\.\Z")

ABBREVIATIONS = frozenset(
    "dr st sto sta mr mrs ms prof nr no vol fig abs art tel fax inc ltd corp bzw usw evtl ca etc vgl jr sr sra gen med "
    "phil str hl geb hrsg bd op cit eds vs dept gov sen rep rev hon kap ziff lit aufl inkl zzgl gr lt sgt capt col ave "
    "blvd pp tab resp urspr zb dh ua".split()
)

TITLES = frozenset("Mr Mrs Ms Sen Rep Gov".split())
"""Abbreviations before a name, glued to it by mistake alone ("Dr.Oetker" is a brand, "St.Gallen" a town)."""

_HOST = Lazy(r"(?:COM|ORG|NET|EDU|GOV|TV|US|UK|EU|CH|DE|AT|IO|CO|AI|ME|Com|Org|Edu|Gov)(?![^\W_])")
"""Ends of hosts as brands write them."""

_NAMESPACES = frozenset("Kategorie Category Datei File Benutzer User Vorlage Template Spezial Special Hilfe Help Portal".split())
"""Kinds of pages in a wiki."""

_OPENING_DOTS = Lazy(r"(?:(?:\A|\n)\s*|(?:\A|[\s(\[])[„“\"'‘«»]\s?)(?:\.\.|…)[.…]*\Z")
"""Dots with which a paragraph or a quote begins in the midst of a sentence."""

_STOPS, _OPENERS = frozenset(".!?…"), frozenset("“›\"‘'»")
_PLURAL = Lazy(r"s(?![^\W\d_])")
_ELISION = Lazy(r"['‘](?:s|t|d|m|re|ve|ll)(?![^\W\d_])")

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
        return candidate.before[-1:] in "=\"'(<"
    if candidate.kind == "title" and {*candidate.left} == {after[0]}:
        return True  # "FFFFourth"
    before = candidate.before
    word = before[max(before.rfind(" "), before.rfind("\n")) + 1 :]
    rest = after.split(None, 1)[0] if not after[:1].isspace() else ""
    if not marks and not candidate.opening and (word + rest).isalnum() and (word + rest).isascii():
        return False  # as most are: a name without any mark in it
    if _GARBLED.search(word[-24:] + rest[:24]):
        return True
    if signs := _SIGNS.intersection(word + rest.rstrip(".")):
        if not marks and (_FILE.match(after) or _DOMAIN.match(after) or _PATH.search(word)):
            return True
        if (signs != {"."} or "www." in word) and (
            _ADDRESS.search(word) or _AHEAD_OF_AT.match(after) or _CODE.search(word[-24:] + rest[:24])
        ):
            return True
    return bool(marks or candidate.opening) and _is_spared_by_marks(candidate, word, rest)


def _is_spared_by_marks(candidate: Candidate, word: str, rest: str) -> bool:
    """Whether the marks at the gap belong there: in Markdown, abbreviations, citations, units and inclusive forms."""
    marks, after = candidate.marks, candidate.after
    if (marks.endswith("!") and after[0] == "[") or (marks.endswith("]") and after[0] in "(["):
        return True  # an image or a link in Markdown
    if candidate.opening and candidate.before[-1:] in "_*" and candidate.before[-2:-1] in ("", " ", "\n", "*", "_"):
        return True  # emphasis in Markdown begins: "_«Where"
    if not _STOPS.isdisjoint(marks) and _is_spared_stop(candidate, word, rest):
        return True
    if ":" in marks and _is_spared_colon(candidate, word, rest):
        return True
    if marks == ";" and (_ENCLITIC.match(after) or _VOLUME.match(after)):
        return True  # "she;s", "Ann Oncol. 2000 Sep;11(9):1097-104"
    if marks and marks in "%€$£°*®™" and candidate.before[-2:-1] in ("", " ", "\n"):
        return True  # " $LNKD", " *Note"
    if marks == "°" and _DEGREES.match(after):
        return True
    if marks.startswith(",,"):
        return True  # commas typed for a German opening quote
    if marks in (":", "/", "*") and _INCLUSIVE.match(after) and candidate.left:
        return True
    if marks == ")" and (word[-3:] in ("(c)", "(C)") or (after[0].isdigit() and _BEHIND_ISSUE.search(candidate.before))):
        return True  # "Blood 92(10)3599"
    if (marks in (")", "”", '"') and _PLURAL.match(after)) or (candidate.opening and not marks and _ELISION.match(after)):
        return True  # "401(k)s", "“Tide”s", "would‘ve"
    if candidate.kind == "number":
        return (marks[0] in ".," and bool(_FOOTNOTE.match(after))) or bool(_IDENTIFIER.match(after))
    if candidate.opening and ((candidate.left.isdigit() and _ISSUE.match(after)) or _CALL.match(after)):
        return True
    return bool(marks) and marks[-1] in ")]" and _is_part_in_brackets(candidate, word)


def _is_spared_stop(candidate: Candidate, word: str, rest: str) -> bool:
    """Whether no sentence ends at the gap."""
    marks = candidate.marks
    if marks == "." and not candidate.opening and (_is_abbreviation(candidate) or _is_host(candidate, word)):
        return True
    if marks == "." and candidate.before[-2:-1].isspace():
        return True  # " .NET"
    if marks == "!" and candidate.left.isupper() and candidate.after[0].isupper():
        return True  # "FRITZ!Box"
    if candidate.kind == "sentence" and "_" in rest:
        return True  # "socket.SOCK_STREAM"
    return marks[-1] in ".…" and bool(_OPENING_DOTS.search(candidate.before))


def _is_spared_colon(candidate: Candidate, word: str, rest: str) -> bool:
    """Whether the colon at the gap belongs there, or a quote opens behind it."""
    marks, after = candidate.marks, candidate.after
    if marks[0] == ":" and marks[1:2] in _OPENERS and not candidate.opening:
        return True  # "wrote:“The": the space is missing before the quote
    if marks[-1] == ":" and after[0].islower() and candidate.before[-2:-1] in "0123456789)":
        return True  # Finnish "23:een", "11(4):e38"
    if marks != ":":
        return False
    if candidate.left.isupper() and (candidate.right.isupper() or "/" in rest):
        return True  # "NYSE:UBS", "HE:Halden/Minutes"
    return candidate.left in _NAMESPACES or bool(_HEXADECIMAL.search(word[-24:] + rest[:24]))


def is_usual(candidate: Candidate, language: str) -> bool:
    """Whether the gap lies in something that is written like that in this language."""
    if candidate.kind == "case" and language in ("de", ""):
        return bool(_CAMEL_IN.match(candidate.after) and _PERSON.search(candidate.left))  # "BürgerInnen"
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
    """Whether the word is part of a URL, an address, a handle, a hashtag or a file name, or of a word with soft hyphens."""
    before = text[max(0, start - _REACH) : start].split(" ")[-1].rsplit("\n", 1)[-1]
    soft = "\xad" in (text[start - 1 : start], text[end : end + 1])
    return soft or bool(_ADDRESS.search(before + "x")) or lies_in_target(text, start)


def _is_abbreviation(candidate: Candidate) -> bool:
    """ "St.Gallen", "J.K.Rowling", "Filecoder.C", "reg.Gen.m.b.H." """
    if candidate.left in TITLES and len(candidate.right) > 1:
        return not candidate.right[1:].islower()
    if candidate.left.casefold() in ABBREVIATIONS or _INITIALS.search(candidate.before):
        return True
    right, left = candidate.right, candidate.left
    short = right.isalpha() and len(right) <= 3 and candidate.after[len(right) : len(right) + 1] == "."
    return short and not (left.islower() and len(left) > 3)


def _is_host(candidate: Candidate, word: str) -> bool:
    """ "USA.GOV", "TheDream.US", "Hill.TV" """
    return bool(_HOST.match(candidate.after)) and any(map(str.isupper, word))


def _is_part_in_brackets(candidate: Candidate, word: str) -> bool:
    """ "(nord)östlich", "[v]erschmiert", "(Haupt-)Ableger": the bracket holds a piece of the word."""
    if _HYPHEN_IN_BRACKET.search(word):
        return True
    opened = word.rfind("(" if word.endswith(")") else "[")
    if opened < 0 or not candidate.after[0].islower():
        return False
    inside = word[opened + 1 : -1]
    return word[opened - 1 : opened].isalpha() or (opened == 0 and not (inside.isupper() and len(inside) > 1))
