"""Fixture cases: a text, the same text after one stage, and the edits in between.

`fixtures/cases/<stage>/<name>/` holds input.txt, expected.txt, edits.jsonl and, if need be, options.json with options of
`Cleaner` and what the caller knows of the text (title, url, language). Below `all/` every stage runs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cleanup import Cleaner, Result, SiteProfile
from cleanup.rules.rule import FAMILIES

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
ABOUT = ("title", "url", "language")
FILES = ("rules", "profile")


@dataclass(frozen=True)
class Case:
    """One folder."""

    folder: Path

    @property
    def stage(self) -> str:
        return self.folder.parent.name

    def read(self, name: str) -> str:
        """A file of the case without any change of line ends."""
        return (self.folder / name).read_bytes().decode("utf-8")

    @cached_property
    def options(self) -> dict[str, Any]:
        file = self.folder / "options.json"
        return json.loads(file.read_text("utf-8")) if file.exists() else {}

    @cached_property
    def cleaner(self) -> Cleaner:
        """A cleaner with the stage's family selected, unless options.json says otherwise."""
        options = {key: value for key, value in self.options.items() if key not in ABOUT}
        for key in FILES:  # named from the case's folder
            if isinstance(options.get(key), str):
                options[key] = str(self.folder / options[key])
        if "profile" in options:
            options["profile"] = SiteProfile.load(options["profile"])
        if self.stage != "all":
            families = [family for family, stage in FAMILIES.items() if stage == self.stage]
            assert families, f"{self.stage} is no stage; known are {', '.join(FAMILIES.values())}, all"
            options.setdefault("select", families)
        return Cleaner(**options)

    def explain(self, text: str) -> Result:
        return self.cleaner.explain(text, **{key: self.options[key] for key in ABOUT if key in self.options})


def edits(result: Result) -> list[dict[str, Any]]:
    """The edits made, as lines of edits.jsonl hold them."""
    return [
        {"code": found.code, "start": found.start, "before": found.before, "after": found.after}
        for found in result.findings
        if found.status == "applied"
    ]


def cases() -> list[Case]:
    return [Case(folder) for folder in sorted(CASES.glob("*/*/")) if (folder / "input.txt").exists()]
