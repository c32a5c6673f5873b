"""The files a command works on, with what the walk could not read put into the summary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cleanup.cli.options import stop
from cleanup.pipeline.config import Config
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.run.walk import Found, walk


def search(paths: Sequence[str], config: Config, out: Path | None = None) -> Found:
    """The files of `paths`. Raises WalkError; standard input among them is a mistake."""
    if "-" in paths:
        stop("standard input (-) goes alone")
    return walk(paths, excludes=config.exclude, out=out)


def tell(found: Found, summary: Summary) -> None:
    """Note in the summary what a walk could not read and what it left alone."""
    for failure in found.failures:
        summary.add(Entry(failure.path.as_posix(), "failed", why=f"cannot be read: {failure.reason}"))
    summary.others.update({suffix or "without ending": count for suffix, count in found.others.items()})
