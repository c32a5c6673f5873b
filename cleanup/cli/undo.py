"""`cleanup undo`: the originals, byte for byte."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cleanup.cli import declared
from cleanup.cli import options as o
from cleanup.cli.escape import show_all
from cleanup.files.remote import is_remote
from cleanup.run.remotefiles import RemoteFiles
from cleanup.run.results.undo import undo as undo_run

Account = Annotated[
    str,
    declared.Argument(help="The account: clean.report, cleanup-report/3, or cleanup-report for the last run.", metavar="ACCOUNT"),
]
To = Annotated[
    Path | None, declared.Option("--to", "-o", help="Write the originals below DIR.", metavar="DIR", show_default=False)
]
Only = Annotated[
    list[str] | None,
    declared.Option("--only", help="Restore only this file; may be repeated.", metavar="FILE", show_default=False),
]
Force = Annotated[bool, declared.Option("--force", help="Overwrite what differs below DIR.")]


@declared.command
def undo(account: Account, to: To = None, only: Only = None, force: Force = False, quiet: o.Quiet = False) -> None:
    """Give back the originals of a run.

    They are made from its account and the cleaned files. After --in-place the files themselves are restored; otherwise say
    --to DIR. A file edited since is named and left alone, the others are restored, and the exit status is 1.
    """
    counts = {"restored": 0, "unchanged": 0, "failed": 0}
    with o.clear_errors(), RemoteFiles() as remote_files:
        if is_remote(account) and to is None:
            o.stop("remote files cannot be restored in place; say where the originals go: --to DIR")
        undoing = undo_run(remote_files.account(account) if is_remote(account) else Path(account), to, force, only or ())
        for done in undoing:
            counts[done.status] += 1
            if done.status == "failed":
                file = done.doc if is_remote(account) else str(done.cleaned)
                print(f"{show_all(file)}: {show_all(done.why)}", file=sys.stderr)
    if not quiet:
        words = {"restored": "restored", "unchanged": "already as they were", "failed": "left alone"}
        parts = [f"{count:,} {words[status]}" for status, count in counts.items() if count]
        where = f" to {show_all(str(to))}" if to else ""
        print(
            f"{show_all(remote_files.name(undoing.account))}{where}: {', '.join(parts) or 'nothing to restore'}", file=sys.stderr
        )
    if counts["failed"]:
        raise declared.Exit(1)
