"""How findings are printed: for people in one line or two, for programs, for GitHub's annotations."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from cleanup.cli.escape import show, show_all
from cleanup.cli.options import Format
from cleanup.pipeline.result import Finding, by_newlines
from cleanup.run.workers.job import Outcome
from cleanup.text.anchor import words_beside


def sentence(finding: Finding, text: str) -> str:
    """What the edit does, as `"PLAthe" -> "PLA the"`; `text` is the original. A small edit is shown with the words around it."""
    if not finding.after and finding.before.strip():
        return f'removed "{show(finding.before.strip())}"'
    left, right = finding.before, finding.after
    if len(finding.before.strip()) < 2 and "\n" not in finding.before:
        before, after = words_beside(text, finding.start, finding.end)
        left, right = before + left + after, before + right + after
    return f'"{show(left)}" -> "{show(right)}"'


class Printer:
    """Prints the findings of outcomes to stdout as they come; `level` is what GitHub shows edits as."""

    def __init__(self, style: Format, verbose: bool, level: str = "error") -> None:
        self.style, self.verbose, self.level = style, verbose, level
        self._rows = 0

    def __call__(self, outcome: Outcome) -> None:
        for finding in self._wanted(outcome):
            self._print(outcome, finding)

    def close(self) -> None:
        """End what JSON needs ended."""
        if self.style is Format.JSON:
            sys.stdout.write("\n]\n" if self._rows else "[]\n")

    def _wanted(self, outcome: Outcome) -> Iterable[Finding]:
        if not self.verbose:
            return outcome.findings
        found = (*outcome.findings, *outcome.declined)
        return sorted(found, key=lambda finding: (finding.status == "note", finding.start, finding.end))

    def _print(self, outcome: Outcome, finding: Finding) -> None:
        if self.style is Format.JSON:
            import json

            sys.stdout.write(("[\n" if not self._rows else ",\n") + json.dumps(_plain(outcome, finding)))
        elif self.style is Format.GITHUB:
            sys.stdout.write(_annotation(outcome, finding, self.level) + "\n")
        else:
            sys.stdout.write(self._line(_place(outcome), outcome.original, finding) + "\n")
        self._rows += 1

    def _line(self, doc: str, text: str, finding: Finding) -> str:
        place = f"{doc}:{finding.line}:{finding.column}: {finding.code}"
        if finding.status == "note":
            return f"{place} {finding.reasons[0].because}"
        line = f"{place} {sentence(finding, text)}"
        if finding.status != "applied":
            line += f" [not made: {finding.why}]"
        if self.style is Format.FULL:
            because = " ".join(dict.fromkeys(reason.because for reason in finding.reasons))
            line += f"\n    {show_all(because)} ({finding.certainty:.0%})"
        return line


def _place(outcome: Outcome) -> str:
    """The file; of a record also its line there, and the field whose lines and columns follow."""
    path, part = outcome.path or outcome.entry.doc, outcome.entry.part
    return f"{show_all(path)}:{outcome.line}:{show_all(part.field)}" if part else show_all(path)


def _plain(outcome: Outcome, finding: Finding) -> dict[str, Any]:
    part = outcome.entry.part
    record = {"doc": outcome.entry.doc, "number": part.record, "line": outcome.line, "field": part.field} if part else None
    return {
        "path": outcome.path or outcome.entry.doc,
        **({"record": record} if record else {}),
        "line": finding.line,
        "col": finding.column,
        "start": finding.start,
        "end": finding.end,
        "before": finding.before,
        "after": finding.after,
        "status": finding.status,
        **({"why": finding.why} if finding.why else {}),
        "reasons": [reason.to_json() for reason in finding.reasons],
    }


def _annotation(outcome: Outcome, finding: Finding, level: str) -> str:
    """A workflow command (GitHub's documentation: %, line ends, and in properties : and , are escaped)."""
    level, text = level if finding.status == "applied" else "notice", outcome.original
    place = {"title": f"cleanup {finding.code}", "file": outcome.path or outcome.entry.doc}
    if outcome.entry.part:
        place["line"] = str(outcome.line)
    else:
        seen = by_newlines(finding, text)
        place |= {"line": str(seen.line), "col": str(seen.column)}
    properties = ",".join(f"{name}={_escape(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in place.items())
    return f"::{level} {properties}::{_escape(message(finding, text))}"


def message(finding: Finding, text: str) -> str:
    """What the edit does and why, on one line."""
    because = finding.reasons[0].because
    return show_all(because if finding.status == "note" else f"{sentence(finding, text)}. {because}")


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
