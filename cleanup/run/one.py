"""One file through the engine: read, decode, clean, encode. Whatever goes wrong is an answer, never an exception."""

from __future__ import annotations

import fnmatch
import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from cleanup.files.markdown import protected
from cleanup.files.text import Decoded, DecodeError, decode, is_binary
from cleanup.pipeline.cleaner import Cleaner
from cleanup.pipeline.config import Config
from cleanup.pipeline.guard import IS_HTML
from cleanup.pipeline.result import Finding, Result
from cleanup.report.patch import unified_patch
from cleanup.report.record import Entry, Status, records
from cleanup.text.document import Document

MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True)
class Job:
    """What is the same for all files of a run. A value that travels to other processes.

    curated  the files are kept by hand (a hook, in place): never taken for raw pages
    patch    make the unified diff of each changed file
    """

    config: Config
    curated: bool = False
    patch: bool = True

    def cleaner(self, path: str) -> Cleaner:
        """The cleaner for the file at `path` (POSIX), without the rules that `per_file_ignores` takes away from it."""
        ignored = tuple(
            code
            for pattern, codes in self.config.per_file_ignores
            if fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase("/" + path, "*/" + pattern)
            for code in codes
        )
        return _cleaner(replace(self.config, ignore=(*self.config.ignore, *ignored)) if ignored else self.config)


@lru_cache(maxsize=64)
def _cleaner(config: Config) -> Cleaner:
    return Cleaner(config)


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its entry for the account, and what the caller may want beside it.

    data      the cleaned file, or the file as it was; None if it could not be read
    text      the original text, if it could be decoded
    findings  edits, suggestions and remarks in it
    path      the file as it was named, for people
    """

    entry: Entry
    data: bytes | None = None
    text: str = ""
    patch: bytes = b""
    findings: tuple[Finding, ...] = ()
    declined: tuple[Finding, ...] = ()
    path: str = ""


def clean_file(path: Path, name: str, job: Job) -> Outcome:
    """Clean the file at `path`, known as `name` in the account. Nothing is written."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return Outcome(Entry(name, "failed", why=f"cannot be read: {error.strerror or error}"))
    try:
        return replace(clean_bytes(data, name, job, path.as_posix()), path=str(path))
    except Exception as error:  # a bug of ours must not cost the other files their run
        return Outcome(Entry(name, "failed", why=f"an error in cleanup, please report it: {type(error).__name__}: {error}"))


def clean_bytes(data: bytes, name: str, job: Job, path: str = "") -> Outcome:
    """Clean a file's bytes; `path` is where it lies, if that is not its name."""
    digest = hashlib.sha256(data).hexdigest()
    if is_binary(data, job.config.encoding):
        return _as_it_was(data, digest, name, "binary", "")
    try:
        decoded = decode(data, job.config.encoding)
    except DecodeError as error:
        return _as_it_was(data, digest, name, "undecodable", str(error))
    document = Document(
        decoded.text,
        id=name,
        language=job.config.language,
        protect=protected if name.lower().endswith(MARKDOWN) else None,
        curated=job.curated or name.lower().endswith(MARKDOWN),
    )
    cleaner = job.cleaner(path or name)
    cleaned, result = _encoded(decoded, cleaner.run(document), cleaner)
    return _outcome(data, digest, cleaned, decoded, result, name, job)


def _as_it_was(data: bytes, digest: str, name: str, status: Status, why: str) -> Outcome:
    return Outcome(Entry(name, status, digest, digest, why=why), data)


def _encoded(decoded: Decoded, result: Result, cleaner: Cleaner) -> tuple[bytes, Result]:
    """The cleaned text in the file's own encoding; without repairs whose characters that encoding cannot hold."""
    try:
        return decoded.encode(result.text), result
    except UnicodeEncodeError:
        config = cleaner.config
        result = _cleaner(replace(config, ignore=(*config.ignore, "EN"))).run(result.document)
        return decoded.encode(result.text), result  # every character left stood in the file before


def _outcome(data: bytes, digest: str, cleaned: bytes, decoded: Decoded, result: Result, name: str, job: Job) -> Outcome:
    remarks = {remark.code: f"{remark.code} {remark.because}" for remark in result.remarks}
    guarded = bool(remarks)
    status: Status = "html" if IS_HTML in remarks else "guarded" if guarded else "changed" if result.changed else "clean"
    after = hashlib.sha256(cleaned).hexdigest() if result.changed else digest
    edits = records(name, result.original, result.findings) if result.changed else ()
    codec = (decoded.encoding, decoded.bom.hex(), decoded.errors)
    entry = Entry(name, status, digest, after, codec, len(result.original), edits, tuple(remarks.values()))
    patch = unified_patch(name, data, cleaned) if job.patch and result.changed else b""
    return Outcome(entry, cleaned, result.original, patch, result.findings, result.declined)
