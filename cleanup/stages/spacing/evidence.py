"""What a document shows of the words around its gaps: how often each stands in it on its own.

Words are counted as atoms, in the same way whether they are glued or not: so a repair adds no evidence for the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice

from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.gaps import LOWER, UPPER
from cleanup.stages.spacing.lexicon import Lexicon
from cleanup.text.lazy import Lazy

_ATOM = Lazy(rf"[{UPPER}]?[{LOWER}]+|[{UPPER}]{{2,}}(?![{LOWER}])|[{UPPER}]+")
_UPPER, _LOWER = frozenset(UPPER), frozenset(LOWER)
_WINDOW = 1 << 18
"""Code points taken apart at once."""

_SHORT_ATOM, _REMEMBERED = 2, 1 << 8
"""Letters of an atom that is looked for by a pattern, and such patterns that are kept."""

_COUNTED_UP_TO = 3
"""An atom that stands so often in a text counts as one that stands in it everywhere."""


_READINGS = 100
"""How often a text is read for one atom or another before all its atoms are counted at once: that takes as long (measured)."""


class AtomCounts:
    """How often atoms stand in a text on their own."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: dict[str, int] = {}
        self._unread = _READINGS * len(text)

    @cached_property
    def atoms(self) -> Counter[str]:
        """Every atom of the text."""
        return vocabulary(self._text)

    def seen(self, atom: str) -> int:
        """How often the atom stands alone, counted up to 3: the whole text need not be read for a common one."""
        if atom not in self._seen:
            self._seen[atom] = self._looked_for(atom) if self._unread > 0 else min(_COUNTED_UP_TO, self.atoms[atom])
        return self._seen[atom]

    def _looked_for(self, atom: str) -> int:
        found = [*islice(_occurrences(self._text, atom), _COUNTED_UP_TO)]
        self._unread -= len(self._text) if len(found) < _COUNTED_UP_TO else found[-1]
        return len(found)


class Company:
    """What a text shows of what meets at the gaps that were found in it, whatever its language."""

    def __init__(self, atom_counts: AtomCounts, found: list[Candidate]) -> None:
        self.seen = atom_counts.seen
        self._gaps = Counter(map(gap_of, found))
        self._words = Counter(map(_word, found))

    def same_gap(self, candidate: Candidate) -> int:
        """How often what stands on both sides of a candidate meets like that."""
        return self._gaps[gap_of(candidate)]

    def same_word(self, candidate: Candidate) -> int:
        """How often the glued word of a candidate stands there whole."""
        return self._words[_word(candidate)]


class Evidence(Company):
    """What a document shows of its words: its text, what was found in it, and its language with the words of that."""

    def __init__(
        self, text: str, found: list[Candidate], lexicon: Lexicon, language: str, atom_counts: AtomCounts | None = None
    ) -> None:
        self._atom_counts = atom_counts or AtomCounts(text)
        super().__init__(self._atom_counts, found)
        self.text, self.lexicon, self.language = text, lexicon, language
        self.zipf = lexicon.zipf

    @property
    def atoms(self) -> Counter[str]:
        """Every atom of the text."""
        return self._atom_counts.atoms


def vocabulary(text: str) -> Counter[str]:
    """Every atom of letters in `text` and how often it stands there."""
    words: Counter[str] = Counter()
    for window in _windows(text):
        words.update(_ATOM.findall(window))
    return words


def _occurrences(text: str, atom: str) -> Iterator[int]:
    """Where an atom stands on its own, as `vocabulary` takes the text apart: each run of letters for itself."""
    if not _ATOM.fullmatch(atom):
        return
    stands = _ends_in_capitals if atom[-1] in _UPPER else _ends_in_small_letters
    at, size = text.find(atom), len(atom)
    if size <= _SHORT_ATOM and stands is _ends_in_small_letters:
        yield from (match.start() for match in _alone(atom).finditer(text) if stands(text, match.start(), size))
        return
    while at >= 0:
        if stands(text, at, size):
            yield at
        at = text.find(atom, at + 1)


@lru_cache(_REMEMBERED)
def _alone(atom: str) -> re.Pattern[str]:
    """Finds where a short atom may stand on its own: it is in every other word."""
    return re.compile(f"{atom}(?![a-z])" + (f"(?<![a-z]{atom})" if atom[0] in _LOWER else ""))


def _ends_in_small_letters(text: str, at: int, size: int) -> bool:
    """Whether `text[at : at + size]`, lower case behind one capital or none, is an atom of the text."""
    if text[at + size : at + size + 1] in _LOWER:
        return False
    before = text[at - 1 : at]
    if text[at] in _UPPER:
        return before not in _UPPER or text[at - 2 : at - 1] in _UPPER  # "ABCd" is "AB" and "Cd"
    if before in _UPPER:
        return text[at - 2 : at - 1] in _UPPER and text[at - 3 : at - 2] not in _UPPER  # but "ABc" is "AB" and "c"
    return before not in _LOWER


def _ends_in_capitals(text: str, at: int, size: int) -> bool:
    """Whether `text[at : at + size]`, all capitals, is an atom of the text."""
    if text[at - 1 : at] in _UPPER:
        return False
    after = text[at + size : at + size + 1]
    if after in _UPPER:
        return size > 1 and text[at + size + 1 : at + size + 2] in _LOWER
    return after not in _LOWER or size == 2


def gap_of(candidate: Candidate) -> tuple[str, str, str]:
    """What meets at a gap."""
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
