"""What a document shows of the words around its gaps: how often each stands in it on its own.

Words are counted as atoms, in the same way whether they are glued or not: so a repair adds no evidence for the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.gaps import LOWER, UPPER
from cleanup.stages.spacing.lexicon import Lexicon
from cleanup.text.lazy import Lazy

_ATOM = Lazy(rf"[{UPPER}]?[{LOWER}]+|[{UPPER}]{{2,}}(?![{LOWER}])|[{UPPER}]+")
_LETTERS = Lazy(rf"[{UPPER}{LOWER}]+")
_UPPER, _LOWER = frozenset(UPPER), frozenset(LOWER)
_CASED = _UPPER | _LOWER
_WINDOW, _REACH = 1 << 18, 64

_ENOUGH = 3
"""An atom that stands so often in a text counts as one that stands in it everywhere."""


class Standing:
    """How often atoms stand in a text on their own."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: dict[str, int] = {}

    def seen(self, atom: str) -> int:
        """Counted up to _ENOUGH: without reading all of the text for the common ones."""
        if atom not in self._seen:
            self._seen[atom] = sum(1 for _ in islice(_standing(self._text, atom), _ENOUGH))
        return self._seen[atom]


class Company:
    """What a text shows of what meets at the gaps that were found in it, whatever its language."""

    def __init__(self, standing: Standing, found: list[Candidate]) -> None:
        self.seen = standing.seen
        self._gaps = Counter(map(_gap, found))
        self._words = Counter(map(_word, found))

    def same_gap(self, candidate: Candidate) -> int:
        """How often what stands on both sides of a candidate meets like that."""
        return self._gaps[_gap(candidate)]

    def same_word(self, candidate: Candidate) -> int:
        """How often the glued word of a candidate stands there whole."""
        return self._words[_word(candidate)]


class Evidence(Company):
    """What a document shows of its words: its text, what was found in it, and its language with the words of that."""

    def __init__(
        self, text: str, found: list[Candidate], lexicon: Lexicon, language: str, standing: Standing | None = None
    ) -> None:
        super().__init__(standing or Standing(text), found)
        self.text, self.lexicon, self.language = text, lexicon, language
        self.zipf = lexicon.zipf

    @cached_property
    def atoms(self) -> Counter[str]:
        """Every atom of the text."""
        return vocabulary(self.text)


def vocabulary(text: str) -> Counter[str]:
    """Every atom of letters in `text` and how often it stands there."""
    words: Counter[str] = Counter()
    for window in _windows(text):
        words.update(_ATOM.findall(window))
    return words


def _standing(text: str, atom: str) -> Iterator[int]:
    """Where an atom stands on its own, as `vocabulary` takes the text apart: each run of letters for itself."""
    if not _ATOM.fullmatch(atom):
        return
    starts_lower, ends_lower = atom[0] in _LOWER, atom[-1] in _LOWER
    at, size = text.find(atom), len(atom)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + size : at + size + 1]
        in_word = (starts_lower and before in _LOWER) or (ends_lower and after in _LOWER)
        if not in_word and ((before not in _CASED and after not in _CASED) or _is_atom(text, at, size)):
            yield at
        at = text.find(atom, at + 1)


def _is_atom(text: str, at: int, size: int) -> bool:
    """Whether the run of letters that holds `text[at:at + size]` is taken apart just there."""
    start, end, reach = at, at, _REACH
    while start or end < len(text):
        start = at - _matched(_LETTERS, text[max(0, at - reach) : at][::-1])
        end = at + _matched(_LETTERS, text[at : at + reach])
        if start > at - reach and end < at + reach:
            break
        reach *= 8
    return any(match.start() == at - start and len(match[0]) == size for match in _ATOM.finditer(text[start:end]))


def _matched(pattern: Lazy, text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _gap(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.left, candidate.marks + candidate.opening, candidate.right


def _word(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.token, candidate.left, candidate.right


def _windows(text: str) -> Iterator[str]:
    """The text in pieces that end between words, so that one line of any length needs little memory."""
    start = 0
    while start < len(text):
        end = start + _WINDOW
        cut = text.find(" ", end)
        end = len(text) if cut < 0 or cut > end + _WINDOW else cut
        yield text[start:end]
        start = end
