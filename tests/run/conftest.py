"""A folder of dirty texts, for every test of runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run.runs import CLEAN, DIRTY, put


@pytest.fixture
def dirty(tmp_path: Path) -> Path:
    """Two dirty texts, a clean one and an empty one."""
    return put(tmp_path / "in", {"a.txt": DIRTY, "b/c.md": DIRTY, "d.txt": CLEAN, "empty.txt": ""})
