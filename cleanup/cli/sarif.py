"""How findings are printed as one SARIF log."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from cleanup.cli.output import message
from cleanup.pipeline.result import by_newlines
from cleanup.report.record import identities
from cleanup.report.sarif import MOST_RESULTS, SarifLog
from cleanup.rules.rule import Rule
from cleanup.run.workers.job import Outcome


class SarifPrinter:
    """Prints one SARIF log of all outcomes at the end."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._log = SarifLog(rules)

    def __call__(self, outcome: Outcome) -> None:
        names = identities(outcome.original, outcome.findings)
        for finding, name in zip(outcome.findings, names, strict=True):
            place = outcome.line if outcome.entry.part else None
            what = message(finding, outcome.original)
            self._log.add(outcome.path or outcome.entry.doc, by_newlines(finding, outcome.original), name, what, place)

    def close(self) -> None:
        """Print the log, and say on stderr what it had no room for."""
        sys.stdout.write(json.dumps(self._log.to_json(), indent=1) + "\n")
        if omitted := self._log.omitted:
            print(
                f"SARIF: {omitted:,} findings beyond the first {MOST_RESULTS:,} were left out; GitHub keeps no more",
                file=sys.stderr,
            )
