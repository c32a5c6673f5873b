"""Patches are held against the programs that will read them: git and GNU patch."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleanup.report.patch import Change, changed_lines, unified_patch
from tests.cost import costs_at_most

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
needs_patch = pytest.mark.skipif(shutil.which("patch") is None or os.name == "nt", reason="needs GNU patch")

Files = dict[str, tuple[bytes, bytes]]

PROSE = b"The ferry left at noon.\nThe ferry left at noon.\n\nNobody waved.\n\nShare this\n"
CLEAN = b"The ferry left at noon.\n\nNobody waved.\n"
TEXTS = {
    "plain": (PROSE, CLEAN),
    "crlf": (PROSE.replace(b"\n", b"\r\n"), CLEAN.replace(b"\n", b"\r\n")),
    "no final newline": (PROSE[:-1], CLEAN[:-1]),
    "final newline gone": (PROSE, CLEAN[:-1]),
    "final newline new": (CLEAN[:-1], CLEAN),
    "separators": ("a\u2028b\x0cc\x85d\x1ce\n".encode() + PROSE, "a\u2028b c\x85d\x1ce\n".encode() + CLEAN),
    "lone cr": (b"one\rtwo\rthree  \n" + PROSE, b"one\rtwo\rthree\n" + CLEAN),
    "cr at the end": (PROSE + b"end  \r", CLEAN + b"end\r"),
    "bad utf-8": (b"caf\xe9 \xff\xfe\n" + PROSE, b"caf\xe9 \xff\xfe\n" + CLEAN),
    "utf-16": (PROSE.decode().encode("utf-16"), CLEAN.decode().encode("utf-16")),
    "emptied": (PROSE, b""),
    "one long line": (b"x" * 5000, b"y" + b"x" * 4999),
    "looks like a patch": (b"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n" + PROSE, b"@@ -1 +1 @@\n" + CLEAN),
    "backslash": (b"\\ No newline at end of file\nx", b"\\ No newline at end of file\ny"),
}  # fmt: skip
NAMES = [
    "plain.txt", "with space.txt", "deep/er/file.txt", "deep/two  spaces /x y.txt", 'say "hello".txt', "back\\slash.txt",
    "tab\there.txt", "new\nline.txt", "caf\u00e9 \u6771\u4eac.txt", "bell\x07.txt", "nel\x85 ls\u2028.txt", "-dash.txt",
    "raw\udcff\udce9.txt", "trailing ", " leading", "'single'.txt", "nbsp\u00a0.txt", "cr\r.txt", "\u202eright.txt",
    "a => b.txt", "{brace}.txt", "del\x7f.txt",
]  # fmt: skip


def run(folder: Path, *command: str, patch: bytes) -> None:
    environment = os.environ | {"GIT_CEILING_DIRECTORIES": str(folder.parent), "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(command, cwd=folder, input=patch, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, (done.stdout, done.stderr, patch[:2000])


def write(folder: Path, files: Files, side: int) -> None:
    for name, texts in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(texts[side])


def assert_stands(folder: Path, files: Files, side: int) -> None:
    for name, texts in files.items():
        assert (folder / name).read_bytes() == texts[side], name
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == set(files)


def patch_of(files: Files) -> bytes:
    return b"".join(unified_patch(name, before, after) for name, (before, after) in files.items())


@needs_git
@pytest.mark.parametrize("kind", TEXTS)
def test_git_applies_it(kind: str, tmp_path: Path) -> None:
    files = {"a.txt": TEXTS[kind], "b c.txt": TEXTS[kind]}
    write(tmp_path, files, 0)
    run(tmp_path, "git", "apply", "--whitespace=nowarn", "-", patch=patch_of(files))
    assert_stands(tmp_path, files, 1)
    run(tmp_path, "git", "apply", "-R", "--whitespace=nowarn", "-", patch=patch_of(files))
    assert_stands(tmp_path, files, 0)


@needs_patch
@pytest.mark.parametrize("flags", [["-R", "-p1"], ["-R", "-p1", "--binary"]])
@pytest.mark.parametrize("kind", TEXTS)
def test_patch_takes_it_back(kind: str, flags: list[str], tmp_path: Path) -> None:
    files = {"a.txt": TEXTS[kind], "b c.txt": TEXTS[kind]}
    write(tmp_path, files, 1)
    run(tmp_path, "patch", *flags, patch=patch_of(files))
    assert_stands(tmp_path, files, 0)


@needs_git
@needs_patch
@pytest.mark.parametrize("name", NAMES)
def test_names_of_any_kind_are_patched(name: str, tmp_path: Path) -> None:
    files = {name: TEXTS["plain"]}
    try:
        write(tmp_path, files, 0)
    except OSError:
        pytest.skip("no such name on this file system")
    run(tmp_path, "git", "apply", "-", patch=patch_of(files))
    assert_stands(tmp_path, files, 1)
    run(tmp_path, "patch", "-R", "-p1", patch=patch_of(files))
    assert_stands(tmp_path, files, 0)


piece = st.sampled_from(
    [b"a", b"b", b"\n", b"\n", b"\n\n", b"\r\n", b"\r", b"\x0c", b"\xe2\x80\xa8", b"\xff", b" ", b"\t", b"-", b"+", b"\\",
     b"line\n", b"@@ -1 +1 @@\n", b"--- a/0\n", b"diff --git a/0 b/0\n"]
)  # fmt: skip
hostile = st.lists(piece, max_size=40).map(b"".join)
batches = st.lists(st.tuples(hostile, hostile), min_size=1, max_size=12)


@needs_git
@needs_patch
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches)
@example([(b"a", b""), (b"", b"a"), (b"\n", b""), (b"", b"\n"), (b"a\n", b"a"), (b"a", b"a\n")])
def test_any_bytes_go_there_and_back(batch: list[tuple[bytes, bytes]]) -> None:
    files = {f"{number} file": texts for number, texts in enumerate(batch) if texts[0] != texts[1]}
    if not files:
        return
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), files, 0)
        run(Path(folder), "git", "apply", "--whitespace=nowarn", "-", patch=patch_of(files))
        assert_stands(Path(folder), files, 1)
        run(Path(folder), "patch", "-R", "-p1", patch=patch_of(files))
        assert_stands(Path(folder), files, 0)


lines = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\n", b"d\n", b"e\n", b"f\n"]), max_size=30)


@given(lines, lines)
def test_what_lies_between_changes_is_equal(old: list[bytes], new: list[bytes]) -> None:
    changes = changed_lines(old, new)
    rebuilt, position = [], 0
    for change in changes:
        rebuilt += old[position : change.start] + new[change.new_start : change.new_end]
        assert len(rebuilt) == change.new_end
        assert position <= change.start <= change.end
        position = change.end
    assert rebuilt + old[position:] == new


def test_nothing_changed_is_no_patch() -> None:
    assert unified_patch("a.txt", PROSE, PROSE) == b""


def test_a_removed_paragraph_is_shown_as_that_alone() -> None:
    patch = unified_patch("a b.txt", b"1\n2\n3\n4\nShare\n5\n6\n7\n8", b"1\n2\n3\n4\n5\n6\n7\n8")
    assert patch == (b"--- a/a b.txt\t\n+++ b/a b.txt\t\n@@ -2,7 +2,6 @@\n 2\n 3\n 4\n-Share\n 5\n 6\n 7\n")


def test_one_of_two_equal_paragraphs() -> None:
    old = [b"Tides fell.\n", b"\n", b"Tides fell.\n", b"\n", b"Boats waited.\n"]
    assert changed_lines(old, old[2:]) == [Change(2, 4, 2, 2)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"".join(b"line %d  \n" % n for n in range(200_000)), b"".join(b"line %d\n" % n for n in range(200_000))),
        (b"".join(b"line %d\n" % (n % 9) for n in range(200_000)), b"".join(b"line %d\n" % (n % 7) for n in range(200_000))),
        (b"".join(b"line %d\n" % n for n in range(200_000)), b"".join(b"line %d\n" % n for n in range(0, 200_000, 2))),
        (b"words " * 8_000_000, b"words " * 7_999_999),
    ],
    ids=["every line changed", "few distinct lines", "every other line gone", "one line of 48 MB"],
)
def test_large_files_take_no_time(before: bytes, after: bytes) -> None:
    with costs_at_most(500):
        assert unified_patch("large.txt", before, after)
