"""Cleaning files: read, decode, clean, encode. Whatever goes wrong is in the Outcome, never an exception."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from cleanup.files.encoded import holds, stays
from cleanup.files.text import Decoded, DecodeError, decode, is_binary, why_binary
from cleanup.pipeline.cleaner import Cleaner
from cleanup.pipeline.result import Result
from cleanup.report.record import Entry, Status, records
from cleanup.run.sources.digest import digest
from cleanup.run.sources.regular import read_regular
from cleanup.run.sources.site import folder_site
from cleanup.run.sources.source import Source
from cleanup.run.workers.job import Job, Outcome, contained, remarks_of, status_of
from cleanup.run.workers.scope import Narrowed
from cleanup.text.dataclass import replace
from cleanup.text.document import Document
from cleanup.text.namedtuple import NamedTuple

MARKDOWN = (".md", ".markdown")

_TOGETHER = 1 << 17
"""Bytes of files that are cleaned step by step together."""

Named = tuple[str | Path, str, str]
"""Where a file lies, its name in the account, and what people call it, if that is not its path."""


class _File(NamedTuple):
    """A file to clean: its bytes and their digest, its name in the account, where it lies, and what people call it."""

    data: bytes
    digest: str
    name: str
    path: str
    shown: str


class _Cleaned(NamedTuple):
    """A file that was cleaned: its bytes now, a word on what could not be, and the findings that a baseline accepts."""

    file: _File
    decoded: Decoded
    result: Result
    data: bytes
    why: str = ""
    accepted: tuple[str, ...] = ()


def named(source: Source) -> Named:
    """A source as `clean_together` takes it."""
    return source.file, source.name, source.shown


def clean_file(path: Path | str, name: str, job: Job, shown: str = "") -> Outcome:
    """Clean the file at `path`, known as `name` in the account and as `shown`, else by its path, to people. Writes nothing."""
    ((outcome,),) = clean_together([(path, name, shown)], job)
    return outcome


def clean_together(files: Iterable[Named], job: Job) -> Iterator[list[Outcome]]:
    """What becomes of each of several files, some at a time. Writes nothing.

    Each step is taken with all of these before the next one: the code of one step pushes that of another out of the processor's
    caches, and file by file a folder takes a twentieth longer.
    """
    some: list[_File | Outcome] = []
    size = 0
    for path, name, shown in files:
        some.append(found := _read(os.fspath(path), name, shown, job))
        size += len(found.data or b"")
        if size >= _TOGETHER:
            yield _outcomes(some, job)
            some, size = [], 0
    if some:
        yield _outcomes(some, job)


def clean_bytes(data: bytes, name: str, job: Job, path: str = "", shown: str = "") -> Outcome:
    """Clean a file's bytes; `path` is where it lies, if that is not its name, and `shown` what people call it."""
    (outcome,) = _outcomes([_file(data, name, path or name, shown, job)], job)
    return outcome


def _read(path: str, name: str, shown: str, job: Job) -> _File | Outcome:
    try:
        data = read_regular(path)
    except OSError as error:
        return Outcome.failed(name, f"cannot be read: {error.strerror or error}", shown or path)
    return _file(data, name, path.replace(os.sep, "/"), shown or path, job)


def _file(data: bytes, name: str, path: str, shown: str, job: Job) -> _File:
    return _File(data, digest(data) if job.accounted else "", name, path, shown)


def _outcomes(files: list[_File | Outcome], job: Job) -> list[Outcome]:
    """What becomes of files that were read, if they could be."""
    cleaned = [
        contained(partial(_cleaned, file, job), file.name, file.shown) if isinstance(file, _File) else file for file in files
    ]
    return [
        contained(partial(_outcome, each, job), each.file.name, each.file.shown) if isinstance(each, _Cleaned) else each
        for each in cleaned
    ]


