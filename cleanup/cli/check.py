"""`cleanup check`: what would change, and why. Nothing is written."""

from __future__ import annotations

import typer

from cleanup.cli import options as o
from cleanup.cli.configuration import settings as settings_of
from cleanup.cli.given import Given, configured
from cleanup.cli.output import Printer
from cleanup.cli.progress import bar, say
from cleanup.cli.sources import names, note, search, start, stream, tell
from cleanup.cli.worddiff import patch_printer
from cleanup.report.summary import Summary
from cleanup.run.fix import check as check_sources
from cleanup.run.one import Job, Outcome


@configured
def check(
    paths: o.Paths,
    given: Given,
    limit: o.Limit = None,
    diff: o.Diff = False,
    output_format: o.OutputFormat = o.Format.FULL,
    stdin_filename: o.StdinFilename = "-",
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Say what would change and why. Writes nothing.

    One finding a line, with its place and rule. Exit status 1 if `fix` would change something or a file failed.
    """
    with o.clear_errors():
        settings = settings_of(**given)
        job = Job(settings.config, patch=diff)
        start(job)
        summary, printer = Summary(), Printer(output_format, verbose)
        show = patch_printer() if diff else printer

        def watch(outcome: Outcome) -> None:
            summary.add(outcome.entry)
            show(outcome)

        paths_of: dict[str, str] = {}
        if paths == ["-"]:
            for outcome in stream(stdin_filename, job, limit):
                watch(outcome)
        else:
            found = search(paths, settings)
            tell(found, summary)
            paths_of = names(found)
            with bar(len(found.sources), quiet, prints=True) as advance:
                for outcome in check_sources(found.sources, job, limit=limit):
                    watch(outcome)
                    if not outcome.entry.part:
                        advance()
                    note(outcome, quiet)
        if not diff:
            printer.close()
        say(summary, settings.config, "would change", quiet, paths_of)
    if summary.edits or summary.documents["failed"]:
        raise typer.Exit(1)
