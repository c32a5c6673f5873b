"""One edit and one document as the account keeps them: plain data that says everything needed to check and undo it.

Version 1 of the format. A reader of a later version must go on reading it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cleanup.pipeline.result import Finding
from cleanup.text.anchor import Anchor
from cleanup.text.changeset import ChangeSet
from cleanup.text.edit import Edit, Reason

VERSION = 1

_HEAD = dict.fromkeys(("doc", "status", "before", "after", "encoding", "bom", "errors"), str) | {"length": int, "edits": int}

Status = Literal["changed", "clean", "guarded", "html", "binary", "undecodable", "failed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened to one document.

    doc            POSIX path below the root of the run
    status         "changed"; "clean": nothing to do; "guarded": too much would have gone; "html", "binary" and "undecodable":
                   copied as it was; "failed": could not be read or written
    before, after  SHA-256 of the file's bytes, hexadecimal; empty where it could not be read
    codec          encoding, byte order mark (hexadecimal) and error handler that give the bytes back
    length         code points of the original text
    """

    doc: str
    status: Status
    before: str = ""
    after: str = ""
    codec: tuple[str, str, str] = ("utf-8", "", "strict")
    length: int = 0
    edits: tuple[Mapping[str, Any], ...] = ()
    remarks: tuple[str, ...] = ()
    why: str = ""

    @property
    def altered(self) -> bool:
        """Whether the file's bytes are others now. A guarded document may be: its repairs were made."""
        return self.before != self.after

    def changes(self) -> ChangeSet:
        """The edits as one change set of the original text.

        Raises ChangeError, or KeyError, TypeError, AttributeError, ValueError on broken records.
        """
        edits = [
            Edit(record["start"], record["before"], record["after"], tuple(map(Reason.from_json, record["reasons"])))
            for record in self.edits
        ]
        return ChangeSet(self.length, tuple(edits))

    def lines(self) -> Iterator[dict[str, Any]]:
        """The document's own line, then one for each edit."""
        head: dict[str, Any] = {"v": VERSION, "doc": self.doc, "status": self.status, "before": self.before, "after": self.after}
        head |= dict(zip(("encoding", "bom", "errors"), self.codec, strict=True))
        head |= {"length": self.length, "edits": len(self.edits)}
        if self.remarks:
            head["remarks"] = list(self.remarks)
        if self.why:
            head["why"] = self.why
        yield head
        yield from (dict(record) for record in self.edits)


def records(doc: str, text: str, findings: Iterable[Finding]) -> tuple[dict[str, Any], ...]:
    """The edits among `findings` of the original `text`, as lines of edits.jsonl."""
    seen: Counter[tuple[Anchor, str]] = Counter()
    lines = []
    for finding in findings:
        if finding.status != "applied":
            continue
        anchor = Anchor.of(text, finding.start, finding.end)
        seen[anchor, finding.after] += 1
        identity = anchor.identity(finding.after, seen[anchor, finding.after])
        lines.append(
            {
                "v": VERSION,
                "doc": doc,
                "id": identity,
                "start": finding.start,
                "end": finding.end,
                "line": finding.line,
                "col": finding.column,
                "before": finding.before,
                "after": finding.after,
                "reasons": [reason.to_json() for reason in finding.reasons],
            }
        )
    return tuple(lines)


@dataclass
class EntryReader:
    """Puts the lines of edits.jsonl together to entries again; feed lines in order, then `close`. Both raise ValueError."""

    _head: dict[str, Any] | None = None
    _edits: list[dict[str, Any]] = field(default_factory=list)

    def feed(self, line: Mapping[str, Any]) -> Entry | None:
        """Take one line; gives the entry before it once that is complete. Raises ValueError on an unknown version."""
        if line.get("v") != VERSION:
            raise ValueError(f"version {line.get('v')!r} of the account is not known here (known: {VERSION})")
        if "status" not in line:
            self._edits.append(dict(line))
            return None
        done = self.close()
        self._head = dict(line)
        return done

    def close(self) -> Entry | None:
        """The last entry. Raises ValueError if edits are missing from it."""
        head, edits = self._head, tuple(self._edits)
        self._head, self._edits = None, []
        if head is None:
            if edits:
                raise ValueError("an edit before the line of its document")
            return None
        if wrong := [key for key, kind in _HEAD.items() if not isinstance(head.get(key), kind)]:
            raise ValueError(f"a document's line without {', '.join(wrong)}: the account is broken")
        if len(edits) != head["edits"] or any(edit.get("doc") != head["doc"] for edit in edits):
            raise ValueError(f"{head['doc']}: {head['edits']} edits announced, {len(edits)} found: the account is incomplete")
        codec = (head["encoding"], head["bom"], head["errors"])
        remarks = tuple(head.get("remarks", ()))
        return Entry(
            head["doc"], head["status"], head["before"], head["after"], codec, head["length"], edits, remarks, head.get("why", "")
        )
