"""What the README shows of a terminal is what the program prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```console\n\$ cleanup ([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = [match.groups() for match in BLOCK.finditer((ROOT / "README.md").read_text("utf-8"))]


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_a_terminal_shows_what_the_readme_says(command: str, shown: str) -> None:
    arguments, _, source = command.partition(" < ")
    program = [sys.executable, "-m", "cleanup.cli", *arguments.split()]
    given = (ROOT / source).read_bytes() if source else b""
    done = subprocess.run(program, input=given, capture_output=True, cwd=ROOT, check=False)
    assert done.stdout.decode() == shown
    assert done.returncode in (0, 1), done.stderr.decode()


def test_the_readme_shows_a_terminal() -> None:
    assert BLOCKS
