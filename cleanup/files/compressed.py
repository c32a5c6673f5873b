"""Compressed streams, by the ending of a file's name; a name without such an ending means the bytes themselves."""

from __future__ import annotations

from typing import BinaryIO, cast


def decompressed(stream: BinaryIO, name: str) -> BinaryIO:
    """What `stream`, the content of a file called `name`, holds. Reading raises OSError or EOFError where it is broken."""
    if name.lower().endswith(".gz"):
        import gzip

        return cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))
    return stream


def compressor(stream: BinaryIO, name: str) -> BinaryIO:
    """What compresses to `stream`, as a file called `name` would be; the same bytes whenever it runs.

    Closing it writes what is left and leaves `stream` open; it is `stream` itself where nothing is to be compressed.
    """
    if name.lower().endswith(".gz"):
        import gzip

        return cast("BinaryIO", gzip.GzipFile("", "wb", compresslevel=6, fileobj=stream, mtime=0))
    return stream
