"""Ordinary command lines are parsed as typer parses them, and all others are left to it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.cli.check import check
from cleanup.cli.dedup import dedup
from cleanup.cli.fix import fix
from cleanup.cli.learn import learn
from cleanup.cli.lightparser import parsed
from cleanup.cli.program import as_typer

WORDS = (
    "a.txt b - -q --quiet -v --keep --keep=body body --select SP --select=BP,HL --ignore= --max-removed 0.3 --max-removed=x "
    "--jobs -j 2 -j4 --limit 3 --limit=0 --config c.toml --output-format json --output-format=full --output-format=odd --diff "
    "--diff=1 --unsafe --no-unsafe --help -h -o out --output=out --in-place -- --nonsense --protect --baseline base.json -1 1e3 "
    "--since 2026-03 --min-pages 3 --min-pages=1 --min-share .5 --min-share=2 --merge p.json --threshold 0.4 --containment=1 "
    "--keep-from a.org --known index --dry-run --force"
).split()


def as_typer_reads(command: Any, args: list[str]) -> dict[str, Any] | None:
    """What typer hands to the command; None where it does not get that far."""
    told: list[dict[str, Any]] = []

    def listen(**arguments: Any) -> None:
        told.append(arguments)

    run = as_typer(command)
    listen.__signature__, listen.__annotations__ = run.__signature__, {}  # type: ignore[attr-defined]
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command()(listen)
    try:
        app(args, standalone_mode=False)
    except Exception:
        return None
    return told[0] if told else None


@settings(max_examples=120, deadline=None)
@given(st.sampled_from((check, fix, learn, dedup)), st.lists(st.sampled_from(WORDS), max_size=6))
def test_what_is_read_here_is_what_typer_reads(command: Any, args: list[str]) -> None:
    mine = parsed(command, args)
    if mine is not None:
        assert mine == as_typer_reads(command, args)


@pytest.mark.parametrize(
    "line", ["a.txt", "-q a.txt b.md", "--select SP --ignore SP2 -j 2 x", "--output-format=json --limit 3 x", "--config c.toml x"]
)
def test_the_lines_of_hooks_are_ordinary(line: str) -> None:
    assert parsed(check, line.split()) is not None


@pytest.mark.parametrize("line", ["", "--help", "--nonsense x", "--limit 0 x", "--jobs x y", "--keep", "--diff=1 x", "-qv x"])
def test_lines_that_are_not_ordinary_are_left_to_typer(line: str) -> None:
    assert parsed(check, line.split()) is None


@pytest.mark.parametrize(
    "line",
    ["check -q a.txt", "fix -q --in-place a.txt", "fix -q a.txt -o out", "learn -q a.txt -o p.json", "dedup -q a.txt -o out"],
)
def test_a_hook_imports_neither_typer_nor_anything_else_that_is_slow(tmp_path: Any, line: str) -> None:
    (tmp_path / "a.txt").write_text("The ferry sails at nine, and it is back by noon.\n")
    slow = {"typer", "pydantic", "rich", "ftfy", "wordfreq", "rapidfuzz", "regex", "multiprocessing", "charset_normalizer"}
    slow |= {"importlib.metadata", "inspect"}
    code = f"import sys; from cleanup.cli.app import run; run({line.split()!r}); print(*{slow!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == ([], "")
