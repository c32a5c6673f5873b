"""Files of many documents: what a record is, which formats there are, and which fields of a record say what.

A format is known by the file's ending or by name. Its module is imported when a file of it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, BinaryIO, Protocol

from cleanup.files import compressed
from cleanup.text.dataclass import dataclass, field

FORMATS: Mapping[str, str] = {
    "jsonl": "cleanup.files.jsonl:JsonLines",
    "csv": "cleanup.files.table:Csv",
    "tsv": "cleanup.files.table:Tsv",
    "parquet": "cleanup.files.parquet:Parquet",
}
"""Module and class of each format, by its name."""

SUFFIXES: Mapping[str, str] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet"}
"""Names of formats by a file's ending, without that of a compression."""

_ENDINGS = (*SUFFIXES, *compressed.SUFFIXES)

_FOREIGN = {
    b"\x1f\x8b": "gzip, whose name should end in .gz",
    b"\x28\xb5": "Zstandard, whose name should end in .zst",
    b"\xff\xfe": "UTF-16; make it UTF-8 first: iconv -f UTF-16 -t UTF-8",
    b"\xfe\xff": "UTF-16; make it UTF-8 first: iconv -f UTF-16 -t UTF-8",
}
"""By their first two bytes, files that are given by mistake where lines of text are expected."""

SEEKING = frozenset({"parquet"})
"""Formats that are not read from their beginning to their end: a file is needed, a stream is not enough."""


class RecordError(ValueError):
    """A file of records that cannot be worked on as a whole; the message is one line for the user."""


class UnreadableError(RecordError):
    """A record file that is broken, which may only be found when it is rewritten."""


def foreign(head: bytes) -> str:
    """What a file that begins with `head` is instead of lines of text, and what to do about it; empty if nothing tells."""
    return _FOREIGN.get(head[:2], "")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file, or a stretch between records.

    number  1 for the first, fillers counted: a line of JSONL, a row of a table whose header is row 1
    line    line of the file it begins in, from 1; a line ends at b"\\n", and in tables whose rows end with a lone b"\\r" at that
    raw     its bytes with what ends it: those of all records joined are the file (uncompressed)
    values  the fields asked for that are there and are texts
    error   why it could not be read; "" if it could
    filler  no record: a blank line, a header
    """

    number: int
    line: int
    raw: bytes
    values: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    filler: bool = False


class RecordWriter(Protocol):
    """Puts records together to a file again; all of them go through `write` or `leave_out`, in the order they were read."""

    def write(self, raw: bytes) -> None:
        """Write the bytes of the next record."""

    def leave_out(self, raw: bytes) -> None:
        """Pass by the next record, whose bytes these are."""

    def close(self) -> None:
        """Write what is left. The stream it writes to stays open."""


class RecordFormat(Protocol):
    """A format of record files. An instance reads one file and may keep what it learned of it, as a header.

    `uniform`: all records have the same fields, so that a field can be added to all or to none, fillers too.
    """

    uniform: bool

    def read(self, stream: BinaryIO, fields: Sequence[str]) -> Iterator[Record]:
        """The records with the texts of `fields`, in bounded memory: one record at a time, and little more.

        What is wrong with a record is said in it. Raises RecordError where the file is not of this format, or broken in a way
        that no record could be found after; OSError, EOFError from the stream.
        """

    def names(self, record: Record) -> tuple[str, ...]:
        """The names of all fields of a record, for people to choose from."""

    def replaced(self, record: Record, new: Mapping[str, str]) -> bytes:
        """The record's bytes with the values of some fields replaced, and every other byte as it was.

        A field that is not there is added behind the others; in a header its name is. Raises RecordError if the format cannot
        hold a value.
        """

    def writer(self, target: BinaryIO, source: BinaryIO) -> RecordWriter:
        """What writes records to `target`. `source` is the file they were read from, opened again, for formats whose records do
        not hold all of it."""


@dataclass(frozen=True, slots=True)
class Plain:
    """The writer of formats whose records hold every byte of their file."""

    target: BinaryIO

    def write(self, raw: bytes) -> None:
        self.target.write(raw)

    def leave_out(self, raw: bytes) -> None: ...

    def close(self) -> None: ...


def format_of(name: str) -> str | None:
    """The format of a file by the ending of its name, without that of a compression; None if it is no record file."""
    name = name.lower()
    if not name.endswith(_ENDINGS):  # as almost every file of a folder
        return None
    for suffix in compressed.SUFFIXES:
        name = name.removesuffix(suffix)
    return next((SUFFIXES[suffix] for suffix in SUFFIXES if name.endswith(suffix)), None)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What users say about their tables, which differ; other formats have no use for it. See Table."""

    delimiter: str = ""
    header: bool = True
    encoding: str = "utf-8"


def new_format(name: str, dialect: Dialect | None = None) -> RecordFormat:
    """A reader for one file of the format called `name`. Raises RecordError if there is none."""
    if name not in FORMATS:
        raise RecordError(f"unknown format {name!r}; known are {', '.join(FORMATS)}")
    module, _, kind = FORMATS[name].partition(":")
    made: Any = getattr(import_module(module), kind)(dialect or Dialect())
    result: RecordFormat = made
    return result


CANDIDATES = ("text", "body", "content", "maintext", "article")
"""Fields that hold the text, by custom; looked for in this order where none is named."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a record say what; of several for one thing the first that is there counts.

    text  fields to clean, each as a text of its own
    """

    text: tuple[str, ...]
    title: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    id: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All fields to read, each once."""
        kinds = (self.text, self.title, self.url, self.language, self.site, self.date, self.id)
        return tuple(dict.fromkeys(name for names in kinds for name in names))


PRESETS: Mapping[str, Fields] = {
    "scrapy": Fields(("text", "body", "content"), title=("title",), url=("url",), date=("date",)),
    # raw_text and comments are no articles
    "trafilatura": Fields(("text",), title=("title",), url=("url", "source"), date=("date",)),
    "newspaper": Fields(("text",), title=("title",), url=("url",), date=("publish_date",)),
    "news-please": Fields(("maintext",), title=("title",), url=("url",), date=("date_publish",)),
}
"""The fields of the records that scrapers write; of `text` the first that is there in the first record counts."""

COLUMNS: Mapping[str, Fields] = {"trafilatura": Fields(("8",), title=("5",), url=("1",), date=("7",))}
"""The columns of the tables that scrapers write without a header (trafilatura 2.3: `--csv`, delimited by tabs)."""
