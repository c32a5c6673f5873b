"""The one decision: which hits go, by the place where they stand and the company they keep.

A phrase that no article would hold goes wherever it stands. One that belongs to an edge of the text goes there, or beside
another hit. A weak one, which may be a word of the article, counts only beside others. Edges are measured by paragraphs of
prose, which no rule about whole lines removes: so nothing that goes can make the next line stand at the edge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set

from cleanup.rules.hit import Hit
from cleanup.rules.rule import ADVERTISING, BYLINES, COMMENTS, CREDITS, FRAME, LEGAL, NEWSLETTERS, RELATED, SHARING
from cleanup.text.dataclass import dataclass
from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_PROSE = 80
"""Code points from which a line that ends like a sentence is a paragraph of prose; twice as many need no such end."""

_DENSE_PROSE = 25
"""The same for scripts that write a sentence in a third of the characters, told by their full stop."""

_HANGUL, _HANGUL_PROSE = Lazy("[\uac00-\ud7af]"), 44
"""The same for Korean, which ends sentences as English does and takes 0.55 of its characters (25 sentences of WordPress)."""

_CROWD = 3
"""Different weak phrases side by side that are furniture without a strong one among them."""

_TOPICS = {
    COMMENTS: "a comment form",
    SHARING: "a share bar",
    NEWSLETTERS: "a newsletter box or paywall",
    LEGAL: "a legal notice",
    RELATED: "related stories or navigation",
    ADVERTISING: "advertising",
    CREDITS: "credits",
    BYLINES: "a byline",
    FRAME: "the page's frame",
}

_PLACES = {"tail": "after the last paragraph", "head": "before the first paragraph", "middle": "between paragraphs"}


@dataclass(frozen=True, slots=True)
class Removal:
    """A line that goes, for which hit, and the evidence in words for the reader."""

    line: int
    hit: Hit
    because: str
    certainty: float


def is_paragraph(line: str) -> bool:
    """Whether a line is a paragraph of prose rather than a heading, a control or an item of a list, by its length and its end."""
    line = line.strip()
    if "。" in line:
        return len(line) >= _DENSE_PROSE
    least = _PROSE
    if _HANGUL_PROSE <= len(line) < 2 * _PROSE and not line.isascii() and _HANGUL.search(line):
        least = _HANGUL_PROSE
    return len(line) >= 2 * least or (len(line) >= least and line.rstrip("\"”»’')]").endswith((".", "!", "?", "…", "؟", "।")))


def decide(document: Document, hits: Iterable[Hit], gone: Set[int] = frozenset()) -> list[Removal]:
    """The lines that go, in order. `gone` are lines that go anyway (outside the article on a raw page): they are company."""
    by_line: dict[int, list[Hit]] = {}
    for hit in hits:
        by_line.setdefault(hit.line, []).append(hit)
    if not by_line:
        return []
    edges = _Edges.of(document, by_line)
    going: list[Removal] = []
    for run in _runs(document, by_line, gone):
        going += _Run(run, by_line, gone, edges).removals()
    return going


@dataclass(frozen=True, slots=True)
class _Edges:
    """The lines of the first and the last paragraph of prose, and the last line that is not blank. A text without prose has no
    line before the first and none behind the last."""

    first: int
    last: int
    end: int

    @classmethod
    def of(cls, document: Document, hits: Collection[int]) -> _Edges:
        def prose(lines: Iterable[int], none: int) -> int:
            return next((line for line in lines if line not in hits and is_paragraph(document.line(line))), none)

        filled = document.filled
        return cls(prose(filled, -1), prose(reversed(filled), len(document.texts)), filled[-1])

    def place(self, line: int) -> str:
        return "tail" if line > self.last else "head" if line < self.first else "middle"

    def fits(self, where: str, line: int) -> bool:
        """Whether a line stands where a rule wants it."""
        if where == "below":
            return 0 <= self.first < line
        place = self.place(line)
        return where in ("anywhere", place) or (where == "edges" and place != "middle")


def _runs(document: Document, hits: Collection[int], gone: Set[int]) -> Iterator[list[int]]:
    """Stretches of filled lines that hold nothing but hits, lines that go anyway and lines without a letter or digit."""
    run: list[int] = []
    for line in document.filled:
        if line in hits or line in gone or not document.folds[line]:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


class _Run:
    """One stretch, and what in it goes."""

    def __init__(self, lines: list[int], hits: Mapping[int, list[Hit]], gone: Set[int], edges: _Edges) -> None:
        self._lines, self._gone, self._edges = lines, gone, edges
        self._hits = {line: hits[line] for line in lines if line in hits}
        phrases = {own[0].phrase for own in self._hits.values()}
        self._in_company = len(phrases) > 1 or not gone.isdisjoint(lines)
        self._crowd = len(phrases) >= _CROWD and edges.place(lines[0]) != "middle"
        self._kin = Counter(own[0].rule.topic for own in self._hits.values())
        self._sure = any(map(self._strong, self._hits))

    def _strong(self, line: int) -> Hit | None:
        """The first strong hit of the line that stands where its rule wants it, or beside something else that is no prose."""
        for hit in self._hits[line]:
            if not hit.rule.weak and (self._in_company or self._edges.fits(hit.rule.where, line)):
                return hit
        return None

    def _acting(self, line: int) -> Hit | None:
        """The hit by which the line goes, if it does; of two, the one that names the line itself and not the heading above it."""
        strong = self._strong(line)
        if self._sure or self._crowd:
            weak = next((hit for hit in self._hits[line] if hit.rule.weak), None)
            return weak if weak and (strong is None or strong.follows) else strong
        return strong

    def removals(self) -> list[Removal]:
        going: list[Removal] = []
        punctuation: list[int] = []
        for line in self._lines:
            if line not in self._hits:
                if going and line not in self._gone:
                    punctuation.append(line)
            elif hit := self._acting(line):
                going += [_left_behind(each, going[-1]) for each in punctuation]
                going.append(Removal(line, hit, self._because(hit), _certainty(hit)))
                punctuation = []
        if punctuation and self._lines[-1] == self._edges.end:
            going += [_left_behind(each, going[-1]) for each in punctuation]
        return going

    def _because(self, hit: Hit) -> str:
        """The rule's reason, the place, and how many lines of its kind stand beside it."""
        others = self._kin[hit.rule.topic] - (self._hits[hit.line][0].rule.topic == hit.rule.topic)
        kin = _TOPICS.get(hit.rule.topic, "its kind")
        company = f", beside {others} other {'line' if others == 1 else 'lines'} of {kin}" if others else ""
        why = hit.rule.why.rstrip(".")
        if hit.follows and hit.rule.kind == "block":
            why = f"It goes with the heading above it: {why[0].lower()}{why[1:]}"
        return f"{why}; it stands {_PLACES[self._edges.place(hit.line)]}{company}."


def _left_behind(line: int, before: Removal) -> Removal:
    return Removal(line, before.hit, "Nothing but punctuation, left behind by the line before it.", before.certainty)


def _certainty(hit: Hit) -> float:
    return hit.rule.certainty * (0.9 if hit.rule.weak or hit.follows else 1.0)
