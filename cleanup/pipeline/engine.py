"""The engine: runs the stages over a text until nothing is proposed any more. Nobody else changes text.

"Clean" means settled: the result is a text on which no stage proposes anything, so cleaning it again changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cleanup.pipeline.choose import choose, protected_spans
from cleanup.pipeline.exposed import EXPOSES, exposes, harmless
from cleanup.pipeline.guard import IS_HTML, IS_JSON, PLUGIN_FAILED, TOO_MUCH, UNSETTLED, excess
from cleanup.pipeline.rejected import Rejected
from cleanup.pipeline.result import Refusal, Result, Step, joined
from cleanup.pipeline.switched import misread, unused
from cleanup.rules.rule import Rule
from cleanup.stages.reading.markup import is_html, is_json
from cleanup.stages.stage import Promise, Stage, StageError
from cleanup.text.cached import cached_property
from cleanup.text.carriage import ends_lines
from cleanup.text.changeset import ChangeSet
from cleanup.text.dataclass import dataclass, field, replace
from cleanup.text.document import Document
from cleanup.text.edit import Reason, Span

ROUNDS = 4
"""Rounds of all stages that may change something, before a text counts as one that does not settle."""


@dataclass(frozen=True)
class _Settled:
    """Where the rounds led: the document after the last step, what is kept in it, and whether nothing more was proposed.

    failed  the errors of plugins' stages, by the names of these
    """

    document: Document
    kept: tuple[Span, ...]
    trail: tuple[Step, ...]
    refusals: tuple[Refusal, ...]
    settled: bool
    failed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Engine:
    """Stages in their order, and what the engine holds their proposals against.

    rules          the rules that may act, by code
    protect        a pattern of stretches no edit may touch
    max_removed    the share of an extracted text that may go for good
    rejected       edits that a reader found wrong: what they would change is left alone
    min_certainty  edits that are less certain are only shown
    """

    stages: tuple[Stage, ...]
    rules: Mapping[str, Rule]
    unsafe: bool = False
    protect: re.Pattern[str] | None = None
    max_removed: float = 0.5
    rejected: Rejected = field(default_factory=Rejected)
    min_certainty: float = 0.0

    def run(self, document: Document) -> Result:
        """Clean one document. The result depends on the document and this engine alone.

        A text that would lose too much gets its repairs and no removals; one that does not settle, or is HTML or JSON, stays as
        it is. If a stage of a plugin fails, a remark says so, and the others go on without it.
        """
        kept = self.rejected.spans(document)
        result = self._read(document, kept)
        for _ in range(ROUNDS):
            # An edit may take the last "\n", or bring another "\r" in, and what is left is read in another way.
            if not (result.changed and ends_lines(result.text)):
                return result
            again = self._read(document.with_text(result.text), _moved(kept, result.changes))
            if not again.changed:
                return result
            result = joined(result, again)
        return self._unsettled(document)

    def _read(self, document: Document, kept: tuple[Span, ...]) -> Result:
        """The same, for a text as it is read at first; `kept` was found in the text as it came, line ends included."""
        if ends_lines(document.text):
            from cleanup.pipeline.carriage import cleaned

            return cleaned(document, lambda other: self._cleaned(other, kept))
        return self._cleaned(document, kept)

    def _cleaned(self, document: Document, kept: tuple[Span, ...]) -> Result:
        if is_html(document.text, fragments=document.protect is None):
            because = "This is an HTML page: extract its text first (trafilatura, say) and clean that."
            return Result(document, document.text, remarks=self._remark(IS_HTML, because))
        if document.protect is None and is_json(document.text):
            because = "This is JSON and no article: clean the texts in it, with --format jsonl if each line is a record."
            return Result(document, document.text, remarks=self._remark(IS_JSON, because))
        outcome = self._settle(document, self.stages, kept)
        result = self._result(document, outcome, kept)
        if not outcome.failed:
            return result
        return replace(result, remarks=(*result.remarks, *self._remark(PLUGIN_FAILED, "; ".join(outcome.failed.values()))))

    def _result(self, document: Document, outcome: _Settled, kept: tuple[Span, ...]) -> Result:
        """What the rounds came to, if they settled and took no more than may go; comments that switched nothing off are added."""
        if not outcome.settled:
            return self._unsettled(document)
        if share := self._excess(document, outcome):
            return self._guarded(document, outcome, share, kept)
        result = Result(document, outcome.document.text, outcome.trail, outcome.refusals)
        if not document.switches:
            return result

        def clean(other: Document) -> Result:
            settled = self._settle(other, self.stages, kept)
            return Result(other, settled.document.text, settled.trail)

        told = (*misread(result, self.rules), *unused(result, self.rules, clean))
        return replace(result, refusals=(*result.refusals, *told))

    def _settle(self, document: Document, stages: Sequence[Stage], kept: tuple[Span, ...]) -> _Settled:
        """Run the stages in rounds until one of them changes nothing; `kept` are stretches that none may touch."""
        trail: list[Step] = []
        refusals: list[Refusal] = []
        quiet: set[int] = set()  # stages that left this very document alone: they would do so again
        failed: dict[str, str] = {}
        for _ in range(ROUNDS + 1):
            steps = len(trail)
            for place, stage in enumerate(stages):
                if place in quiet:
                    continue
                before = len(trail)
                try:
                    document = self._step(document, stage, kept, trail, refusals)
                except StageError as error:
                    failed[stage.name] = str(error)
                if len(trail) == before:
                    quiet.add(place)
                    continue
                quiet.clear()
                if kept:
                    kept = _moved(kept, trail[-1].changes)
            if len(trail) == steps:
                return _Settled(document, kept, tuple(trail), tuple(refusals), True, failed)
        return _Settled(document, kept, tuple(trail), tuple(refusals), False, failed)

    def _step(
        self, document: Document, stage: Stage, kept: tuple[Span, ...], trail: list[Step], refusals: list[Refusal]
    ) -> Document:
        """The document after what a stage proposes for it and may do; adds the step to `trail`, and what was declined to
        `refusals`."""
        proposed = list(stage.propose(document))
        if not proposed:
            return document
        protected = protected_spans(document, self.protect, kept)
        choice = choose(
            document,
            proposed,
            promise=stage.promise,
            rules=self.rules,
            unsafe=self.unsafe,
            protected=protected,
            min_certainty=self.min_certainty,
        )
        refusals += [Refusal(len(trail), edit, why, shown) for edit, why, shown in choice.refused]
        if not choice.made:
            return document
        changes = ChangeSet.of(document.text, choice.made)
        after = document.with_text(changes.apply(document.text))
        if exposes(document, changes, after):
            made = harmless(document, choice.made)
            gone = {*choice.made}.difference(made)
            refusals += [Refusal(len(trail), edit, EXPOSES, False) for edit in choice.made if edit in gone]
            if not made:
                return document
            changes = ChangeSet.of(document.text, made)
            after = document.with_text(changes.apply(document.text))
        trail.append(Step(stage.name, changes))
        return after

    @cached_property
    def _removers(self) -> frozenset[str]:
        return frozenset(stage.name for stage in self.stages if stage.promise is Promise.REMOVES)

    def _excess(self, document: Document, outcome: _Settled) -> float:
        return excess(document, outcome.document.text, outcome.trail, self._removers, self.max_removed)

    def _guarded(self, document: Document, outcome: _Settled, share: float, kept: tuple[Span, ...]) -> Result:
        """Only the repairs; unless on the repaired text the removals stay within the limit, as a second run would find."""
        because = f"{share:.0%} of the text would go for good, and at most {self.max_removed:.0%} may: nothing was removed."
        remarks = self._remark(TOO_MUCH, because)
        repairers = [stage for stage in self.stages if stage.promise is not Promise.REMOVES]
        repaired = self._settle(document, repairers, kept)
        if not repaired.settled:
            return self._unsettled(document)
        if repaired.trail:
            again = self._settle(repaired.document, self.stages, repaired.kept)
            if not again.settled:
                return self._unsettled(document)
            if not self._excess(repaired.document, again):
                whole = Result(repaired.document, again.document.text, again.trail, again.refusals)
                return joined(Result(document, repaired.document.text, repaired.trail), whole)
        refusals = (*repaired.refusals, *self._removals(document, outcome))
        return Result(document, repaired.document.text, repaired.trail, refusals, remarks)

    def _unsettled(self, document: Document) -> Result:
        because = f"After {ROUNDS} rounds the rules still found something in what they had changed: nothing was changed."
        return Result(document, document.text, remarks=self._remark(UNSETTLED, because))

    def _removals(self, document: Document, outcome: _Settled) -> Iterator[Refusal]:
        """What removing stages proposed in an outcome that is not used, as refusals in the coordinates of `document`."""
        whole = Result(document, outcome.document.text, outcome.trail, outcome.refusals)
        for found in (*whole.findings, *whole.declined):
            if found.status != "applied":
                if found.reasons[0].stage in self._removers:
                    yield Refusal(0, found.edit, found.why, found.status == "shown")
            elif not found.after:
                yield Refusal(0, found.edit, "too much of the text would go")

    def _remark(self, code: str, because: str) -> tuple[Reason, ...]:
        return (Reason(code, "guard", because),) if code in self.rules else ()


def _moved(spans: tuple[Span, ...], changes: ChangeSet) -> tuple[Span, ...]:
    """Where stretches that `changes` did not touch stand after them."""
    return tuple(Span(changes.map_position(span.start, 1), changes.map_position(span.end, -1)) for span in spans)
