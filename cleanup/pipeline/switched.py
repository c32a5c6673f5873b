"""Edits that a comment in the text switches off, and comments that switch nothing off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cleanup.pipeline.result import Refusal, Result
from cleanup.rules.rule import Rule
from cleanup.text.document import Switch
from cleanup.text.edit import Edit, Reason

SWITCHED_OFF = "a comment switches the rule off here"
UNUSED = "GU105"


def is_off(edit: Edit, switches: Sequence[Switch]) -> bool:
    """Whether the edit touches a stretch in which its rule is off."""
    return any(_concerns(switch, edit.start, edit.end, edit.code) for switch in switches)


def unused(result: Result, rules: Mapping[str, Rule]) -> Iterator[Refusal]:
    """For each comment that switched nothing off, though its rules were at work, the removal of it; only to be shown."""
    if UNUSED not in rules:
        return
    switches = result.document.switches
    caught = [found for found in result.declined if found.why == SWITCHED_OFF] if switches else []
    for switch in switches:
        active = [code for code in rules if not switch.codes or code.startswith(switch.codes)]
        if active and not any(_concerns(switch, found.start, found.end, found.code) for found in caught):
            what = f"nothing of {', '.join(switch.codes)}" if switch.codes else "nothing"
            reason = Reason(UNUSED, "guard", f"The comment can go: {what} is found where it switches rules off.")
            comment = switch.comment
            yield Refusal(0, Edit(comment.start, comment.of(result.original), "", (reason,)), "it is only shown", True)


def _concerns(switch: Switch, start: int, end: int, code: str) -> bool:
    if switch.codes and not code.startswith(switch.codes):
        return False
    off = switch.off
    return off.start <= start <= off.end if start == end else start < off.end and off.start < end
