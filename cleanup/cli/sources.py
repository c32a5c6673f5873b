"""The files a command works on, with what the walk could not read put into the summary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cleanup.cli.configuration import Settings
from cleanup.cli.options import stop
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.run.one import Job
from cleanup.run.walk import Found, walk


def start(job: Job) -> None:
    """Let mistakes in the configuration show before the first file is read."""
    if not job.cleaner("").rules:
        stop("select and ignore leave no rule; `cleanup rules` lists them")


def search(paths: Sequence[str], settings: Settings, out: Path | None = None) -> Found:
    """The files of `paths`. Raises WalkError; standard input among them is a mistake."""
    if "-" in paths:
        stop("standard input (-) goes alone; name a file called so ./-")
    return walk(paths, excludes=settings.config.exclude, base=settings.base, out=out)


def tell(found: Found, summary: Summary) -> None:
    """Note in the summary what a walk could not read and what it left alone."""
    for failure in found.failures:
        summary.add(Entry(failure.path.as_posix(), "failed", why=f"cannot be read: {failure.reason}"))
    summary.others.update({suffix or "without ending": count for suffix, count in found.others.items()})


def names(found: Found) -> dict[str, str]:
    """How the user named each document, by its name in the account."""
    return {source.name: str(source.path) for source in found.sources}
