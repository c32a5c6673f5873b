"""Files beside a module are read wherever the module was loaded from."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from cleanup.text.packaged import packaged


@pytest.mark.parametrize("place", ["folder", "zip"])
def test_a_file_beside_a_module_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    name = f"beside_{place}"
    files = {f"{name}/__init__.py": "", f"{name}/module.py": "", f"{name}/data.txt": "near", f"{name}/further/data.txt": "far"}
    if place == "zip":
        with zipfile.ZipFile(tmp_path / "package.zip", "w") as archive:
            for path, content in files.items():
                archive.writestr(path, content)
    else:
        for path, content in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(content)
    monkeypatch.syspath_prepend(tmp_path / "package.zip" if place == "zip" else tmp_path)
    __import__(f"{name}.module")
    for module in (name, f"{name}.module"):
        assert packaged(module, "data.txt") == b"near"
        assert packaged(module, "further/data.txt") == b"far"
    with pytest.raises(OSError):
        packaged(name, "none.txt")
    for module in (name, f"{name}.module"):
        del sys.modules[module]