def _cleaned(file: _File, job: Job) -> _Cleaned | Outcome:
    if is_binary(file.data, job.config.encoding):
        return _as_it_was(file, "binary", why_binary(file.data))
    try:
        decoded = decode(file.data, job.config.encoding)
    except DecodeError as error:
        return _as_it_was(file, "undecodable", str(error))
    document, cleaner = _document(file, decoded.text, job), job.cleaner(file.path)
    if job.scope and job.scope.is_outside(file.path):
        return _Cleaned(file, decoded, Result(document, document.text), file.data)
    result, accepted = _narrowed(cleaner.run(document), job, file.path)
    why = ""
    cleaned = file.data
    if result.changed:
        cleaned, result, why = _encoded(file, decoded, result, cleaner, job)
        if not stays(cleaned, decoded, result.text, job.config.encoding):
            why = f"its bytes are taken for {decoded.encoding}, and the cleaned ones would not be; give --encoding"
            return _as_it_was(file, "undecodable", why)
    return _Cleaned(file, decoded, result, cleaned, why, accepted)


def _document(file: _File, text: str, job: Job) -> Document:
    """The text with what the job says of it, and what finds the stretches of Markdown to leave alone."""
    document = Document(
        text,
        id=file.name,
        language=job.config.language,
        shape=job.config.shape,
        curated=job.by_hand,
        metadata={"site": job.config.site or folder_site(file.name, file.path)},
    )
    if not file.name.lower().endswith(MARKDOWN):
        return document
    from cleanup.files.markdown import protected
    from cleanup.files.switches import switches

    return replace(document, protect=protected, switch=switches, curated=True)


def _narrowed(result: Result, job: Job, path: str) -> Narrowed:
    return job.scope.narrowed(result, path) if job.scope else Narrowed(result)


def _as_it_was(file: _File, status: Status, why: str) -> Outcome:
    return Outcome(Entry(file.name, status, file.digest, file.digest, why=why), file.data, path=file.shown)


def _encoded(file: _File, decoded: Decoded, result: Result, cleaner: Cleaner, job: Job) -> tuple[bytes, Result, str]:
    """The cleaned text in the encoding of the file; without repairs whose characters that cannot hold, and a word on it."""
    try:
        return decoded.encode(result.text), result, ""
    except UnicodeEncodeError as error:
        why = f"left its damaged characters alone: {decoded.encoding} cannot hold {ascii(error.object[error.start])[1:-1]}"
    result = _narrowed(job.cleaner(file.path, "EN").run(result.document), job, file.path).result
    again = cleaner.run(result.document.with_text(result.text)).text
    if again != result.text and holds(decoded, again):  # what could not be held is gone: a second run would change the file
        return file.data, Result(result.document, result.document.text), why
    return decoded.encode(result.text), result, why  # every character left stood in the file before


def _outcome(cleaned: _Cleaned, job: Job) -> Outcome:
    file, decoded, result, data, why, accepted = cleaned
    changed = data != file.data
    status = status_of(result, changed)
    after = digest(data) if changed and job.accounted else file.digest
    edits = records(file.name, result.original, result.findings, named=job.accounted) if changed else ()
    codec = (decoded.encoding, decoded.bom.hex(), decoded.errors)
    entry = Entry(file.name, status, file.digest, after, codec, len(result.original), edits, remarks_of(result), why)
    patch = _patch(file, data, job) if changed and job.patch else b""
    return Outcome(
        entry,
        data,
        result.original,
        result.text if result.changed else None,
        patch,
        findings=result.findings,
        declined=result.declined,
        path=file.shown,
        accepted=accepted,
    )


def _patch(file: _File, cleaned: bytes, job: Job) -> bytes:
    from cleanup.report.patch import unified_patch

    return unified_patch(_from_here(file) if job.from_here else file.name, file.data, cleaned)


def _from_here(file: _File) -> str:
    """The way to a file from the working folder; its name if that leads out of it, where no patch may reach."""
    way = Path(file.path)
    if way.is_absolute() and way.is_relative_to(here := Path.cwd()):
        way = way.relative_to(here)
    return file.name if way.is_absolute() or os.pardir in way.parts else way.as_posix()
