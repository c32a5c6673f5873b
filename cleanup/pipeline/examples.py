"""Examples of rules are tests: each is run through the whole cleaner, among prose, and what should not happen is reported.

`cleanup rules --test` runs those of the user's rule files, our own tests those of all built-in rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from cleanup.pipeline.cleaner import Cleaner
from cleanup.pipeline.result import Result
from cleanup.rules.rule import Change, Depth, Rule
from cleanup.text.changeset import ChangeSet
from cleanup.text.dataclass import dataclass
from cleanup.text.edit import Edit

PROSE = (
    "The ferry to the northern islands left the quay at six on Tuesday, an hour later than the timetable had promised, with "
    "eleven lorries and a choir on board.",
    "Its captain, who has crossed the sound for twenty-two years, said that the fog had been thicker than in any October she "
    "could remember.",
    "Passengers drank tea on the lower deck and watched the radar turn. Nobody seemed to mind the delay much, apart from a man "
    "with a crate of young hens.",
    "By noon the sun had come through, and the pier at Westerness was crowded with people who had heard the singing before they "
    "saw the ship.",
    "The islands have asked for a second vessel since the bridge plan was dropped, but the ministry wants to see another year "
    "of figures first.",
    "A decision is expected in spring; until then the old ferry sails twice a day, fog or no fog, and the hens have a home.",
)
"""Six paragraphs that no rule has anything against."""

EXEMPT = {
    "GU": "guards speak of a whole text",
    "SL": "site lines are those of a profile, not of a rule",
    "ND": "near-duplicates are pairs of documents",
}
"""Families whose rules no example can show, and why."""

Kind = Literal["removes", "keeps", "changes"]


def is_complete(rule: Rule) -> bool:
    """Whether examples show both what the rule does and what it leaves alone, or none could."""
    return rule.has_examples or rule.family in EXEMPT


def failures(rules: Iterable[Rule], files: Iterable[str] = ()) -> Iterator[Failure]:
    """The examples of `rules` that do not hold, with every rule on: built-in ones and those of the rule files `files`."""
    return Examples(files).failures(rules)


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: of which rule, of which kind, the example itself, and what happened instead."""

    code: str
    kind: Kind
    example: str
    happened: str

    def __str__(self) -> str:
        return f"{self.code}: {self.kind} {self.example!r}: {self.happened}"


_PLACES = {"anywhere": ("head", "middle", "tail"), "below": ("middle", "tail"), "edges": ("head", "tail")}


class Examples:
    """Runs examples with every rule on, built-in ones and those of the rule files `files`. Raises as `Cleaner` does."""

    def __init__(self, files: Iterable[str] = ()) -> None:
        self._files = tuple(files)
        self._cleaners: dict[tuple[Depth, bool], Cleaner] = {}

    def failures(self, rules: Iterable[Rule]) -> Iterator[Failure]:
        """What does not hold for `rules`."""
        for rule in rules:
            for example in rule.removes:
                yield from self.removes(rule, example)
            for example in rule.keeps:
                yield from self.keeps(rule, example)
            for change in rule.changes:
                yield from self.changes(rule, change)

    def removes(self, rule: Rule, example: str) -> Iterator[Failure]:
        """Where the example does not vanish, or takes something along; a rule that only shows must show it."""
        expected = "\n\n".join(PROSE)
        for place in _PLACES.get(rule.where, (rule.where,)):
            text = _among_prose(example.strip("\n"), place)
            result = self._run(text, rule.depth, rule.safety == "unsafe", language=_language(rule))
            if rule.safety == "show":
                happened = "" if result.text == text else _difference(text, result)
                happened = happened or ("" if _shown(rule, result) else "it is not shown")
            elif result.text == text:
                happened = "; ".join(["it stays", *_acts(result)])
            else:
                happened = "" if result.text == expected else _difference(expected, result)
            if happened:
                yield Failure(rule.code, "removes", example, f"at the {place} of a text, {happened}")

    def keeps(self, rule: Rule, example: str) -> Iterator[Failure]:
        """Where some rule, not only this one, changes a text that holds the example."""
        for place in ("head", "middle", "tail"):
            text = _among_prose(example.strip("\n"), place)
            result = self._run(text, rule.depth, True, language=_language(rule))
            if result.text != text:
                yield Failure(rule.code, "keeps", example, f"at the {place} of a text, {_difference(text, result)}")

    def changes(self, rule: Rule, change: Change) -> Iterator[Failure]:
        """What becomes of `before` if it is not `after`; a rule that only shows must show what would lead there."""
        spares = change.before == change.after
        unsafe = spares or rule.safety == "unsafe"
        result = self._run(change.before, change.keep, unsafe, change.title, _language(rule), change.url)
        if rule.safety == "show" and not spares:
            shown = [edit for edit in _shown(rule, result) if edit.old != edit.new]
            text = ChangeSet.of(change.before, shown).apply(change.before)
        else:
            text = result.text
        if text != change.after:
            happened = _difference(change.after, result) if text == result.text else f"it shows the way to {text!r}"
            yield Failure(rule.code, "changes", change.before, happened)
        elif not spares and rule.safety != "show" and rule.code not in _codes(result):
            yield Failure(rule.code, "changes", change.before, f"others made the change: {', '.join(_codes(result))}")

    def _run(
        self,
        text: str,
        keep: Depth,
        unsafe: bool,
        title: str | None = None,
        language: str | None = None,
        url: str | None = None,
    ) -> Result:
        key = (keep, unsafe)
        if key not in self._cleaners:
            self._cleaners[key] = Cleaner(keep=keep, unsafe=unsafe, rules=self._files)
        return self._cleaners[key].explain(text, title=title, url=url, language=language)


def _language(rule: Rule) -> str | None:
    """The language of the example, where the rule is about one: the prose around it would speak for English."""
    return rule.languages[0] if rule.languages and "en" not in rule.languages else None


def _among_prose(example: str, place: str) -> str:
    """The example as a paragraph at the head, in the middle or at the tail of the prose."""
    index = {"head": 0, "middle": len(PROSE) // 2, "tail": len(PROSE)}[place]
    return "\n\n".join((*PROSE[:index], example, *PROSE[index:]))


def _shown(rule: Rule, result: Result) -> list[Edit]:
    return [finding.edit for finding in result.findings if finding.status == "shown" and finding.code == rule.code]


def _codes(result: Result) -> list[str]:
    """Every code that had a part in the result."""
    codes = {reason.code for step in result.trail for edit in step.changes.edits for reason in edit.reasons}
    return sorted(codes | {remark.code for remark in result.remarks})


def _difference(expected: str, result: Result) -> str:
    """In one line: where the result parts from what was expected, who acted, and what was declined for what reason."""
    text = result.text
    start = next((at for at, (a, b) in enumerate(zip(expected, text, strict=False)) if a != b), min(len(expected), len(text)))
    what = f"{text[max(0, start - 10) : start + 60]!r} stands where {expected[max(0, start - 10) : start + 60]!r} should"
    return "; ".join([what, *_acts(result)])


def _acts(result: Result) -> Iterator[str]:
    """Who acted, and what was declined for what reason."""
    if codes := _codes(result):
        yield f"acted: {', '.join(codes)}"
    for finding in result.declined[:3]:
        yield f"{finding.code} declined: {finding.why}"
