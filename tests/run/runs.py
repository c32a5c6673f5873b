"""What the tests of runs share: dirty files, a job for them, and a run whose outcome is looked at."""

from __future__ import annotations

import os
from pathlib import Path

from cleanup.pipeline.config import Config
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.run.fix import account_of, fix_into
from cleanup.run.inplace import fix_in_place
from cleanup.run.request import Request
from cleanup.run.results.account import read_entries
from cleanup.run.sources.walk import walk
from cleanup.run.workers.job import Job

PROSE = (
    "The first ferry of the season left the harbour shortly before seven on Monday morning.\n\n"
    "Nobody at the meeting spoke against the plan, although some asked who would sweep the steps.\n\n"
    "She told the radio station that she had followed him on the air for thirty years.\n"
)
HEADLINE = "Harbour town opens its longest pier after nine years\n\n"
CLEAN = HEADLINE + PROSE
DIRTY = HEADLINE + HEADLINE + PROSE + "\nLeave a Reply\n\nYour email address will not be published.\n"


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Files below `folder`, byte for byte."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def into(source: Path, out: Path, config: Config | None = None) -> Summary:
    """Clean a folder into another."""
    found = walk([source], out=out)
    return fix_into(found.sources, found.root, out, Request(Job(config or Config())))


def in_place(source: Path, reports: Path, config: Config | None = None) -> tuple[Summary, Path]:
    """Clean a folder's files."""
    found = walk([source])
    job = Job(config or Config(), curated=True)
    summary, folder = fix_in_place(found.sources, found.root, Request(job), reports)
    return summary, folder or Path(os.devnull)  # nothing changed: nothing to account for


def entries(out: Path) -> dict[str, Entry]:
    """What the account of `out` says, by document."""
    return {entry.doc: entry for entry in read_entries(account_of(out))}
