"""Texts seen before, in one crawl or in those before it. What counts as the same text is decided here and nowhere else."""

from __future__ import annotations

import hashlib
from typing import Protocol

from cleanup.text.fold import fold


class Seen(Protocol):
    """Remembers texts by the name of what they came in. Used by one thread at a time."""

    def earlier(self, text: str, name: str, site: str) -> str | None:
        """How an earlier text is like this one, in words that name it; None if none is, and then this one is remembered."""
        ...

    def close(self) -> None:
        """Write what is waiting to be written."""
        ...


class ExactSeen:
    """Texts are the same if they fold to the same string (see `fold`): case, white space and punctuation do not count.

    Keeps 16 bytes (BLAKE2b) and the name of each. A text without a letter or digit is never seen before.
    """

    def __init__(self) -> None:
        self._names: dict[bytes, str] = {}

    def earlier(self, text: str, name: str, site: str = "") -> str | None:
        """See Seen; the site does not matter."""
        folded = fold(text)
        if not folded:
            return None
        digest = hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if (first := self._names.get(digest)) is not None:
            return f"the same text as {first}"
        self._names[digest] = name
        return None

    def close(self) -> None:
        pass


class NearSeen:
    """Texts are the same if most of their runs of words are (see `cleanup.corpus.near`); 0.6 ms for an article.

    With a folder, texts of earlier crawls are known as well. Raises KnownError if it cannot be used, or is used by another crawl.
    """

    def __init__(self, folder: str | None = None) -> None:
        from cleanup.corpus.near import NearDuplicates

        self._known = NearDuplicates(folder)
        self.torn = self._known.torn
        """Bytes that a crawl left unfinished at the end of the folder's log when it was cut off, and that were dropped."""

    def earlier(self, text: str, name: str, site: str) -> str | None:
        """See Seen."""
        found = self._known.add(text, name, site)
        if found is None:
            return None
        return f"like the text of {found.name} (Jaccard {found.jaccard:.2f}, contained to {found.containment:.0%})"

    def close(self) -> None:
        self._known.close()
