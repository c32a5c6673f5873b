"""The lines that git says have changed: names, renames and contents that look like headers, in a real repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cleanup.run.sources.changed import WHOLE, GitError, changed_lines, parse_diff


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, value in {"AUTHOR": "Ada", "COMMITTER": "Ada"}.items():
        monkeypatch.setenv(f"GIT_{name}_NAME", value)
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "ada@example.org")
    git("init", "-q", "-b", "main")
    return tmp_path


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout


def commit(**files: str) -> None:
    for name, text in files.items():
        Path(name.replace("__", ".")).write_bytes(text.encode())
    git("add", "-A")
    git("commit", "-qm", "x")


def changed(*names: str, **environment: str) -> list[tuple[tuple[int, int], ...]]:
    return list(changed_lines([Path(name) for name in names], environment).values())


def test_lines_that_differ_from_head_staged_or_not(repository: Path) -> None:
    commit(a__txt="1\n2\n3\n4\n5\n6\n")
    Path("a.txt").write_text("1\n2a\n3\n4\n5\n6\n7\n8")
    assert changed("a.txt") == [((2, 2), (7, 8))]
    git("add", "a.txt")
    assert changed("a.txt") == [((2, 2), (7, 8))]
    Path("a.txt").write_text("1\n3\n4\n5\n6\n")
    assert changed("a.txt") == [()]


def test_new_files_are_whole_and_old_ones_are_not(repository: Path) -> None:
    commit(a__txt="1\n")
    Path("new.txt").write_text("1\n2\n")
    assert changed("a.txt", "new.txt") == [(), WHOLE]
    git("add", "new.txt")
    assert changed("new.txt") == [((1, 2),)]


def test_files_of_a_submodule_are_of_another_repository(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    git("init", "-q", str(other))
    (other / "a.txt").write_text("1\n")
    git("-C", str(other), "add", "-A")
    git("-C", str(other), "commit", "-qm", "x")
    git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other), "sub")
    commit(a__txt="1\n")
    Path("sub/a.txt").write_text("2\n")
    Path("sub/new.txt").write_text("1\n")
    assert changed("sub/a.txt", "sub/new.txt", "a.txt") == [(), (), ()]


def test_a_folder_where_a_file_was_is_new(repository: Path) -> None:
    commit(a="1\n")
    Path("a").unlink()
    Path("a").mkdir()
    Path("a/b.txt").write_text("1\n")
    assert changed("a/b.txt") == [WHOLE]


def test_before_the_first_commit_everything_is_new(repository: Path) -> None:
    Path("a.txt").write_text("1\n")
    assert changed("a.txt") == [WHOLE]


@pytest.mark.parametrize("name", ["two words.txt", 'a"b.txt', "tab\there.txt", "zeile\nzwei.txt", "größe.txt", "b\\n.txt"])
def test_names_that_git_quotes(repository: Path, name: str) -> None:
    commit(**{name: "1\n2\n"})
    Path(name).write_text("1\n3\n")
    assert changed(name) == [((2, 2),)]


def test_of_a_renamed_file_only_what_changed(repository: Path) -> None:
    commit(a__txt="".join(f"line {number} of a file\n" for number in range(40)))
    git("mv", "a.txt", "b c.txt")
    Path("b c.txt").write_text(Path("b c.txt").read_text().replace("line 7 ", "line seven "))
    git("add", "-A")
    assert changed("b c.txt") == [((8, 8),)]


def test_contents_that_look_like_headers(repository: Path) -> None:
    commit(a__txt="-- a/x\n++ b/y\nend", b__txt="1\n")
    Path("a.txt").write_text("-- a/z\n++ b/b.txt\n@@ -1 +1,90 @@\nend\n")
    Path("b.txt").write_text("1\n2\n")
    assert changed("a.txt", "b.txt") == [((1, 4),), ((2, 2),)]


def test_lines_may_end_in_crlf(repository: Path) -> None:
    git("config", "core.autocrlf", "false")
    commit(a__txt="1\r\n2\r\n3\r\n")
    Path("a.txt").write_bytes(b"1\r\n2\r\n3\r\n4\r\n")
    assert changed("a.txt") == [((4, 4),)]


def test_between_the_revisions_that_pre_commit_names(repository: Path) -> None:
    commit(a__txt="1\n")
    commit(a__txt="1\n2\n")
    git("switch", "-qc", "side", "HEAD^")
    commit(b__txt="x\n")
    git("switch", "-q", "main")
    between = {"PRE_COMMIT_FROM_REF": "HEAD^", "PRE_COMMIT_TO_REF": "HEAD"}
    assert changed("a.txt", **between) == [((2, 2),)]
    assert changed("a.txt", PRE_COMMIT_FROM_REF="side", PRE_COMMIT_TO_REF="main") == [((2, 2),)]
    with pytest.raises(GitError, match="there is no revision nowhere"):
        changed("a.txt", PRE_COMMIT_FROM_REF="nowhere", PRE_COMMIT_TO_REF="main")


def test_paths_are_relative_to_the_working_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("below").mkdir()
    commit(a__txt="1\n", **{"below/b__txt": "1\n"})
    Path("below/b.txt").write_text("1\n2\n")
    monkeypatch.chdir("below")
    assert changed("b.txt", "../a.txt") == [((2, 2),), ()]


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(GitError, match="--changed-lines needs a git repository"):
        changed("a.txt")


def test_a_file_outside_of_the_repository(repository: Path) -> None:
    commit(a__txt="1\n")
    with pytest.raises(GitError, match="lies outside of the git repository"):
        changed("../x.txt")


def test_a_binary_file_has_changed_whole() -> None:
    diff = b"diff --git a/x b/x\nindex 1..2 100644\nBinary files a/x and b/x differ\n"
    diff += b"diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-1\n+2\n"
    assert dict(parse_diff(diff)) == {"x": WHOLE, "y": ((1, 1),)}
