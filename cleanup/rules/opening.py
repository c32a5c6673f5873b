"""Kind "opening": the line begins with the phrase, which ends where a word ends, and is short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleanup.rules.hit import LONGEST, Hit
from cleanup.rules.rule import Rule
from cleanup.text.document import Document
from cleanup.text.fold import fold_with_offsets

_QUOTES = tuple('"“”„‟«»‘‚「『《〈')
_NONE: list[tuple[str, Rule]] = []


class Openings:
    """Finds lines by how they begin: one dictionary lookup a line. A line that begins with a quotation is somebody's words."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        pairs = [(phrase, rule) for rule in rules for phrase in rule.folds]
        self._shortest = min((len(phrase) for phrase, _ in pairs), default=1)
        self._heads: dict[str, list[tuple[str, Rule]]] = {}
        for phrase, rule in sorted(pairs, key=lambda pair: -len(pair[0])):
            self._heads.setdefault(phrase[: self._shortest], []).append((phrase, rule))

    def find(self, document: Document) -> Iterator[Hit]:
        for line, begins in enumerate(document.of_folds(self._begins)):
            for phrase, rule in begins:
                if (
                    not document.line(line).lstrip().startswith(_QUOTES)
                    and len(document.texts[line]) <= LONGEST
                    and _ends_a_word(phrase, document.line(line))
                ):
                    yield Hit(line, rule, phrase)
                    break

    def _begins(self, folded: str) -> list[tuple[str, Rule]]:
        """The phrases with which a folded line begins."""
        found = self._heads.get(folded[: self._shortest])
        return [pair for pair in found if folded.startswith(pair[0])] if found else _NONE


def _ends_a_word(phrase: str, line: str) -> bool:
    """Whether the line does not go on with a letter right behind the phrase ("follow us" is not "follow usual")."""
    folded, offsets = fold_with_offsets(line)
    if len(folded) == len(phrase):
        return True
    return offsets[len(phrase)] > offsets[len(phrase) - 1] + 1
