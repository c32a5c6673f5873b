"""`cleanup report`: the account of a run as a page to read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cleanup.cli import declared
from cleanup.cli import options as o
from cleanup.cli.escape import show_all

Account = Annotated[
    Path,
    declared.Argument(help="The account: clean.report, cleanup-report/3, or cleanup-report for the last run.", metavar="ACCOUNT"),
]
Open = Annotated[bool, declared.Option("--open", help="Open it in the browser.")]
Single = Annotated[bool, declared.Option("--single-file", help="Write one file to pass on, however large.")]
ReportLimit = Annotated[
    int | None,
    declared.Option(help="Show at most N documents, the least certain ones; else 20000.", metavar="N", min=1, show_default=False),
]


@declared.command
def report(account: Account, open: Open = False, single_file: Single = False, report_limit: ReportLimit = None) -> None:
    """Write the page of an account, its index.html.

    `cleanup fix` has written it already. It opens from the disk, needs no network, and shows every edit in its place with its
    reason. Edits that you mark as wrong there can be given to --rejected.
    """
    from cleanup.run.results.places import newest
    from cleanup.run.results.report import MOST_DOCUMENTS, write_report

    with o.clear_errors():
        path = write_report(newest(account), report_limit or MOST_DOCUMENTS, single_file)
    print(show_all(str(path)))
    if open:
        import webbrowser

        webbrowser.open(path.resolve().as_uri())
