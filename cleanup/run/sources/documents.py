"""All documents of many files, for commands that compare documents: one from each text file, many from a record file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cleanup.files.text import DecodeError, decode, is_binary
from cleanup.pipeline.config import Config
from cleanup.run.sources.recordfile import BROKEN, format_for, opened, why
from cleanup.run.sources.regular import read_regular
from cleanup.run.sources.site import folder_site
from cleanup.run.sources.source import Source
from cleanup.text.document import Document

Failed = Callable[[str, str], None]
"""Called for each document that cannot be read, with its name and the reason."""


def documents(sources: Iterable[Source], config: Config, failed: Failed) -> Iterator[Document]:
    """The documents of `sources`, in order, one at a time. Title, URL, language and metadata["site"] are set where fields say so;
    the site of a text file is that of the configuration, else its folder's (see `folder_site`).

    A document's id is its file's name; of a record, file#id or file#number. What cannot be read is reported and skipped, binary
    files silently. The fields are those of the configuration (see `Config`).
    """
    for source in sources:
        if format_for(source.path.name, config, source.given):
            yield from _records(source, config, failed)
        elif document := _text(source, config, failed):
            yield document


def _text(source: Source, config: Config, failed: Failed) -> Document | None:
    try:
        data = read_regular(source.path)
        if is_binary(data, config.encoding):
            return None
        text = decode(data, config.encoding).text
    except OSError as error:
        failed(source.name, f"cannot be read: {error.strerror or error}")
    except DecodeError as error:
        failed(source.name, str(error))
    else:
        site = config.site or folder_site(source.name, source.path)
        return Document(text, id=source.name, language=config.language, shape=config.shape, metadata={"site": site})
    return None


def _records(source: Source, config: Config, failed: Failed) -> Iterator[Document]:
    try:
        with opened(source, config) as (file, records):
            for record in records:
                if record.error:
                    failed(f"{source.name}#{record.number}", f"line {record.line}: {record.error}")
                for _, document in file.documents(record):
                    yield document
    except BROKEN as error:
        failed(source.name, why(error))
