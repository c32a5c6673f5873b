"""Marks that belong where they stand, without a space behind: in abbreviations, citations, units, hosts and inclusive forms."""

from __future__ import annotations

from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.gaps import OPENERS
from cleanup.text.lazy import Lazy

_INCLUSIVE = Lazy(r"(?:in|[iI]nnen|n|r|e|er|en|s|m|nen|ne|rice|es)(?![^\W\d_])|innen(?=[A-ZÄÖÜ])")
_HYPHEN_IN_BRACKET = Lazy(r"\w-[)\]]\Z")
_DEGREES = Lazy(r"[CFKNSEWO](?![^\W\d_])")
_CALL = Lazy(r"\([\w.]*\s?=|\(\w+_\w")
_HEXADECIMAL = Lazy(r"(?:\b[0-9A-Fa-f]{2}:){3}")
_RECORD = Lazy(r"[a-z0-9_./-]*(?::[a-z0-9_./-]*){2,}")
"""Fields between colons, as in /etc/passwd."""

_DEVICE = Lazy(r"(?=.*\d)[0-9a-f]{4}:[0-9a-f]{4}")
_HOST_BEFORE_PORT = Lazy(r"(?:\blocalhost|\w\.[a-z]{2,6}):\Z")
_PORT = Lazy(r"\d{2,5}(?!\d|[.,:]\d)")
_WIRE_NUMBER = Lazy(r"\d{6}-\d{2,3}-\d")
"""That of a dispatch: "dpa:220124-99-835563/5"."""

_SMILEY = Lazy(r"([DPOpo])\1*(?![^\W_])")
LOW_QUOTE = Lazy(r"[^\W\d_][^\n‘’'´,]{0,45}?[‘’'´](?!\w)")
_ISSUE = Lazy(r"\(\d[\d–-]*\)")
_SECTION = Lazy(r"\([1-9][a-z]{0,2}\)")
"""That of the manual which tells of a program: "tide(1)"."""

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

TIMES = ("a.m.", "p.m.")
"""What stands behind the time of day: no initials."""

_HOST = Lazy(r"(?:COM|ORG|NET|EDU|GOV|TV|US|UK|EU|CH|DE|AT|IO|CO|AI|ME|Com|Org|Edu|Gov)(?![^\W_])")
"""Ends of hosts as brands write them."""

_NAMESPACES = frozenset("Kategorie Category Datei File Benutzer User Vorlage Template Spezial Special Hilfe Help Portal".split())
"""Kinds of pages in a wiki."""

_OPENING_DOTS = Lazy(r"(?:(?:\A|\n)\s*|(?:\A|[\s(\[])[„“\"'‘«»]\s?)(?:\.\.|…)[.…]*\Z")
"""Dots with which a paragraph or a quote begins in the midst of a sentence."""

_STOPS, _OPENERS = frozenset(".!?…"), frozenset("“”›\"‘'»«")
_FACING_BOTH_WAYS, _BEFORE_A_QUOTE = frozenset("“\"«»'"), frozenset("([/")
_PLURAL = Lazy(r"s(?![^\W\d_])")
_SUFFIX = Lazy(r"(?:s|es|ed|ing|ers?)(?![^\W\d_])")
"""What an entry's author writes behind the braces of a reference: "{grep}ed"."""

_INDEX = Lazy(r"\[(?:\d{1,4}|\w+[:.-]\w*|\w*_\w*)\]")
"""What stands in brackets behind the name of a list or a register, or at a footnote: "SLID[23:20]", "(see the map).[1]"."""

_FORMULA = Lazy(r"\([^()\n]{1,40};")
"""Arguments of a function in a spreadsheet: "=RATE(A1; 0; 1)"."""

_CALL_ALONE = Lazy(r"\([^()\n]*\)[^\S\n]*\n")
"""Arguments behind which the line ends; the end of what is looked at is none: more of the text may follow."""

