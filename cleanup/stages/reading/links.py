"""Links and images as Markdown, which extractors write where they are told to keep them (html2text does unless told not to).

Rules and the model of pages know words, not addresses: a menu is a menu with or without the targets of its links.
"""

from __future__ import annotations

from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_TARGET = r"\((?>[^()\s]|\\?\([^()\s]*+\))*+(?:\s++\"[^\"\n]*+\")?\s*+\)"
_IMAGE = Lazy(rf"!\[[^\[\]\n]*+\]{_TARGET}")
_LINK = Lazy(rf"\[([^\[\]\n]*+)\](?:{_TARGET}|\[\d{{1,4}}\])")

_FEWEST_TARGETS = 3
"""Targets of links that a text may hold without being Markdown."""

_SIGN = "!"
"""What is left of a line that holds images and nothing else: as it is not blank, it is still a line to be judged."""


def unlinked(document: Document) -> Document:
    """The document with every link reduced to its words, and the rest of the line filled up with spaces.

    For judging whole lines only: every line begins and ends at the same offset in both and is blank in both or in none, but
    inside of a changed line offsets mean other places. A text kept by hand is left as it is, since its links are protected.
    """
    if document.curated or "]" not in document.text:  # one character is found a hundred times as fast as two
        return document
    return document.once(_unlinked) or document


def _unlinked(document: Document) -> Document | None:
    """The document without targets; None if it has too few: one that remembered itself would stay until garbage is collected."""
    if document.text.count("](") < _FEWEST_TARGETS:
        return None
    lines = document.text.split("\n")
    for place, line in enumerate(lines):
        if "](" in line or "][" in line:
            end = line[len(line.rstrip("\r")) :]
            words = _LINK.sub(r"\1", _IMAGE.sub("", line)).rstrip()
            if not words.strip("#*+-> \t|"):
                words += _SIGN
            lines[place] = words.ljust(len(line) - len(end)) + end
    return document.with_text("\n".join(lines))
