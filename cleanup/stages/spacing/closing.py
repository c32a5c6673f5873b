"""Where a space is too much: before punctuation, inside brackets and quotes, within a word, twice in a line of prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleanup.stages.spacing.gaps import LINE_REACH, LOWER, UPPER, line_start
from cleanup.stages.spacing.lexicon import FUNCTION_WORD, Lexicon
from cleanup.stages.spacing.marks import LOW_QUOTE
from cleanup.stages.spacing.quotes import closes, opens
from cleanup.text.lazy import Lazy
from cleanup.text.namedtuple import NamedTuple

_WORD_END = r"\w)\]}”’‘'\"“»«›%°€$!?.…*+/>™®"
# Of a space what follows is read first: it decides nearly all.
_SPACE_BEFORE = Lazy(
    rf" (?=[,.;:!?)\]”»“«\"’'])(?<=[{_WORD_END}] )(?:"
    r"(?P<comma>,(?![,\d]))"
    r"|(?P<stop>\.(?=[\s\"”“’»)\](\[]|\Z)(?!\s[./]))"
    r"|(?P<mark>[;:!?](?=[\s\"”“„’»)\]*]|\Z|[A-ZÀ-Þ]))"
    r"|(?P<bracket>[)\]])"
    r"|(?P<quote>[”»“«\"](?=[\s,.;:!?)\]]|\Z))"
    r"|(?P<apostrophe>[’'](?:s|t|re|ve|ll|d|m)(?![\w’']))"
    r")"
)
_SURE_BEFORE = Lazy(rf" (?=[,.)\]])(?<=[{_WORD_END}] )(?:,(?![,\d])|\.(?=[\s\"”“’»)\](\[]|\Z)|[)\]])")
# The mark is read first and looked back at, so that `re` skips to the next one in its fastest loop.
_SPACE_AFTER = Lazy(
    r"[(\[“„»«\"’'] (?=[^\s)\]])(?:(?<=[(\[] )(?P<bracket>)|(?<=[“„»«\"] )(?<![^\s(\[—–-]. )(?P<quote>)"
    r"|(?<=[a-z][’'] )(?=(?:s|t|re|ve|ll)(?![\w’']))(?P<apostrophe>))"
)
_AFTER_HINTS = ("( ", "[ ")
_SPLIT = Lazy(
    rf" (?=(?<![^\s(\[“\"„»«—–][{UPPER}{LOWER}] )(?<=[{UPPER}{LOWER}] )"
    rf"(?:(?P<rest>[{LOWER}]{{2,}})(?![{UPPER}{LOWER}0-9])|(?P<letter>[{LOWER}]) [{LOWER}]{{2}})"
    rf"|(?P<end>[bcdfghjklmnpqrstvwxz])(?![\w’'./*)-])(?<=[{LOWER}]{{3}} .))"
)
_SENTENCE_START = Lazy(r"(?:\A|\n|[.!?”\"] )\Z")
_FINGERPRINT = Lazy(r"(?<!\w)[0-9A-F]{4} {2}[0-9A-F]{4}(?!\w)")
"""The middle of a fingerprint, as programs of OpenPGP print it."""

_DOUBLED = Lazy(rf"  (?<=[{UPPER}{LOWER}0-9,;]  ) *(?=[{UPPER}{LOWER}0-9(“\"„])")
_FORMULA = Lazy(r"[\u2200-\u22ff\u2016\u2061=]|\\[a-z]|\{[^\s}]*\}")
_PROSE, _MOST_DOUBLED = 40, 3
"""Characters of a line of prose, at least; and double spaces in it, at most, with one more for every 200 characters."""

_STEM = Lazy(rf"(?<![\w’'-])[{UPPER}]?[{LOWER}]{{3,}}\Z")
_LONGEST = 40
"""Letters of a word that are looked at."""

_COMMON = 4.0
"""The zipf value (see `lexicon`) of a common word."""

_ENDED = tuple(mark + quote for mark in ".…!?" for quote in ("", "”", '"', "’", "'", "»"))
"""After these a lone full stop is one too many, and closing it up would make "..": better left for eyes to see."""

_QUOTES = "'‘’\"“”"
"""Some houses put a thin space between two quotes, which arrives as a plain one."""

_TORN = 3
"""Spaces before commas and full stops from which on no other mark is set apart on purpose, but in French."""

_SPACED_MARKS = frozenset({"fr", "br", "oc"})
_FRENCH = Lazy(r"« [^«»\n]{1,200} »")
"""Spaces inside both quotes: too short a text to tell its language is French then."""


SURE = frozenset({"comma", "stop", "bracket"})
"""Kinds that nobody writes on purpose; the others need company, for whole texts are set with a space before a colon."""


class Surplus(NamedTuple):
    """A space at code point `at` that should not be there: the kind decides the rule, `around` is what it parts."""

    at: int
    kind: str
    around: str
    certainty: float


def may_hold(text: str, pairs: Iterable[int]) -> bool:
    """Whether one of the pairs of characters (see `places`) has a space that nobody puts on purpose: the others need such
    company."""
    return any(text.startswith(_AFTER_HINTS, at) or _SURE_BEFORE.match(text, at) for at in pairs)


def because(surplus: Surplus) -> str:
    joined = surplus.around.replace(" ", "", 1)
    if surplus.kind == "doubled":
        return f"one space is enough in “{surplus.around}”"
    if surplus.kind == "split":
        return f"“{surplus.around}” is one word, “{joined}”"
    return f"no space stands in “{joined}”"


def surplus_before(text: str, language: str) -> Iterator[Surplus]:
    """Spaces before punctuation, closing brackets and quotes, and "’s"."""
    found = list(_SPACE_BEFORE.finditer(text))
    habit = _Habit(text, language, sum(match.lastgroup in SURE for match in found) >= _TORN)
    for match in found:
        at, kind = match.start(), match.lastgroup or ""
        before, after = text[max(0, at - 24) : at], text[at + 1 : at + 24]
        if _FORMULA.search(before + after):
            continue
        around = before.rsplit(None, 1)[-1] + " " + match[0][1:]
        if kind == "mark" and (habit.spaces(match[0][1]) or _is_ratio(before, after)):
            continue
        if kind == "comma" and LOW_QUOTE.match(text, at + 2):
            continue  # "die ,Autonomen‘"
        if kind in ("comma", "stop") and before.endswith(_ENDED if kind == "stop" else (" .", " ,", "...")):
            continue
        if kind == "apostrophe" and (language != "en" or not before[-1].isalpha()):
            continue
        if kind == "bracket" and not _is_open(text, at, after[0]):
            continue
        if kind == "quote" and before[-1] in _QUOTES:
            continue
        if kind == "quote" and (habit.spaces(after[0]) or not closes(text, at + 1)):
            continue
        yield Surplus(at, kind, around, 0.97 if kind in SURE else 0.93)


def surplus_after(text: str, language: str) -> Iterator[Surplus]:
    """Spaces after opening brackets and quotes."""
    habit = _Habit(text, language)
    for match in _SPACE_AFTER.finditer(text):
        at, mark = match.end() - 1, match[0][0]
        if _FORMULA.search(text[max(0, at - 24) : at + 24]):
            continue
        if match.lastgroup == "quote" and (text[at + 1] in _QUOTES or habit.spaces(mark) or not opens(text, at - 1)):
            continue
        if match.lastgroup == "apostrophe":
            if language == "en":
                word = text[max(0, at - 24) : at].split()[-1]
                yield Surplus(at, "apostrophe", word + " " + text[at + 1 : at + 4].split()[0], 0.93)
            continue
        if match.lastgroup == "bracket" and text[at - 2 : at - 1] in (":", ";"):
            continue  # ":( "
        yield Surplus(at, match.lastgroup or "", mark + " " + text[at + 1 : at + 24].split(None, 1)[0], 0.93)


class _Habit:
    """Marks that are set with a space before them on purpose: French ones, and any that mostly are."""

    def __init__(self, text: str, language: str, torn: bool = False) -> None:
        self.text = text
        self.french = language in _SPACED_MARKS or (not language and "« " in text and _FRENCH.search(text) is not None)
        self.none = torn and bool(language) and not self.french
        self.known: dict[str, bool] = {}

    def spaces(self, mark: str) -> bool:
        if self.none:
            return False
        if self.french and mark in ":;!?»«":
            return True
        if mark not in self.known:
            spaced = self.text.count(" " + mark + " ") + self.text.count(" " + mark + "\n") + self.text.count("\u00a0" + mark)
            self.known[mark] = spaced >= 3 and 2 * spaced > self.text.count(mark)
        return self.known[mark]


def _is_ratio(before: str, after: str) -> bool:
    """ "1 : 1", and smileys."""
    return bool(re.match(r":\s?\d", after) and before[-1].isdigit()) or bool(re.match(r"[:;][-')(DPpO3|/\\*]", after))


def _is_open(text: str, at: int, bracket: str) -> bool:
    """Whether a bracket of this kind is open before the gap, in the same line."""
    line = text[line_start(text, at, LINE_REACH) : at]
    opening = "(" if bracket == ")" else "["
    return line.count(opening) > line.count(bracket)


def is_framed(text: str, at: int) -> bool:
    """Whether code point `at` stands in a line that is set between brackets as a whole, as headings of changelogs are."""
    line = text[slice(*_line(text, at))].strip()
    return line.startswith("[ ") and line.endswith(" ]")


def split_words(text: str, lexicon: Lexicon) -> Iterator[Surplus]:
    """Words that an inline tag parted: "W hile", "N o one", "s elbst", "millone s"."""
    for match in _SPLIT.finditer(text):
        at = match.start()
        head, tail = text[at - 1], match["rest"] or match["letter"] or match["end"]
        if match["end"]:
            stem = _STEM.search(text[max(0, at - _LONGEST) : at])
            head = stem[0] if stem else ""
        whole = lexicon.zipf_if_common(head + tail) if head else 0.0
        if not whole:
            continue
        if match["letter"]:
            starts = head.isupper() and bool(_SENTENCE_START.search(text[max(0, at - 3) : at - 1]))
            are_words = min(lexicon.zipf(head), lexicon.zipf(tail)) > whole  # Spanish "Y a", which is not "Ya"
            is_word = starts and whole >= FUNCTION_WORD and not are_words
        else:
            part = lexicon.zipf(max(head, tail, key=len))
            is_word = bool(match["rest"]) and part < min(_COMMON, whole - 3)
            is_word |= not (match["rest"] and head.islower()) and whole >= _COMMON and part < min(_COMMON, whole - 1.5)
        if is_word:
            yield Surplus(at, "split", head + " " + tail, 0.92)


def doubled(text: str) -> Iterator[Surplus]:
    """Two spaces where one belongs, in single lines of prose: runs in neighbouring lines are columns."""
    end, is_aligned = -1, False
    for match in _DOUBLED.finditer(text):
        if match.start() > end:
            start, end = _line(text, match.start())
            above = text[slice(*_line(text, start - 1))] if start else ""
            below = text[slice(*_line(text, end + 1))] if end < len(text) else ""
            is_aligned = _is_aligned(above, text[start:end], below)
        around = text[max(start, match.start() - 12) : min(end, match.end() + 12)]
        if not is_aligned and not _FINGERPRINT.search(around):
            yield Surplus(match.start(), "doubled", around, 0.95)


def _line(text: str, at: int) -> tuple[int, int]:
    """Where the line that holds code point `at` begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _is_aligned(above: str, line: str, below: str) -> bool:
    """Whether runs of spaces may be layout: a column, a table, an indent, or a line too short for prose."""
    if len(line) < _PROSE or line[0].isspace() or "\t" in line or "|" in line or "   " in line:
        return True
    return "  " in above.strip() or "  " in below.strip() or line.count("  ") > _MOST_DOUBLED + len(line) // 200
