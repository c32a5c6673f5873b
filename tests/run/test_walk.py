from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cleanup.run.sources.search import LINKS, MARKER, Failure
from cleanup.run.sources.walk import Found, WalkError, walk

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
Tree = Callable[..., Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Makes files below a folder; a value gives the content."""

    def make(*names: str, **contents: str) -> Path:
        for name, content in [*((name, "x") for name in names), *contents.items()]:
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return tmp_path / "in"

    return make


def put(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content)


def names(found: Found) -> list[str]:
    return [source.name for source in found.sources]


def test_texts_are_found_in_order_and_the_rest_is_counted(tree: Tree) -> None:
    root = tree("b.txt", "a/z.md", "a.txt", "a/deep/c.TEXT", "a/page.html", "pic.JPG", "b.jpg", "Makefile")
    found = walk([root])
    assert names(found) == ["a.txt", "a/deep/c.TEXT", "a/z.md", "b.txt"]
    assert found.others == {"": 1, ".html": 1, ".jpg": 2}
    assert all(source.path.read_text() == "x" for source in found.sources)


def test_given_files_are_taken_whatever_they_are(tree: Tree) -> None:
    root = tree("LICENSE", "notes.log", ".hidden.txt")
    put(root, ".gitignore", "*.log\n")
    found = walk([root / "LICENSE", root / "notes.log", root / ".hidden.txt"], excludes=["*"])
    assert names(found) == [".hidden.txt", "LICENSE", "notes.log"]
    assert all(source.given for source in found.sources)


def test_files_for_tools_and_lawyers_are_skipped(tree: Tree) -> None:
    never = [
        "LICENSE.txt", "LICENSE-MIT.txt", "license.apache-2.0.txt", "COPYING.md", "NOTICE.txt", "AUTHORS.md",
        "requirements-dev.txt", "dev-requirements.txt", "constraints.txt",
        "robots.txt", "humans.txt", "security.txt", "ads.txt", "llms.txt",
        "llms-full.txt", "CMakeLists.txt",
    ]  # fmt: skip
    articles = [
        "authors-guild-meets.txt",
        "license-plates-to-change.txt",
        "notice-of-a-strike.md",
        "robots.md",
        "security-guards.txt",
    ]
    assert names(walk([tree(*never, *articles)])) == articles


def test_folders_that_hold_no_articles_are_skipped(tree: Tree) -> None:
    root = tree(
        "a.txt", ".git/x.txt", "node_modules/x.txt", ".venv/x.txt", "env/pyvenv.cfg", "env/x.txt", ".cache/x.txt",
        "__pycache__/x.txt", f"report/{MARKER}", "report/x.txt", "report/sub/x.txt",
    )  # fmt: skip
    assert names(walk([root])) == ["a.txt"]


def test_one_folders_names_begin_below_it_several_below_their_parent(tree: Tree) -> None:
    root = tree("a/1.txt", "b/c/2.txt", "3.txt")
    assert names(walk([root / "a"])) == ["1.txt"]
    assert names(walk([root / "b" / "c", root / "a"])) == ["a/1.txt", "b/c/2.txt"]
    assert names(walk([root / "3.txt"])) == ["3.txt"]
    assert names(walk([root / "3.txt", root / "a" / "1.txt"])) == ["3.txt", "a/1.txt"]


def test_a_file_named_twice_is_one_file(tree: Tree) -> None:
    root = tree("a/1.txt", "a/2.txt")
    found = walk([root, root / "a", root / "a" / "1.txt", root / "a" / ".." / "a" / "1.txt"])
    assert names(found) == ["a/1.txt", "a/2.txt"]
    assert [source.given for source in found.sources] == [True, False]
    assert walk([root / "a", root]).sources == walk([root, root / "a"]).sources


@needs_links
def test_two_files_with_one_name_are_an_error_that_names_both(tree: Tree, tmp_path: Path) -> None:
    root = tree("a/1.txt", "far/off/x.txt", "far/1.txt")
    (root / "a" / "link").symlink_to(root / "far" / "off")
    with pytest.raises(WalkError, match=r"1\.txt and .*1\.txt would both become"):
        walk([root / "a" / "1.txt", root / "a" / "link" / ".." / "1.txt"])


@needs_links
def test_links_are_not_followed(tree: Tree, tmp_path: Path) -> None:
    root = tree("a/1.txt")
    (tmp_path / "outside.txt").write_text("x")
    (root / "file.txt").symlink_to(tmp_path / "outside.txt")
    (root / "inside.txt").symlink_to(root / "a" / "1.txt")
    (root / "loop").symlink_to(root)
    (root / "dangling.txt").symlink_to(root / "nowhere")
    found = walk([root])
    assert (names(found), found.others) == (["a/1.txt"], {LINKS: 4})
    assert names(walk([root / "file.txt"])) == ["file.txt"]


def test_missing_paths_are_named_before_anything_is_done(tree: Tree) -> None:
    root = tree("a.txt")
    with pytest.raises(WalkError, match=r"no such file or folder: .*b\.txt, .*c"):
        walk([root / "a.txt", root / "b.txt", root / "c"])


def test_the_output_is_not_walked_into(tree: Tree) -> None:
    root = tree("a.txt", "clean/a.txt", "clean/deep/b.txt")
    assert names(walk([root], out=root / "clean")) == ["a.txt"]
    assert names(walk([root / "clean"], out=root)) == ["a.txt", "deep/b.txt"]


@pytest.mark.parametrize("out", [".", "sub/..", "a.txt"])
def test_an_output_over_the_sources_is_refused(out: str, tree: Tree) -> None:
    root = tree("a.txt", "sub/b.txt")
    with pytest.raises(WalkError, match="--in-place"):
        walk([root], out=root / out)
    with pytest.raises(WalkError, match="--in-place"):
        walk([root / "a.txt", root / "sub"], out=root / out)


def test_ignore_files_of_all_levels(tree: Tree) -> None:
    root = tree(
        "a.txt", "draft.txt", "build/x.txt", "sub/draft.txt", "sub/keep.txt", "sub/deep/old.txt", "sub/deep/new.txt", "top.txt"
    )
    put(root, ".gitignore", "# drafts\ndraft.txt\nbuild/\n/top.txt\n!\n\r\n")
    put(root / "sub", ".gitignore", "!draft.txt\r\n")
    put(root / "sub", ".cleanupignore", "old.*\n")
    assert names(walk([root])) == ["a.txt", "sub/deep/new.txt", "sub/draft.txt", "sub/keep.txt"]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("line", ["[z-a].txt", "[a-\\].txt", "[[a-]b.txt"])
def test_a_range_that_is_none_matches_nothing(line: str, tree: Tree) -> None:
    root = tree("a.txt", "b.txt")
    put(root, ".gitignore", f"{line}\nb.txt\n")
    assert names(walk([root])) == ["a.txt"]
    assert names(walk([root], excludes=[line], base=root)) == ["a.txt"]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("x[[:digit:]].txt", ["x,.txt", "xB.txt", "xa.txt"]),
        ("x[![:digit:]].txt", ["x1.txt"]),
        ("x[_[:upper:][:punct:]].txt", ["x1.txt", "xa.txt"]),
        ("x[:a1:].txt", ["x,.txt", "xB.txt"]),
        ("x[[:digits:]].txt", ["x,.txt", "x1.txt", "xB.txt", "xa.txt"]),
    ],
)
def test_classes_of_characters_are_those_of_git(line: str, left: list[str], tree: Tree) -> None:
    root = tree("x1.txt", "xa.txt", "xB.txt", "x,.txt")
    put(root, ".gitignore", f"{line}\n")
    assert names(walk([root])) == left
    git = ["git", "-c", "core.excludesFile=", "-C", str(root)]
    subprocess.run([*git, "init", "-q"], check=True)
    listed = subprocess.run([*git, "ls-files", "-o", "--exclude-standard"], check=True, capture_output=True, text=True).stdout
    assert sorted(name for name in listed.split() if name.endswith(".txt")) == left


def test_cleanupignore_goes_before_gitignore(tree: Tree) -> None:
    root = tree("a.txt", "b.txt")
    put(root, ".gitignore", "*.txt\n")
    put(root, ".cleanupignore", "!b.txt\n")
    assert names(walk([root])) == ["b.txt"]


def test_ignore_files_above_count_inside_a_repository_only(tree: Tree) -> None:
    root = tree("repo/pages/a.txt", "repo/pages/b.txt")
    put(root, ".gitignore", "a.txt\n")
    put(root / "repo", ".gitignore", "/pages/b.txt\n")
    assert names(walk([root / "repo" / "pages"])) == ["a.txt", "b.txt"]
    (root / "repo" / ".git").mkdir()
    assert names(walk([root / "repo" / "pages"])) == ["a.txt"]


def test_a_folder_asked_for_by_name_is_taken_though_ignored(tree: Tree) -> None:
    root = tree("scraped/a.txt")
    (root / ".git").mkdir()
    put(root, ".gitignore", "scraped/\n")
    assert names(walk([root])) == []
    assert names(walk([root / "scraped"])) == ["a.txt"]


def test_excludes_are_patterns_of_their_base(tree: Tree) -> None:
    root = tree("a.txt", "raw/a.txt", "sub/raw/b.txt", "sub/c.txt")
    assert names(walk([root], excludes=["/raw", "c.*"], base=root)) == ["a.txt", "sub/raw/b.txt"]
    assert names(walk([root / "sub"], excludes=["raw/"], base=root)) == ["c.txt"]
    put(root, ".gitignore", "!c.txt\n")
    assert names(walk([root], excludes=["c.*", "raw"], base=root)) == ["a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_of_any_kind_are_found(tree: Tree) -> None:
    odd = ["new\nline.txt", 'say "hi".txt', "raw\udcff.txt", " space .txt", "\u6771\u4eac/\U0001f600.md", "-o.txt", "tab\t.txt"]
    root = tree(*odd)
    put(root, ".gitignore", "nothing\n")
    assert names(walk([root])) == sorted(odd)
    with pytest.raises(WalkError) as error:
        walk([root / "gone\n\udcff.txt"])
    str(error.value).encode()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_reported_and_skipped(tree: Tree) -> None:
    root = tree("a.txt", "shut/b.txt")
    (root / "shut").chmod(0)
    try:
        found = walk([root])
    finally:
        (root / "shut").chmod(0o700)
    assert names(found) == ["a.txt"]
    assert found.failures == (Failure(root / "shut", "Permission denied"),)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_that_is_named_is_reported_as_such(tree: Tree) -> None:
    root = tree("shut/b.txt")
    (root / "shut").chmod(0)
    try:
        found = walk([root / "shut"])
        with pytest.raises(PermissionError) as error:
            walk([root / "shut" / "b.txt"])
    finally:
        (root / "shut").chmod(0o700)
    assert not found.sources
    assert found.failures == (Failure(root / "shut", "Permission denied"),)
    assert error.value.filename == str(root / "shut" / "b.txt")


def test_a_folder_that_vanishes_is_reported(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree("a.txt", "gone/b.txt")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "gone":
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = walk([root])
    assert names(found) == ["a.txt"]
    assert found.failures == (Failure(root / "gone", "Permission denied"),)


def test_an_ignore_file_that_cannot_be_read_is_reported(tree: Tree) -> None:
    root = tree("a.txt", ".gitignore/x")
    found = walk([root])
    assert names(found) == ["a.txt"]
    assert [failure.path.name for failure in found.failures] == [".gitignore"]


def test_folders_may_be_800_deep(tree: Tree) -> None:
    deep = "/".join(["d"] * 800) + "/a.txt"
    assert names(walk([tree(deep)])) == [deep]


def test_pathspec_is_imported_only_for_ignore_files(tree: Tree) -> None:
    code = "import sys; from cleanup.run.sources.walk import walk; walk([sys.argv[1]]); assert 'pathspec' not in sys.modules"
    subprocess.run([sys.executable, "-c", code, os.fspath(tree("a.txt"))], check=True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_for_an_ignore_file_is_a_failure(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".gitignore")
    (tmp_path / "a.txt").write_text("A line.")
    found = walk([tmp_path])
    assert [source.name for source in found.sources] == ["a.txt"]
    assert "pipe" in found.failures[0].reason
