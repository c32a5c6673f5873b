"""One file through the engine: read, decode, clean, encode. Whatever goes wrong is an answer, never an exception."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cleanup.files.encoded import holds, stays
from cleanup.files.text import Decoded, DecodeError, decode, is_binary
from cleanup.pipeline.cleaner import Cleaner
from cleanup.pipeline.config import Config
from cleanup.pipeline.guard import IS_HTML, PLUGIN_FAILED
from cleanup.pipeline.result import Finding, Result
from cleanup.report.record import Entry, Status, records
from cleanup.rules.plugins import PluginError, installed
from cleanup.rules.read import RuleError
from cleanup.run.digest import digest
from cleanup.run.regular import read_regular
from cleanup.run.scope import Narrowed, Scope
from cleanup.run.site import folder_site
from cleanup.text.dataclass import dataclass, field, replace
from cleanup.text.document import Document, Switch
from cleanup.text.edit import Span

MARKDOWN = (".md", ".markdown")

_LONG = 1 << 17
"""Code points of a text that is read from the disk again, where it is needed, instead of held."""


@dataclass(frozen=True)
class Job:
    """What is the same for all files of a run. A value that travels to other processes.

    curated    the files are kept by hand (a hook, in place): never taken for raw pages
    patch      make the unified diff of each changed file
    from_here  name files in it by the way to them from the working folder, not as in the account
    scope      which edits count; None: all
    accounted  outcomes are for an account: they hold digests of the files and ids of the edits
    read       what a cleaner reads beside the configuration, when the job was made: digests of files, and versions of plugins
    """

    config: Config
    curated: bool = False
    patch: bool = True
    from_here: bool = False
    scope: Scope | None = None
    accounted: bool = True
    read: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "read", _digest(self.config))

    def cleaner(self, path: str) -> Cleaner:
        """The cleaner for the file at `path` (POSIX), without the rules that `per_file_ignores` takes away from it."""
        ignored = tuple(
            code
            for pattern, codes in self.config.per_file_ignores
            if fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase("/" + path, "*/" + pattern)
            for code in codes
        )
        return _cleaner(replace(self.config, ignore=(*self.config.ignore, *ignored)) if ignored else self.config, self.read)


@lru_cache(maxsize=64)
def _cleaner(config: Config, read: str) -> Cleaner:
    """A cleaner for all runs that find the files of the configuration and the plugins the same; both may change between runs."""
    return Cleaner(config)


def _digest(config: Config) -> str:
    """A digest of each file that a configuration names, and the versions of plugins; what cannot be read is reported when a
    cleaner reads it."""
    found: list[str] = []
    with suppress(PluginError):
        found += installed(config.plugins).versions
    for file in (*config.rules, *config.rejected, *filter(None, [config.profile])):
        with suppress(OSError, ValueError):
            found.append(digest(read_regular(Path(file))))
    return " ".join(found)


@dataclass(frozen=True)
class Outcome:
    """What became of one file: its entry for the account, and what the caller may want beside it.

    data      the cleaned file, or the file as it was; None if it could not be read
    text      the original text, if it could be decoded
    findings  edits, suggestions and remarks in it
    path      the file as it was named, for people
    cleaned   what the text is now, if it changed
    line      of its record, in the record file, of which `read` bytes were read so far
    note      a word for people about a record file
    kept      whether it comes from the last run, for nothing has changed since
    accepted  keys of the findings that a baseline knows
    """

    entry: Entry
    data: bytes | None = None
    text: str = ""
    patch: bytes = b""
    findings: tuple[Finding, ...] = ()
    declined: tuple[Finding, ...] = ()
    path: str = ""
    cleaned: str | None = None
    note: str = ""
    line: int = 0
    read: int = 0
    accepted: tuple[str, ...] = ()
    kept: bool = False

    @property
    def texts(self) -> tuple[str, str] | None:
        """The text as it was and as it is now, if it changed and both are here."""
        return (self.text, self.cleaned) if self.cleaned is not None else None

    def only_entry(self, texts: bool = False) -> Outcome:
        """What the account needs: the rest is as large as the file, and would travel between processes. With `texts`, those of a
        file with edits are kept for the page of the account, unless they are long."""
        kept = texts and self.entry.edits and len(self.text) <= _LONG
        text, cleaned = (self.text, self.cleaned) if kept else ("", None)
        return Outcome(self.entry, None, text, self.patch, path=self.path, cleaned=cleaned, accepted=self.accepted)


def clean_file(path: Path, name: str, job: Job) -> Outcome:
    """Clean the file at `path`, known as `name` in the account. Nothing is written."""
    try:
        data = read_regular(path)
    except OSError as error:
        return Outcome(Entry(name, "failed", why=f"cannot be read: {error.strerror or error}"), path=str(path))
    return replace(clean_bytes(data, name, job, path.as_posix()), path=str(path))


def clean_bytes(data: bytes, name: str, job: Job, path: str = "") -> Outcome:
    """Clean a file's bytes; `path` is where it lies, if that is not its name."""
    try:
        return _cleaned(data, name, job, path)
    except MemoryError:
        why = "not enough memory for it"
    except RuleError:  # the user's own rule, which would fail for every file
        raise
    except Exception as error:  # a bug of ours must not cost the other files their run
        why = f"an error in cleanup, please report it: {type(error).__name__}: {error}"
    return Outcome(Entry(name, "failed", why=why))


