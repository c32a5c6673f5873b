"""`cleanup check`: what would change, and why. Nothing is written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleanup.cli import declared
from cleanup.cli import options as o
from cleanup.cli.configuration import settings as settings_of
from cleanup.cli.escape import show_all
from cleanup.cli.given import Given, configured
from cleanup.cli.narrow import Narrowing
from cleanup.cli.output import Printer
from cleanup.cli.progress import Shown, by_itself, say, steps
from cleanup.cli.sources import left_alone, note, search, shown, start, stream, tell
from cleanup.pipeline.config import Config
from cleanup.report.summary import Summary, counted
from cleanup.rules.load import load
from cleanup.run.check import check as check_sources
from cleanup.run.remotefiles import RemoteFiles
from cleanup.run.sources.walk import Found
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.dataclass import dataclass, field

if TYPE_CHECKING:
    from cleanup.cli.sarif import SarifPrinter
    from cleanup.cli.statistics import Removed, Statistics

Showing = tuple[Callable[[Outcome], None], Callable[[], None]]
"""What is called with each outcome, and what is called at the end."""

WriteBaseline = Annotated[
    Path | None,
    declared.Option(
        "--write-baseline", help="Accept what is found now: write it to FILE, for --baseline.", metavar="FILE", show_default=False
    ),
]
StatisticsOption = Annotated[bool, declared.Option("--statistics", help="Count the edits by rule instead of showing them.")]
FailOnRemoved = Annotated[
    str | None,
    declared.Option(
        "--fail-on-removed",
        help="Exit status 1 only if more than this share of all text would go.",
        metavar="5%",
        show_default=False,
    ),
]
ExitZero = Annotated[bool, declared.Option("--exit-zero", help="Exit status 0 even if something was found.")]

_STYLES = tuple(f"--output-format {style}" for style in o.Format if style is not o.Format.FULL)
_CLASHES = {
    "--diff": ("--statistics", *_STYLES),
    "--write-baseline": ("--baseline", "--changed-lines", "--diff", "--statistics", *_STYLES),
    "--statistics": ("--output-format github", "--output-format sarif"),
    "--exit-zero": ("--fail-on-removed",),
}
"""Options that would make others void."""


@configured
def check(
    paths: o.Paths,
    given: Given,
    force_exclude: o.ForceExclude = False,
    changed_lines: o.ChangedLines = False,
    baseline: o.BaselineFile = None,
    write_baseline: WriteBaseline = None,
    limit: o.Limit = None,
    diff: o.Diff = False,
    output_format: o.OutputFormat = o.Format.FULL,
    statistics: StatisticsOption = False,
    fail_on_removed: FailOnRemoved = None,
    exit_zero: ExitZero = False,
    stdin_filename: o.StdinFilename = "-",
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Show what would change, and why; write nothing.

    Each finding has its place, rule and reason. The exit status is 1 if `fix` would change something or a file failed.
    """
    _refuse_clashes(
        {
            "--diff": diff, "--statistics": statistics, f"--output-format {output_format}": True, "--baseline": baseline,
            "--changed-lines": changed_lines, "--write-baseline": write_baseline, "--exit-zero": exit_zero,
            "--fail-on-removed": fail_on_removed,
        }
    )  # fmt: skip
    o.refuse_nowhere(write_baseline)
    with o.clear_errors(), RemoteFiles() as remote_files:
        settings = settings_of(**given)
        job = Job(settings.config, patch=diff, from_here=True, accounted=False, limit=limit)
        start(job)
        show, close = (
            _accepting(write_baseline)
            if write_baseline
            else _printing(settings.config, diff, statistics, output_format, verbose, "warning" if exit_zero else "error")
        )
        watch = _Watch(show, Narrowing(changed_lines, baseline, write_baseline), _removed(fail_on_removed))
        if paths == ["-"]:
            shown_as = _stream(stdin_filename, job, watch, force_exclude and left_alone(stdin_filename, settings))
        else:
            found = search(paths, settings, force=force_exclude, remote_files=remote_files)
            shown_as = _files(found, job, quiet, watch)
        close()
        silent = quiet or write_baseline is not None
        say(watch.summary, settings.config, "would change", silent, shown_as, verbose=verbose, by_rule=not statistics)
        watch.narrowing.close(quiet)
    if watch.fails(but_not_for_findings=exit_zero or write_baseline is not None):
        raise declared.Exit(1)


@dataclass
class _Watch:
    """What is done with each outcome: it is counted and shown; `removed` looks at the share of the text that would go."""

    show: Callable[[Outcome], None]
    narrowing: Narrowing
    removed: Removed | None
    summary: Summary = field(default_factory=Summary)

    def __call__(self, outcome: Outcome) -> None:
        self.summary.add(outcome.entry)
        self.narrowing.add(outcome)
        if self.removed:
            self.removed.add(outcome)
        self.show(outcome)

    def fails(self, but_not_for_findings: bool) -> bool:
        """Whether the exit status says that something was found, or that a file failed."""
        found = self.removed.exceeds() if self.removed else bool(self.summary.edits) and not but_not_for_findings
        return found or bool(self.summary.documents["failed"])


def _stream(name: str, job: Job, watch: _Watch, left: bool) -> Shown:
    """Check standard input, known as `name`, unless it is `left` alone."""
    watch.narrowing.refuse_stream()
    for outcome in () if left else stream(name, job):
        watch(outcome)
    return by_itself


def _files(found: Found, job: Job, quiet: bool, watch: _Watch) -> Shown:
    """Check files and folders, with a bar."""
    tell(found, watch.summary)
    job = watch.narrowing.job(job, found)
    with steps(found.sources, job, quiet, prints=True) as step:
        for outcome in check_sources(found.sources, job):
            watch(outcome)
            step(outcome)
            note(outcome, quiet)
    return shown(found)


def _refuse_clashes(given: Mapping[str, object]) -> None:
    """Stop if one of the options given would make another one void."""
    for option, others in _CLASHES.items():
        if given[option] and (other := next(filter(given.get, others), None)):
            o.stop(f"{option} and {other} exclude each other")


def _printing(config: Config, diff: bool, statistics: bool, style: o.Format, verbose: bool, level: str) -> Showing:
    """What prints an outcome, and what ends the printing."""
    if diff:
        from cleanup.cli.worddiff import patch_printer

        return patch_printer(), lambda: None
    printer: Statistics | SarifPrinter | Printer
    if statistics:
        from cleanup.cli.statistics import Statistics

        printer = Statistics({rule.code: rule.name for rule in load(config.rules, config.plugins)}, style)
    elif style is o.Format.SARIF:
        from cleanup.cli.sarif import SarifPrinter

        printer = SarifPrinter(load(config.rules, config.plugins))
    else:
        printer = Printer(style, verbose, level)
    return printer, printer.close


def _accepting(file: Path) -> Showing:
    """What takes an outcome into a baseline, and what writes it."""
    from cleanup.run.baseline import Baseline, BaselineWriter

    if file.exists():
        Baseline.load(file)  # a file of another kind is reported before the run, not after it
    baseline = BaselineWriter(file)

    def close() -> None:
        print(f"{counted(baseline.write(), 'finding')} accepted in {show_all(str(file))}", file=sys.stderr)

    return baseline.add, close


def _removed(limit: str | None) -> Removed | None:
    """What looks at the share of all text that would go, if one was named."""
    if not limit:
        return None
    from cleanup.cli.statistics import Removed, share

    return Removed(share(limit))
