"""Reading and writing compressed files, known by their ending: .gz, and .zst with the extra `zstd`; others pass as they are.

What a file holds comes back byte for byte; it is compressed again, the same way for the same content.
"""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import Any, BinaryIO, cast

SUFFIXES = frozenset({".gz", ".zst"})

MAX_EXPANSION = 200
"""How many times its own size a file may hold: articles hold 3 to 10 times, bombs up to 1,030 (gzip) or 32,000 (Zstandard)."""

HARMLESS_SIZE = 256 * 1024 * 1024
"""Bytes that may come out whatever their ratio."""

_CHUNK = 64 * 1024
"""Compressed bytes read at once."""

_GZIP_OUTPUT_SIZE = 1024 * 1024
"""Bytes that come out of gzip at once, at most."""


class CompressionError(OSError):
    """A compressed file that is broken, cut short or a bomb, or that nothing here can read; the message is one line for users."""


def compression(name: str) -> str:
    """The ending that says how the file called `name` is compressed, in lower case; "" if it is not."""
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in SUFFIXES else ""


def decompressed(stream: BinaryIO, name: str, max_expansion: float = MAX_EXPANSION) -> BinaryIO:
    """The content of `stream`, a file called `name`, decompressed as it is read; a `max_expansion` of 0 is no limit.

    Raises CompressionError, here or while it is read, if the file is not compressed as its name says, ends too early, or holds
    more than HARMLESS_SIZE bytes and more than `max_expansion` times its size. Members or frames that follow each other are read
    as one. `stream` stays open.
    """
    kind = {".gz": _Gzip, ".zst": _Zstandard}.get(compression(name))
    return cast(BinaryIO, io.BufferedReader(kind(stream, max_expansion), _CHUNK)) if kind else stream


def compressor(stream: BinaryIO, name: str) -> BinaryIO:
    """A file that compresses to `stream` as the name `name` says: the same bytes for the same content, without time and name.

    Closing it writes what is left and leaves `stream` open; it is `stream` itself where nothing is to be compressed. Raises
    CompressionError without the library.
    """
    match compression(name):
        case ".gz":
            import gzip

            return cast(BinaryIO, gzip.GzipFile("", "wb", compresslevel=6, fileobj=stream, mtime=0))
        case ".zst":
            packing = _zstandard().ZstdCompressor(write_checksum=True)
            return cast(BinaryIO, packing.stream_writer(stream, closefd=False))
    return stream


class _Inflating(io.RawIOBase):
    """A compressed stream, decompressed piece by piece; `_unit` decompresses the current member, if there is one."""

    kind = ""
    at_once = _CHUNK

    def __init__(self, stream: BinaryIO, max_expansion: float) -> None:
        self._stream, self._max_expansion = stream, max_expansion
        self._unit: Any = None
        self._data = self._ready = memoryview(b"")
        self._read = self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._ready:
            if not self._advance():
                return 0
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _advance(self) -> bool:
        """Decompress a little; False at the end of the file."""
        if not self._data:
            self._data = memoryview(self._stream.read(_CHUNK))
            self._read += len(self._data)
        if not self._data and self._unit is None:
            return False
        if self._unit is None and not self._begin():
            return True
        piece = self._data[: self.at_once]
        out, unused = self._decompress(piece)
        if not piece and not out and self._unit is not None:
            raise CompressionError(f"cut short: the {self.kind} data ends in the middle, {self._where()}")
        self._data = self._data[len(piece) - unused :]
        self._ready = memoryview(out)
        self._given += len(out)
        if self._max_expansion and self._given > max(HARMLESS_SIZE, self._max_expansion * self._read):
            what = f"over {self._max_expansion:,g} times its size"
            raise CompressionError(f"holds {what} ({self._where()}), which no text does; --max-expansion 0 lifts the limit")
        return True

    def _begin(self) -> bool:
        """Begin a member, or skip the zeros after the last one, with which tapes and blocks are padded."""
        if self._given or self._read > len(self._data):
            filled = len(self._data) - len(bytes(self._data).lstrip(b"\0"))
            if filled:
                self._data = self._data[filled:]
                return False
        self._unit = self._new()
        return True

    def _where(self) -> str:
        return f"after {self._given:,} bytes of content, before byte {self._read - len(self._data):,} of the file"

    def _broken(self, error: Exception) -> CompressionError:
        return CompressionError(f"broken {self.kind} data ({error}), {self._where()}")

    def _new(self) -> Any:
        raise NotImplementedError

    def _decompress(self, piece: memoryview) -> tuple[bytes, int]:
        """What comes out, and how many bytes at the end of `piece` were not used."""
        raise NotImplementedError


class _Gzip(_Inflating):
    kind = "gzip"

    def __init__(self, stream: BinaryIO, max_expansion: float) -> None:
        super().__init__(stream, max_expansion)
        import zlib

        self._library = zlib

    def _new(self) -> Any:
        return self._library.decompressobj(wbits=31)

    def _decompress(self, piece: memoryview) -> tuple[bytes, int]:
        unit = self._unit
        try:
            out = unit.decompress(piece, _GZIP_OUTPUT_SIZE)
        except self._library.error as error:
            raise self._broken(error) from None
        if unit.eof:
            self._unit = None
            return out, len(unit.unused_data)
        return out, len(unit.unconsumed_tail)


class _Zstandard(_Inflating):
    kind = "Zstandard"
    # The library decompresses all that it is given at once, four bytes to 128 KiB at worst, and so these to 64 MiB.
    at_once = 2048

    def __init__(self, stream: BinaryIO, max_expansion: float) -> None:
        super().__init__(stream, max_expansion)
        self._library = _zstandard()
        self._decompressor = self._library.ZstdDecompressor()

    def _new(self) -> Any:
        return self._decompressor.decompressobj()

    def _decompress(self, piece: memoryview) -> tuple[bytes, int]:
        unit = self._unit
        try:
            out = unit.decompress(piece)
        except self._library.ZstdError as error:
            raise self._broken(error) from None
        if unit.eof:
            self._unit = None
            return out, len(unit.unused_data)
        return out, 0


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError:
        raise CompressionError("to read and write .zst files: pip install 'cleanup-articles[zstd]'") from None
    return zstandard
