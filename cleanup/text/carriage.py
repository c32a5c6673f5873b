"""Texts whose lines end with "\\r" alone, as old Macs and some exports write them."""

from __future__ import annotations


def ends_lines(text: str) -> bool:
    """Whether "\\r" is what ends the lines of `text`. Beside a "\\n" it is a stray character, or one half of "\\r\\n"."""
    return "\r" in text and "\n" not in text


def with_newlines(text: str) -> str:
    """`text` with lines that end with "\\n", none of its characters moved; all others as they are."""
    return text.replace("\r", "\n") if ends_lines(text) else text
