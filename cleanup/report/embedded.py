"""JSON for the page, so escaped that nothing in it can end a script element or a JavaScript string."""

from __future__ import annotations

import json
from typing import Any

from cleanup.report.segments import Part
from cleanup.text.lazy import Lazy

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
SURROGATE = Lazy("[\ud800-\udfff]")
"""What UTF-8 cannot encode."""

_CONTROLS = bytes(byte for byte in range(32) if byte != ord("\n"))


def encode(data: Any) -> bytes:
    """`data` as JSON without any "<" or ">", nor the line ends that JavaScript knows beside JSON's."""
    text = _to_json(data)
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        encoded = SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()
    return _made_safe(encoded, text)


def encode_document(edits: list[dict[str, Any]], parts: list[Part] | None, why: str) -> bytes:
    """What `encode` gives for the edits and the text of one document, by their names here."""
    shown = b"null" if parts is None else b"[%b]" % b",".join([_encoded(part) for part in parts])
    return b'{"edits":%b,"parts":%b,"why":%b}' % (encode(edits), shown, encode(why))


def _encoded(part: Part) -> bytes:
    """What `encode` gives, of a text in a third of the time: `json` looks at one character after the other."""
    if isinstance(part, int):
        return b"%d" % part
    if isinstance(part, list):
        return encode(part)
    try:
        encoded = part.encode()
    except UnicodeEncodeError:
        return encode(part)
    if len(encoded.translate(None, _CONTROLS)) < len(encoded):
        return encode(part)
    escaped = encoded.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"%b"' % _made_safe(escaped, part)


def _made_safe(encoded: bytes, text: str) -> bytes:
    """`encoded` without what is in its `text` and must not stand in the page."""
    for sign in "<>\u2028\u2029":
        if sign in text:  # found in a twentieth of the time that it takes in bytes
            encoded = encoded.replace(sign.encode(), b"\\u%04x" % ord(sign))
    return encoded
