"""`cleanup undo`: the originals, byte for byte."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cleanup.cli import options as o
from cleanup.cli.output import show_all
from cleanup.run.undo import undo as undo_run


def undo(
    account: Annotated[Path, typer.Argument(help="The account: clean.report, cleanup-report/3 or cleanup-report.")],
    to: Annotated[Path | None, typer.Option(help="Write the originals below DIR.", metavar="DIR", show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what differs below DIR.")] = False,
    quiet: o.Quiet = False,
) -> None:
    """Give back the originals of a run from its account and the cleaned files.

    After --in-place the files themselves are restored; otherwise say --to DIR. A file edited since is left alone and named,
    the others go on; then the exit status is 1.
    """
    counts = {"restored": 0, "unchanged": 0, "failed": 0}
    with o.clear_errors():
        for done in undo_run(account, to, force):
            counts[done.status] += 1
            if done.status == "failed":
                print(f"{show_all(done.doc)}: {show_all(done.why)}", file=sys.stderr)
    if not quiet:
        parts = [f"{count:,} {status}" for status, count in counts.items() if count]
        print(", ".join(parts) or "nothing to restore", file=sys.stderr)
    if counts["failed"]:
        raise typer.Exit(1)
