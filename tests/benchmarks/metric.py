"""The metrics of the benchmarks beside the project, from the file that each of them ships."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any


def metric(folder: Path) -> Any:
    """The module score.py of a benchmark's folder. Raises FileNotFoundError."""
    spec = spec_from_file_location(f"{folder.name}_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
