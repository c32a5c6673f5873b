"""What a checkout keeps of what it made of its files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleanup.rules import kept as module

VALUE = (("a", 1, None), {"ß": ("\0", "\udc80")})


class Maker:
    """Makes a value and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> object:
        self.made += 1
        return VALUE


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "load.py").write_text("pass")
    monkeypatch.setattr(module, "_PACKAGE", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return tmp_path


@pytest.fixture
def make() -> Maker:
    return Maker()


def kept(name: str, make: Maker) -> object:
    """As in a process that has just started."""
    module._version.cache_clear()
    return module.kept(name, make)


def _file(package: Path) -> Path:
    (file,) = package.glob("__pycache__/*")
    return file


def test_it_is_made_once(package: Path, make: Maker) -> None:
    assert kept("some", make) == kept("some", make) == VALUE
    assert make.made == 1
    assert kept("other", make) == VALUE
    assert make.made == 2


@pytest.mark.parametrize("name", ["rules/load.py", "rules/new.toml", "new.py"])
def test_it_is_made_anew_once_a_file_has_changed(package: Path, make: Maker, name: str) -> None:
    kept("some", make)
    (package / name).write_text("Pass")
    os.utime(package / name, ns=(1, 1))
    assert [kept("some", make), kept("some", make)] == [VALUE, VALUE]
    assert make.made == 2


def test_it_is_made_anew_where_a_file_is_gone(package: Path, make: Maker) -> None:
    kept("some", make)
    (package / "rules" / "load.py").unlink()
    (package / "rules" / "save.py").write_text("pass")
    kept("some", make)
    assert make.made == 2


@pytest.mark.parametrize("left", [0, 5, 32, 33, 50])
def test_a_file_cut_short_counts_for_nothing(package: Path, make: Maker, left: int) -> None:
    kept("some", make)
    _file(package).write_bytes(_file(package).read_bytes()[:left])
    assert kept("some", make) == VALUE
    assert make.made == 2
    kept("some", make)
    assert make.made == 2


def test_nothing_is_written_where_python_writes_no_bytecode_and_what_is_there_counts(
    package: Path, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept("some", make)
    assert not (package / "__pycache__").exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept("some", make)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept("some", make) == VALUE
    assert make.made == 2


def test_where_it_cannot_be_written_it_is_made_each_time(package: Path, make: Maker) -> None:
    (package / "__pycache__").write_text("a file, no folder")
    assert [kept("some", make), kept("some", make)] == [VALUE, VALUE]
    assert make.made == 2


def test_a_package_in_an_archive_keeps_nothing(package: Path, make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PACKAGE", str(package / "archive.zip" / "cleanup"))
    assert kept("some", make) == VALUE
    assert not list(package.glob("**/__pycache__"))


def test_a_second_start_of_a_checkout_reads_no_rule_files(tmp_path: Path) -> None:
    program = "import sys; from cleanup import Cleaner; Cleaner().clean('Leave a Reply'); print('tomllib' in sys.modules)"
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", program]
    said = [subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert said == ["True\n", "False\n"]
