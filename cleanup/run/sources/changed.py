"""The lines that a commit changes, by git: a hook should report these and not what was there before.

Compared is the file as it lies there, for its lines are the ones that get reported. Below pre-commit, which puts changes that
are not staged aside, that is the index.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

Ranges = tuple[tuple[int, int], ...]
"""First and last lines, from 1, in order."""

WHOLE: Ranges = ((1, 1 << 62),)

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\(?:([0-7]{3})|(.))", re.DOTALL)
_ESCAPED = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_DIFF = (
    "-c", "core.quotePath=true", "diff", "--unified=0", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv",
    "--no-relative", "--ignore-submodules", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip


class GitError(ValueError):
    """git cannot say what has changed; the message is one line for the user."""


def changed_lines(paths: Iterable[Path], environment: Mapping[str, str]) -> dict[str, Ranges]:
    """The changed lines of each file, by its path with "/"; of one that git does not know yet, all; of one in a submodule, none.

    Compared with HEAD; or with where PRE_COMMIT_FROM_REF and PRE_COMMIT_TO_REF of the `environment` parted, if pre-commit names
    them. Raises GitError outside of a repository, for a file outside of it and for a revision that is not there.
    """
    root = _one_line(["rev-parse", "--show-toplevel"], "--changed-lines needs a git repository")
    base = _base(environment)
    if base is None:
        return {path.as_posix(): WHOLE for path in paths}
    changed = dict(parse_diff(_git([*_DIFF, base, "--"], f"{base} cannot be compared")))
    known, others = _known()
    found = {}
    for path in paths:
        name = Path(os.path.relpath(os.path.realpath(path), os.path.realpath(root))).as_posix()
        if name.startswith("../"):
            raise GitError(f"--changed-lines: {path} lies outside of the git repository {root}")
        theirs = name in known or not others.isdisjoint(map(str, PurePosixPath(name).parents))
        found[path.as_posix()] = changed.get(name, () if theirs else WHOLE)
    return found


def _known() -> tuple[set[str], set[str]]:
    """The names in the index, and those of them that are submodules: their files are in the index of another repository."""
    names, others = set(), set()
    for entry in _git(["ls-files", "-z", "--stage", "--full-name", ":/"], "no files").split(b"\0"):
        about, _, name = entry.partition(b"\t")
        names.add(os.fsdecode(name))
        if about.startswith(b"160000 "):
            others.add(os.fsdecode(name))
    return names, others


def _base(environment: Mapping[str, str]) -> str | None:
    """The revision to compare with; None before the first commit."""
    old, new = environment.get("PRE_COMMIT_FROM_REF"), environment.get("PRE_COMMIT_TO_REF")
    if not old or not new:
        return "HEAD" if _run(["rev-parse", "--verify", "--quiet", "HEAD"]).returncode == 0 else None
    if set(old) == {"0"}:
        return None  # a branch that is pushed for the first time
    for revision in (old, new):
        _git(["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], f"there is no revision {revision}")
    parted = _run(["merge-base", old, new])
    return parted.stdout.decode().strip() or old


def parse_diff(diff: bytes) -> Iterator[tuple[str, Ranges]]:
    """The name of each changed file of a diff without context lines, below the repository's root, and its changed lines.

    A file that git takes for binary has changed as a whole. The lines of a hunk are counted and not looked at: they can look
    like anything.
    """
    name, ranges = "", list[tuple[int, int]]()
    lines = iter(diff.split(b"\n"))
    for line in lines:
        if line.startswith(b"diff --git "):
            if name:
                yield name, tuple(ranges)
            name, ranges = "", []
        elif line.startswith(b"+++ "):
            name = _name(line[4:])
        elif line.startswith(b"Binary files ") and b" and " in line and line.endswith(b" differ"):
            name, ranges = _name(line[: -len(b" differ")].rpartition(b" and ")[2]), list(WHOLE)
        elif hunk := _HUNK.match(line):
            gone, first, came = (1 if part is None else int(part) for part in hunk.groups())
            left = gone + came
            if came:
                ranges.append((first, first + came - 1))
            for row in lines:
                left -= not row.startswith(b"\\")  # "\ No newline at end of file" is no line
                if not left:
                    break
    if name:
        yield name, tuple(ranges)


def _name(quoted: bytes) -> str:
    """The name in a header: without its prefix, the tab behind one with spaces, and C's quotes. Empty for /dev/null."""
    name = quoted.removesuffix(b"\t")
    if name.startswith(b'"'):
        name = _ESCAPE.sub(_unescaped, name[1:-1])
    return os.fsdecode(name[2:]) if name.startswith(b"b/") else ""


def _unescaped(match: re.Match[bytes]) -> bytes:
    octal, letter = match.groups()
    return bytes([int(octal, 8) & 255]) if octal else _ESCAPED.get(letter, letter)


def _one_line(arguments: Sequence[str], problem: str) -> str:
    return os.fsdecode(_git(arguments, problem).rstrip(b"\r\n"))


def _git(arguments: Sequence[str], problem: str) -> bytes:
    done = _run(arguments)
    if done.returncode:
        said = done.stderr.decode("utf-8", "backslashreplace").strip().split("\n")[0].removeprefix("fatal: ")
        raise GitError(f"{problem}: {said}" if said else problem)
    return done.stdout


def _run(arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"--changed-lines needs git, which cannot be run: {error.strerror}") from None
