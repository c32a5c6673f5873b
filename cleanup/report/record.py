"""One edit and one document as the account keeps them: plain data that says everything needed to check and undo it.

Version 1 of the format, and version 2 for the lines of record files. A reader of a later version must go on reading both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import Any, Literal

from cleanup.pipeline.result import Finding
from cleanup.text.anchor import Anchor
from cleanup.text.changeset import ChangeSet
from cleanup.text.dataclass import dataclass, field
from cleanup.text.edit import Edit, Reason

VERSION = 1
"""Version of the lines of edits.jsonl."""

OF_RECORDS = 2
"""Version of the lines about a record file or a document in one: a reader that knows only version 1 must stop at them."""

_HEAD_FIELDS = dict.fromkeys(("doc", "status", "before", "after", "encoding", "bom", "errors"), str) | {
    "length": int,
    "edits": int,
}

Status = Literal["changed", "clean", "guarded", "html", "binary", "undecodable", "failed", "records"]


@dataclass(frozen=True, slots=True)
class Part:
    """Where a document is that is part of a record file.

    file    POSIX path of its file below the root of the run
    format  that file's format
    record  number of its record, from 1
    field   name of its field; empty for a change in none, such as a column added to a header
    splice  (start, end, bytes): the replacement that gives the original record once its fields are as they were; kept
            where writing the old values again does not give every byte back
    """

    file: str
    format: str
    record: int
    field: str
    splice: tuple[int, int, bytes] | None = None

    def to_json(self) -> dict[str, Any]:
        """The keys it adds to the line of its document."""
        data: dict[str, Any] = {"file": self.file, "format": self.format, "record": self.record, "field": self.field}
        if self.splice:
            import base64

            start, end, raw = self.splice
            data["splice"] = [start, end, base64.b64encode(raw).decode()]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Part:
        """The part that a document's line speaks of. Raises ValueError on data that is not one."""
        kinds = {"file": str, "format": str, "record": int, "field": str}
        if wrong := [key for key, kind in kinds.items() if not isinstance(data.get(key), kind)]:
            raise ValueError(f"a record's line without {', '.join(wrong)}: the account is broken")
        splice = None
        if (spliced := data.get("splice")) is not None:
            import base64

            try:
                start, end, raw = spliced
                splice = int(start), int(end), base64.b64decode(raw, validate=True)
            except (TypeError, ValueError):
                raise ValueError(f"not a splice: {spliced!r:.60}") from None
        return cls(data["file"], data["format"], data["record"], data["field"], splice)


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened to one document.

    doc            POSIX path below the root of the run
    status         "changed"; "clean": nothing to do; "guarded": too much would have gone; "html", "binary" and "undecodable":
                   copied as it was; "failed": could not be read or written; "records": no document, but the file of those
                   before it, or a stretch between them
    before, after  SHA-256 of the file's bytes, hexadecimal; empty where it could not be read. Of a record file: of its records'
                   bytes, uncompressed; of a field of a record: of its text in UTF-8
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
    part: Part | None = None

    @property
    def altered(self) -> bool:
        """Whether the file's bytes have changed. Those of a guarded document may have: its repairs were made."""
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
        version = OF_RECORDS if self.part or self.status == "records" else VERSION
        encoding, bom, errors = self.codec
        head: dict[str, Any] = {"v": version, "doc": self.doc, "status": self.status, "before": self.before, "after": self.after}
        head |= {"encoding": encoding, "bom": bom, "errors": errors, "length": self.length, "edits": len(self.edits)}
        if self.remarks:
            head["remarks"] = list(self.remarks)
        if self.why:
            head["why"] = self.why
        if self.part:
            head |= self.part.to_json()
        yield head
        yield from (dict(record) for record in self.edits)


def unknown_version(version: object, *known: int) -> str:
    """The message on a `version` that is not among those `known`: one later than all of them comes from a later program."""
    why = f"version {version!r} of the account is not known here (known: {', '.join(map(str, known))})"
    return f"{why}; a newer cleanup made it: update this one" if isinstance(version, int) and version > max(known) else why


def identities(text: str, findings: Iterable[Finding]) -> Iterator[str]:
    """The id of each of `findings` of the original `text`: made of what stands there and beside it, never of its place."""
    seen: dict[tuple[Anchor, str], int] = {}
    for finding in findings:
        anchor = Anchor.of(text, finding.start, finding.end)
        key = anchor, finding.after
        seen[key] = nth = seen.get(key, 0) + 1
        yield anchor.identity(finding.after, nth)


def records(doc: str, text: str, findings: Iterable[Finding], *, named: bool = True) -> tuple[dict[str, Any], ...]:
    """The edits among `findings` of the original `text`, as lines of edits.jsonl; their ids are empty if not `named`."""
    made = [finding for finding in findings if finding.status == "applied"]
    lines = []
    for finding, identity in zip(made, identities(text, made) if named else repeat(""), strict=False):
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
    """Assembles entries from the lines of edits.jsonl; feed the lines in order, then call `close`. Both raise ValueError."""

    _head: dict[str, Any] | None = None
    _edits: list[dict[str, Any]] = field(default_factory=list)

    def feed(self, line: Mapping[str, Any]) -> Entry | None:
        """Take one line; returns the entry before it once that is complete. Raises ValueError on an unknown version."""
        if line.get("v") not in (VERSION, OF_RECORDS):
            raise ValueError(unknown_version(line.get("v"), VERSION, OF_RECORDS))
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
        if wrong := [key for key, kind in _HEAD_FIELDS.items() if not isinstance(head.get(key), kind)]:
            raise ValueError(f"a document's line without {', '.join(wrong)}: the account is broken")
        if len(edits) != head["edits"] or any(edit.get("doc") != head["doc"] for edit in edits):
            raise ValueError(f"{head['doc']}: {head['edits']} edits announced, {len(edits)} found: the account is incomplete")
        codec = (head["encoding"], head["bom"], head["errors"])
        remarks = tuple(head.get("remarks", ()))
        part = Part.from_json(head) if "file" in head else None
        why = head.get("why", "")
        return Entry(head["doc"], head["status"], head["before"], head["after"], codec, head["length"], edits, remarks, why, part)