_QUALIFIED = Lazy(r"(?<![\w.])[a-z]{2,}\.(?:[a-z]{2,}\.)+\Z")
"""The path of a name: "com.sun.star.document.OfficeDocument"."""

_UNDERSCORE = Lazy(r"\w_\w")
_ELISION = Lazy(r"['‘](?:s|t|d|m|re|ve|ll)(?![^\W\d_])")


def is_spared_by_marks(candidate: Candidate, word: str, rest: str) -> bool:
    """Whether the marks at the gap belong there: in Markdown, abbreviations, citations, units and inclusive forms."""
    marks, after = candidate.marks, candidate.after
    if (marks.endswith("!") and after[0] == "[") or (marks.endswith("]") and after[0] in "(["):
        return True  # an image or a link in Markdown
    if candidate.opening and _is_spared_opener(candidate, word):
        return True
    if not marks:
        return False
    if not _STOPS.isdisjoint(marks) and _is_spared_stop(candidate, word, rest):
        return True
    if ":" in marks and _is_spared_colon(candidate, word, rest):
        return True
    if marks in (",", ":", ";") and _stands_for_another(candidate):
        return True
    if _is_spared_sign(candidate):
        return True
    if candidate.kind == "number":
        return (marks[0] in ".," and bool(_FOOTNOTE.match(after))) or bool(_IDENTIFIER.match(after))
    return _is_spared_closer(candidate, word)


def _is_spared_opener(candidate: Candidate, word: str) -> bool:
    """Whether what opens at the gap belongs to the word before it: the number of an issue, an index, arguments."""
    after = candidate.after
    if candidate.before[-1:] in "_*" and candidate.before[-2:-1] in ("", " ", "\n", "*", "_"):
        return True  # emphasis in Markdown begins: "_«Where"
    if not candidate.marks and _ELISION.match(after):
        return True  # "would‘ve"
    if (candidate.left.isdigit() and _ISSUE.match(after)) or _SECTION.match(after) or _CALL.match(after):
        return True
    return _INDEX.match(after) is not None or _UNDERSCORE.search(word) is not None or _is_formula(candidate, word)


def _is_spared_sign(candidate: Candidate) -> bool:
    """Whether a sign belongs to the word behind it, or stands for a letter or another mark."""
    marks, after = candidate.marks, candidate.after
    if marks == ";" and (_ENCLITIC.match(after) or _VOLUME.match(after)):
        return True  # "she;s", "Ann Oncol. 2000 Sep;11(9):1097-104"
    if marks in "%€$£°*®™" and candidate.before[-2:-1] in ("", " ", "\n"):
        return True  # " $LNKD", " *Note"
    if marks == "$" and candidate.left and after[0].islower():
        return True  # "Micro$oft"
    if marks == "°" and _DEGREES.match(after):
        return True
    if marks.startswith(",,"):
        return True  # commas typed for a German opening quote
    return marks in (":", "/", "*") and bool(_INCLUSIVE.match(after)) and bool(candidate.left)


def _is_spared_closer(candidate: Candidate, word: str) -> bool:
    """Whether what closes at the gap belongs to the word behind it, or opens."""
    marks, after = candidate.marks, candidate.after
    if marks in _FACING_BOTH_WAYS and candidate.before[-2:-1] in _BEFORE_A_QUOTE:
        return True  # "(“We"
    if marks == ")" and (word[-3:] in ("(c)", "(C)") or (after[0].isdigit() and _BEHIND_ISSUE.search(candidate.before))):
        return True  # "Blood 92(10)3599"
    if (marks in (")", "”", '"') and _PLURAL.match(after)) or (marks in ("}", "]") and _SUFFIX.match(after)):
        return True  # "401(k)s", "“Tide”s"
    return marks[-1] in ")]" and _is_part_in_brackets(candidate, word)


