"""Running the program: within this process, where that is enough, and as users do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from cleanup.cli.app import run

PROGRAM = (sys.executable, "-c", "from cleanup.cli.app import main; main()")


def cleanup(*args: str | Path) -> int:
    """The exit status; what was printed is in pytest's capsys."""
    return run([str(arg) for arg in args])


def program(
    *args: str | Path, cwd: Path, data: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    command = [*PROGRAM, *map(str, args)]
    return subprocess.run(
        command, cwd=cwd, input=data, capture_output=True, check=False, timeout=120, env={**os.environ, **(env or {})}
    )
