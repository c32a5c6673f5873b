"""Which files a run works on: those named outright, and the texts in the folders named.

Folders are walked without following links; what ignore files, the configuration or good sense exclude is skipped.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain, starmap
from pathlib import Path

from cleanup.files.records import format_of
from cleanup.run.sources.ignore import IGNORE_FILES, Ignore, ignore_above, ignore_in
from cleanup.run.sources.paths import apart, is_missing, same, shown
from cleanup.run.sources.source import Row, Source, Sources
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


class WalkError(ValueError):
    """Paths that make no run: missing, contradicting each other, or the same as the output. Nothing was written yet."""


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """A folder or ignore file that could not be read; the run goes on without it."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a walk found: sources ordered by name, failures, and how many files of other kinds were skipped, by suffix,
    and LINKS.

    `root` is what the names are relative to.
    """

    root: Path
    sources: Sources
    failures: tuple[Failure, ...]
    others: Mapping[str, int]


def walk(
    paths: Sequence[Path | str],
    *,
    excludes: Iterable[str] = (),
    base: Path | None = None,
    out: Path | None = None,
    records: bool = False,
    force: bool = False,
) -> Found:
    """The files of a run over `paths`, the same whatever the order of `paths`.

    `excludes` are patterns as in a .gitignore in `base` (the current folder if not given); they count for what is found in
    folders, not for files named outright. With `force` those are skipped as well: a program that passes names on chose none of
    them. `out`, the output, is not walked into. With `records`, files of records are taken from folders, too. Names of one
    folder's files begin below it, else below the common parent. Raises WalkError; PermissionError for a path in a folder that may
    not be looked into.
    """
    given = [Path(path) for path in paths]
    missing = [os.fspath(path) for path in given if is_missing(path)]
    if missing:
        raise WalkError(f"no such file or folder: {', '.join(map(shown, missing))}")
    root = _root(given)
    if out is not None and same(out, root):
        raise WalkError(f"the output {shown(out)} is where the sources are; choose another folder, or --in-place")
    search = _Search(root, out, records, Ignore.of(excludes, Path(os.path.abspath(base or Path()))))
    files = sorted(search.row(path) for path in given if not (path.is_dir() or (force and search.passes_by(path))))
    found = [files, *map(search.folder, filter(Path.is_dir, given))]
    sources = Sources.of_rows(merge(*found)) if apart(given) else Sources(_each_once(starmap(Source, chain.from_iterable(found))))
    if out is not None and out.is_file() and (clash := next((source for source in sources if same(out, source.path)), None)):
        raise WalkError(f"the output is the source {shown(clash.file)}; choose another one, or --in-place")
    return Found(root, sources, tuple(sorted(search.failures)), dict(sorted(search.others.items())))


def passed_by(path: Path, excludes: Iterable[str] = (), base: Path | None = None) -> bool:
    """Whether a walk with `force` would pass by a file called `path`, which need not exist: an editor's, on standard input."""
    search = _Search(_root([path]), None, False, Ignore.of(excludes, Path(os.path.abspath(base or Path()))))
    return search.passes_by(path)


def _each_once(sources: Iterable[Source]) -> list[Source]:
    """The sources in order; of those that are one file, one. Raises WalkError if two files have one name."""
    taken: dict[str, Source] = {}
    for source in sources:
        key = os.path.normcase(source.name)
        known = taken.get(key)
        if known is not None and not same(known.path, source.path):
            raise WalkError(f"{shown(known.file)} and {shown(source.file)} would both become {shown(source.name)}")
        if known is None or (source.given, source.file) > (known.given, known.file):
            taken[key] = source
    return sorted(taken.values())


def _root(given: list[Path]) -> Path:
    """The folder that names are relative to."""
    folders = [os.path.abspath(path if path.is_dir() else path.parent) for path in given]
    if not folders:
        return Path.cwd()
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:
        raise WalkError("the paths lie on different drives; name those of one drive at a time") from None


@dataclass(slots=True)
class _Search:
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
        pending = [self._inside(start, above)]
        while pending:
            found = next(pending[-1], None)
            if found is None:
                pending.pop()
                continue
            if isinstance(found, list):
                yield from found
                continue
            folder, ignores = found
            if folder.name not in _PASSED_BY and os.path.abspath(folder) != out and not self._ignored(ignores, folder, True):
                pending.append(self._inside(folder, ignores))

    def _inside(self, folder: Path, ignores: list[Ignore]) -> Iterator[list[Row] | tuple[Path, list[Ignore]]]:
        """The files to take in a folder, some at once, and the folders in it with what speaks of them: as if "/" stood behind
        their names, so that the order is that of whole names. All at once would take much memory where a folder holds a million
        files."""
        names, patterns = [], []
        try:
            with os.scandir(folder) as scan:
                for entry in scan:
                    name = entry.name
                    if name in _PASSED_BY_MARK:
                        return
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
            return
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
