"""Whether the encoding of a file can hold its cleaned text, and gives it back when read again."""

from __future__ import annotations

from cleanup.files.text import Decoded, decode, is_binary


def holds(decoded: Decoded, text: str) -> bool:
    """Whether `text` can be encoded as the decoded file was."""
    try:
        decoded.encode(text)
    except UnicodeEncodeError:
        return False
    return True


def stays(cleaned: bytes, decoded: Decoded, text: str, encoding: str | None) -> bool:
    """Whether the cleaned bytes are read as `text` again, by undo and by a second run with the same `encoding`, if any.

    Removing what stood between two bytes can make them one character, and what is left of a text of an unknown encoding can
    look like another one.
    """
    if decoded.encoding == "utf-8" and decoded.errors == "strict" and not text.startswith("\ufeff") and "\x1b" not in text:
        return True
    try:
        same = cleaned[len(decoded.bom) :].decode(decoded.encoding, decoded.errors) == text
        return same and not is_binary(cleaned, encoding) and decode(cleaned, encoding).text == text
    except ValueError:
        return False
