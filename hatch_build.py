"""Puts the rules into the wheel a second time, in the form that is read fastest (see `cleanup.rules.load.compiled`)."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRules(BuildHookInterface[Any]):
    """Named in pyproject.toml; hatchling runs it before it builds a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """A checkout reads its rule files themselves, so that an edited one counts at once."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from cleanup.rules.load import COMPILED, built_in, compiled

        self._folder = tempfile.TemporaryDirectory()
        made = Path(self._folder.name) / f"{COMPILED}.py"
        made.write_text(compiled(built_in()), encoding="utf-8", newline="\n")
        build_data["force_include"][str(made)] = f"cleanup/rules/{COMPILED}.py"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """What was made stands in the wheel now."""
        if version != "editable":
            self._folder.cleanup()
