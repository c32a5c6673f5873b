"""`cleanup check`: what would change, and why. Nothing is written."""

from __future__ import annotations

import typer

from cleanup.cli import options as o
from cleanup.cli.configuration import settings as settings_of
from cleanup.cli.output import Printer
from cleanup.cli.progress import bar, say
from cleanup.cli.sources import names, search, start, tell
from cleanup.cli.worddiff import patch_printer
from cleanup.report.summary import Summary
from cleanup.run.fix import check as check_sources
from cleanup.run.one import Job, Outcome, clean_bytes


def check(
    paths: o.Paths,
    keep: o.Keep = None,
    select: o.Select = None,
    ignore: o.Ignore = None,
    extend_select: o.ExtendSelect = None,
    unsafe: o.Unsafe = None,
    protect: o.Protect = None,
    rules: o.Rules = None,
    max_removed: o.MaxRemoved = None,
    shape: o.Shape = None,
    language: o.Language = None,
    profile: o.Profile = None,
    site: o.Site = None,
    rejected: o.Rejected = None,
    encoding: o.Encoding = None,
    exclude: o.Exclude = None,
    jobs: o.Jobs = None,
    config: o.ConfigFile = None,
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
        settings = settings_of(
            config, keep=keep, select=select, ignore=ignore, extend_select=extend_select, unsafe=unsafe, protect=protect,
            rules=rules, max_removed=max_removed, shape=shape, language=language, profile=profile, site=site, rejected=rejected,
            encoding=encoding, exclude=exclude, jobs=jobs,
        )  # fmt: skip
        job = Job(settings.config, patch=diff)
        start(job)
        summary, printer = Summary(), Printer(output_format, verbose)
        show = patch_printer() if diff else printer

        def watch(outcome: Outcome) -> None:
            summary.add(outcome.entry)
            show(outcome)

        paths_of: dict[str, str] = {}
        if paths == ["-"]:
            watch(clean_bytes(o.standard_input(), stdin_filename, job))
        else:
            found = search(paths, settings)
            tell(found, summary)
            sources, paths_of = found.sources[:limit], names(found)
            with bar(len(sources), quiet, prints=True) as advance:
                for outcome in check_sources(sources, job):
                    watch(outcome)
                    advance()
        if not diff:
            printer.close()
        say(summary, settings.config, "would change", quiet, paths_of)
    if summary.edits or summary.documents["failed"]:
        raise typer.Exit(1)
