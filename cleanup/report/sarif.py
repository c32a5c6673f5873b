"""Findings as a SARIF log (version 2.1.0, OASIS 2020), which code scanning of GitHub and others read.

At most 5,000 results: GitHub keeps no more of a run, and refuses a run of more than 25,000.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cleanup import __version__
from cleanup.pipeline.result import Finding
from cleanup.rules.plugins import stage_of
from cleanup.rules.rule import Rule
from cleanup.text.dataclass import dataclass, field

MOST_RESULTS = 5_000
"""Results of one log, at most."""

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT = "cleanupEdit/v1"


def uri(path: str) -> str:
    """The address of a file, percent-encoded: relative if its path is."""
    from urllib.parse import quote

    if os.path.isabs(path):
        return Path(path).as_uri()
    return quote(os.fsencode(Path(path).as_posix()), safe="/~!$&'()*+,;=@")  # a colon would make the first part a scheme


@dataclass
class SarifLog:
    """Takes findings in order; `to_json` returns the log.

    rules    those of the findings, for their names and reasons
    omitted  results beyond the limit
    """

    rules: Iterable[Rule]
    omitted: int = 0
    _results: list[dict[str, Any]] = field(default_factory=list)
    _codes: dict[str, int] = field(default_factory=dict)

    def add(self, path: str, finding: Finding, identity: str, message: str, record: int | None = None) -> None:
        """Add a finding in the file at `path`; `identity` is what its edit is called in accounts.

        record  line of the record it lies in: places within a record mean nothing to other programs
        """
        if len(self._results) >= MOST_RESULTS:
            self.omitted += 1
            return
        index = self._codes.setdefault(finding.code, len(self._codes))
        artifact = {"uri": uri(path)}
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": index,
            "level": "warning" if finding.status == "applied" else "note",
            "message": {"text": message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": artifact,
                        "region": {"startLine": record} if record else _region(finding),
                    }
                }
            ],
            "partialFingerprints": {_FINGERPRINT: identity},
            "properties": {"certainty": finding.certainty, "status": finding.status},
        }
        if not record and finding.status == "applied" and finding.after.isprintable():
            deleted = {"charOffset": finding.start, "charLength": finding.end - finding.start}
            replacement: dict[str, Any] = {"deletedRegion": deleted}
            if finding.after:
                replacement["insertedContent"] = {"text": finding.after}
            result["fixes"] = [{"artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}]}]
        self._results.append(result)

    def to_json(self) -> dict[str, Any]:
        """The log as plain data. What was left out is counted in the run's properties."""
        known = {rule.code: rule for rule in self.rules}
        driver = {
            "name": "cleanup",
            "semanticVersion": __version__,
            "rules": [_descriptor(code, known.get(code)) for code in self._codes],
        }
        run: dict[str, Any] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": self._results}
        if self.omitted:
            run["properties"] = {"omittedResults": self.omitted, "limit": MOST_RESULTS}
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _region(finding: Finding) -> dict[str, int]:
    """Where the removed text stands, without the white space that is removed with it; lines end at a line feed."""
    region = {"startLine": finding.line, "startColumn": finding.column}
    rows = (finding.before.strip() or finding.before).split("\n")
    end = finding.column + len(rows[0]) if len(rows) == 1 else len(rows[-1]) + 1
    return {**region, "endLine": finding.line + len(rows) - 1, "endColumn": end}


def _descriptor(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} `cleanup rules {code}` shows what it finds and what it keeps."},
        "defaultConfiguration": {"level": "note" if rule.safety == "show" else "warning"},
        "properties": {"tags": [stage_of(code)]},
    }
