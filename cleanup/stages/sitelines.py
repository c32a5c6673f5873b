"""Site lines: lines that a given profile has seen on many pages of the document's site."""

from __future__ import annotations

from collections.abc import Iterable

from cleanup.stages.stage import Context, Promise
from cleanup.text.blocks import removals
from cleanup.text.document import Document
from cleanup.text.edit import Edit

_CODE = "SL101"


class SiteLines:
    """Removes whole lines that the context's profile names for the site. Without a profile it proposes nothing."""

    name = "sitelines"
    family = "SL"
    promise = Promise.REMOVES

    def __init__(self, context: Context) -> None:
        self._context = context

    def propose(self, document: Document) -> Iterable[Edit]:
        profile = self._context.profile
        found = profile.site_of(document) if profile and self._context.allows(_CODE) else None
        if found is None:
            return
        host, site = found
        known = site.by_fold
        lines = {line: known[document.folds[line]] for line in document.filled if document.folds[line] in known}
        for index, span in removals(document, lines).items():
            because = f"The line stands on {lines[index].pages} of {site.pages} pages of {host}."
            yield Edit(span.start, span.of(document.text), "", self._context.reason(_CODE, self.name, because))
