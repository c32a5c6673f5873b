"""index.html: the account as a page to read, for any browser, from a disk, without a network.

A small report is one file. A larger one keeps its texts beside the page, in pages/*.js, which it loads when they are wanted: from
`file://` a browser loads scripts and nothing else. Texts are hostile: they are embedded as JSON without any `<`, and the page's
own code shows them as text only; a Content-Security-Policy lets no other code run.
"""

from __future__ import annotations

import binascii
import hashlib
import heapq
import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from cleanup.report.embedded import SURROGATE, encode, encode_document
from cleanup.report.record import Entry
from cleanup.report.segments import edits, parts
from cleanup.rules.plugins import stage_of
from cleanup.rules.rule import Rule
from cleanup.text.atomic import write_atomic
from cleanup.text.changeset import ChangeError
from cleanup.text.dataclass import dataclass, field
from cleanup.text.lazy import Lazy
from cleanup.text.packaged import packaged

INDEX, PAGES = "index.html", "pages"

ONE_FILE_SIZE = 3_000_000
"""Bytes of texts and edits up to which a report is one file."""

SHARD_SIZE = 300_000
"""Bytes of texts and edits that are loaded at once."""

LEAST_CERTAIN = 200
"""Removals that the overview lists, the least certain first; what a rule took often, as a share button, once."""

_MODULES = ("text", "data", "marks", "lines", "article", "tip", "column", "list", "charts", "overview", "frame", "main")
_IMPORT = Lazy(r'\nimport (\{[^}]*\}) from "\./(\w+)\.js";')
_EXPORT = Lazy(r"\nexport ((?:async )?(?:function|const) (\w+))")
_SHOWN_LENGTH = 160
"""Characters of a removal that the overview shows."""


def site(doc: str) -> str:
    """The site a document belongs to: the part of its path that looks like a host's name, else the first folder."""
    folders = doc.split("/")[:-1]
    return next((folder for folder in folders if "." in folder.strip(".")), folders[0] if folders else "")


@dataclass
class ReportWriter:
    """Writes the page of one account into `folder`; call `add` for each document, then `close`.

    title       what the page is called
    rules       the rules by code, for their names and reasons
    single      one file, however large
    """

    folder: Path
    title: str
    rules: Mapping[str, Rule]
    single: bool = False
    _documents: list[list[Any]] = field(init=False, default_factory=list)
    _codes: dict[str, int] = field(init=False, default_factory=dict)
    _sites: dict[str, int] = field(init=False, default_factory=dict)
    _least: dict[tuple[int, str], tuple[float, int, int, str]] = field(init=False, default_factory=dict)
    _shard: list[bytes] = field(init=False, default_factory=list)
    _held: list[bytes] = field(init=False, default_factory=list)
    _shards: int = field(init=False, default=0)
    _size: int = field(init=False, default=0)
    _bytes: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        remove(self.folder)

    def add(self, entry: Entry, cleaned: str | None, why: str = "", original: str | None = None) -> None:
        """Show one document. `cleaned` is its cleaned text, or None if it cannot be had, and `why` says why not. `original` is
        the text it was made from, if that is at hand."""
        pieces = None
        if entry.edits and cleaned is not None:
            try:
                pieces = parts(entry, cleaned)
                if original is None:
                    original = entry.changes().invert().apply(cleaned)
            except (ChangeError, KeyError, TypeError, ValueError) as error:
                why = f"the account does not fit: {error}"
        found = edits(entry, original, self._codes)
        self._note_least(found)
        number = self._put(encode_document(found, pieces, why)) if found else -1
        self._documents.append(self._row(entry, found, number, why))

    def _row(self, entry: Entry, found: list[dict[str, Any]], shard: int, why: str) -> list[Any]:
        """The entry of one document in the page's list: see `documents` in page/data.js."""
        counts: dict[int, int] = {}
        for edit in found:
            for code in {reason[0] for reason in edit["why"]}:
                counts[code] = counts.get(code, 0) + 1
        return [
            entry.doc,
            entry.status,
            self._sites.setdefault(site(entry.doc), len(self._sites)),
            len(found),
            sum(len(edit["before"]) for edit in found),
            sum(len(edit["after"]) for edit in found),
            min((edit["why"][0][3] for edit in found), default=1),
            entry.length,
            shard,
            [number for pair in counts.items() for number in pair],
            "; ".join(filter(None, (entry.why, *entry.remarks, why))),
        ]

    def _note_least(self, found: list[dict[str, Any]]) -> None:
        for index, edit in enumerate(found):
            if edit["after"].strip() or not edit["before"].strip():
                continue
            code, _, because, certainty = edit["why"][0]
            what = code, edit["before"].strip()[:_SHOWN_LENGTH]
            item = certainty, len(self._documents), index, because
            if what not in self._least or item < self._least[what]:
                self._least[what] = item
        if len(self._least) > 10 * LEAST_CERTAIN:
            self._least = dict(self._least_certain())

    def _least_certain(self) -> list[tuple[tuple[int, str], tuple[float, int, int, str]]]:
        """Of what was noted, the least certain."""
        return heapq.nsmallest(LEAST_CERTAIN, self._least.items(), key=lambda item: item[1])

    def _put(self, data: bytes) -> int:
        """Keep a document's texts for its shard; returns the shard's number."""
        number = self._shards
        self._shard.append(data)
        self._size += len(data)
        if self._size >= SHARD_SIZE:
            self._end_shard()
        return number

    def _end_shard(self) -> None:
        shard = b"[" + b",\n".join(self._shard) + b"]"
        self._held.append(shard)
        self._bytes += len(shard)
        self._shard, self._size = [], 0
        self._shards += 1
        if self._bytes > ONE_FILE_SIZE and not self.single:
            self._write_shards()

    def _write_shards(self) -> None:
        (self.folder / PAGES).mkdir(exist_ok=True)
        first = self._shards - len(self._held)
        for number, shard in enumerate(self._held, first):
            write_atomic(self.folder / PAGES / f"{number}.js", b"receivePage(%d, " % number + shard + b");\n")
        self._held = []

    def close(self, summary: Mapping[str, Any], omitted: int = 0) -> Path:
        """Write the page; `summary` is what summary.json says, `omitted` how many documents were left out."""
        if self._shard:
            self._end_shard()
        sharded = self._bytes > ONE_FILE_SIZE and not self.single
        least = [
            {"edit": edit, "code": code, "before": before, "because": because, "doc": document, "certainty": certainty}
            for (code, before), (certainty, document, edit, because) in self._least_certain()
        ]
        index = {
            "title": self.title,
            "omitted": omitted,
            "summary": summary,
            "rules": [self._rule(code) for code in self._codes],
            "sites": list(self._sites),
            "documents": self._documents,
            "least": least,
        }
        blocks = [("index", encode(index)), *((f"page-{number}", shard) for number, shard in enumerate(self._held))]
        path = self.folder / INDEX
        write_atomic(path, page(self.title, blocks, sharded))
        return path

    def _rule(self, code: str) -> dict[str, str]:
        rule = self.rules.get(code)
        return {
            "code": code,
            "name": rule.name.replace("-", " ") if rule else "",
            "stage": stage_of(code),
            "why": rule.why if rule else "",
        }


