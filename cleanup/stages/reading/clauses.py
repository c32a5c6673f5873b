"""Whether a text is made of numbered clauses, as contracts and statutes are: they say the same in several places on purpose."""

from __future__ import annotations

from cleanup.text.document import Document
from cleanup.text.lazy import Lazy

_CLAUSE = Lazy(
    r"\s*(?:§+\s?\d|(?i:art(?:icle|ikel|ículo|icolo|igo|ykuł|\.)?|section|clause|clausola|cláusula|ziffer|paragraf)\s?\d{1,3}\b"
    r"|\d{1,2}\.\d{1,2}\.?\s+[^\W\d_])"
)

_FEWEST = 3
"""Clauses that make a contract: an article quotes one or two."""


def clauses(document: Document) -> tuple[int, ...]:
    """The filled lines with which clauses begin, if there are enough; call it as `document.once(clauses)`."""
    found = tuple([line for line in document.filled if _CLAUSE.match(document.texts[line])])
    return found if len({document.folds[line] for line in found}) >= _FEWEST else ()