def _is_spared_stop(candidate: Candidate, word: str, rest: str) -> bool:
    """Whether no sentence ends at the gap."""
    marks = candidate.marks
    if marks == "." and not candidate.opening and (_is_abbreviation(candidate) or _is_host(candidate, word)):
        return True
    if marks == "." and candidate.before[-2:-1].isspace():
        return True  # " .NET"
    if marks == "!" and candidate.left.isupper() and candidate.after[0].isupper():
        return True  # "FRITZ!Box"
    if candidate.kind == "sentence" and (
        "_" in rest or (marks == "." and candidate.left.isupper() and candidate.right.isupper())
    ):
        return True  # "socket.SOCK_STREAM", "MUL.APIN"
    if marks == "." and _QUALIFIED.search(word):
        return True
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
    if word == ":" and not candidate.before[:-1].rpartition("\n")[2].strip():
        return True  # an entry of a glossary: ":breath-of-life packet:"
    if candidate.left.isupper() and (candidate.right.isupper() or "/" in rest):
        return True  # "NYSE:UBS", "HE:Halden/Minutes"
    if word[0] in "/-" or _DEVICE.fullmatch(word[-5:] + rest[:4]) or (_HOST_BEFORE_PORT.search(word) and _PORT.match(after)):
        return True  # "/network:auto", "1d6b:0003"
    if _RECORD.fullmatch(word + rest) or _WIRE_NUMBER.match(after):
        return True
    return candidate.left in _NAMESPACES or bool(_HEXADECIMAL.search(word[-24:] + rest[:24]))


def _stands_for_another(candidate: Candidate) -> bool:
    """Whether a mark is no comma, colon or semicolon: " ,so‘ Weber" (a low quote), ";P"."""
    if candidate.marks == ",":
        return candidate.before[-2:-1].isspace() and bool(LOW_QUOTE.match(candidate.after))
    return bool(_SMILEY.match(candidate.after))


def _is_abbreviation(candidate: Candidate) -> bool:
    """ "St.Gallen", "J.K.Rowling", "Filecoder.C", "reg.Gen.m.b.H." """
    if candidate.left in TITLES and len(candidate.right) > 1:
        return not candidate.right[1:].islower()
    if candidate.before.endswith(TIMES):
        return False
    if candidate.left.casefold() in ABBREVIATIONS or _INITIALS.search(candidate.before):
        return True
    right, left = candidate.right, candidate.left
    if right in TITLES and len(left) > 3:
        return False
    short = right.isalpha() and len(right) <= 3 and candidate.after[len(right) : len(right) + 1] == "."
    return short and not (left.islower() and len(left) > 3)


def _is_host(candidate: Candidate, word: str) -> bool:
    """ "USA.GOV", "TheDream.US", "Hill.TV" """
    return bool(_HOST.match(candidate.after)) and any(map(str.isupper, word))


def _is_formula(candidate: Candidate, word: str) -> bool:
    """Whether the name of a function stands before the bracket: "=RATE(A1; 0; 1)", and "EXP(Number)" on a line of its own."""
    if _FORMULA.match(candidate.after) or word.lstrip("\"'“(").startswith("="):
        return True
    line = candidate.before[: len(candidate.before) - len(word)].rpartition("\n")[2]
    return word.isupper() and not line.strip() and _CALL_ALONE.match(candidate.after) is not None


def _is_part_in_brackets(candidate: Candidate, word: str) -> bool:
    """ "(nord)östlich", '"[v]erschmiert', "(Haupt-)Ableger": the bracket holds a piece of the word."""
    if _HYPHEN_IN_BRACKET.search(word):
        return True
    opened = word.rfind("(" if word.endswith(")") else "[")
    if opened < 0 or not candidate.after[0].islower():
        return False
    inside = word[opened + 1 : -1]
    if not inside:
        return False  # "calls foo()twice"
    before = word[:opened].lstrip(OPENERS)
    return before[-1:].isalpha() or (not before and not (inside.isupper() and len(inside) > 1))
