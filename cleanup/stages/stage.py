"""What a stage is: a name, the family of codes it owns, a promise, and a function from document to proposed edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from cleanup.rules.rule import Depth, Rule
from cleanup.text.dataclass import dataclass
from cleanup.text.document import Document
from cleanup.text.edit import Edit, Reason

if TYPE_CHECKING:
    from cleanup.corpus.profile import SiteProfile

UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Characters that show nothing and join nothing: soft hyphen, zero-width space, word joiner, stray byte order mark."""

_WITHOUT_UNSEEN = dict.fromkeys(map(ord, UNSEEN))


class Promise(Enum):
    """What a stage's edits may do; the engine declines those that do more."""

    REMOVES = "removes"
    SPACES = "changes white space only"
    INVISIBLE = "changes white space and invisible characters only"
    REWRITES = "rewrites"

    def kept_by(self, edit: Edit) -> bool:
        """Whether the edit stays within the promise."""
        if self is Promise.REMOVES:
            return not edit.new
        if self is Promise.SPACES:
            return _squeeze(edit.old) == _squeeze(edit.new)
        if self is Promise.INVISIBLE:
            return _squeeze(edit.old.translate(_WITHOUT_UNSEEN)) == _squeeze(edit.new.translate(_WITHOUT_UNSEEN))
        return True


def _squeeze(text: str) -> str:
    return "".join(text.split())


@dataclass(frozen=True)
class Context:
    """What a stage may know beside the document: the configuration's part of it, the same for every document.

    `rules` holds the rules that may act, by code, after selection and depth; a stage yields no edit for another code.
    `curated`: all texts are kept by hand. `plain_ftfy`: ftfy looks at every line itself.
    """

    rules: Mapping[str, Rule]
    keep: Depth = "article"
    profile: SiteProfile | None = None
    curated: bool = False
    plain_ftfy: bool = False

    def allows(self, code: str) -> bool:
        """Whether the rule with this code may act."""
        return code in self.rules

    def reason(self, code: str, stage: str, because: str, certainty: float | None = None) -> tuple[Reason, ...]:
        """The one reason of a new edit; the certainty is the rule's unless given."""
        return (Reason(code, stage, because, self.rules[code].certainty if certainty is None else round(certainty, 2)),)


class StageError(Exception):
    """A stage of a plugin that failed on a document; the message names the plugin. Ours have no use for it."""


class Stage(Protocol):
    """Proposes edits of a document. The result depends on the document and the context alone.

    Proposals may overlap; the engine takes the surer one, then the earlier, then the longer. A stage is built once from the
    context (`Stage(context)`) and used for many documents, from several threads.
    """

    name: str
    family: str
    promise: Promise

    def propose(self, document: Document) -> Iterable[Edit]:
        """Edits of `document.text`, in its code points."""
        ...
