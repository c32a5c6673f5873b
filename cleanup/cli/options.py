"""The options that several commands share, and how a mistake in them ends the program: one line and status 2."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO, NoReturn

from cleanup.cli import declared
from cleanup.cli.escape import show_all
from cleanup.files.records import CANDIDATES, FORMATS, PRESETS
from cleanup.stages.reading.shape import SHAPES


class Format(StrEnum):
    """Values of --output-format."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def _option(help: str, *names: str, metavar: str | None = None, **more: Any) -> Any:
    return declared.Option(*names, help=help, metavar=metavar, show_default=False, **more)


Paths = Annotated[
    list[str], declared.Argument(help="Files and folders; - for standard input.", metavar="PATH", show_default=False)
]
Files = Annotated[list[str], declared.Argument(help="Files and folders.", metavar="PATH", show_default=False)]
Keep = Annotated[
    str | None, _option("article: keep one headline, byline and body; body: the body alone.", metavar="article|body")
]
Select = Annotated[
    list[str] | None, _option("Only rules whose code begins like this, as BP or HL101; separated by commas.", metavar="CODES")
]
Ignore = Annotated[list[str] | None, _option("Leave these rules out; the longest matching prefix decides.", metavar="CODES")]
ExtendSelect = Annotated[list[str] | None, _option("Add these rules to the selection.", metavar="CODES")]
Unsafe = Annotated[bool | None, _option("Also apply rules marked unsafe.", "--unsafe")]
Protect = Annotated[list[str] | None, _option("A phrase that no edit may touch; may be repeated.", metavar="PHRASE")]
Rules = Annotated[list[str] | None, _option("A rule file of your own; may be repeated.", metavar="FILE")]
Curated = Annotated[
    bool | None, _option("The texts are kept by hand: no raw pages, and only rules meant for such texts.", "--curated")
]
PlainFtfy = Annotated[bool | None, _option("Give ftfy every line: the same edits, more slowly.", "--plain-ftfy")]
MaxRemoved = Annotated[float | None, _option("Share of a text that may go for good; past it nothing is removed.", metavar="0..1")]
MinCertainty = Annotated[float | None, _option("Edits that are less certain than this are shown and not made.", metavar="0..1")]
Shape = Annotated[str | None, _option(f"Shape of all texts: {', '.join(SHAPES)}; else detected.", metavar="SHAPE")]
Language = Annotated[str | None, _option("Language of all texts, as en; else detected.", metavar="CODE")]
Profile = Annotated[str | None, _option("A site profile, as `cleanup learn` writes it.", metavar="FILE")]
Site = Annotated[str | None, _option("Site of all texts; else that of the record, its URL or the folder.", metavar="HOST")]
Rejected = Annotated[
    list[str] | None, _option("Edits marked as wrong in a report: leave those stretches alone; may be repeated.", metavar="FILE")
]
Encoding = Annotated[str | None, _option("Encoding of files that are not UTF-8; else detected.", metavar="NAME")]
Exclude = Annotated[
    list[str] | None, _option("Files to skip in folders, as in a .gitignore; may be repeated.", metavar="PATTERN")
]
Jobs = Annotated[int | None, _option("Processes; 0: one per processor.", "--jobs", "-j", metavar="N")]
RecordsIn = Annotated[
    str | None, _option(f"Format of record files: {', '.join(FORMATS)}; else by their ending.", "--format", metavar="NAME")
]
Preset = Annotated[str | None, _option(f"The fields of a scraper's records: {', '.join(PRESETS)}.", metavar="NAME")]
Field = Annotated[
    list[str] | None,
    _option(f"A field to clean; may be repeated; else the first of {', '.join(CANDIDATES)} that is there.", metavar="NAME"),
]
TitleField = Annotated[str | None, _option("Field with the title; else “title”.", metavar="NAME")]
UrlField = Annotated[str | None, _option("Field with the URL; else “url”.", metavar="NAME")]
IdField = Annotated[str | None, _option("Field that names a record; else its number does.", metavar="NAME")]
SiteField = Annotated[str | None, _option("Field with the site.", metavar="NAME")]
DateField = Annotated[str | None, _option("Field with the date, as 2026-03-01; else “date”.", metavar="NAME")]
LanguageField = Annotated[str | None, _option("Field with the language.", metavar="NAME")]
Delimiter = Annotated[
    str | None, _option("Character between the columns of a table; else by its ending and header.", metavar="CHAR")
]
NoHeader = Annotated[bool | None, _option("Tables have no header; their columns are called 1, 2, ...", "--no-header")]
MaxExpansion = Annotated[float | None, _option("How many times its size a compressed file may hold; 0: no limit.", metavar="N")]
RemovedField = Annotated[
    str | None, _option("Add a field of this name to each record, with what was removed from it.", metavar="NAME")
]
ForceExclude = Annotated[bool, declared.Option("--force-exclude", help="Skip excluded files even if they are named outright.")]
ChangedLines = Annotated[
    bool, declared.Option("--changed-lines", help="Only edits in lines that differ from git's HEAD; new files count whole.")
]
BaselineFile = Annotated[Path | None, _option("Leave alone the findings that this file accepts.", "--baseline", metavar="FILE")]
ConfigFile = Annotated[
    Path | None, _option("Configuration; else cleanup.toml or pyproject.toml, here or above.", "--config", metavar="FILE")
]
Limit = Annotated[int | None, _option("Only the first N documents.", metavar="N", min=1)]
Quiet = Annotated[bool, declared.Option("--quiet", "-q", help="No summary and no progress.")]
Verbose = Annotated[bool, declared.Option("--verbose", "-v", help="Also what was declined, and why; all failures by name.")]
OutputFormat = Annotated[Format, declared.Option("--output-format", help="How to print findings.")]
StdinFilename = Annotated[str, _option("Name to report standard input under.", metavar="NAME")]
Diff = Annotated[bool, declared.Option("--diff", help="Print a unified diff; write nothing.")]