def remove(folder: Path) -> None:
    """Delete the page of an earlier run."""
    (folder / INDEX).unlink(missing_ok=True)
    pages = folder / PAGES
    if pages.is_dir() and not pages.is_symlink():
        for file in pages.glob("*.js"):
            if file.stem.isdecimal():
                file.unlink()
        if not any(pages.iterdir()):
            pages.rmdir()


def page(title: str, blocks: Iterable[tuple[str, bytes]], sharded: bool) -> bytes:
    """The whole page: its frame, its style, its code, and the data in `blocks` of (id, JSON)."""
    style, code = _own("style.css"), script()
    loads = " 'strict-dynamic'" if sharded else ""  # what our own script loads, and nothing else
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(code)}'{loads}; base-uri 'none'; form-action 'none'"
    )
    scripts = ((b'<script type="application/json" id="%b">' % name.encode(), content, b"</script>") for name, content in blocks)
    shown = SURROGATE.sub("\ufffd", title).replace("&", "&amp;").replace("<", "&lt;")
    fill = {"policy": [policy.encode()], "title": [shown.encode()], "style": [style.encode()], "code": [code.encode()]}
    fill["data"] = [piece for script in scripts for piece in (b"\n", *script)][1:]
    frame = re.split(r"\{\{(\w+)\}\}", _own("page.html"))  # its own text and names in turn
    pieces = ([part.encode()] if place % 2 == 0 else fill[part] for place, part in enumerate(frame))
    return b"".join(chain.from_iterable(pieces))  # at once: the data may be large


@cache
def script() -> str:
    """The page's code. Modules cannot be loaded from a disk: each becomes a function in one script, which returns its exports."""
    return '"use strict";\nconst modules = {};\n' + "".join(map(_module, _MODULES))


def _module(name: str) -> str:
    source = f"\n{_own(f'{name}.js')}"
    exports = ", ".join(export[2] for export in _EXPORT.finditer(source))
    source = _EXPORT.sub(r"\n\1", _IMPORT.sub(r"\nconst \1 = modules.\2;", source))
    return f"modules.{name} = (() => {{{source}\nreturn {{ {exports} }};\n}})();\n"


def _own(name: str) -> str:
    return packaged(__name__, f"page/{name}").decode("utf-8")


def _hash(source: str) -> str:
    return f"sha256-{binascii.b2a_base64(hashlib.sha256(source.encode()).digest(), newline=False).decode()}"
