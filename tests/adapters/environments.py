"""Environments with other people's libraries, made once per session with uv. cleanup is installed there from its wheel."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="cleanup-environments-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def wheel() -> Path:
    """The wheel of this checkout."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(_folder() / "wheel")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = (_folder() / "wheel").glob("*.whl")
    return built


@cache
def environment(*requirements: str) -> Path:
    """The Python of an environment with these requirements and cleanup."""
    uv = Path(sys.executable).with_name("uv")
    python = _folder() / f"{len(list(_folder().iterdir()))}" / "bin" / "python"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, python.parents[1]], check=True)
    subprocess.run([uv, "pip", "install", "--quiet", "--python", python, wheel(), *requirements], check=True)
    return python
