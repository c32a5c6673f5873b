"""Kind "teaser": the beginnings of other articles, each cut off by dots, with a link such as "Read more" below every one.

What stands between two such links is a teaser, if it is short and cut off as well. Where the first of them begins cannot be told:
it may be the article's last paragraph, so it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleanup.rules.hit import Hit
from cleanup.rules.rule import Rule
from cleanup.text.dataclass import replace
from cleanup.text.document import Document

_FEWEST_LINKS = 3
"""Links from which a list is one: an author may send the reader on once or twice."""

_LONGEST = 900
"""Code points of the longest teaser."""

_DOTS = ("...", "…", "[…]", "[...]")


class Teasers:
    """Finds runs of teasers by the links between them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._links = {phrase: rule for rule in rules for phrase in rule.folds}

    def find(self, document: Document, lines: Iterable[int]) -> Iterator[Hit]:
        """Links, and the teasers between them. `lines` are those that may begin with a phrase."""
        if self._links.keys().isdisjoint([document.folds[line] for line in lines]):
            return
        run: list[Hit] = []
        between: list[int] = []
        for place, line in enumerate(document.filled):
            rule = self._links.get(document.folds[line])
            if rule is None or not place or not document.line(document.filled[place - 1]).rstrip().endswith(_DOTS):
                between.append(line)
                continue
            link = Hit(line, rule, document.folds[line])
            if sum(len(document.line(each)) for each in between) > _LONGEST:
                yield from _list(run)
                run = []
            run += (replace(link, line=each, follows=True) for each in between if run)
            run.append(link)
            between = []
        yield from _list(run)


def _list(run: list[Hit]) -> list[Hit]:
    return run if sum(not hit.follows for hit in run) >= _FEWEST_LINKS else []
