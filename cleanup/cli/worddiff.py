"""`--diff`: on a terminal each line that changes, with removals and insertions in colour; in a pipe, a patch."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cleanup.cli.escape import show_all
from cleanup.run.workers.job import Outcome
from cleanup.text.carriage import ends_lines, with_newlines

if TYPE_CHECKING:
    from rich.text import Text

_BESIDE = 60
"""Characters of a line's unchanged text that are shown beside an edit."""


def patch_printer() -> Callable[[Outcome], None]:
    """What prints the changes of outcomes: in colour on a terminal that can, else as a patch."""
    return _coloured() or _plain


def _plain(outcome: Outcome) -> None:
    sys.stdout.buffer.write(outcome.patch)


def _coloured() -> Callable[[Outcome], None] | None:
    if not sys.stdout.isatty():
        return None
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    if not console.is_terminal or console.is_dumb_terminal or console.no_color:
        return None

    def show(outcome: Outcome) -> None:
        if outcome.entry.edits:
            console.print(word_diff(outcome))

    return show


def word_diff(outcome: Outcome) -> Text:
    """A file's name, and below it every stretch of lines that changes."""
    from rich.text import Text

    shown = Text(show_all(outcome.path or outcome.entry.doc) + "\n", style="bold")
    text, found = _with_newlines(outcome)
    for edits in _together(text, found):
        codes = " ".join(dict.fromkeys(reason["code"] for edit in edits for reason in edit["reasons"]))
        shown.append(f"{edits[0]['line']}: {codes}\n", style="cyan not bold")
        for piece, style in _pieces(text, edits):
            lines = piece.replace("\r\n", "\n").split("\n")  # a mark for each "\r" of a Windows file would bury the edits
            shown.append("\n".join(map(show_all, lines)), style=style)
        shown.append("\n")
    return shown


def _with_newlines(outcome: Outcome) -> tuple[str, Sequence[Mapping[str, Any]]]:
    """The original and its edits with lines that end with "\\n"."""
    if not ends_lines(outcome.original):
        return outcome.original, outcome.entry.edits
    texts = ("before", "after")
    edits = [dict(edit) | {name: edit[name].replace("\r", "\n") for name in texts} for edit in outcome.entry.edits]
    return with_newlines(outcome.original), edits


def _together(text: str, edits: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Edits in order, those on one line or on lines that meet together."""
    group: list[Mapping[str, Any]] = []
    for edit in edits:
        if group and "\n" in text[group[-1]["end"] : edit["start"]]:
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _pieces(text: str, edits: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The lines of `edits`: pieces with the style each is shown in."""
    first, last = edits[0]["start"], edits[-1]["end"]
    begin = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    end = end if end >= 0 else len(text)
    end -= last < end and text[end - 1] == "\r"
    position = begin
    for edit in edits:
        yield _shortened(text[position : edit["start"]], position > begin, True), "not bold"
        if edit["before"]:
            yield _visible(edit["before"]), "red strike not bold"
        if edit["after"]:
            yield _visible(edit["after"]), "green underline not bold"
        position = edit["end"]
    yield _shortened(text[position:end], True, False), "not bold"


def _visible(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "↵") if not text.strip() else text


def _shortened(text: str, head: bool, tail: bool) -> str:
    """Unchanged text, of which only the ends that stand beside an edit are kept."""
    if len(text) <= 2 * _BESIDE:
        return text
    return (text[:_BESIDE] if head else "") + " … " + (text[-_BESIDE:] if tail else "")
