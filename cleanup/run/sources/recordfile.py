"""One record file as a run reads it: opened, its format known, its fields chosen, its records made documents."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO

from cleanup.files.compressed import decompressed
from cleanup.files.records import (
    CANDIDATES,
    COLUMNS,
    PRESETS,
    Dialect,
    Fields,
    Record,
    RecordError,
    RecordFormat,
    format_of,
    new_format,
)
from cleanup.files.text import codec_name
from cleanup.pipeline.config import Config, ConfigError
from cleanup.run.sources.regular import open_regular
from cleanup.run.sources.site import folder_site
from cleanup.run.sources.source import Source
from cleanup.text.dataclass import dataclass, field, replace
from cleanup.text.document import Document
from cleanup.text.language import code_of

_CUSTOM = Fields(CANDIDATES, title=("title",), url=("url",), date=("date",))
_FIELDS = ("title", "url", "id", "site", "date", "language")
_FIELDS_SHOWN, _NAME_LENGTH = 20, 40
"""Fields that a message names, and characters of each name."""

BROKEN = (RecordError, OSError, EOFError, zlib.error)
"""What reading a record file may raise."""


def format_for(name: str, config: Config, given: bool = True) -> str | None:
    """The format of a file of this name, if it is a record file: that of the configuration, for a file that was `given` outright,
    else by its ending."""
    return (config.format if given else None) or format_of(name)


def why(error: Exception) -> str:
    """An error of `BROKEN`, for people."""
    if isinstance(error, RecordError):
        return str(error)
    said = (isinstance(error, OSError) and error.strerror) or error
    return f"cannot be read to its end: {said}"


def fields_for(config: Config) -> tuple[Fields, bool]:
    """The fields to read, and whether all texts among them are meant; else the first that is there."""
    presets = {**PRESETS, **COLUMNS} if config.no_header else PRESETS
    fields = presets[config.preset] if config.preset else _CUSTOM
    one = {kind: (name,) for kind in _FIELDS if (name := getattr(config, f"{kind}_field"))}
    if config.field:
        return replace(fields, text=config.field, **one), True
    return replace(fields, **one), False


def names_for(config: Config) -> tuple[str, ...]:
    """The names of all fields to read."""
    return tuple(dict.fromkeys([*fields_for(config)[0].names, *filter(None, [config.removed_field])]))


def dialect_of(config: Config) -> Dialect:
    """What a configuration says of tables. Raises UnknownEncoding."""
    return Dialect(config.delimiter or "", not config.no_header, codec_name(config.encoding) if config.encoding else "utf-8")


_OF_FIELDS = ("preset", "field", "removed_field", *(f"{kind}_field" for kind in _FIELDS))
_RECORDED = (*_OF_FIELDS, "delimiter", "no_header", "encoding", "max_expansion")


def recorded(configuration: Any) -> Config:
    """What an account's run.json says of how its record files were read. Raises ValueError."""
    known = configuration if isinstance(configuration, Mapping) else {}
    try:
        return Config().with_options({name: known[name] for name in _RECORDED if known.get(name) is not None})
    except ConfigError as error:
        raise ValueError(str(error)) from None


