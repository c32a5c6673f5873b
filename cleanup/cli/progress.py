"""A progress bar, on a terminal only, and the closing summary."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cleanup.cli.output import show_all
from cleanup.pipeline.config import Config
from cleanup.report.summary import Summary

_SOON = 20
"""Fewer documents than this are done before a bar could be read."""


@contextmanager
def bar(total: int, quiet: bool) -> Iterator[Callable[[], None]]:
    """A function to call after each of `total` documents. Draws nothing unless stderr is a terminal that can."""
    if quiet or total < _SOON or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal or console.is_dumb_terminal or console.no_color:
        yield lambda: None
        return
    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


def say(summary: Summary, config: Config, verb: str, quiet: bool = False) -> None:
    """The summary on stderr; problems are named even when quiet."""
    from cleanup.rules.load import load

    problems = [problem for problem in summary.problems]
    shown = problems if len(problems) <= 20 else problems[:20]
    for doc, why in shown:
        print(f"{show_all(doc)}: {show_all(why)}", file=sys.stderr)
    if len(problems) > len(shown):
        print(f"... and {len(problems) - len(shown):,} more, see summary.json", file=sys.stderr)
    if not quiet:
        names = {rule.code: rule.name for rule in load(config.rules)}
        print("\n".join(summary.lines(names, verb)), file=sys.stderr)
