"""Edits that a comment in the text switches off, and comments that switch nothing off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from cleanup.pipeline.result import Finding, Refusal, Result
from cleanup.rules.load import built_in
from cleanup.rules.rule import Rule
from cleanup.rules.select import unknown
from cleanup.text.document import Document, Switch
from cleanup.text.edit import Edit, Reason, Span
from cleanup.text.lazy import Lazy

SWITCHED_OFF = "a comment switches the rule off here"
UNUSED, MISREAD = "GU105", "GU107"
_NOT_READ = (
    "It switches nothing: write “cleanup: off”, “cleanup: off-next-line” or “cleanup: on”, and behind it nothing or codes, as "
    "BP101; “on” ends what the same codes began above it."
)


_ON = Lazy(r"<!--\s*cleanup:\s*on\b[^<>]*-->", re.IGNORECASE)
"""The comment that ends a stretch; whatever else may stand there is the text's."""


def is_off(edit: Edit, switches: Sequence[Switch]) -> bool:
    """Whether the edit touches a stretch in which its rule is off."""
    return any(_concerns(switch, edit.start, edit.end, edit.code) for switch in switches)


def misread(result: Result, rules: Mapping[str, Rule]) -> Iterator[Refusal]:
    """For each comment that is nearly one that switches rules off or on, the removal of it; only to be shown."""
    if MISREAD not in rules:
        return
    for switch in result.document.switches:
        if switch.misread:
            yield _shown(result, switch, MISREAD, _NOT_READ)
        elif missing := [code for code, _ in unknown(switch.codes, {*rules, *(rule.code for rule in built_in())})]:
            yield _shown(result, switch, MISREAD, f"No rule's code begins with {', '.join(missing)}; `cleanup rules` lists them.")


def _shown(result: Result, switch: Switch, code: str, because: str) -> Refusal:
    comment = switch.comment
    return Refusal(
        0, Edit(comment.start, comment.of(result.original), "", (Reason(code, "guard", because),)), "it is only shown", True
    )


def unused(result: Result, rules: Mapping[str, Rule], clean: Callable[[Document], Result]) -> Iterator[Refusal]:
    """For each comment that switched nothing off, though its rules were at work, the removal of it; only to be shown.

    A comment also parts what stands above it from what stands below, and a line that no rule finds so may be found, and removed,
    once the comment is gone: so the text without its comments is asked as well, which `clean` cleans.
    """
    if UNUSED not in rules:
        return
    switches = result.document.switches
    caught = [found for found in result.declined if found.why == SWITCHED_OFF] if switches else []
    idle = [
        switch
        for switch in switches
        if not switch.misread
        and any(not switch.codes or code.startswith(switch.codes) for code in rules)
        and not any(_concerns(switch, found.start, found.end, found.code) for found in caught)
    ]
    removed = list(_removals(clean(_without_comments(result.document)).findings)) if idle else []
    for switch in idle:
        if not any(_concerns(switch, span.start, span.end, code) for span, code in removed):
            what = f"nothing of {', '.join(switch.codes)}" if switch.codes else "nothing"
            yield _shown(result, switch, UNUSED, f"The comment can go: {what} is found where it switches rules off.")


def _without_comments(document: Document) -> Document:
    """The document with blanks for its comments, those that end a stretch as well, so that offsets stay."""
    text = document.text
    comments = {switch.comment for switch in document.switches}
    ends = {switch.off.end for switch in document.switches if not switch.misread}
    comments.update(Span(*match.span()) for end in ends if (match := _ON.match(text, end)))
    out, position = [], 0
    for comment in sorted(comments):
        out += [text[position : comment.start], " " * (comment.end - comment.start)]
        position = comment.end
    return document.with_text("".join([*out, text[position:]]))


def _removals(findings: Iterable[Finding]) -> Iterator[tuple[Span, str]]:
    """What is removed for good, without the white space around it, and by which rule; blanks in place of comments are white
    space."""
    for found in findings:
        if not found.after and (bare := found.before.strip()):
            start = found.start + found.before.index(bare)
            yield Span(start, start + len(bare)), found.code


def _concerns(switch: Switch, start: int, end: int, code: str) -> bool:
    if switch.misread or (switch.codes and not code.startswith(switch.codes)):
        return False
    off = switch.off
    return off.start <= start <= off.end if start == end else start < off.end and off.start < end
