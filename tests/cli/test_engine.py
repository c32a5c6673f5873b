"""`--engine`: mistakes in its value, each reported in one line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.program import cleanup

Capsys = pytest.CaptureFixture[str]
COMMANDS = (("fix", "in", "-o", "clean"), ("learn", "in", "-o", "profile.json"), ("dedup", "in", "-o", "unique"))


@pytest.mark.parametrize("command", COMMANDS, ids=[name for name, *_ in COMMANDS])
def test_a_cluster_goes_with_an_engine(here: Path, capsys: Capsys, command: tuple[str, ...]) -> None:
    assert cleanup(*command, "--ray-address", "auto") == 2
    assert capsys.readouterr().err == "cleanup: --ray-address needs --engine daft\n"
    assert not (here / "clean").exists()


@pytest.mark.parametrize("command", COMMANDS, ids=[name for name, *_ in COMMANDS])
def test_without_the_extra(here: Path, capsys: Capsys, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    monkeypatch.setitem(sys.modules, "daft", None)
    assert cleanup(*command, "--engine", "daft") == 2
    assert capsys.readouterr().err == "cleanup: to work with Daft: pip install 'cleanup-articles[cluster]'\n"


def test_an_engine_that_is_unknown(here: Path, capsys: Capsys) -> None:
    assert cleanup("fix", "in", "-o", "clean", "--engine", "spark") == 2
    assert "'local', 'daft'" in capsys.readouterr().err


def test_an_engine_has_nothing_to_do_with_standard_input(here: Path, capsys: Capsys) -> None:
    assert cleanup("fix", "-", "--engine", "daft") == 2
    assert capsys.readouterr().err == ("cleanup: --engine daft works on files and folders, not on standard input (-)\n")
