"""One file through the engine: read, decode, clean, encode. Whatever goes wrong is an answer, never an exception."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from cleanup.files.encoded import holds, stays
from cleanup.files.text import Decoded, DecodeError, decode, is_binary
from cleanup.pipeline.cleaner import Cleaner
from cleanup.pipeline.result import Result
from cleanup.report.record import Entry, Status, records
from cleanup.rules.read import RuleError
from cleanup.run.sources.digest import digest
from cleanup.run.sources.regular import read_regular
from cleanup.run.sources.site import folder_site
from cleanup.run.workers.job import Job, Outcome, status_of
from cleanup.run.workers.scope import Narrowed
from cleanup.text.dataclass import replace
from cleanup.text.document import Document, Switch
from cleanup.text.edit import Span

MARKDOWN = (".md", ".markdown")


def clean_file(path: Path, name: str, job: Job, shown: str = "") -> Outcome:
    """Clean the file at `path`, known as `name` in the account and as `shown`, else by its path, to people. Writes nothing."""
    shown = shown or str(path)
    try:
        data = read_regular(path)
    except OSError as error:
        return Outcome(Entry(name, "failed", why=f"cannot be read: {error.strerror or error}"), path=shown)
    return replace(clean_bytes(data, name, job, path.as_posix()), path=shown)


def clean_bytes(data: bytes, name: str, job: Job, path: str = "") -> Outcome:
    """Clean a file's bytes; `path` is where it lies, if that is not its name."""
    try:
        return _cleaned(data, name, job, path)
    except MemoryError:
        why = "not enough memory for it"
    except RuleError:  # the user's own rule, which would fail for every file
        raise
    except Exception as error:  # a bug of ours must not cost the other files their run
        why = f"an error in cleanup, please report it: {type(error).__name__}: {error}"
    return Outcome(Entry(name, "failed", why=why))


def _cleaned(data: bytes, name: str, job: Job, path: str) -> Outcome:
    before = digest(data) if job.accounted else ""
    if is_binary(data, job.config.encoding):
        return _as_it_was(data, before, name, "binary", "")
    try:
        decoded = decode(data, job.config.encoding)
    except DecodeError as error:
        return _as_it_was(data, before, name, "undecodable", str(error))
    is_markdown = name.lower().endswith(MARKDOWN)
    protect, switch = _of_markdown() if is_markdown else (None, None)
    document = Document(
        decoded.text,
        id=name,
        language=job.config.language,
        shape=job.config.shape,
        protect=protect,
        switch=switch,
        curated=job.curated or job.config.curated or is_markdown,
        metadata={"site": job.config.site or folder_site(name, path or name)},
    )
    cleaner = job.cleaner(path or name)
    if job.scope and job.scope.is_outside(path or name):
        return _outcome(data, before, data, decoded, Result(document, document.text), name, job, "")
    result, accepted = _narrowed(cleaner.run(document), job, path or name)
    why = ""
    cleaned = data
    if result.changed:
        cleaned, result, why = _encoded(data, decoded, result, cleaner, job, path or name)
        if not stays(cleaned, decoded, result.text, job.config.encoding):
            why = f"its bytes are taken for {decoded.encoding}, and the cleaned ones would not be; give --encoding"
            return _as_it_was(data, before, name, "undecodable", why)
    outcome = _outcome(data, before, cleaned, decoded, result, name, job, why)
    if job.patch and cleaned != data:
        from cleanup.report.patch import unified_patch

        outcome = replace(outcome, patch=unified_patch(_from_here(path, name) if job.from_here else name, data, cleaned))
    return replace(outcome, accepted=accepted) if accepted else outcome


def _from_here(path: str, name: str) -> str:
    """The way to a file from the working folder; its name if that leads out of it, where no patch may reach."""
    way = Path(path)
    return path if path and not (way.is_absolute() or os.pardir in way.parts) else name


def _of_markdown() -> tuple[Callable[[str], tuple[Span, ...]], Callable[[str], tuple[Switch, ...]]]:
    """What finds the stretches of a Markdown text to leave alone."""
    from cleanup.files.markdown import protected
    from cleanup.files.switches import switches

    return protected, switches


def _narrowed(result: Result, job: Job, path: str) -> Narrowed:
    return job.scope.narrowed(result, path) if job.scope else Narrowed(result)


def _as_it_was(data: bytes, before: str, name: str, status: Status, why: str) -> Outcome:
    return Outcome(Entry(name, status, before, before, why=why), data)


def _encoded(data: bytes, decoded: Decoded, result: Result, cleaner: Cleaner, job: Job, path: str) -> tuple[bytes, Result, str]:
    """The cleaned text in the encoding of the file; without repairs whose characters that cannot hold, and a word on it."""
    try:
        return decoded.encode(result.text), result, ""
    except UnicodeEncodeError as error:
        why = f"left its damaged characters alone: {decoded.encoding} cannot hold {ascii(error.object[error.start])[1:-1]}"
    result = _narrowed(job.cleaner(path, "EN").run(result.document), job, path).result
    again = cleaner.run(result.document.with_text(result.text)).text
    if again != result.text and holds(decoded, again):  # what could not be held is gone: a second run would change the file
        return data, Result(result.document, result.document.text), why
    return decoded.encode(result.text), result, why  # every character left stood in the file before


def _outcome(
    data: bytes, before: str, cleaned: bytes, decoded: Decoded, result: Result, name: str, job: Job, why: str
) -> Outcome:
    remarks = {remark.code: f"{remark.code} {remark.because}" for remark in result.remarks}
    changed = cleaned != data
    status = status_of(result, changed)
    after = digest(cleaned) if changed and job.accounted else before
    edits = records(name, result.original, result.findings, named=job.accounted) if changed else ()
    codec = (decoded.encoding, decoded.bom.hex(), decoded.errors)
    entry = Entry(name, status, before, after, codec, len(result.original), edits, tuple(remarks.values()), why)
    text = result.text if result.changed else None
    return Outcome(entry, cleaned, result.original, b"", result.findings, result.declined, cleaned=text)
