"""A rule file from a stranger is a set of rules that clean, or a mistake told in one line; it never raises anything else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cleanup.pipeline.cleaner import Cleaner
from cleanup.rules.read import RuleError, read
from tests.run.runs import DIRTY


def check(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    try:
        rules, more = read(text, "strange.toml")
    except RuleError as error:
        assert "strange.toml" in str(error)
        return
    if not rules and not more:
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "strange.toml"
        file.write_bytes(data)
        try:
            result = Cleaner(rules=(str(file),), select=("BP", "LY", "GU")).explain(DIRTY + "\nKeep our shop (alone)\n")
        except RuleError:
            return
    assert result.undo() == result.original
