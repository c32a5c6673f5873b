"""The README's table of options names each option of the configuration, and commands take each that it names."""

from __future__ import annotations

import re
from pathlib import Path

from cleanup.cli.given import OPTIONS
from cleanup.pipeline.config import Config

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
ONLY_IN_FILES = {"per_file_ignores", "plugins"}


def listed() -> set[str]:
    """The names in the first column of the table of options, as in Python."""
    table = README.partition("\n## Options\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE)
    return {name.replace("-", "_") for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_the_table_has_every_option_and_no_other() -> None:
    assert listed() == set(Config.__annotations__)


def test_commands_take_what_the_configuration_knows() -> None:
    assert {*OPTIONS, "removed_field", *ONLY_IN_FILES} - {"config"} == set(Config.__annotations__)
