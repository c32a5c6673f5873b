"""The known title of a page, as a line that holds it folds."""

from __future__ import annotations

from cleanup.stages.headline.match import read_title
from cleanup.text.document import Document
from cleanup.text.fold import fold
from cleanup.text.lazy import Lazy

_SEGMENTS = Lazy(r"\s+[-–—|·•»:]+\s+|\s*[|»]\s*")
"""What stands between a headline and its site in a title; the longest part is the headline, even a short one."""


def title_forms(document: Document) -> frozenset[str]:
    """The folds of the known title and of its parts, among them the part that is the headline, however short."""
    title = read_title(document.title, document.url)
    if title is None:
        return frozenset()
    return title.whole | title.parts | title.short | {fold(max(_SEGMENTS.split(title.text), key=len))}
