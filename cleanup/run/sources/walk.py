"""Which files a run works on: those named outright, and the texts in the folders named (see `Search`)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, starmap
from pathlib import Path

from cleanup.run.sources.ignore import Ignore
from cleanup.run.sources.paths import apart, is_missing, same, shown
from cleanup.run.sources.search import Failure, Search
from cleanup.run.sources.source import Row, Source, Sources
from cleanup.text.dataclass import dataclass


class WalkError(ValueError):
    """Paths that make no run: missing, contradicting each other, or the same as the output. Nothing was written yet."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a walk found: sources ordered by name, failures, and how many files of other kinds were skipped, by suffix, and
    `search.LINKS`.

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
    if "" in paths:  # which Path takes for the current folder
        raise WalkError("a path is empty: is a variable not set? The current folder is called .")
    given = [Path(path) for path in paths]
    missing = [os.fspath(path) for path in given if is_missing(path)]
    if missing:
        raise WalkError(f"no such file or folder: {', '.join(map(shown, missing))}")
    root = _root(given)
    if out is not None and same(out, root):
        raise WalkError(f"the output {shown(out)} is where the sources are; choose another folder, or --in-place")
    search = Search(root, out, records, Ignore.of(excludes, Path(os.path.abspath(base or Path()))))
    files = sorted(search.row(path) for path in given if not (path.is_dir() or (force and search.passes_by(path))))
    found: list[Iterable[Row]] = [files, *map(search.folder, filter(Path.is_dir, given))]
    sources = Sources.of_rows(_merged(found)) if apart(given) else Sources(_each_once(starmap(Source, chain(*found))))
    if out is not None and out.is_file() and (clash := next((source for source in sources if same(out, source.path)), None)):
        raise WalkError(f"the output is the source {shown(clash.file)}; choose another one; `fix` also has --in-place")
    return Found(root, sources, tuple(sorted(search.failures)), dict(sorted(search.others.items())))


def passed_by(path: Path, excludes: Iterable[str] = (), base: Path | None = None) -> bool:
    """Whether a walk with `force` would pass by a file called `path`, which need not exist: an editor's, on standard input."""
    search = Search(_root([path]), None, False, Ignore.of(excludes, Path(os.path.abspath(base or Path()))))
    return search.passes_by(path)


def _merged(found: list[Iterable[Row]]) -> Iterable[Row]:
    """All rows in order; those of each kind are."""
    if len(found) == 1:
        return found[0]
    from heapq import merge

    return merge(*found)


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
