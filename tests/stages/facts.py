"""The facts that models are fitted on, of each line and each gap by itself: the stages look up what many weigh at once, and tests
hold both to the same scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleanup.stages.boilerplate.page.columns import Columns, crossed
from cleanup.stages.boilerplate.page.guessfacts import Guesses
from cleanup.stages.boilerplate.page.linefacts import Line
from cleanup.stages.boilerplate.page.pagefacts import Page
from cleanup.stages.spacing.candidates import Candidate
from cleanup.stages.spacing.evidence import Evidence
from cleanup.stages.spacing.features import of_quotes, of_words
from cleanup.stages.spacing.signs import signs


def of_gap(candidate: Candidate, evidence: Evidence) -> list[str]:
    """Which of them count depends on the kind of the gap."""
    return [*signs(candidate), *of_words(candidate, evidence), *of_quotes(candidate, evidence)]


def of_lines(lines: Sequence[Line]) -> Iterator[dict[str, float]]:
    """Of every line as a part of the page that `lines` are."""
    page = Page(lines)
    whole = {fact: value for fact, value in page.whole().items() if value}
    return (whole | facts for facts in _rows(page.columns()))


def of_guesses(guess: Sequence[float], words: Sequence[int]) -> Iterator[dict[str, float]]:
    """What was guessed of every line and of the lines around it."""
    return _rows(Guesses(guess, words).columns())


def _rows(columns: Columns) -> Iterator[dict[str, float]]:
    """The facts line by line, without those that are 0; one by one, for a page may have 200,000 lines."""
    for place, kind in enumerate(columns.kinds):
        facts = crossed(kind, {name: column[place] for name, column in columns.measured.items()})
        for facts_of, keys in columns.keyed.items():
            facts |= facts_of(keys[place])
        yield {fact: value for fact, value in facts.items() if value}
