"""Cleaning the texts of a record: each is a document of its own, a Part of its file."""

from __future__ import annotations

from functools import partial

from cleanup.files.records import Record
from cleanup.report.record import Entry, Part, records
from cleanup.run.sources.digest import digest
from cleanup.run.sources.recordfile import RecordFile, opened
from cleanup.run.sources.source import Source
from cleanup.run.workers.job import Job, Outcome, contained, remarks_of, status_of
from cleanup.text.dataclass import dataclass, replace
from cleanup.text.document import Document

Texts = tuple[tuple[Part, Document], ...]


@dataclass(frozen=True, slots=True)
class RecordTexts:
    """The texts of a record in the file at `path` (POSIX): all that another process needs of it."""

    path: str
    texts: Texts


def texts_of(record: Record, file: RecordFile, job: Job) -> Texts:
    """The texts of a record, ready to be cleaned."""
    return tuple(
        (Part(file.source.name, file.format_name, record.number, name), replace(document, curated=job.by_hand))
        for name, document in file.documents(record)
    )


def clean_record(record: RecordTexts, job: Job, shown: bool) -> tuple[Outcome, ...]:
    """Clean each text of a record; `shown` as for `clean_text`. Whatever goes wrong is in the Outcome."""
    return tuple(
        contained(partial(clean_text, document, part, record.path, job, shown), document.id, part=part)
        for part, document in record.texts
    )


def clean_text(document: Document, part: Part, path: str, job: Job, shown: bool) -> Outcome:
    """Clean one text of a record in the file at `path`; with findings and patch if it is to be `shown`, else only its entry."""
    result = job.cleaner(path).run(document)
    before = result.original.encode("utf-8", "surrogatepass")
    after = result.text.encode("utf-8", "surrogatepass") if result.changed else before
    digests = (digest(before), digest(after)) if job.accounted else ("", "")
    edits = records(document.id, result.original, result.findings, named=job.accounted) if result.changed else ()
    status, length = status_of(result, result.changed), len(result.original)
    entry = Entry(document.id, status, *digests, length=length, edits=edits, remarks=remarks_of(result), part=part)
    cleaned = result.text if result.changed else None
    if not shown:
        return Outcome(entry, cleaned=cleaned)
    patch = b""
    if job.patch and after != before:
        from cleanup.report.patch import unified_patch

        patch = unified_patch(document.id, before, after)
    found, declined = result.findings, result.declined
    return Outcome(entry, None, result.original, cleaned, patch, findings=found, declined=declined)


def clean_at_line(source: Source, job: Job, line: int) -> tuple[Record | None, list[Outcome]]:
    """The record of a file that stands at `line`, and what becomes of its texts. Raises what BROKEN says."""
    from cleanup.files.rows import line_ends

    found = None
    with opened(source, job.config) as (file, records):
        for record in records:
            if record.line > line:
                break
            found = record
    if found is None or line >= found.line + max(1, line_ends(found.raw)):
        return None, []
    outcomes = (
        clean_text(document, part, source.path.as_posix(), job, shown=True) for part, document in texts_of(found, file, job)
    )
    return found, [replace(outcome, path=source.shown, line=found.line) for outcome in outcomes]