def _cleaned(data: bytes, name: str, job: Job, path: str) -> Outcome:
    before = digest(data) if job.accounted else ""
    if is_binary(data, job.config.encoding):
        return _as_it_was(data, before, name, "binary", "")
    try:
        decoded = decode(data, job.config.encoding)
    except DecodeError as error:
        return _as_it_was(data, before, name, "undecodable", str(error))
    is_markdown = name.lower().endswith(MARKDOWN)
    protect, switch = _of_markdown() if is_markdown else (None, None)
    document = Document(
        decoded.text,
        id=name,
        language=job.config.language,
        shape=job.config.shape,
        protect=protect,
        switch=switch,
        curated=job.curated or job.config.curated or is_markdown,
        metadata={"site": job.config.site or folder_site(name, path or name)},
    )
    cleaner = job.cleaner(path or name)
    result, accepted = _narrowed(cleaner.run(document), job, path or name)
    why = ""
    cleaned = data
    if result.changed:
        cleaned, result, why = _encoded(data, decoded, result, cleaner, job, path or name)
        if not stays(cleaned, decoded, result.text, job.config.encoding):
            why = f"its bytes are taken for {decoded.encoding}, and the cleaned ones would not be; give --encoding"
            return _as_it_was(data, before, name, "undecodable", why)
    outcome = _outcome(data, before, cleaned, decoded, result, name, job, why)
    if job.patch and cleaned != data:
        from cleanup.report.patch import unified_patch

        outcome = replace(outcome, patch=unified_patch(_from_here(path, name) if job.from_here else name, data, cleaned))
    return replace(outcome, accepted=accepted) if accepted else outcome


def _from_here(path: str, name: str) -> str:
    """The way to a file from the working folder; its name if that leads out of it, where no patch may reach."""
    way = Path(path)
    return path if path and not (way.is_absolute() or os.pardir in way.parts) else name


def _of_markdown() -> tuple[Callable[[str], tuple[Span, ...]], Callable[[str], tuple[Switch, ...]]]:
    """What finds the stretches of a Markdown text to leave alone."""
    from cleanup.files.markdown import protected
    from cleanup.files.switches import switches

    return protected, switches


def _narrowed(result: Result, job: Job, path: str) -> Narrowed:
    return job.scope.narrowed(result, path) if job.scope else Narrowed(result)


def _as_it_was(data: bytes, before: str, name: str, status: Status, why: str) -> Outcome:
    return Outcome(Entry(name, status, before, before, why=why), data)


def _encoded(data: bytes, decoded: Decoded, result: Result, cleaner: Cleaner, job: Job, path: str) -> tuple[bytes, Result, str]:
    """The cleaned text in the encoding of the file; without repairs whose characters that cannot hold, and a word on it."""
    try:
        return decoded.encode(result.text), result, ""
    except UnicodeEncodeError as error:
        why = f"left its damaged characters alone: {decoded.encoding} cannot hold {ascii(error.object[error.start])[1:-1]}"
    config = cleaner.config
    without = _cleaner(replace(config, ignore=(*config.ignore, "EN")), job.read)
    result = _narrowed(without.run(result.document), job, path).result
    again = cleaner.run(result.document.with_text(result.text)).text
    if again != result.text and holds(decoded, again):  # what could not be held is gone: a second run would change the file
        return data, Result(result.document, result.document.text), why
    return decoded.encode(result.text), result, why  # every character left stood in the file before


def _outcome(
    data: bytes, before: str, cleaned: bytes, decoded: Decoded, result: Result, name: str, job: Job, why: str
) -> Outcome:
    remarks = {remark.code: f"{remark.code} {remark.because}" for remark in result.remarks}
    changed = cleaned != data
    status: Status = (
        "html" if IS_HTML in remarks else "guarded" if remarks.keys() - {PLUGIN_FAILED} else "changed" if changed else "clean"
    )
    after = digest(cleaned) if changed and job.accounted else before
    edits = records(name, result.original, result.findings, named=job.accounted) if changed else ()
    codec = (decoded.encoding, decoded.bom.hex(), decoded.errors)
    entry = Entry(name, status, before, after, codec, len(result.original), edits, tuple(remarks.values()), why)
    text = result.text if result.changed else None
    return Outcome(entry, cleaned, result.original, b"", result.findings, result.declined, cleaned=text)
