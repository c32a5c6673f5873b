"""Repairs spaces: one is put between words that run together, or taken out where none belongs. No other character changes.

Scraped text is glued because extraction dropped the markup between two words, so the repair inserts a space and nothing else:
which comma or full stop stood there cannot be known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleanup.stages.spacing.pairs import places
from cleanup.stages.stage import Context, Promise
from cleanup.text.document import Document
from cleanup.text.edit import Edit

if TYPE_CHECKING:
    from cleanup.stages.spacing.judge import Doubt

_GLUED = ("SP101", "SP102", "SP103", "SP104", "SP105", "SP106", "SP107")


class Spacing:
    """Family SP. Edits insert one space or remove white space."""

    name = "spacing"
    family = "SP"
    promise = Promise.SPACES

    def __init__(self, context: Context) -> None:
        self._context = context
        self._glue = any(map(context.allows, _GLUED))

    @staticmethod
    def read_ahead() -> None:
        """Begin to read, in a thread, the longest list of words, that of English: rare ones are looked for in it, whatever the
        language."""
        from cleanup.stages.spacing.packedlists import long_lists

        long_lists("en").read_ahead()

    def propose(self, document: Document) -> Iterator[Edit]:
        where = document.once(places)
        found = _worth(document.text, where.gaps) if self._glue else []
        if found or where.surplus:
            from cleanup.stages.spacing.repairs import Repairs

            yield from Repairs(self._context, self.name).of(document, found, where.surplus)


def _worth(text: str, stretches: list[tuple[int, int]]) -> list[Doubt]:
    """The gaps in stretches of a text that are worth a closer look."""
    if not stretches:
        return []
    from cleanup.stages.spacing.bounds import upper_bounds

    return upper_bounds().worth(text, stretches)
