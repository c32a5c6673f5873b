"""Rejected edits: what a reader of the report found wrong, and what is therefore left alone for good, whichever rule comes.

A file of them, rejected.jsonl, holds one JSON object a line, as the report's page writes them; for an edit of words a line
of edits.jsonl will do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from cleanup.pipeline.config import ConfigError
from cleanup.text.anchor import Anchor
from cleanup.text.dataclass import dataclass, field
from cleanup.text.document import Document
from cleanup.text.edit import Span
from cleanup.text.unending import unending

VERSION = 1
"""Of the lines of rejected.jsonl."""

_TEXTS = ("doc", "before", "left", "right")


@dataclass(frozen=True, slots=True)
class Rejection:
    """One rejected edit.

    doc         the document's name in the account; in another run it may go by a longer or a shorter path
    anchor      what the edit replaced, and what stood beside it
    everywhere  the text that was replaced is a phrase to leave alone in every document
    codes       the rules that made the edit
    """

    doc: str
    anchor: Anchor
    everywhere: bool = False
    codes: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: Any) -> Rejection:
        """Raises ValueError on data that is no rejected edit."""
        if not isinstance(data, dict):
            raise ValueError("not an object")
        if data.get("v") != VERSION:
            raise ValueError(f"version {data.get('v')!r} is not known here (known: {VERSION})")
        data = _as_rejected(data)
        if wrong := [key for key in _TEXTS if not isinstance(data.get(key), str)]:
            raise ValueError(f"without {', '.join(wrong)}")
        codes = data.get("codes", [])
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise ValueError("codes is not a list of texts")
        everywhere = data.get("everywhere", False)
        if not isinstance(everywhere, bool):
            raise ValueError("everywhere is not true or false")
        if not data["doc"] and not everywhere:
            raise ValueError("doc is empty: it concerns no document")
        anchor = Anchor(data["before"], data["left"], data["right"])
        return cls(data["doc"], anchor, everywhere and bool(anchor.before.strip()), tuple(codes))

    def concerns(self, name: str) -> bool:
        """Whether a document called `name` may be the one it was made in; one without a name may be any."""
        return not name or _same(name, self.doc)


@dataclass(frozen=True)
class Rejected:
    """All rejected edits of a configuration."""

    rejections: tuple[Rejection, ...] = field(default=())

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """Phrases to leave alone in every document."""
        return tuple(rejection.anchor.before.strip() for rejection in self.rejections if rejection.everywhere)

    @cached_property
    def _by_file(self) -> Mapping[str, list[Rejection]]:
        found: dict[str, list[Rejection]] = {}
        for rejection in self.rejections:
            if not rejection.everywhere:
                found.setdefault(rejection.doc.rpartition("/")[2], []).append(rejection)
        return found

    def spans(self, document: Document) -> tuple[Span, ...]:
        """The stretches of `document` that rejected edits would change, sorted."""
        if not self.rejections:
            return ()
        found: set[Span] = set()
        for rejection in self._about(document.id):
            found.update(rejection.anchor.find(document.text))
        return tuple(sorted(found))

    def _about(self, name: str) -> Iterator[Rejection]:
        if name:
            candidates = self._by_file.get(name.rpartition("/")[2], [])
        else:
            candidates = [rejection for rejections in self._by_file.values() for rejection in rejections]
        return (rejection for rejection in candidates if rejection.concerns(name))

    @property
    def counts(self) -> Counter[str]:
        """How often each rule was rejected."""
        return Counter(code for rejection in self.rejections for code in rejection.codes)


def load_rejected(files: Iterable[str | Path]) -> Rejected:
    """The rejected edits of `files`, each once. Raises ConfigError naming file and line; OSError where one cannot be read."""
    return Rejected(tuple(dict.fromkeys(rejection for file in files for rejection in _read(Path(file)))))


def _read(file: Path) -> Iterator[Rejection]:
    import json

    if what := unending(file):
        raise ConfigError(f"{file}: is {what}, and rejected edits are read again by every process; give a file")
    for number, line in enumerate(file.read_bytes().split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield Rejection.from_json(json.loads(line))
        except (ValueError, RecursionError) as error:
            reason = "not JSON" if isinstance(error, json.JSONDecodeError | UnicodeDecodeError) else error
            raise ConfigError(f"{file}:{number}: not a rejected edit: {reason}; the report's page writes such files") from None


def _as_rejected(data: dict[str, Any]) -> dict[str, Any]:
    """A line of edits.jsonl as the page would write it, as far as it tells; other lines as they are. Raises ValueError."""
    reasons, before = data.get("reasons"), data.get("before")
    if reasons is None and "status" in data:
        raise ValueError("this line of edits.jsonl is about a document, take only lines of edits")
    if "left" in data or "right" in data or not isinstance(reasons, list) or not isinstance(before, str):
        return data
    if not Anchor(before, "", "").by_itself:
        raise ValueError("a line of edits.jsonl does not tell what stands beside it, which finds an edit of few letters or none")
    codes = [reason.get("code") for reason in reasons if isinstance(reason, dict)]
    return {**data, "left": "", "right": "", "codes": codes}


def _same(name: str, other: str) -> bool:
    """Whether one path is the other, or ends in it."""
    return name == other or name.endswith(f"/{other}") or other.endswith(f"/{name}")
