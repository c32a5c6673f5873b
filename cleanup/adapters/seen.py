"""Texts seen before in one crawl. What counts as the same text is decided here and nowhere else in the adapters."""

from __future__ import annotations

import hashlib
from typing import Protocol

from cleanup.text.fold import fold


class Seen(Protocol):
    """Remembers texts by the name of what they came in."""

    def earlier(self, text: str, name: str) -> str | None:
        """The name of the first one with this text, or None; then it is remembered under `name`."""
        ...


class ExactSeen:
    """Texts are the same if they fold to the same string (see `fold`): case, white space and punctuation do not count.

    Keeps 16 bytes (BLAKE2b) and the name of each. A text without a letter or digit is never seen before.
    """

    def __init__(self) -> None:
        self._names: dict[bytes, str] = {}

    def earlier(self, text: str, name: str) -> str | None:
        folded = fold(text)
        if not folded:
            return None
        digest = hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        first = self._names.setdefault(digest, name)
        return None if first is name else first
