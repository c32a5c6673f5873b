"""A progress bar, on a terminal only, and the closing summary."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cleanup.cli.escape import show_all
from cleanup.files.records import format_of
from cleanup.pipeline.config import Config
from cleanup.report.summary import Summary
from cleanup.run.sources.search import LINKS
from cleanup.run.sources.source import Source, Sources
from cleanup.run.workers.items import first_records
from cleanup.run.workers.job import Job, Outcome

_FEWEST_FOR_BAR = 20
"""Fewer documents than this are done before a bar could be read."""

_NAMED = 20
"""Documents named on the terminal; more would push the summary out of sight."""


Shown = Callable[[str], str | None]
"""How people call a document, by its name in the account; None if that is no source."""

_BYTES_FOR_BAR = 5_000_000
"""Bytes of record files that take long enough for a bar."""


@contextmanager
def bar(total: int, quiet: bool, prints: bool = False, soon: int = _FEWEST_FOR_BAR) -> Iterator[Callable[..., None]]:
    """A function to call after each of `total` documents, or with how many there were. Draws nothing unless stderr is a terminal
    that can, nor if there are fewer than `soon`.

    `prints`: results go to stdout meanwhile; on the same terminal they would tear a bar to pieces, and show progress enough.
    """
    if quiet or total < soon or not sys.stderr.isatty() or (prints and sys.stdout.isatty()):
        yield lambda count=1: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, ProgressColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal or console.is_dumb_terminal:
        yield lambda count=1: None
        return
    # Not redirected: results on stdout must go where they were meant to go, as they are.
    counted: ProgressColumn = DownloadColumn() if soon == _BYTES_FOR_BAR else MofNCompleteColumn()
    columns = (BarColumn(), counted, TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as progress:
        task = progress.add_task("", total=total)
        yield lambda count=1: progress.advance(task, count)


@contextmanager
def steps(sources: Sources, job: Job, quiet: bool, prints: bool = False) -> Iterator[Callable[[Outcome], None]]:
    """A function to call with each outcome of `sources`: by files, or by bytes where one may be a million documents."""
    if not first_records(sources, job):
        with bar(len(sources), quiet, prints) as advance:
            yield lambda outcome: advance()
        return
    sizes = {source.name: _size(source) for source in sources}
    shown = done = 0
    with bar(sum(sizes.values()), quiet, prints, _BYTES_FOR_BAR) as advance:

        def step(outcome: Outcome) -> None:
            nonlocal shown, done
            done += 0 if outcome.entry.part else sizes.get(outcome.entry.doc, 0)
            here = done + outcome.read if outcome.entry.part else done
            if here > shown:
                advance(here - shown)
                shown = here

        yield step


def _size(source: Source) -> int:
    try:
        return source.path.stat().st_size
    except (OSError, ValueError):
        return 0


def say(
    summary: Summary, config: Config, verb: str, quiet: bool, shown: Shown, *, verbose: bool = False, by_rule: bool = True
) -> None:
    """The summary on stderr, with counts `by_rule`; problems are named even when quiet, as `shown` says: all if `verbose`."""
    from cleanup.rules.load import load

    sys.stdout.flush()  # both may go to one place
    named = summary.problems if verbose else summary.problems[:_NAMED]
    for doc, why in named:
        print(f"{show_all(called(doc, shown))}: {show_all(why)}", file=sys.stderr)
    if (more := len(summary.problems) + summary.unlisted - len(named)) > 0:
        print(f"... and {more:,} more{'' if verbose else '; --verbose names them'}", file=sys.stderr)
    if not quiet:
        names = {rule.code: rule.name for rule in load(config.rules, config.plugins)}
        print("\n".join(summary.lines(names, verb, by_rule)), file=sys.stderr)
        if not summary.documents.total() and LINKS in summary.others:
            print("symbolic links in folders are not followed: name what they lead to", file=sys.stderr)
        if not summary.documents.total() and any(format_of(f"a{ending}") for ending in summary.others):
            print(
                "record files in folders are read only with --format, --field or --preset",
                file=sys.stderr,
            )


def by_itself(doc: str) -> None:
    """Documents that people call as the account does; see Shown."""


def called(doc: str, shown: Shown) -> str:
    """A document as the user named it; a record by the name of its file."""
    file, record = doc, ""
    while (named := shown(file)) is None and "#" in file:
        file, _, rest = file.rpartition("#")
        record = f"#{rest}{record}"
    return doc if named is None else named + record
