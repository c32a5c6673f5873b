"""Plugins on the import path without installing them: their metadata is what an installer would write."""

from __future__ import annotations

import shutil
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "plugin_package"
STAGES, RULES = "cleanup.stages", "cleanup.rules"


def put(folder: Path, distribution: str, version: str = "1.0", **groups: str) -> Path:
    """A distribution in `folder`, with one entry point in each group: `stages` and `rules` are what they lead to, by name."""
    info = folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n", "utf-8")
    lines = [f"[cleanup.{group}]\n{point}\n" for group, point in groups.items()]
    (info / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    return folder


def gazette(folder: Path) -> Path:
    """The package in tests/plugin_package, as installed in `folder`."""
    shutil.copytree(PACKAGE / "cleanup_gazette", folder / "cleanup_gazette")
    return put(folder, "cleanup-gazette", stages="gazette = cleanup_gazette.stage:WireMarks", rules="gazette = cleanup_gazette")
