"""A run's Job, which is the same for all its files, and the Outcome of each file or record."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from cleanup.pipeline.cleaner import Cleaner
from cleanup.pipeline.config import Config
from cleanup.pipeline.guard import IS_HTML, PLUGIN_FAILED
from cleanup.pipeline.result import Finding, Result
from cleanup.report.record import Entry, Part, Status
from cleanup.rules.plugins import PluginError, installed
from cleanup.rules.read import RuleError
from cleanup.run.sources.digest import digest
from cleanup.run.sources.regular import read_regular
from cleanup.run.workers.scope import Scope
from cleanup.text.cached import cached_property
from cleanup.text.dataclass import dataclass, field, replace

Done = TypeVar("Done")

_LONG_TEXT = 1 << 17
"""Code points of a text that is read from the disk again, where it is needed, instead of held."""


@dataclass(frozen=True)
class Job:
    """What is the same for all files of a run. A value that travels to other processes.

    limit      documents to clean; those behind them are left out, or pass as they are where their file is written; None: all
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
    limit: int | None = None
    read: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "read", _digest(self.config))

    @property
    def by_hand(self) -> bool:
        """Whether all texts are kept by hand, as the run or its configuration says."""
        return self.curated or self.config.curated

    def cleaner(self, path: str, *ignore: str) -> Cleaner:
        """The cleaner for the file at `path` (POSIX), without the rules that `per_file_ignores` takes away from it, nor those
        whose codes begin as `ignore` says."""
        ignored = [
            code
            for pattern, codes in self.config.per_file_ignores
            if fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase("/" + path, "*/" + pattern)
            for code in codes
        ]
        ignored += ignore
        if not ignored:
            return self._ordinary
        return _cleaner(replace(self.config, ignore=(*self.config.ignore, *ignored)), self.read)

    @cached_property
    def _ordinary(self) -> Cleaner:
        """The cleaner with all rules: to look it up by the whole configuration for each file takes as long as to decode one."""
        return _cleaner(self.config, self.read)

    def __getstate__(self) -> dict[str, Any]:
        """Without the cleaner: another process has its own, for each copy of this job that travels there."""
        return {name: value for name, value in self.__dict__.items() if name != "_ordinary"}


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

    data      the bytes of the cleaned file, or of the file as it was; None if it could not be read, and for a record
    original  the text as it was, if it could be decoded
    cleaned   the text as it is now, if it changed
    findings  edits, suggestions and remarks in it
    path      the file as it was named, for people
    line      of its record, in the record file, of which `read` bytes were read so far
    note      a word for people about a record file
    kept      whether it comes from the last run, for nothing has changed since
    accepted  keys of the findings that a baseline knows
    """

    entry: Entry
    data: bytes | None = None
    original: str = ""
    cleaned: str | None = None
    patch: bytes = b""
    findings: tuple[Finding, ...] = ()
    declined: tuple[Finding, ...] = ()
    path: str = ""
    note: str = ""
    line: int = 0
    read: int = 0
    accepted: tuple[str, ...] = ()
    kept: bool = False

    @classmethod
    def failed(cls, name: str, why: str, path: str = "", part: Part | None = None) -> Outcome:
        """The outcome of a document called `name` that could not be cleaned."""
        return cls(Entry(name, "failed", why=why, part=part), path=path)

    @property
    def texts(self) -> tuple[str, str] | None:
        """The text as it was and as it is now, if it changed and both are here."""
        return (self.original, self.cleaned) if self.cleaned is not None else None

    def only_entry(self, texts: bool = False) -> Outcome:
        """What the account needs: the rest is as large as the file, and would travel between processes. With `texts`, those of a
        file with edits are kept for the page of the account, unless they are long."""
        kept = texts and self.entry.edits and len(self.original) <= _LONG_TEXT
        original, cleaned = (self.original, self.cleaned) if kept else ("", None)
        return Outcome(self.entry, None, original, cleaned, self.patch, path=self.path, accepted=self.accepted)


def status_of(result: Result, changed: bool) -> Status:
    """What became of a text, as the account says it; `changed` tells whether the bytes written are others than those read."""
    remarks = {remark.code for remark in result.remarks}
    if IS_HTML in remarks:
        return "html"
    if remarks - {PLUGIN_FAILED}:
        return "guarded"
    return "changed" if changed else "clean"


def remarks_of(result: Result) -> tuple[str, ...]:
    """What there is to say of a text as a whole, as the account says it: one remark of each code."""
    return tuple({remark.code: f"{remark.code} {remark.because}" for remark in result.remarks}.values())


def contained(clean: Callable[[], Done], name: str, path: str = "", part: Part | None = None) -> Done | Outcome:
    """What `clean` gives for the document called `name`; where it raises, a failed Outcome: one text must not cost the others
    their run. Raises RuleError all the same: a rule of the user's would fail for every text."""
    try:
        return clean()
    except MemoryError:
        return Outcome.failed(name, "not enough memory for it", path, part)
    except RuleError:
        raise
    except Exception as error:
        why = f"an error in cleanup, please report it: {type(error).__name__}: {error}"
        return Outcome.failed(name, why, path, part)
