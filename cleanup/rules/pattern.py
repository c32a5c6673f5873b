"""Kind "pattern": a regular expression that matches the whole line without the white space around it.

A pattern is tried only on lines that hold one of the rule's literals, whatever their case.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from cleanup.rules.heads import SIZE, is_told
from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.load import built_in
from cleanup.rules.rule import Rule
from cleanup.rules.timed import Timed
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_BATCH = 1 << 14
"""Lines whose literals are looked for in one pass: enough for any article, and a fraction of a large text's memory."""

_MANY = 1_000_000
"""Bytes from which on the automaton that searches faster is worth making."""

_MARKS = tuple(zip("’“”‘–—…\xa0", "\1\2\3\4\5\6\7\b", strict=True))
"""The signs beyond ASCII that most lines of prose hold, and often nothing else beyond it, each with a sign that no text holds."""


class Patterns:
    """Finds whole lines by pattern. All literals are looked for in one pass (Aho and Corasick 1975)."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        ours = {pattern for rule in built_in() for pattern in rule.patterns}
        self._rules = [_Tries(rule, ours.issuperset(rule.patterns)) for rule in rules]
        owners: dict[str, list[int]] = {}
        for number, tries in enumerate(self._rules):
            for literal in dict.fromkeys(literal.lower() for literal in tries.rule.literals):
                if "\n" not in literal:  # no line holds it
                    owners.setdefault(literal, []).append(number)
        self._owners = owners

    def find(self, document: Document) -> Iterator[Hit]:
        """What rules of the kind find; patterns of other kinds are known here to be looked for in the same pass."""
        return (hit for hit in document.once(self.hits) if hit.rule.kind == "pattern")

    def hits(self, document: Document) -> list[Hit]:
        """All that is found, line by line. Call it as `document.once(patterns.hits)`."""
        found = self._of_lines(document, document.filled)
        return [Hit(line, *each) for line, matches in zip(document.filled, found, strict=True) if matches for each in matches]

    def match_any(self, document: Document, beginnings: Mapping[int, str]) -> bool:
        """Whether one of the beginnings of these lines matches a pattern of any rule."""
        found = zip(beginnings.items(), self._of_lines(document, beginnings), strict=True)
        texts = [text for (line, text), whole in found if whole is not None or len(document.texts[line]) > LONGEST]
        return any(document.of_texts(self._found, texts))

    def _of_lines(self, document: Document, lines: Iterable[int]) -> list[Sequence[tuple[Rule, str]] | None]:
        return document.of_texts(self._found, [document.texts[line] for line in lines])

    def _found(self, lines: Sequence[str]) -> Iterator[Sequence[tuple[Rule, str]] | None]:
        """For each line the rules that match it, each with its pattern; None where it holds no literal."""
        for start in range(0, len(lines), _BATCH):
            batch = [line.strip() if len(line) <= LONGEST else "" for line in lines[start : start + _BATCH]]
            holding = self._holding(batch)
            for place, line in enumerate(batch):
                yield self._matches(line, holding[place]) if place in holding else None

    def _holding(self, lines: Sequence[str]) -> dict[int, set[int]]:
        """The lines that hold a literal, by place, each with the numbers of its rules."""
        text = "\n".join(lines)
        unmarked = _unmarked(text)
        finder = self._plain if unmarked.isascii() else self._whole
        data = (unmarked if unmarked.isascii() else text).lower().encode("utf-8", "surrogatepass")
        found = finder.find(data)
        if not found:
            return {}
        starts = [0, *accumulate([len(line) + 1 for line in data.split(b"\n")])]
        numbers: dict[int, set[int]] = {}
        for literal, start, _ in found:
            numbers.setdefault(bisect_right(starts, start) - 1, set()).update(finder.owners[literal])
        return numbers

    def _matches(self, line: str, numbers: Iterable[int]) -> list[tuple[Rule, str]]:
        """The rules of these numbers that match the line, each with its pattern."""
        begun = line[:SIZE]
        head, told = begun.lower(), is_told(begun)
        found: list[tuple[Rule, str]] = []
        for number in sorted(numbers):
            tries = self._rules[number]
            for pattern in tries.of(head) if told else tries.patterns:
                if pattern.fullmatch(line):
                    found.append((tries.rule, pattern.source))
                    break
        return found

    @cached_property
    def _whole(self) -> _Finder:
        return _Finder(self._owners)

    @cached_property
    def _plain(self) -> _Finder:
        """Finds what may stand in ASCII, marks replaced: quicker to make and to use than all that is written in other scripts."""
        return _Finder({each: owners for literal, owners in self._owners.items() if (each := _unmarked(literal)).isascii()})


class _Finder:
    """Finds literals: in the first texts by an automaton that is made in 2 ms, in many by one that takes 8 to 18 ms to make and
    half of the time to search by.

    owners  for each literal the numbers of the rules that it belongs to
    """

    def __init__(self, owners: Mapping[str, list[int]]) -> None:
        self.owners = list(owners.values())
        self._literals = [each.encode() for each in owners]
        self._searched = 0

    def find(self, data: bytes) -> list[tuple[int, int, int]]:
        """The number, start and end of each literal in `data`, whatever overlaps."""
        if not self._literals:
            return []
        self._searched += len(data)
        automaton = self._first if self._searched <= _MANY else self._later
        return automaton.find_matches_as_indexes(data, overlapping=True)

    @cached_property
    def _first(self) -> BytesAhoCorasick:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick(self._literals, implementation=Implementation.ContiguousNFA)

    @cached_property
    def _later(self) -> BytesAhoCorasick:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick(self._literals, implementation=Implementation.DFA)


def _unmarked(text: str) -> str:
    """The text with other signs for the commonest marks."""
    if not text.isascii():
        for mark, sign in _MARKS:
            text = text.replace(mark, sign)
    return text


class _Tries:
    """A rule and its patterns, each for the lines that begin as it does."""

    def __init__(self, rule: Rule, is_ours: bool) -> None:
        self.rule, self._is_ours = rule, is_ours
        self.patterns = [Lazy(pattern) if is_ours else Timed(pattern, rule) for pattern in rule.patterns]

    def of(self, head: str) -> Sequence[Lazy | Timed]:
        """The patterns that may match a line with this head, in their order."""
        return self._by_head.get(head, self._headless)

    @cached_property
    def _heads(self) -> Sequence[Sequence[str]]:
        return self.rule.heads if self._is_ours else [()] * len(self.patterns)

    @cached_property
    def _headless(self) -> list[Lazy | Timed]:
        return [pattern for pattern, heads in zip(self.patterns, self._heads, strict=True) if not heads]

    @cached_property
    def _by_head(self) -> dict[str, list[Lazy | Timed]]:
        known = dict.fromkeys(head for heads in self._heads for head in heads)
        each = list(zip(self.patterns, self._heads, strict=True))
        return {head: [pattern for pattern, heads in each if not heads or head in heads] for head in known}
