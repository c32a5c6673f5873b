"""The cleaned texts that an account speaks of, for its page: read in the order of its entries, each file of records once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from cleanup.files.records import Record
from cleanup.report.record import Entry, Part
from cleanup.run.results.places import cleaned_path, file_of, refuse_outside
from cleanup.run.results.replay import ReplayError, is_cleaned, read
from cleanup.run.results.restore import CleanedFile
from cleanup.run.sources.recordfile import BROKEN, why
from cleanup.run.sources.regular import open_regular
from cleanup.text.dataclass import dataclass, field

LARGEST_TEXT = 10_000_000
"""Bytes of a cleaned text that the page shows: a larger one is no article, and several copies of it would stand in memory."""

_EDITED = "the cleaned file was edited since"


@dataclass
class CleanedTexts:
    """The texts of the cleaned files of one run; ask for them in the order of the account."""

    run: Mapping[str, Any]
    root: Path
    _file: str = ""
    _records: Iterator[Record] = field(default_factory=lambda: iter(()))
    _record: Record | None = None
    _opened: ExitStack = field(default_factory=ExitStack)

    def of(self, entry: Entry) -> tuple[str | None, str]:
        """The cleaned text of a document, or None and why it cannot be had. Raises AccountError."""
        refuse_outside(file_of(entry))  # also where it is not read: an account that leads out of its tree is none of ours
        if not entry.edits:
            return None, ""
        if self.run.get("undone"):
            return None, "this run was undone"
        try:
            return self._in_record(entry, entry.part) if entry.part else self._whole(entry)
        except (*BROKEN, ReplayError, ValueError, LookupError) as error:
            return None, f"the cleaned file: {why(error) if isinstance(error, BROKEN) else error}"

    def close(self) -> None:
        """Close what is open."""
        self._opened.close()

    def _whole(self, entry: Entry) -> tuple[str | None, str]:
        path = cleaned_path(self.run, self.root, entry.doc)
        if path.stat().st_size > LARGEST_TEXT:
            return None, "it is too large for this page; changes.patch has all of it"
        data = read(path)
        if not is_cleaned(entry, data):
            return None, _EDITED
        encoding, bom, errors = entry.codec
        return data[len(bytes.fromhex(bom)) :].decode(encoding, errors), ""

    def _in_record(self, entry: Entry, part: Part) -> tuple[str | None, str]:
        if part.file != self._file:
            self._open(part)
        while self._record is None or self._record.number < part.record:
            if (record := next(self._records, None)) is None:
                return None, _EDITED
            self._record = record
        text = self._record.values.get(part.field)
        if self._record.number != part.record or text is None:
            return None, _EDITED
        data = text.encode("utf-8", "surrogatepass")
        if not is_cleaned(entry, data):
            return None, _EDITED
        return (None, "it is too large for this page") if len(data) > LARGEST_TEXT else (text, "")

    def _open(self, part: Part) -> None:
        self._opened.close()
        self._file, self._record, self._records = part.file, None, iter(())
        file = CleanedFile.of(cleaned_path(self.run, self.root, part.file), part.format, self.run)
        self._records = file.records(self._opened.enter_context(open_regular(file.path)))
