"""A text that came as a list of strings, as Scrapy's `getall()` gives it: cleaned as one text, given back as a list.

Such a list holds paragraphs, or the text nodes of a page (`"p ::text"`), several to a sentence where there are links. Which of
the two a boundary separates is decided by the characters beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleanup.text.changeset import ChangeSet

_OPENS = "([{«„“‘¿¡-–—/"
_CLOSES = ")]}»”’.,;:!?…%-–—/"


class Pieces:
    """Strings as one text: `text` for the engine, `after` for the strings that are left when it has been changed.

    >>> Pieces(["Storm", "The storm, ", "he", " said, came at night."]).text
    'Storm\\n\\nThe storm, he said, came at night.'
    """

    def __init__(self, strings: Sequence[str]) -> None:
        self._spans: list[tuple[int, int]] = []
        parts: list[str] = []
        position, last = 0, ""
        for string in strings:
            if string and last:
                join = "" if _runs_on(last, string) else "\n\n"
                parts.append(join)
                position += len(join)
            self._spans.append((position, position + len(string)))
            parts.append(string)
            position += len(string)
            last = string or last
        self.text = "".join(parts)

    def after(self, text: str, changes: ChangeSet) -> list[str]:
        """What each string is in `text`, which `changes` made of ours; strings of which nothing is left are left out."""
        left = []
        for start, end in self._spans:
            now = text[changes.map_position(start) : changes.map_position(end)]
            if now.strip() or not self.text[start:end].strip():
                left.append(now)
        return left


def _runs_on(left: str, right: str) -> bool:
    """Whether `right` goes on in the line of `left`; white space at the boundary says itself what it is."""
    if left[-1].isspace() or right[0].isspace():
        return True
    return right[0].islower() or right[0] in _CLOSES or left[-1] in _OPENS
