"""All kinds of rules about whole lines. What a line shows by itself is found once, also where the text around it changes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from cleanup.rules.block import Blocks
from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.index import ENDING, is_shipped, shipped
from cleanup.rules.label import Labels
from cleanup.rules.line import Lines, Phrases
from cleanup.rules.opening import Openings
from cleanup.rules.pattern import Patterns, Reading
from cleanup.rules.rule import Rule
from cleanup.rules.sentence import Sentences
from cleanup.rules.teaser import Teasers
from cleanup.text.document import Document
from cleanup.text.fold import fold
from cleanup.text.namedtuple import NamedTuple

Beginning = tuple[bool, tuple[int, ...]]
"""Whether a line may begin with a phrase, and the numbers of the patterns that may match its beginning."""


class _Look(NamedTuple):
    """What a line shows by itself.

    begins   with what it may begin
    opens    whether that may be a phrase of an opening, a label or a heading
    tail     the phrases at its end
    matched  the rules that match it, each with its pattern
    """

    begins: Beginning
    opens: bool
    tail: Sequence[str]
    matched: Sequence[tuple[Rule, str]]


class _Looks(NamedTuple):
    """What the lines of a document show: which may open with a phrase, which end with some, which match a pattern, and with what
    they may begin."""

    opened: list[int]
    tails: list[tuple[int, Sequence[str]]]
    matched: list[Hit]
    begins: dict[int, Beginning]


_NEITHER: Beginning = (False, ())
_NOTHING = _Look(_NEITHER, False, (), ())
_UNREAD = Reading((), ())

_TELLING = 32
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
        self._patterns = Patterns(of("pattern", "block"))
        self._lines, self._openings, self._labels = Lines(self.phrases), Openings(of("opening")), Labels(of("label"))
        self._blocks, self._teasers, self._sentences = Blocks(of("block")), Teasers(of("teaser")), Sentences(self.phrases)

    def find(self, document: Document) -> list[Hit]:
        """The whole lines that rules name."""
        opened, tails, matched, _ = document.once(self._looks)
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
        tails = document.once(self._looks).tails
        return self._sentences.find(document, [each for each in tails if each[0] not in gone])

    def may_begin(self, document: Document) -> Mapping[int, Beginning]:
        """The lines that may begin with a sentence that rules name, each with what tells that."""
        return document.once(self._looks).begins

    def may_name(self, sentence: str, begins: Beginning) -> bool:
        """Whether rules may name the first sentence of a line that `begins` so, were it the first line of several."""
        begun, numbers = begins
        kinds = (self._openings, self._labels, self._blocks)
        folded = fold(sentence) if begun or len(sentence) < _TELLING else ""
        if begun and (any(self.phrases.tails([folded])) or any(kind.may_name(sentence, folded) for kind in kinds)):
            return True
        if len(sentence) < _TELLING:
            return any(reading.matched for reading in self._patterns.read([sentence], [folded]).values())
        return len(sentence) <= LONGEST and bool(self._patterns.matches(sentence, numbers))

    def _looks(self, document: Document) -> _Looks:
        """Call it as `document.once(self._looks)`."""
        looks = _Looks([], [], [], {})
        for line, look in zip(document.filled, document.of_folded(self._look, document.filled), strict=True):
            if look is not _NOTHING:
                begins, opens, tail, matched = look
                if begins != _NEITHER:
                    looks.begins[line] = begins
                if opens:
                    looks.opened.append(line)
                if tail:
                    looks.tails.append((line, tail))
                if matched:
                    looks.matched.extend([Hit(line, *each) for each in matched])
        return looks

    def _look(self, texts: Sequence[str], folds: Sequence[str]) -> list[_Look]:
        """What each line shows, given its text and its fold."""
        places = self._beginnings.among(folds)
        begun, opened = set(places), {places[each] for each in self._openers.among([folds[place] for place in places])}
        tails, readings = dict(self.phrases.tails(folds)), self._patterns.read(texts, folds)
        looks = [_NOTHING] * len(folds)
        for place in begun | tails.keys() | readings.keys():
            numbers, matched = readings.get(place, _UNREAD)
            looks[place] = _Look((place in begun, numbers), place in opened, tails.get(place, ()), matched)
        return looks
