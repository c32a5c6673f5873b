"""Which patterns may match which lines, so that few are tried: the prefilter of RE2, over many lines at once.

The first letters of a line lead to the patterns that begin so. Those that may begin with anything need a literal, and all
literals are looked for in one pass (Aho and Corasick 1975). Too many patterns may be found, never too few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from cleanup.rules.prefixes import SIZES, prefix
from cleanup.rules.table import Table
from cleanup.text.onebyte import TYPOGRAPHY

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

Numbers = tuple[int, ...]
"""The numbers of some patterns."""

_MARKS = tuple(zip(TYPOGRAPHY, "\1\2\3\4\5\6\7\b", strict=True))
"""The commonest characters beyond ASCII, each with a control character that no text holds."""

_BYTES_PER_LITERAL = 1_000
"""Bytes of text for each literal from which the DFA pays: it takes 3 ns a byte, and 4 ms to build from 900 literals, where the
NFA takes 8 ns and 0.6 ms (measured)."""


def plain(literals: Iterable[str]) -> list[str]:
    """Each literal once, in the form in which texts are searched for it."""
    return list(dict.fromkeys(_unmarked(literal.lower()) for literal in literals if "\n" not in literal))


def _unmarked(text: str) -> str:
    """The text with control characters in place of the commonest marks."""
    if not text.isascii():
        for mark, sign in _MARKS:
            text = text.replace(mark, sign)
    return text


class Prefilter:
    """Patterns by the prefixes of the lines that they match (see prefixes.py), and the others by literals in those, in the form
    that `plain` gives them. Of each prefix's patterns those that are `selected` count."""

    def __init__(
        self, by_prefix: Table[Numbers], by_literal: Mapping[str, Numbers], selected: Callable[[Numbers], Numbers]
    ) -> None:
        self._by_prefix, self._selected = by_prefix, selected
        self._all = _Literals(by_literal)
        self._ascii = _Literals({literal: numbers for literal, numbers in by_literal.items() if literal.isascii()})

    def candidates(self, lines: Sequence[str], folds: Sequence[str]) -> list[Numbers]:
        """For each line the patterns that may match it; some may stand there twice."""
        found = self._prefixed(folds)
        for place, numbers in self._holding(lines):
            found[place] += numbers
        return found

    def _prefixed(self, folds: Sequence[str]) -> list[Numbers]:
        """For each folded line the patterns whose prefix it has."""
        by_prefix, (most, fewer) = self._by_prefix, SIZES
        begun = [letters if (letters := folded[:most]).isalpha() else prefix(folded) for folded in folds]
        if by_prefix.rest:
            by_prefix.want([letters[:2] for letters in begun])
        numbers = by_prefix.known.get
        found = [numbers(letters, ()) + numbers(letters[:fewer], ()) for letters in begun]
        return [self._selected(each) if each else each for each in found]

    def _holding(self, lines: Sequence[str]) -> Iterator[tuple[int, Numbers]]:
        """The places of lines that hold a literal, each with the patterns that need it.

        Most lines are ASCII except for a few marks, and what they may hold is found by an automaton that is quicker to make; only
        the others are searched for all literals.
        """
        texts = list(lines)
        marked = [place for place, text in enumerate(texts) if not text.isascii()]
        for place, text in zip(marked, _unmarked("\n".join([texts[place] for place in marked])).split("\n"), strict=bool(marked)):
            texts[place] = text
        others = [place for place in marked if not texts[place].isascii()]
        rest = [texts[place] for place in others]
        for place in others:
            texts[place] = ""
        yield from self._ascii.find(texts)
        for place, numbers in self._all.find(rest) if rest else ():
            yield others[place], numbers


class _Literals:
    """Finds literals in lines, each with the numbers of the patterns that need it."""

    def __init__(self, literals: Mapping[str, Numbers]) -> None:
        self._literals = literals
        self._bytes = 0

    def find(self, lines: Sequence[str]) -> Iterator[tuple[int, Numbers]]:
        """The places of lines that hold a literal, each with the numbers of that, whatever overlaps."""
        if not self._literals:
            return
        data = "\n".join(lines).lower().encode("utf-8", "surrogatepass")
        self._bytes += len(data)
        automaton = self._nfa if self._bytes < _BYTES_PER_LITERAL * len(self._literals) else self._dfa
        numbers, line, passed = self._numbers, 0, 0
        for literal, _, end in automaton.find_matches_as_indexes(data, overlapping=True):  # in the order of their ends
            line += data.count(b"\n", passed, end)
            passed = end
            yield line, numbers[literal]

    @cached_property
    def _numbers(self) -> list[Numbers]:
        return list(self._literals.values())

    @cached_property
    def _nfa(self) -> BytesAhoCorasick:
        return self._build("ContiguousNFA")

    @cached_property
    def _dfa(self) -> BytesAhoCorasick:
        return self._build("DFA")

    def _build(self, kind: str) -> BytesAhoCorasick:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick([literal.encode() for literal in self._literals], implementation=getattr(Implementation, kind))
