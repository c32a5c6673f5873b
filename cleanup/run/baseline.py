"""A baseline: findings that are accepted as they are, so that only new ones are reported.

A file in JSON, sorted, made to be committed and read. A finding is known by what stands there (see `keys`), never by its line:
edits elsewhere in a file leave it known.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cleanup.pipeline.result import Finding
from cleanup.run.workers.job import Outcome
from cleanup.run.workers.scope import keys
from cleanup.text.anchor import words_beside
from cleanup.text.atomic import write_atomic
from cleanup.text.dataclass import dataclass, field
from cleanup.text.unending import unending

VERSION = 1
"""Of the file's format."""

_SHOWN = 80
"""Characters of a finding that the file shows to people."""


class BaselineError(ValueError):
    """A file that is no baseline; the message is one line for the user."""


@dataclass(frozen=True, slots=True, order=True)
class Accepted:
    """One accepted finding. `code` and `text` are for people: what it is known by is `id`."""

    code: str
    text: str
    id: str


@dataclass(frozen=True)
class Baseline:
    """The accepted findings by file; names are relative to the folder of the baseline, with "/" between."""

    folder: Path
    findings: Mapping[str, tuple[Accepted, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path) -> Baseline:
        """Raises BaselineError; OSError if the file cannot be read."""
        if what := unending(file):
            raise BaselineError(f"{file}: is {what}, and a baseline names files from the folder it lies in; give a file")
        try:
            data = json.loads(file.read_bytes())
            if data["v"] != VERSION:
                raise BaselineError(f"{file}: version {data['v']!r} is not known here (known: {VERSION})")
            findings = {
                str(name): tuple(Accepted(str(row["code"]), str(row["text"]), str(row["id"])) for row in rows)
                for name, rows in data["findings"].items()
            }
        except BaselineError:
            raise
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise BaselineError(f"{file}: not a baseline; --write-baseline makes one") from None
        return cls(_folder(file), findings)

    def name(self, path: str) -> str:
        """What the file at `path` is called in here."""
        return Path(os.path.relpath(os.path.abspath(path), self.folder)).as_posix()

    def known(self, paths: Iterable[str]) -> dict[str, frozenset[str]]:
        """The keys accepted in each of `paths`, by path."""
        found = {path: self.findings.get(self.name(path), ()) for path in paths}
        return {path: frozenset(accepted.id for accepted in rows) for path, rows in found.items() if rows}

    def gone(self, seen: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, Accepted]]:
        """What is accepted and not found any more: in files that are gone, or in those `seen`, by path with what was found."""
        found = {self.name(path): set(keys) for path, keys in seen.items()}
        for name, rows in sorted(self.findings.items()):
            if name in found:
                yield from ((name, accepted) for accepted in rows if accepted.id not in found[name])
            elif not os.path.lexists(self.folder / name):
                yield from ((name, accepted) for accepted in rows)


@dataclass
class BaselineWriter:
    """Takes the findings of a run and writes them down; what the file says of other files that are still there stays."""

    file: Path
    findings: dict[str, list[Accepted]] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Accept what was found in one file."""
        found = [finding for finding in outcome.findings if finding.status != "note"]
        rows = [
            Accepted(finding.code, _shown(outcome.original, finding), key)
            for finding, key in zip(found, keys(outcome.original, found), strict=True)
        ]
        self.findings[Baseline(_folder(self.file)).name(outcome.path or outcome.entry.doc)] = sorted(rows)

    def write(self) -> int:
        """Put the file in place; the number of findings it accepts. Raises BaselineError if something else is there; OSError."""
        before = Baseline.load(self.file) if self.file.exists() else Baseline(_folder(self.file))
        kept = {
            name: rows
            for name, rows in before.findings.items()
            if name not in self.findings and os.path.lexists(before.folder / name)
        }
        together = {name: list(rows) for name, rows in sorted({**kept, **self.findings}.items()) if rows}
        data: dict[str, Any] = {
            "v": VERSION,
            "findings": {
                name: [{"id": row.id, "code": row.code, "text": row.text} for row in rows] for name, rows in together.items()
            },
        }
        write_atomic(self.file, _readable(data))
        return sum(map(len, together.values()))


def _readable(data: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(data, indent=1, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # a lone surrogate
        return json.dumps(data, indent=1).encode() + b"\n"


def _folder(file: Path) -> Path:
    return Path(os.path.abspath(file)).parent


def _shown(text: str, finding: Finding) -> str:
    """What the finding is about, with the rest of the words it touches."""
    shown = finding.before.strip()
    if len(shown) < 2:
        head, tail = words_beside(text, finding.start, finding.end)
        shown = head + finding.before + tail
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
