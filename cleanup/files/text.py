"""Bytes to text and back, so that what nobody changed comes back byte for byte.

No new line is ever translated. A byte order mark belongs to the file and not to its text.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal

from cleanup.text.dataclass import dataclass

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = tuple(bom for bom, _ in BOMS)
# These write a mark of their own, so a file that had none would not come back.
_WITHOUT_MARK = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_MAGIC = (
    b"%PDF-", b"%!PS-", b"{\\rtf", b"\x89PNG", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xfd7zXZ",
    b"(\xb5/\xfd", b"7z\xbc\xaf'\x1c", b"Rar!\x1a\x07", b"\x7fELF", b"OggS", b"fLaC", b"ID3\x03", b"ID3\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1",
)  # fmt: skip
_BZIP2 = rb"BZh[1-9]1AY&SY"
_TRUNCATED = rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z"
_HIGH = bytes(range(128, 256))
_ISO_2022_JP = rb"\x1b\$[@B]"


class DecodeError(ValueError):
    """Bytes that are not text in any encoding we may assume; the message says where and what to do."""


class UnknownEncoding(LookupError):
    """A name of which Python knows no text encoding."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and what it takes to write one like it. Law: `d.encode(d.text)` gives the bytes it was decoded from.

    `encoding` is the name of Python's codec without a mark of its own, `bom` the mark the file began with. Under
    "surrogateescape" single bytes that are no UTF-8 stand in the text as U+DC80 to U+DCFF.
    """

    text: str
    encoding: str
    bom: bytes = b""
    errors: Literal["strict", "surrogateescape"] = "strict"

    def encode(self, text: str) -> bytes:
        """`text` as this file would hold it. Raises UnicodeEncodeError for characters the encoding has no place for."""
        data = text.encode(self.encoding, self.errors)
        return self.bom + data if self.bom else data


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of `data`: by its byte order mark, else in the `encoding` given, else as UTF-8, else by detection.

    UTF-8 with a few bad bytes stays UTF-8, and the bytes survive in the text. Raises DecodeError, or UnknownEncoding for a name
    that is none.
    """
    name = codec_name(encoding) if encoding is not None else None
    marked = _by_mark(data)
    if marked is not None:
        return marked
    if name is not None:
        return _strict(data, name)
    try:
        return _escape_japanese(data) or Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        bad = error
    if _mostly_utf8(data):
        return Decoded(data.decode("utf-8", "surrogateescape"), "utf-8", errors="surrogateescape")
    from cleanup.files.detect import guess

    for candidate in guess(data):
        try:
            return _strict(data, candidate)
        except DecodeError:
            continue
    raise DecodeError(f"not UTF-8 ({_where(data, bad)}) and no encoding detected; give one with --encoding")


_FEWEST_UNITS, _MOSTLY, _SAMPLE = 8, 0.8, 200_000
"""Bytes of a text of two-byte units, the share of units with a zero byte from which it is taken for one, and the bytes that are
looked at for them."""


def codec_name(encoding: str) -> str:
    """The name of Python's codec for `encoding`, without byte order mark. Raises UnknownEncoding."""
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # refuses base64, rot13 and the like, which are no encodings of text
    except (LookupError, ValueError):
        raise UnknownEncoding(f"unknown encoding {encoding!r}; try a name like utf-8, cp1252, cp1251 or shift_jis") from None
    return _WITHOUT_MARK.get(name, name)


def is_binary(data: bytes, encoding: str | None = None) -> bool:
    """Whether `data` is no text at all: a known kind of file, or NUL bytes where no encoding of wide units explains them.

    `encoding` is the one the user gave, if any.
    """
    if data.startswith(_MARKS[1:]):
        return False
    if data.startswith(_MAGIC) or (data.startswith(b"BZh") and re.match(_BZIP2, data)):
        return True
    wide = encoding is not None and codec_name(encoding).startswith(("utf-16", "utf-32"))
    return not wide and b"\0" in data


def why_binary(data: bytes) -> str:
    """Why `data`, which is binary, might be a text after all, and what to do then; empty for a known kind of file."""
    if data.startswith(_MAGIC) or b"\0" not in data:
        return ""
    start = data[:_SAMPLE]
    for name, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(start) >= _FEWEST_UNITS and zeros.count(0) > _MOSTLY * len(zeros) and start.count(0) < 2 * _MOSTLY * len(zeros):
            return f"left alone as binary; if it is UTF-16 without a byte order mark, give --encoding {name}"
    return f"left alone as binary: byte {data.index(0) + 1} is a NUL"


def _by_mark(data: bytes) -> Decoded | None:
    if not data.startswith(_MARKS):
        return None
    for bom, encoding in BOMS:
        if not data.startswith(bom):
            continue
        body = memoryview(data)[len(bom) :]
        try:
            text = str(body, encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8":
                return Decoded(str(body, encoding, "surrogateescape"), encoding, bom, "surrogateescape")
            if encoding == "utf-32-le":  # as well UTF-16 that begins with a NUL
                continue
            raise DecodeError(
                f"not {encoding.upper()}, though its byte order mark says so ({_where(data, error, len(bom))})"
            ) from None
        return Decoded(text, encoding, bom)
    return None


def _strict(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DecodeError(f"not {encoding} ({_where(data, error)}); give another one with --encoding") from None
    except ValueError as error:  # codecs with rules of their own, like idna
        raise DecodeError(f"not {encoding} ({error})") from None
    decoded = Decoded(text, encoding)
    if not _returns(decoded, data):
        raise DecodeError(f"{encoding} would not reproduce these bytes; give another one with --encoding")
    return decoded


def _returns(decoded: Decoded, data: bytes) -> bool:
    try:
        return decoded.encode(decoded.text) == data
    except UnicodeError:
        return False


def _escape_japanese(data: bytes) -> Decoded | None:
    """ISO-2022-JP, which is plain ASCII to the eye of a UTF-8 decoder: read so, its escapes would be repaired away."""
    if b"\x1b" not in data:  # found in a twentieth of the time that two bytes take
        return None
    if not re.search(_ISO_2022_JP, data) or not data.isascii():
        return None
    try:
        return _strict(data, "iso2022_jp")
    except DecodeError:
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether `data` holds more multi-byte sequences than bytes outside of them, a sequence cut off at the end aside.

    In text of another encoding such sequences are chance: 0.3 for every bad byte in EUC-JP, 0.25 in GB 18030 and none in the
    single-byte ones (measured on random words by frequency; of texts of eight words one in a thousand was misread).
    """
    cut = re.search(_TRUNCATED, data[-3:])
    size = len(data) - (len(cut[0]) if cut else 0)
    kept = data[:size].decode("utf-8", "ignore")
    sequences = len(kept) - len(data[:size].translate(None, _HIGH))
    bad = size - len(kept.encode())
    return sequences > bad


def _where(data: bytes, error: UnicodeDecodeError, offset: int = 0) -> str:
    place = error.start + offset
    return f"byte 0x{data[place]:02x} at {place:,}" if place < len(data) else f"its end at {place:,}"