@dataclass
class RecordFile:
    """A record file under work.

    format_name  the name of its format, whose reader `format` is
    fields       which fields say what, known once the first record was read
    choice       the field chosen where the user named none
    records      records read, without fillers; `texts` of them had a text, `errors` could not be read
    """

    source: Source
    config: Config
    format_name: str
    format: RecordFormat
    fields: Fields
    choice: str = ""
    records: int = 0
    texts: int = 0
    errors: int = 0
    _named: bool = True
    _first: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, source: Source, config: Config) -> RecordFile:
        """Raises RecordError for a format that is unknown here."""
        fields, named = fields_for(config)
        name = format_for(source.path.name, config, source.given) or ""
        return cls(source, config, name, new_format(name, dialect_of(config)), fields, _named=named)

    def read(self, stream: BinaryIO) -> Iterator[Record]:
        """All records of the uncompressed `stream`. Raises what BROKEN says; RecordError also if no record holds a text."""
        for record in self.format.read(stream, names_for(self.config)):
            if not record.filler:
                self.records += 1
                if record.error:
                    self.errors += 1
                else:
                    self._look(record)
                    self.texts += any(name in record.values for name in self.fields.text)
            yield record
        if self._first and not self.texts:
            empty = tuple(name for name in self.fields.text if name in self._first)
            empty += tuple(first for name in self.fields.text if (first := name.partition(".")[0]) in {*self._first} - {*empty})
            but = f" ({_listed(empty)} holds none: a text within it has to be brought out first)" if empty else ""
            others = tuple(name for name in self._first if name not in empty)
            what = f"; {self._there(others)}" if others else ""
            raise RecordError(f"no record has a text in {_listed(self.fields.text)}{but}{what}")

    def _look(self, record: Record) -> None:
        """Choose the field of the text by the first record that can be read. Raises RecordError."""
        if self._first:
            return
        self._first = self.format.names(record)
        if not self._first:
            return
        if not self._named:
            chosen = next((name for name in self.fields.text if name in self._first), None)
            if chosen is None:
                raise RecordError(f"none of the fields {_listed(self.fields.text)} is there; {self._there(self._first)}")
            self.fields, self.choice = replace(self.fields, text=(chosen,)), chosen
        if (removed := self.config.removed_field) in self.fields.names:
            raise RecordError(f"what was removed would overwrite the field {removed!r}; name a new one with --removed-field")

    def _there(self, names: tuple[str, ...]) -> str:
        """Fields that are there, and what to do."""
        shown = tuple(name if len(name) <= _NAME_LENGTH else name[:_NAME_LENGTH] + "..." for name in names[:_FIELDS_SHOWN])
        there = f"there {'is' if len(shown) == 1 else 'are'} {_listed(shown)}{', ...' * (len(names) > _FIELDS_SHOWN)}"
        if self.format_name in ("csv", "tsv") and not self.config.no_header:
            what = "is another --delimiter meant?" if len(shown) == 1 else "if these are no names, say --no-header"
            return f"{there}: name the one to clean with --field; {what}"
        return f"{there}: name the one to clean with --field"

    @property
    def overwritten(self) -> str:
        """The field for what was removed, if the first record has one of that name: what stood there goes."""
        return self.config.removed_field or "" if self.config.removed_field in self._first else ""

    def documents(self, record: Record) -> tuple[tuple[str, Document], ...]:
        """The texts of a record, each with the name of its field."""
        values, fields, config = record.values, self.fields, self.config
        texts = [name for name in fields.text if name in values]
        if not texts:
            return ()
        about = {kind: _first_of(values, getattr(fields, kind)) for kind in _FIELDS}
        doc = f"{self.source.name}#{about['id'] or record.number}"
        about["site"] = (
            config.site or about["site"] or (None if about["url"] else folder_site(self.source.name, self.source.file))
        )
        metadata = {kind: about[kind] for kind in ("site", "date") if about[kind]}
        return tuple(
            (
                name,
                Document(
                    values[name],
                    id=f"{doc}:{name}" if len(fields.text) > 1 else doc,
                    title=about["title"] if name not in fields.title else None,
                    url=about["url"],
                    language=code_of(about["language"]) or config.language,
                    shape=config.shape,
                    metadata=metadata,
                ),
            )
            for name in texts
        )


@contextmanager
def opened(source: Source, config: Config) -> Iterator[tuple[RecordFile, Iterator[Record]]]:
    """A record file and its records; entering and reading raise what BROKEN says."""
    file = RecordFile.of(source, config)
    with open_regular(source.path) as stream:
        yield file, file.read(decompressed(stream, source.path.name, config.max_expansion))


def _first_of(values: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((values[name] for name in names if values.get(name)), None)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(repr, names))
