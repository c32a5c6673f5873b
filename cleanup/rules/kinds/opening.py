"""Kind "opening": the line begins with the phrase, which ends where a word ends, and is short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.rule import Rule
from cleanup.text.document import Document
from cleanup.text.fold import fold_with_offsets
from cleanup.text.lazy import Lazy

_QUOTES = tuple('"“”„‟«»‘‚「『《〈')

_SPOKEN_OF = Lazy(
    r"\W*\s(?:(?:is|was|were|means?|meant|stands|stood|reads)|(?:ist|est|es|è|é) (?:der|die|das|ein|l[ea]|une?|una|el|il|[ao])"
    r"|war|était|era)\b"
)
"""How a sentence goes on whose subject the phrase is: what pages print has said all when the verb is over."""


class Openings:
    """Finds lines by how they begin: one dictionary lookup a line. A line that begins with a quotation is somebody's words."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        by_rule = [(rule, rule.folds) for rule in rules]
        self._shortest = min((len(phrase) for _, folds in by_rule for phrase in folds), default=1)
        self._heads: dict[str, list[tuple[str, Rule]]] = {}
        for rule, folds in by_rule:
            for phrase in folds:
                self._heads.setdefault(phrase[: self._shortest], []).append((phrase, rule))

    def may_name(self, line: str, folded: str) -> bool:
        """Whether a line begins with a phrase, as it must to be found."""
        return bool(self._begins(folded))

    def find(self, document: Document, lines: Iterable[int]) -> Iterator[Hit]:
        """`lines` are those that may begin with a phrase."""
        for line in lines:
            for phrase, rule in self._begins(document.folds[line]):
                text = document.line(line)
                if len(text) <= LONGEST and not text.lstrip().startswith(_QUOTES) and _ends_a_word(phrase, text):
                    yield Hit(line, rule, phrase)
                    break

    def _begins(self, folded: str) -> list[tuple[str, Rule]]:
        """The phrases with which a folded line begins, the longest first."""
        begun = [pair for pair in self._heads.get(folded[: self._shortest], ()) if folded.startswith(pair[0])]
        return sorted(begun, key=_length, reverse=True) if len(begun) > 1 else begun


def _length(pair: tuple[str, Rule]) -> int:
    return len(pair[0])


def _ends_a_word(phrase: str, line: str) -> bool:
    """Whether the line does not go on with a letter right behind the phrase ("follow us" is not "follow usual"), nor with a
    verb of which the phrase is the subject."""
    folded, offsets = fold_with_offsets(line)
    if len(folded) == len(phrase):
        return True
    end = offsets[len(phrase) - 1] + 1
    return offsets[len(phrase)] > end and not _SPOKEN_OF.match(line, end)
