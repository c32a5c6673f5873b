"""JSON Lines: the texts of fields read, and written back so that no other byte of their line changes.

A line is never loaded and dumped again: `1.10` would become `1.1`, and `\\/` a slash. The token of a value is found and another
put in its place. What Python's json reads is a record: NaN, 1E400, huge integers, lone surrogates as `\\ud800`.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, BinaryIO

from cleanup.files.jsontoken import has_surrogates, token
from cleanup.files.records import Dialect, Plain, Record, RecordError, foreign
from cleanup.text.namedtuple import NamedTuple

LONGEST_LINE = 256_000_000
"""Bytes of a line, at most; a longer one is no record, and several copies of it would be in memory."""

_ALONE = (b"[", b"{", b"[{")
"""How JSON begins that is spread over lines."""

_SPLIT_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_KINDS = {
    list: "an array (jq -c '.[]' makes records of its elements)",
    str: "a string",
    bool: "true or false",
    type(None): "null",
}

_OPEN = re.compile(r"[ \t\n\r]*+\{[ \t\n\r]*+")
_NAME = re.compile(r'"([^"\\\x00-\x1f]*+)"[ \t\n\r]*+:[ \t\n\r]*+')  # without escapes, as nearly all are
_COLON = re.compile(r"[ \t\n\r]*+:[ \t\n\r]*+")
_MORE = re.compile(r"[ \t\n\r]*+,[ \t\n\r]*+")
_CLOSE = re.compile(r"[ \t\n\r]*+\}[ \t\n\r]*+\Z")


class Member(NamedTuple):
    """The value of a name in an object; its token stands at characters `start` to `end` of the line."""

    value: Any
    start: int
    end: int


class _NoObject(ValueError):
    """A line that is JSON to its end, and no record."""


class JsonLines:
    """One JSON object a line, in UTF-8; blank lines between. Bytes that are no UTF-8 are an error of their record."""

    uniform = False

    def __init__(self, dialect: Dialect | None = None) -> None:
        given = dialect is not None and dialect.encoding != "utf-8"
        self._told = f"; JSON lines are read as UTF-8{', whatever --encoding says' * given}"
        # Integers as floats, because Python refuses those of more than 4,300 digits; nobody asks for their values.
        decoder: Any = json.JSONDecoder(parse_int=float)
        self._scan: Callable[[str, int], tuple[Any, int]] = decoder.scan_once

    def read(self, stream: BinaryIO, fields: Sequence[str]) -> Iterator[Record]:
        """See RecordFormat."""
        number = 0
        while line := stream.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise RecordError(f"line {number} has more than {LONGEST_LINE:,} bytes: this is not JSONL")
            if number == 1 and (what := foreign(line)):
                raise RecordError(f"this is {what}")
            if line.isspace():
                yield Record(number, number, line, filler=True)
                continue
            try:
                members = self._members(_text(line, number))
            except ValueError as error:
                yield Record(number, number, line, error=self._fault(number, line, error))
                continue
            texts = {name: members[name].value for name in fields if name in members and isinstance(members[name].value, str)}
            yield Record(number, number, line, texts)

    def _fault(self, number: int, line: bytes, error: ValueError) -> str:
        """What to say of a line that is no record. Raises RecordError if it shows that the file is no JSONL."""
        if number == 1 and line.strip() in _ALONE:
            raise RecordError(
                "this is JSON over several lines, not a record a line: jq -c '.[]' makes those of an array"
            ) from None
        if number == 1 and b"\r" in line.strip() and not line.endswith(b"\n"):
            raise RecordError("its lines end with carriage returns alone: tr '\\r' '\\n' makes lines of JSONL of them") from None
        cut = "" if line.endswith(b"\n") or isinstance(error, _NoObject) else " (the file ends in this line: cut short?)"
        return f"{error}{cut}{self._told if isinstance(error, UnicodeError) else ''}"

    def names(self, record: Record) -> tuple[str, ...]:
        """See RecordFormat."""
        return () if record.error or record.filler else tuple(self._members(_text(record.raw, record.number)))

    def replaced(self, record: Record, new: Mapping[str, str]) -> bytes:
        """See RecordFormat. Of a name that stands twice the last value counts, as it does for Python's json."""
        text = _text(record.raw, record.number)
        members = self._members(text)
        changes: list[tuple[int, int, str]] = []
        for name, value in new.items():
            if has_surrogates(value) and _SPLIT_PAIR.search(value):
                raise RecordError(f"halves of a character would meet in {name!r}, and be read as one")
            if member := members.get(name):
                changes.append((member.start, member.end, token(value, text[member.start : member.end], text)))
        changes.sort()
        end = max((member.end for member in members.values()), default=text.index("{") + 1)
        comma, colon = (", ", ": ") if '": ' in text else (",", ":")
        for name in [name for name in new if name not in members]:
            joint = comma if members or changes else ""
            changes.append((end, end, f"{joint}{token(name, '', text)}{colon}{token(new[name], '', text)}"))
        position, out = 0, []
        for start, stop, piece in changes:
            out += [text[position:start], piece]
            position = stop
        return _mark(record.raw, record.number) + "".join([*out, text[position:]]).encode()

    def writer(self, target: BinaryIO, source: BinaryIO) -> Plain:
        """See RecordFormat."""
        return Plain(target)

    def _members(self, text: str) -> dict[str, Member]:
        """The members of the object that `text` is. Raises ValueError with the column for what Python's json would not read."""
        try:
            with suppress(StopIteration, ValueError):
                if (found := self._scanned(text)) is not None:
                    return found
            value = json.loads(text, parse_int=float)  # says best what is wrong
        except RecursionError:
            raise ValueError("nested too deeply") from None
        except json.JSONDecodeError as error:
            raise ValueError(f"not JSON: {error.msg.removesuffix(' at')} at column {error.pos + 1:,}") from None
        raise _NoObject(f"not a JSON object but {_KINDS.get(type(value), 'a number')}")

    def _scanned(self, text: str) -> dict[str, Member] | None:
        """The same; None, or StopIteration or ValueError raised, for what is no object."""
        scan, found = self._scan, {}
        more = _OPEN.match(text)
        if more is None:
            return None
        if text.startswith("}", end := more.end()):
            more = None
        while more is not None:
            if (name := _NAME.match(text, more.end())) is not None:
                key, start = name[1], name.end()
            elif text.startswith('"', more.end()):
                key, end = scan(text, more.end())
                if (colon := _COLON.match(text, end)) is None:
                    return None
                start = colon.end()
            else:
                return None
            value, end = scan(text, start)
            found[key] = Member(value, start, end)
            more = _MORE.match(text, end)
        return found if _CLOSE.match(text, end) else None


def _mark(raw: bytes, number: int) -> bytes:
    """The byte order mark, where a file begins with one."""
    return BOM_UTF8 if number == 1 and raw.startswith(BOM_UTF8) else b""


def _text(raw: bytes, number: int) -> str:
    """The characters of a line. Raises UnicodeError for what is no UTF-8."""
    start = len(_mark(raw, number))
    try:
        return raw[start:].decode() if start else raw.decode()
    except UnicodeDecodeError as error:
        raise UnicodeError(f"not UTF-8: byte 0x{error.object[error.start]:02x} at {error.start + start + 1:,}") from None
