"""What cleaning one text gives: the text, every edit with its place in the original, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from cleanup.text.cached import cached_property
from cleanup.text.carriage import ends_lines, with_newlines
from cleanup.text.changeset import ChangeSet
from cleanup.text.dataclass import dataclass, replace
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Reason
from cleanup.text.language import language_of
from cleanup.text.namedtuple import NamedTuple

Status = Literal["applied", "shown", "declined", "note"]


class Step(NamedTuple):
    """What one stage changed in one round, in the coordinates of the text it saw."""

    stage: str
    changes: ChangeSet


class Refusal(NamedTuple):
    """An edit that was proposed and not made: when (steps made before it), why, and whether it is only meant to be shown."""

    steps: int
    edit: Edit
    why: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, in the ORIGINAL text: code points `start` to `end`.

    line, column  from 1, where the removed text begins: the white space that is removed with a block does not count. A line
                  ends at "\\n"; in a text without one, at "\\r" (see `by_newlines`)

    status  "applied"; "shown": reported by a rule that never acts; "declined": proposed and refused, `why` says for what
            reason; "note": a remark of a guard on the whole text
    """

    start: int
    end: int
    line: int
    column: int
    before: str
    after: str
    reasons: tuple[Reason, ...]
    status: Status = "applied"
    why: str = ""

    @property
    def edit(self) -> Edit:
        """What is made of the original, or was proposed for it."""
        return Edit(self.start, self.before, self.after, self.reasons)

    @property
    def code(self) -> str:
        """The primary reason's code."""
        return self.reasons[0].code

    @property
    def certainty(self) -> float:
        """The primary reason's certainty, from 0 to 1."""
        return self.reasons[0].certainty


def by_newlines(finding: Finding, text: str) -> Finding:
    """`finding` where git and those who host its files see it in the original `text`: to them "\\r" alone ends no line."""
    start = _seen(finding.start, finding.before)
    if finding.line == 1 or text.rfind("\n", 0, start) >= 0:
        return finding
    return replace(finding, line=1, column=start + 1)


def _seen(start: int, before: str) -> int:
    """Where a reader sees something go: behind the white space that is removed with a block."""
    bare = before.lstrip()
    return start + len(before) - len(bare) if bare else start


@dataclass(frozen=True)
class Result:
    """The cleaned `text` of a `document`, and how it came about.

    trail     one change set a step, each made for the text the step before it left
    refusals  edits proposed and not made, in their step's coordinates; `declined` has them in the original's
    remarks   what guards say of the whole text
    """

    document: Document
    text: str
    trail: tuple[Step, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    remarks: tuple[Reason, ...] = ()

    @property
    def original(self) -> str:
        """The text as it came."""
        return self.document.text

    @property
    def language(self) -> str:
        """ISO 639-1 code of the language the caller named, or of the one found in the original; "" if nothing tells."""
        return self.document.once(language_of)

    @property
    def changed(self) -> bool:
        """Whether any edit was made."""
        return bool(self.trail)

    def undo(self) -> str:
        """The original, computed from the cleaned text and the trail. Law: `explain(t).undo() == t`."""
        text = self.text
        for step in reversed(self.trail):
            text = step.changes.invert().apply(text)
        return text

    @cached_property
    def changes(self) -> ChangeSet:
        """All steps as one change set of the original. Composed when asked for."""
        return self._before(len(self.trail))

    def _before(self, steps: int) -> ChangeSet:
        """The first steps as one change set of the original."""
        changes = ChangeSet(len(self.original))
        for step in self.trail[:steps]:
            changes = changes.then(step.changes)
        return changes

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Edits made, edits shown and remarks, in the order of the original."""
        found = [
            Finding(edit.start, edit.end, *self._place(edit.start, edit.old), edit.old, edit.new, edit.reasons)
            for edit in (self.changes.edits if self.trail else ())
        ]
        found += self._refused(refusal for refusal in self.refusals if refusal.shown)
        found += [Finding(0, 0, 1, 1, "", "", (remark,), "note") for remark in self.remarks]
        return tuple(sorted(found, key=lambda finding: (finding.status == "note", finding.start, finding.end)))

    @cached_property
    def declined(self) -> tuple[Finding, ...]:
        """Edits proposed and refused, in the order of the original, each with the reason in `why`."""
        found = self._refused(refusal for refusal in self.refusals if not refusal.shown)
        return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))

    def _refused(self, refusals: Iterable[Refusal]) -> list[Finding]:
        """Refusals in the coordinates of the original, each once."""
        back: dict[int, ChangeSet] = {}
        found: dict[tuple[int, int, str, str], Finding] = {}
        for refusal in refusals:
            edit = refusal.edit
            if refusal.steps not in back:
                back[refusal.steps] = self._before(refusal.steps).invert()
            length = back[refusal.steps].length  # an edit with false evidence may reach past it
            start = back[refusal.steps].map_position(min(edit.start, length), 1)
            end = max(start, back[refusal.steps].map_position(min(edit.end, length), -1))
            before = self.original[start:end]
            key = (start, end, edit.code, edit.new)  # each round proposes it again
            status: Status = "shown" if refusal.shown else "declined"
            place = self._place(start, before)
            found.setdefault(key, Finding(start, end, *place, before, edit.new, edit.reasons, status, refusal.why))
        return list(found.values())

    @cached_property
    def _lined(self) -> Document:
        """The original with the lines that findings are counted by."""
        return self.document.with_text(with_newlines(self.original)) if ends_lines(self.original) else self.document

    def _place(self, start: int, before: str) -> tuple[int, int]:
        return self._lined.place(_seen(start, before))

    def rules(self) -> dict[str, int]:
        """How many edits each code made, by code."""
        counts: dict[str, int] = {}
        for step in self.trail:
            for edit in step.changes.edits:
                counts[edit.code] = counts.get(edit.code, 0) + 1
        return dict(sorted(counts.items()))


def joined(first: Result, later: Result) -> Result:
    """Both in one; `later` is of the text that `first` left."""
    moved = tuple(refusal._replace(steps=refusal.steps + len(first.trail)) for refusal in later.refusals)
    remarks = tuple(dict.fromkeys(first.remarks + later.remarks))
    return Result(first.document, later.text, first.trail + later.trail, first.refusals + moved, remarks)
