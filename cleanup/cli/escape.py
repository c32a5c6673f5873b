"""Escaping texts and names of files for a terminal: on one line, with nothing in it that acts or hides."""

from __future__ import annotations

from cleanup.text.lazy import Lazy

_WIDTH = 60
"""Characters of a text that are shown, at most."""

_UNSEEN = Lazy(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def show(text: str) -> str:
    """A text of an article; a long one loses its middle."""
    if len(text) > _WIDTH:
        text = text[: _WIDTH // 2] + " … " + text[-_WIDTH // 2 :]
    return show_all(text)


def show_all(text: str) -> str:
    """The whole of a text or a name."""
    return _UNSEEN.sub(lambda match: _SHORT.get(match[0]) or ascii(match[0])[1:-1], text)
