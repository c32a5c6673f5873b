"""A rule: what is known about one kind of dirt, with examples that are tests.

A rule is data. Kinds say how its phrases or patterns are matched; each is one file in kinds/. A rule of kind
"stage" is decided by the code of its stage and has no phrases: it gives the code its name, its reason and its examples.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol

from cleanup.text.dataclass import dataclass, field, replace
from cleanup.text.fold import fold
from cleanup.text.lazy import Lazy

Where = Literal["head", "below", "tail", "edges", "anywhere"]
Safety = Literal["safe", "unsafe", "show"]
Depth = Literal["article", "body"]
Curated = Literal["all", "prose", "none"]

KINDS = ("line", "opening", "label", "pattern", "sentence", "block", "teaser", "remark", "stage")
WHERE = ("head", "below", "tail", "edges", "anywhere")
SAFETY = ("safe", "unsafe", "show")
DEPTHS = ("article", "body")
CURATED = ("all", "prose", "none")
ENDING = ("line", "sentence")
"""Kinds of rules whose phrases end a line, or are all of it."""

CODE = Lazy(r"[A-Z]{2}\d{3}")

FAMILIES = {
    "EN": "mojibake",
    "LY": "layout",
    "HL": "headline",
    "BP": "boilerplate",
    "SL": "sitelines",
    "RP": "repetition",
    "SP": "spacing",
    "ND": "dedup",
    "GU": "guard",
}
"""The stage that owns each family of codes; those of plugins have families of their own."""

COMMENTS, SHARING, NEWSLETTERS, LEGAL, RELATED, ADVERTISING, CREDITS, BYLINES, FRAME = "123456789"
"""What boilerplate is about: the first digit of its codes (see `Rule.topic`)."""


@dataclass(frozen=True, slots=True)
class Change:
    """An example of a whole text before and after; with `before == after`, one that must stay as it is."""

    before: str
    after: str
    title: str | None = None
    keep: Depth = "article"
    url: str | None = None


if TYPE_CHECKING:

    class Stored(Protocol):
        """What is known of a ready-made rule, and its fields by their names."""

        @property
        def digest(self) -> str: ...
        @property
        def pattern_count(self) -> int: ...
        @property
        def folds(self) -> tuple[str, ...]: ...
        def fields(self, name: str) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """One TOML table `[[rule]]`.

    where     next to which edge of the text a hit must stand, or next to something that goes; never a share of the length.
              "below" is anywhere behind the first paragraph of prose, "edges" head or tail
    safety    "safe" is applied, "unsafe" with the option of that name, "show" is reported and never applied
    depth     "body": only applied with keep="body"
    weak      counts only beside other boilerplate
    curated   of the texts kept by hand, where it may act: "all"; "prose": not in manuals, which repeat themselves on purpose;
              "none": what it finds is often meant to stand there, it must be selected by name
    removes   lines (several in one example when they need each other) that vanish from among paragraphs of prose
    keeps     lines that survive every rule there
    changes   whole texts, before and after
    stored    of a ready-made rule (see ready.py) what was found when it was made, and the fields that are not set yet
    """

    code: str
    name: str
    kind: str
    why: str
    where: Where = "anywhere"
    safety: Safety = "safe"
    depth: Depth = "article"
    weak: bool = False
    curated: Curated = "all"
    certainty: float = 0.95
    languages: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()
    removes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    source: str = ""
    stored: Stored | None = field(init=False, default=None, repr=False, compare=False)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A field that is not set yet."""
            if name not in Rule.__annotations__:
                raise AttributeError(name)
            for each, value in object.__getattribute__(self, "stored").fields(name).items():
                object.__setattr__(self, each, value)
            return object.__getattribute__(self, name)

    @property
    def folds(self) -> tuple[str, ...]:
        """The phrases folded, without those of which nothing is left."""
        if self.stored and self.kind not in ENDING:  # their many phrases are in the index alone
            return self.stored.folds
        return tuple(filter(None, map(fold, self.phrases)))

    @property
    def pattern_count(self) -> int:
        """How many patterns there are; those of a ready-made rule are not read for that."""
        return self.stored.pattern_count if self.stored else len(self.patterns)

    @property
    def digest(self) -> str:
        """A digest of all that the rule says, wherever it was read from."""
        if self.stored:
            return self.stored.digest
        from hashlib import sha256

        return sha256(repr(replace(self, source="")).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def family(self) -> str:
        """The first two letters of the code."""
        return self.code[:2]

    @property
    def topic(self) -> str:
        """The first digit of the code: within a family, what rules are about."""
        return self.code[2]

    @property
    def has_examples(self) -> bool:
        """Whether something shows what the rule does and something shows what it leaves alone."""
        acts = bool(self.removes) or any(change.before != change.after for change in self.changes)
        spares = bool(self.keeps) or any(change.before == change.after for change in self.changes)
        return acts and spares
