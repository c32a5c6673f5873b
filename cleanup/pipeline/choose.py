"""Which of a stage's proposals are made: by safety, promise, protection and overlap. The others are kept with the reason."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from cleanup.pipeline.switched import SWITCHED_OFF, is_off
from cleanup.rules.rule import Rule
from cleanup.stages.reading.technical import is_manual
from cleanup.stages.stage import Promise
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Span
from cleanup.text.namedtuple import NamedTuple


class Choice(NamedTuple):
    """Edits to make, sorted and apart; and those refused, each with the reason and whether its rule only shows."""

    made: list[Edit]
    refused: list[tuple[Edit, str, bool]]


def choose(
    document: Document,
    proposed: Iterable[Edit],
    *,
    promise: Promise,
    rules: Mapping[str, Rule],
    unsafe: bool,
    protected: Sequence[Span],
    min_certainty: float = 0.0,
) -> Choice:
    """Hold each proposal against its rule, its stage's promise, the protected stretches and the other proposals.

    Proposals for codes that are not in `rules` were not asked for and leave no record.
    """
    fit: list[Edit] = []
    refused: list[tuple[Edit, str, bool]] = []
    switches = document.switches
    for edit in proposed:
        rule = rules.get(edit.code)
        if rule is None or edit.old == edit.new:
            continue
        if not document.text.startswith(edit.old, edit.start):
            refused.append((edit, "its evidence does not stand at its place", False))
        elif switches and is_off(edit, switches):
            refused.append((edit, SWITCHED_OFF, False))
        elif rule.safety == "show":
            refused.append((edit, "the rule only shows what it finds", True))
        elif rule.safety == "unsafe" and not unsafe:
            refused.append((edit, "the rule is unsafe and --unsafe was not given", True))
        elif min_certainty and edit.certainty < min_certainty:
            refused.append((edit, f"it is less certain than {100 * min_certainty:g}%", True))
        elif document.curated and rule.curated != "all" and is_manual(document):
            refused.append((edit, "the text is a manual, in which this is meant to stand", False))
        elif not promise.kept_by(edit):
            refused.append((edit, f"it breaks its stage's promise: {promise.value}", False))
        elif protected and _touches(edit, protected):
            refused.append((edit, "the stretch is protected", False))
        else:
            fit.append(edit)
    made, lost = _apart(fit)
    refused += [(edit, f"it overlaps an edit by {winner.code} that is surer or comes first", False) for edit, winner in lost]
    return Choice(made, refused)


def _touches(edit: Edit, protected: Sequence[Span]) -> bool:
    """Whether the edit takes or splits something of a protected stretch. `protected` is sorted and apart."""
    index = bisect_right(protected, edit.start, key=lambda span: span.end)
    return index < len(protected) and protected[index].start < edit.end


def _apart(edits: list[Edit]) -> tuple[list[Edit], list[tuple[Edit, Edit]]]:
    """Edits that do not overlap, sorted; and each loser beside the edit it lost to."""
    edits.sort(key=_ends)
    if all(edit.start < other.start and edit.start + len(edit.old) <= other.start for edit, other in pairwise(edits)):
        return edits, []
    made: list[Edit] = []
    lost: list[tuple[Edit, Edit]] = []
    for crowd in _crowds(edits):
        kept: list[Edit] = []
        for edit in sorted(crowd, key=lambda edit: (-edit.certainty, edit.start, -len(edit.old))) if len(crowd) > 1 else crowd:
            index = bisect_left(kept, _ends(edit), key=_ends)
            rivals = [other for other in kept[max(0, index - 1) : index + 1] if _rivals(edit, other)]
            if rivals:
                lost.append((edit, rivals[0]))
            else:
                kept.insert(index, edit)
        made += kept
    return made, lost


def _crowds(edits: list[Edit]) -> Iterator[list[Edit]]:
    """Sorted edits, divided where nothing overlaps: only within a crowd must one give way."""
    crowd: list[Edit] = []
    end = 0
    for edit in edits:
        if crowd and edit.start >= end and edit.span != crowd[-1].span:
            yield crowd
            crowd = []
        crowd.append(edit)
        end = max(end, edit.end)
    if crowd:
        yield crowd


def _ends(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _rivals(edit: Edit, other: Edit) -> bool:
    return edit.span.overlaps(other.span) or edit.span == other.span


def protected_spans(document: Document, phrases: re.Pattern[str] | None, kept: Sequence[Span] = ()) -> tuple[Span, ...]:
    """What no edit may touch in this text: what its format protects, the user's phrases, and stretches `kept` for other
    reasons; sorted, overlaps melted."""
    spans = [*document.protected, *kept]
    if phrases:
        spans += [Span(*match.span()) for match in phrases.finditer(document.text)]
    melted: list[Span] = []
    for span in sorted(spans):
        if melted and span.start < melted[-1].end:
            melted[-1] = Span(melted[-1].start, max(melted[-1].end, span.end))
        else:
            melted.append(span)
    return tuple(melted)


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for phrases to protect: any case, any white space between their words."""
    wanted = [r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases if phrase.strip()]
    if not wanted:
        return None
    return re.compile("|".join(sorted(wanted, key=len, reverse=True)), re.IGNORECASE)
