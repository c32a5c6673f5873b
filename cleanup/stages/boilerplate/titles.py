"""The known title of a page, as a line that holds it folds."""

from __future__ import annotations

from cleanup.stages.headline.match import BETWEEN_PARTS, read_title
from cleanup.text.document import Document
from cleanup.text.fold import fold


def title_forms(document: Document) -> frozenset[str]:
    """The folds of the known title and of its parts, among them the longest one, however short: the headline."""
    title = read_title(document.title, document.url)
    if title is None:
        return frozenset()
    return title.whole | title.parts | title.short | {fold(max(BETWEEN_PARTS.split(title.text), key=len))}
