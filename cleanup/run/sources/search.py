"""Searching folders for texts: without following links, past what ignore files, the configuration or good sense exclude."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleanup.files.records import format_of
from cleanup.run.sources.ignore import IGNORE_FILES, Ignore, ignore_above, ignore_in
from cleanup.run.sources.source import Row
from cleanup.text.dataclass import dataclass, field
from cleanup.text.lazy import Lazy

MARKER = ".cleanup-account"
"""A file in the folder of an account: walks pass such folders by."""

LINKS = "symbolic links"
"""What skipped entries are counted as; kinds of files begin with a dot."""

TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".text"})
_FILES_AT_ONCE = 256
"""Files of a folder that are handed on at once."""

_PASSED_BY = frozenset({"node_modules", "__pycache__"})
_PASSED_BY_MARK = frozenset({MARKER, "pyvenv.cfg"})
# Texts by their ending that tools or lawyers read. A slug like "license-plates-to-change.txt" is an article.
NO_ARTICLE = Lazy(
    r"(?:un)?licen[cs]es?(?:[-._](?:mit|apache|bsd|[al]?gpl|mpl|isc|zlib|psf|cc\w*|third[-_]?party|[\dv.]+))*(?:\.\w+)?"
    r"|(?:copying|copyright|notice|authors|contributors|maintainers|patents)(?:\.lesser)?(?:\.\w+)?"
    r"|(?:[\w.]+-)?(?:requirements|constraints)[\w.-]*\.txt|cmakelists\.txt|top_level\.txt|entry_points\.txt|sources\.txt"
    r"|(?:robots|humans|security|(?:app-)?ads|llms(?:-full)?|sitemap)\.txt",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """A folder or ignore file that could not be read; the run goes on without it."""

    path: Path
    reason: str

    @property
    def why(self) -> str:
        """The reason as a sentence about the path."""
        return f"cannot be read: {self.reason}"


@dataclass(slots=True)
class Search:
    """Searches folders, or asks whether a file in them would be passed by; keeps what could not be read and what was left alone.

    root      what names are relative to
    out       the output, which is not walked into
    records   whether record files are taken too
    excludes  patterns of the configuration
    others    how many files of other kinds there were, by their endings, and LINKS
    """

    root: Path
    out: Path | None
    records: bool
    excludes: Ignore | None
    failures: list[Failure] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)

    def folder(self, start: Path) -> Iterator[Row]:
        """Everything to take in a folder and those below it, in the order of names."""
        above, failed = ignore_above(start)
        self._failed(failed)
        out = os.path.abspath(self.out) if self.out is not None else None
        begun = [self._inside(start, above)]  # folders that are not at their end, each in the one before
        while begun:
            found = next(begun[-1], None)
            if found is None:
                begun.pop()
            elif isinstance(found, list):
                yield from found
            else:
                folder, ignores = found
                if folder.name not in _PASSED_BY and os.path.abspath(folder) != out and not self._ignored(ignores, folder, True):
                    begun.append(self._inside(folder, ignores))

    def _inside(self, folder: Path, ignores: list[Ignore]) -> Iterator[list[Row] | tuple[Path, list[Ignore]]]:
        """The files to take in a folder, some at once, and the folders in it with what speaks of them: as if "/" stood behind
        their names, so that the order is that of whole names. All at once would take much memory where a folder holds a million
        files."""
        names, patterns = self._names(folder)
        here, failed = ignore_in(folder, patterns)
        self._failed(failed)
        ignores = ignores + here
        decide = bool(ignores or self.excludes)
        place = "" if folder == Path() else os.path.join(folder, "")
        below = "" if (inside := self._name(folder)) == "." else f"{inside}/"
        some: list[Row] = []
        for name in sorted(names):
            if name.endswith("/"):
                yield some
                some = []
                yield folder / name, ignores
            elif self._is_text(name) and not (decide and self._ignored(ignores, folder / name, False)):
                some.append((below + name, place + name, False, ""))
                if len(some) == _FILES_AT_ONCE:
                    yield some
                    some = []
        yield some

    def _names(self, folder: Path) -> tuple[list[str], list[str]]:
        """The names in a folder, those of folders with "/" behind, and which are ignore files; none of a folder to pass by."""
        names, patterns = [], []
        try:
            with os.scandir(folder) as scan:
                for entry in scan:
                    name = entry.name
                    if name in _PASSED_BY_MARK:
                        return [], []
                    if name in IGNORE_FILES:
                        patterns.append(name)
                    if name.startswith("."):
                        continue
                    if entry.is_file(follow_symlinks=False):
                        names.append(name)
                    elif entry.is_dir(follow_symlinks=False):
                        names.append(name + "/")
                    elif entry.is_symlink():
                        self.others[LINKS] += 1
        except OSError as error:
            self._failed([(folder, error)])
            return [], []
        return names, patterns

    def _is_text(self, name: str) -> bool:
        """Whether a file is of a kind to take, by its name; others are counted."""
        ending = name[dot:].lower() if 0 < (dot := name.rfind(".")) < len(name) - 1 else ""
        if ending in TEXT_SUFFIXES or (self.records and format_of(name)):
            return not NO_ARTICLE.fullmatch(name)
        self.others[ending] += 1
        return False

    def _name(self, path: Path) -> str:
        """What a file or folder is called below the root."""
        return Path(os.path.relpath(os.path.abspath(path), self.root)).as_posix()

    def passes_by(self, path: Path) -> bool:
        """Whether a walk would pass by a file that was named outright. Its ending is its namer's business."""
        if NO_ARTICLE.fullmatch(path.name) or _PASSED_BY & set(path.parts):
            return True
        above, failed = ignore_above(path.parent)
        here, more = ignore_in(path.parent, [name for name in IGNORE_FILES if os.path.isfile(path.parent / name)])
        self._failed([*failed, *more])
        return self._ignored(above + here, path, False)

    def row(self, path: Path) -> Row:
        """A file named outright."""
        return self._name(path), os.fspath(path), True, ""

    def _ignored(self, ignores: list[Ignore], path: Path, is_folder: bool) -> bool:
        """The configuration's patterns decide, then the nearest ignore file that has a word on the path."""
        for ignore in [*ignores, self.excludes][::-1]:
            decision = ignore.decides(path, is_folder) if ignore else None
            if decision is not None:
                return decision
        return False

    def _failed(self, failed: Iterable[tuple[Path, OSError]]) -> None:
        self.failures += [Failure(path, error.strerror or str(error)) for path, error in failed]
