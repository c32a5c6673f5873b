"""Finding the files a command works on, and putting what could not be read into the summary."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from cleanup.cli.configuration import Settings
from cleanup.cli.escape import show_all
from cleanup.cli.options import input_stream, standard_input, stop
from cleanup.cli.progress import Shown
from cleanup.files.records import SEEKING
from cleanup.files.remote import is_remote
from cleanup.pipeline.order import read_ahead
from cleanup.report.record import Entry
from cleanup.report.summary import Summary
from cleanup.run.check import check as check_sources
from cleanup.run.remotefiles import RemoteFiles
from cleanup.run.sources.recordfile import format_for
from cleanup.run.sources.source import Source
from cleanup.run.sources.walk import Found, passed_by, walk
from cleanup.run.workers.batches import COPIES
from cleanup.run.workers.cleanfile import clean_bytes
from cleanup.run.workers.items import is_records
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.dataclass import replace


def start(job: Job) -> None:
    """Let mistakes in the configuration show before the first file is read, and meanwhile read what several processes need."""
    if job.config.jobs != 1 and COPIES:
        read_ahead(job.config)
    if not job.cleaner("").rules:
        stop("select and ignore leave no rule; `cleanup rules` lists them")
    collect_garbage()


def collect_garbage() -> None:
    """Collect garbage from here on, and look for none in what is there: it stays to the end, and going through it takes a tenth
    of a folder's time."""
    gc.freeze()
    gc.enable()


def search(
    paths: Sequence[str],
    settings: Settings,
    out: Path | None = None,
    force: bool = False,
    remote_files: RemoteFiles | None = None,
) -> Found:
    """The files of `paths`; with `force`, excludes count for files as well. Raises WalkError; standard input is a mistake.

    Those at addresses are brought here by `remote_files`; for commands without one they are a mistake. Raises RemoteError.
    """
    if paths == ["-"]:
        stop("this command reads files and folders, not standard input (-); a file of that name is ./-")
    if "-" in paths:
        stop("standard input (-) cannot be mixed with files; a file of that name is ./-")
    if remote_files:
        paths = remote_files.fetched(paths)
    elif remote := next(filter(is_remote, paths), None):
        stop(f"{show_all(remote)}: this command takes no remote addresses; copy the files here first")
    config = settings.config
    said = bool(config.format or config.preset or config.field)  # else files of data would be taken for articles
    found = walk(paths, excludes=config.exclude, base=settings.base, out=out, records=said, force=force)
    return remote_files.called(found) if remote_files else found


def only_here(*places: Path | None) -> None:
    """Stop if one of the places that a command writes to or goes on from is an address, for commands that know none."""
    for place in places:
        if place is not None and is_remote(place.as_posix().replace(":/", "://", 1)):  # a path holds no two slashes
            stop(f"{show_all(place.as_posix())}: this command takes no remote addresses; copy the result there afterwards")


def tell(found: Found, summary: Summary) -> None:
    """Note in the summary what a walk could not read and what it left alone."""
    for failure in found.failures:
        summary.add(Entry(failure.path.as_posix(), "failed", why=failure.why))
    summary.others.update({suffix or "without ending": count for suffix, count in found.others.items()})


def shown(found: Found) -> Shown:
    """How the user named a document, by its name in the account."""

    def of(name: str) -> str | None:
        source = found.sources.named(name)
        return source.shown if source else None

    return of


def stream(name: str, job: Job, out: BinaryIO | None = None) -> Iterator[Outcome]:
    """What comes of standard input, known as `name`: a text or, by its format, records, which go to `out` as they come."""
    source = Source(name, str(Path(name)), given=True)
    if not is_records(source, job):
        yield clean_bytes(standard_input(), name, job)
        return
    data = input_stream()
    if format_for(name, job.config) not in SEEKING:
        yield from check_sources([source], job, stream=data, out=out)
        return
    import shutil
    from tempfile import TemporaryDirectory

    from cleanup.text.namedfile import new_file

    with TemporaryDirectory(prefix="cleanup-") as folder:
        spooled = Path(folder, "-").with_suffix(Path(name).suffix)
        with new_file(spooled) as file:
            shutil.copyfileobj(data, file)
        yield from check_sources([replace(source, file=str(spooled), called=name)], job, out=out)


def left_alone(name: str, settings: Settings, out: BinaryIO | None = None) -> bool:
    """Whether excludes concern standard input, known as `name`; if so, it goes to `out` as it is."""
    if name == "-" or not passed_by(Path(name), settings.config.exclude, settings.base):
        return False
    if out is not None and sys.stdin:
        import shutil

        shutil.copyfileobj(sys.stdin.buffer, out)
    return True


def note(outcome: Outcome, quiet: bool) -> None:
    """Say what was cleaned of a record file, where that does not go without saying."""
    if outcome.note and not quiet:
        print(f"{show_all(outcome.path or outcome.entry.doc)}: {outcome.note}", file=sys.stderr)
