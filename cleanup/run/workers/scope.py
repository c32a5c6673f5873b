"""Which edits of a run count: those in lines that have changed, those that a baseline does not know.

Texts are cleaned as ever, and then all other edits are taken back: evidence may stand anywhere in a document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from cleanup.pipeline.result import Finding, Refusal, Result, Step, by_newlines
from cleanup.text.anchor import Anchor
from cleanup.text.changeset import ChangeSet
from cleanup.text.dataclass import dataclass
from cleanup.text.fold import fold
from cleanup.text.namedtuple import NamedTuple

if TYPE_CHECKING:
    from cleanup.run.sources.changed import Ranges

_WORD = 4
"""Letters from which a stretch is known by them alone."""

_REACH = 200
"""Code points on both sides in which the ends of a finding's lines are looked for."""

UNCHANGED, ACCEPTED = "none of its lines has changed", "the baseline accepts it"


def keys(text: str, findings: Iterable[Finding]) -> Iterator[str]:
    """What a baseline knows each of `findings` of the original `text` by.

    Words are known by themselves and their number among equals, whatever stands beside them; white space, a seam between words
    and single letters by what else stands in their line.
    """
    seen: Counter[Anchor] = Counter()
    for finding in findings:
        bare = finding.before.strip()
        is_known = len(fold(bare)) >= _WORD
        anchor = Anchor(bare, "", "") if is_known else _within_line(text, finding)
        seen[anchor] += 1
        yield anchor.identity(finding.after.strip() if is_known else finding.after, seen[anchor])


def _within_line(text: str, finding: Finding) -> Anchor:
    """The anchor of a finding with what stands in its lines, for the ones beside them may change."""
    left = text.rfind("\n", max(0, finding.start - _REACH), finding.start) + 1 or max(0, finding.start - _REACH)
    right = text.find("\n", finding.end, finding.end + _REACH)
    part = text[left : right if right >= 0 else finding.end + _REACH]
    return Anchor.of(part, finding.start - left, finding.end - left)


class Narrowed(NamedTuple):
    """A result with only the edits that count, and what the baseline knows of the others, by their keys."""

    result: Result
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """The edits that count, by the paths of files as they were named. A value that travels to other processes.

    lines  the changed lines of each file; None: all edits count
    known  the keys of the findings in each file that a baseline accepts
    """

    lines: Mapping[str, Ranges] | None = None
    known: Mapping[str, frozenset[str]] | None = None

    def is_outside(self, path: str) -> bool:
        """Whether no edit of the file can count, so that it need not be cleaned: none of its lines has changed."""
        return self.lines is not None and not self.lines.get(path) and not (self.known and self.known.get(path))

    def narrowed(self, result: Result, path: str) -> Narrowed:
        """`result` as if no other edits had been proposed; those are on record as declined."""
        found = [finding for finding in result.findings if finding.status != "note"]
        lines = None if self.lines is None else self.lines.get(path, ())
        known = self.known.get(path, frozenset()) if self.known else frozenset()
        if lines is None and not known:
            return Narrowed(result)
        names = tuple(keys(result.original, found))
        seen = [by_newlines(finding, result.original) for finding in found]
        reasons = [self._refusal(finding, name, lines, known) for finding, name in zip(seen, names, strict=True)]
        accepted = tuple(name for name in names if name in known)
        if not any(reasons):
            return Narrowed(result, accepted)
        wanted = [finding.edit for finding, why in zip(found, reasons, strict=True) if finding.status == "applied" and not why]
        refused = [
            Refusal(0, finding.edit, why or finding.why, not why)
            for finding, why in zip(found, reasons, strict=True)
            if why or finding.status == "shown"
        ]
        refused += [Refusal(0, finding.edit, finding.why) for finding in result.declined]
        changes = ChangeSet.of(result.original, wanted)
        trail = (Step("scope", changes),) if wanted else ()
        text = changes.apply(result.original) if wanted else result.original
        return Narrowed(Result(result.document, text, trail, tuple(refused), result.remarks), accepted)

    def _refusal(self, finding: Finding, name: str, lines: Ranges | None, known: frozenset[str]) -> str:
        """Why the finding does not count; empty if it does."""
        if lines is not None and not _touches(finding, lines):
            return UNCHANGED
        return ACCEPTED if name in known else ""


def _touches(finding: Finding, lines: Ranges) -> bool:
    """Whether one of the lines the edit changes is among `lines`; the separator that is removed with a block does not count."""
    head, bare = finding.line, finding.before.strip() or finding.before
    last = head + bare.rstrip("\n").count("\n")
    return any(first <= last and head <= end for first, end in lines)
