"""Names of programs and data among prose: encoded bytes, qualified names, words between marks of code, fields, options.

All of these stand in the text files of 10,000 packages, where a hook must stay silent; articles on software hold them, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cleanup.stages.spacing.candidates import Candidate
from cleanup.text.lazy import Lazy

_LONG = 24
"""Code points from which a word may be encoded data."""

_TURN = Lazy(r"[a-z](?=[A-Z0-9])|[0-9](?=[A-Za-z])|[A-Z](?=[0-9])|[+/](?=[A-Za-z0-9])")
_SMALL = Lazy(r"[a-z]+")
_SAME = Lazy(r"(\w)\1{7}")
_STRETCH, _SMALL_LETTERS = 5, 2.8
"""Most code points a change between small letters, capitals, digits and signs, and small letters in a row, of data in base64: it
has 2.2 and 1.7 of them. Names that run together have one change in 6, and 4 small letters in a row."""

_MANY = 8
"""Words with different numbers that are no coincidence: "asin1000" to "asin1043"."""

_PAIRS = {'"': '"', "'": "'", "`": "`", "|": "|", "*": "*", "<": ">"}
"""Between two of these a single word is the name of something: an option, a command, a file."""

_NAME = Lazy(r"[\w.:&-]+")
_QUALIFIER = Lazy(r"(?:\A|[\"'`(<|])(?=\w*(?:\.\w|[_\d]))_?[A-Za-z][\w.]*\.\Z")
_CAMEL = Lazy(r"[A-Z][a-z0-9]*(?:[A-Z][a-z0-9]+)+|[A-Z]{2,}[a-z]")
_PACKAGE = Lazy(r"(?<![\w.])[a-z][\w-]*(?:\.[a-z][\w-]*)+:(?:[\w.-]+:)?\Z")
_VERSIONED = Lazy(r"\(?[\w.-]+:[\w.-]+:v?\d[\w.-]*\W*")
_ENTITY = Lazy(r"&#?[A-Za-z0-9]{2,8};\Z")
_ASSIGNED = Lazy(r"\w+=\S")
_CONSTANT = Lazy(r"[A-Z][A-Z0-9]*_[A-Z]")
_COMMAND = Lazy(r"(?:\A|[\s\"'`|(<]):[\d,.$%]*\Z|:[\[{][^\[\]{}\n]{1,24}[\]}]\Z")
_ARGUMENT = Lazy(r"\((?:(?:None|True|False|null|nil|self|this)\b|TM\)|tm\))")
_FUNCTIONS = frozenset("log ln exp sqrt sin cos tan max min abs".split())
_CODE_POINT = Lazy(r"(?<![\w.])[0-9A-F]{4,6}\.\.\Z")
_PADDED = Lazy(r"0\d\d")
_BARE = "\"'`([{/|%<:$"


def is_identifier(candidate: Candidate, word: str, rest: str) -> bool:
    """Whether the gap lies in a name of a program or in data; `word` stands before it and `rest` behind it, up to the next white
    space."""
    return is_data(candidate, word + rest) or _is_between_marks(candidate, word, rest) or _is_of_code(candidate, word, rest)


def is_data(candidate: Candidate, word: str) -> bool:
    """Whether a word is bytes written in letters, as in base64, or one of a series with numbers of three digits: "case007"."""
    if candidate.kind == "digits" and _PADDED.match(candidate.after):
        return True
    if len(word) < _LONG:
        return False
    if _SAME.search(word):
        return True
    small = _SMALL.findall(word)
    return sum(map(len, small)) <= _SMALL_LETTERS * len(small) and _STRETCH * len(_TURN.findall(word)) >= len(word)


def has_form_of_name(candidate: Candidate) -> bool:
    """ "SystemExit", "IOError" """
    return candidate.kind in ("case", "capitals", "title") and candidate.left[:1].isupper() and candidate.right[:1].isupper()


def numbered(found: Iterable[Candidate]) -> set[str]:
    """Of the words at some gaps those that differ from another one in their number of one digit alone, "patch1" and "patch2", or
    from many in a longer one."""
    series = defaultdict(set)
    for candidate in found:
        if candidate.kind == "digits" and candidate.left.islower() and candidate.token == candidate.left + candidate.right:
            series[candidate.left, len(candidate.right) == 1].add(candidate.token)
    return {word for (_, short), words in series.items() if len(words) > (1 if short else _MANY) for word in words}


def is_marked(before: str, after: str) -> bool:
    """Whether a word is marked as one of code by the characters beside it: "'matchtime'", ":setlocal", "isdirectory(name)"."""
    return _PAIRS.get(before) == after or before in (":", "!", "$", "%", "&") or after in ("=", "(", "+")


def _is_between_marks(candidate: Candidate, word: str, rest: str) -> bool:
    """ "'matchtime'", "|:edit|", "`:gui`", "*sendto*" """
    opened = max(map(word.rfind, _PAIRS))
    if opened < 0 or candidate.marks[-1:] in _PAIRS or word[opened - 1 : opened].isalnum():
        return False
    closed = rest.find(_PAIRS[word[opened]])
    inside = word[opened + 1 :] + rest[: max(closed, 0)]
    return closed > 0 and not rest[closed + 1 : closed + 2].isalnum() and _NAME.fullmatch(inside) is not None


def _is_of_code(candidate: Candidate, word: str, rest: str) -> bool:
    marks, after = candidate.marks, candidate.after
    if not marks:
        if candidate.opening[:1] == "(":
            return candidate.left in _FUNCTIONS or _ARGUMENT.match(after) is not None
        return _COMMAND.search(word) is not None
    if marks[-1] in ":$%" and word != ":" and not word.strip(_BARE):
        return True  # a command, ":help", or a variable, "$HOME": nothing stands before the sign
    if '";' in marks and word[:1] == '"' and '"' in (after[0], marks[-1]):
        return True  # "source";"target"
    if marks == ".":
        return _CAMEL.match(after) is not None and _QUALIFIER.search(word) is not None
    if marks == "..":
        return _CODE_POINT.search(word) is not None
    if marks == ":":
        is_package = after[0].islower() and _PACKAGE.search(word)
        return bool(is_package or _CONSTANT.match(after) or _VERSIONED.fullmatch(word + rest))
    if marks == ",":
        return _ASSIGNED.match(after) is not None
    if marks == ";":
        return _ENTITY.search(word) is not None
    return marks[-1] in "}]" and _COMMAND.search(word) is not None
