"""A working folder with texts in it, which every test of the command line starts from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run.runs import CLEAN, DIRTY, put


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: `in/` holds a dirty text, one in a folder below, and a clean one."""
    monkeypatch.chdir(put(tmp_path, {"in/a.txt": DIRTY, "in/b/c.md": DIRTY, "in/d.txt": CLEAN}))
    return tmp_path
