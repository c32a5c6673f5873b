"""All rules about lines, looked for at once: first what each line shows by itself, which is remembered wherever the line stands,
then what kinds of rules make of the few that may be found."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.index import is_shipped, shipped
from cleanup.rules.kinds.block import Blocks
from cleanup.rules.kinds.label import Labels
from cleanup.rules.kinds.line import Lines, Phrases
from cleanup.rules.kinds.opening import Openings
from cleanup.rules.kinds.pattern import PatternMatches, Patterns
from cleanup.rules.kinds.sentence import Sentences
from cleanup.rules.kinds.teaser import Teasers
from cleanup.rules.rule import ENDING, Rule
from cleanup.text.document import Document
from cleanup.text.fold import fold
from cleanup.text.namedtuple import NamedTuple

Beginning = tuple[bool, tuple[int, ...]]
"""Whether a line may begin with a phrase, and the numbers of the patterns that may match its beginning."""


class _LineClues(NamedTuple):
    """What rules may find in one line, told by the line alone.

    begins   with what it may begin
    opens    whether that may be a phrase of an opening, a label, a heading or a link below a teaser
    tail     the phrases at its end
    matched  the rules that match it, each with its pattern
    """

    begins: Beginning
    opens: bool
    tail: Sequence[str]
    matched: Sequence[tuple[Rule, str]]


class _Clues(NamedTuple):
    """The same for a document, by lines: which may open with a phrase, which end with some, which match a pattern, and with what
    they may begin."""

    opened: list[int]
    tails: list[tuple[int, Sequence[str]]]
    matched: list[Hit]
    begins: dict[int, Beginning]


_NEITHER: Beginning = (False, ())
_NO_CLUES = _LineClues(_NEITHER, False, (), ())
_NO_PATTERNS = PatternMatches((), ())

_ENOUGH_LETTERS = 32
"""Code points of a sentence that hold enough letters to tell the patterns that may match it, as the line does."""


class Finder:
    """Finds what rules name, wherever it stands: whole lines, and the tails of others."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        given = list(rules)

        def of(*kinds: str) -> list[Rule]:
            return [rule for rule in given if rule.kind in kinds]

        others = [rule for rule in given if not is_shipped(rule)]
        self._beginnings = shipped().beginnings.joined(phrase for rule in others for phrase in rule.folds)
        self._openers = shipped().openers.joined(phrase for rule in others if rule.kind not in ENDING for phrase in rule.folds)
        self.phrases = Phrases(of(*ENDING))
        self._patterns = Patterns(of("pattern", "block", "remark"))
        self._lines, self._openings, self._labels = Lines(self.phrases), Openings(of("opening")), Labels(of("label"))
        self._blocks, self._teasers, self._sentences = Blocks(of("block")), Teasers(of("teaser")), Sentences(self.phrases)

    def find(self, document: Document) -> list[Hit]:
        """The whole lines that rules name."""
        opened, tails, matched, _ = document.once(self._clues)
        if not opened and not tails and not matched:
            return []
        return [
            *self._lines.find(document, tails),
            *self._openings.find(document, opened),
            *(hit for hit in matched if hit.rule.kind == "pattern"),
            *self._labels.find(document, opened),
            *self._blocks.find(document, matched, opened),
            *self._teasers.find(document, opened),
        ]

    def tails(self, document: Document, gone: Container[int] = ()) -> Iterator[Hit]:
        """Lines that go on behind a sentence's end with nothing but phrases, except those that are `gone`."""
        tails = document.once(self._clues).tails
        return self._sentences.find(document, [each for each in tails if each[0] not in gone])

    def remarks(self, document: Document) -> list[Hit]:
        """The lines that begin as readers' remarks do, which alone say nothing: see stages/boilerplate/discussion.py."""
        return [hit for hit in document.once(self._clues).matched if hit.rule.kind == "remark"]

    def may_begin(self, document: Document) -> Mapping[int, Beginning]:
        """The lines that may begin with a sentence that rules name, each with what tells that."""
        return document.once(self._clues).begins

    def may_name(self, sentence: str, begins: Beginning) -> bool:
        """Whether rules may name the first sentence of a line that `begins` so, were it the first line of several."""
        begun, numbers = begins
        kinds = (self._openings, self._labels, self._blocks)
        folded = fold(sentence) if begun or len(sentence) < _ENOUGH_LETTERS else ""
        if begun and (any(self.phrases.tails([folded])) or any(kind.may_name(sentence, folded) for kind in kinds)):
            return True
        if len(sentence) < _ENOUGH_LETTERS:
            return any(found.matched for found in self._patterns.search([sentence], [folded]).values())
        return len(sentence) <= LONGEST and bool(self._patterns.matches(sentence, numbers))

    def _clues(self, document: Document) -> _Clues:
        """Call it as `document.once(self._clues)`."""
        clues = _Clues([], [], [], {})
        for line, of_line in zip(document.filled, document.of_folded(self._clues_of_lines, document.filled), strict=True):
            if of_line is not _NO_CLUES:
                begins, opens, tail, matched = of_line
                if begins != _NEITHER:
                    clues.begins[line] = begins
                if opens:
                    clues.opened.append(line)
                if tail:
                    clues.tails.append((line, tail))
                if matched:
                    clues.matched.extend([Hit(line, *each) for each in matched])
        return clues

    def _clues_of_lines(self, texts: Sequence[str], folds: Sequence[str]) -> list[_LineClues]:
        """The clues of each line, given its text and its fold."""
        places = self._beginnings.among(folds)
        begun, opened = set(places), {places[each] for each in self._openers.among([folds[place] for place in places])}
        tails, by_pattern = dict(self.phrases.tails(folds)), self._patterns.search(texts, folds)
        clues = [_NO_CLUES] * len(folds)
        for place in begun | tails.keys() | by_pattern.keys():
            numbers, matched = by_pattern.get(place, _NO_PATTERNS)
            clues[place] = _LineClues((place in begun, numbers), place in opened, tails.get(place, ()), matched)
        return clues