def stop(message: str, status: int = 2) -> NoReturn:
    """End the program with one line on stderr."""
    print(f"cleanup: {message}", file=sys.stderr)
    raise declared.Exit(status)


def refuse_nowhere(file: Path | None) -> None:
    """End the program, before all the work, if the file it leads to could not be written."""
    if file is None:
        return
    if not file.parent.is_dir():
        stop(f"{show_all(str(file))}: there is no folder {show_all(str(file.parent))}")
    if not os.access(file.parent, os.W_OK):
        is_read_only = sys.platform != "win32" and os.statvfs(file.parent).f_flag & os.ST_RDONLY
        why = os.strerror(errno.EROFS) if is_read_only else "no permission"
        stop(f"{show_all(str(file))}: cannot be written there: {why}")


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn mistakes in the configuration, the rules or the paths into one line and status 2."""
    try:
        yield
    except BrokenPipeError:
        raise
    except Exception as error:
        if isinstance(error, _user_errors()):
            stop(show_all(str(error.args[0]) if isinstance(error, LookupError) else str(error)))
        if not isinstance(error, OSError) or error.filename is None:  # the output's, not that of a file somebody named
            raise
        stop(f"{show_all(os.fsdecode(error.filename))}: {error.strerror}")


def _user_errors() -> tuple[type[Exception], ...]:
    """The errors whose message is one line for the user; imported when something was raised."""
    from cleanup.corpus.profilefile import ProfileError
    from cleanup.corpus.stored import KnownError
    from cleanup.files.remote import RemoteError
    from cleanup.files.text import UnknownEncoding
    from cleanup.pipeline.config import ConfigError
    from cleanup.rules.read import RuleError
    from cleanup.run.baseline import BaselineError
    from cleanup.run.results.account import AccountError
    from cleanup.run.sources.changed import GitError
    from cleanup.run.sources.walk import WalkError
    from cleanup.run.workers.worker import WorkerDied

    mistakes = (BaselineError, GitError, ConfigError, RuleError, ProfileError, KnownError, AccountError, WalkError)
    return (*mistakes, UnknownEncoding, RemoteError, WorkerDied)


def standard_input() -> bytes:
    """All of standard input."""
    return input_stream().read()


def input_stream() -> BinaryIO:
    """Standard input; ends the program where it is closed: an empty result would look as if there had been nothing to clean."""
    if sys.stdin is None:  # what Python gives for one that is closed
        stop("standard input is closed")
    return sys.stdin.buffer
