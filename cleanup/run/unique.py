"""Writing what dedup decided: the documents that stay, on request those that go, and an account of both."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cleanup import __version__
from cleanup.files.compressed import compressor, decompressed
from cleanup.files.records import RecordError
from cleanup.pipeline.config import Config
from cleanup.run.dedup import Duplicate, Wanted
from cleanup.run.results.account import DUPLICATES, RUN, SUMMARY, WHOLE, clear, now, write_json
from cleanup.run.results.lock import account_locked
from cleanup.run.results.targets import copy, place_below
from cleanup.run.sources.recordfile import opened
from cleanup.run.sources.regular import open_regular
from cleanup.run.sources.source import Source
from cleanup.text.atomic import Replacement, write_atomic


def write_unique(
    sources: Sequence[Source],
    out: Path,
    gone: Collection[tuple[int, int]],
    config: Config,
    to_file: bool,
    unread: Collection[str] = (),
) -> None:
    """The files of `sources` below `out`, or the one record file at `out`, without the documents at `gone` (index of the source,
    number of the record). What is no document is copied as it is, and so are the files called `unread`, which could not be read
    as documents, unless they cannot be read at all. Raises OSError."""
    for source, numbers in zip(sources, _numbers(sources, gone), strict=True):
        if 0 in numbers:
            continue
        try:
            target = Replacement(out, mode_from=source.path) if to_file else place_below(out, source)
            _write(source, target, numbers, False, config)
        except OSError as error:
            if source.name not in unread or error.filename not in (source.path, str(source.path)):
                raise


def write_dropped(sources: Sequence[Source], out: Path, gone: Collection[tuple[int, int]], config: Config) -> None:
    """The documents at `gone` alone, below `out`. Raises OSError."""
    for source, numbers in zip(sources, _numbers(sources, gone), strict=True):
        if numbers:
            _write(source, place_below(out, source), numbers, True, config)


def take_out(sources: Sequence[Source], account: Path, duplicates: Sequence[Duplicate], config: Config) -> None:
    """Take duplicates out of cleaned files, named as in their account, which keeps those files whole. Raises OSError."""
    write_atomic(account / DUPLICATES, lines_of(duplicates))
    for source, numbers in zip(sources, _numbers(sources, {each.place for each in duplicates}), strict=True):
        if not numbers:
            continue
        whole = account / WHOLE / source.name
        whole.parent.mkdir(parents=True, exist_ok=True)
        _move(source.path, whole)
        if 0 not in numbers:
            _write(source.at(whole), Replacement(source.path, mode_from=whole), numbers, False, config)


def _move(path: Path, to: Path) -> None:
    """Take a file to a place that may be on another file system, as that of an account beside a mounted folder is."""
    try:
        os.replace(path, to)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        copy(path, to)
        path.unlink()


@contextmanager
def set_aside(run: Path) -> Iterator[None]:
    """Without the file that says that an account is complete, until the `with` comes to its end. Raises OSError."""
    said = run.read_bytes()
    run.unlink()
    yield
    write_atomic(run, said)


def _numbers(sources: Sequence[Source], gone: Collection[tuple[int, int]]) -> list[set[int]]:
    """The numbers of the records that go, for each source."""
    numbers: list[set[int]] = [set() for _ in sources]
    for index, number in gone:
        numbers[index].add(number)
    return numbers


def _write(source: Source, target: Replacement, numbers: Collection[int], only: bool, config: Config) -> None:
    """A source without the records of these numbers, or those only; whole if there are none, or if it is a text."""
    with target:
        if not numbers or 0 in numbers:
            with open_regular(source.path) as stream:
                shutil.copyfileobj(stream, target.file, 1 << 20)
        else:
            try:
                _filter(source, target, numbers, only, config)
            except RecordError as error:
                raise OSError(0, str(error), os.fspath(source.path)) from None


def _filter(source: Source, target: Replacement, numbers: Collection[int], only: bool, config: Config) -> None:
    with opened(source, config) as (reader, records), open_regular(source.path) as again:
        packed = compressor(target.file, target.path.name)
        writer = reader.format.writer(packed, decompressed(again, source.path.name, config.max_expansion))
        for record in records:
            if record.filler or (record.number in numbers) is only:
                writer.write(record.raw)
            else:
                writer.leave_out(record.raw)
        writer.close()
        if packed is not target.file:
            packed.close()


@contextmanager
def account_written(
    folder: Path, duplicates: Iterable[Duplicate], summary: Mapping[str, Any], wanted: Wanted, sources: Sequence[str]
) -> Iterator[None]:
    """duplicates.jsonl and summary.json in `folder` before the `with`, which writes the documents, and run.json behind it, which
    says that it came to its end. What an earlier run left there goes.

    Raises AccountError if the folder holds other files, or another run is at work.
    """
    with account_locked(folder):
        clear(folder)
        write_atomic(folder / DUPLICATES, lines_of(duplicates))
        write_json(folder / SUMMARY, dict(summary))
        yield
        write_json(folder / RUN, _run(wanted, sources))


def _run(wanted: Wanted, sources: Sequence[str]) -> dict[str, Any]:
    return {
        "v": 1,
        "cleanup": __version__,
        "mode": "dedup",
        "finished": now(),
        "sources": list(sources),
        "jaccard": wanted.thresholds.jaccard,
        "containment": wanted.thresholds.containment,
        "keeper": wanted.keeper,
        "sites": list(wanted.sites),
        "known": str(wanted.known) if wanted.known else None,
    }


def lines_of(duplicates: Iterable[Duplicate]) -> bytes:
    """The content of duplicates.jsonl: a line for each document that goes, in the order they were read."""
    return b"".join(json.dumps(each.to_json(), ensure_ascii=True).encode() + b"\n" for each in duplicates)
