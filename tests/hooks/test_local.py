"""The hooks as real pre-commit runs them, without its installation: entries, kinds of files and excludes are those we publish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleanup.run.sources.search import NO_ARTICLE
from tests.hooks.repository import MANIFEST, Repository, local_config
from tests.run.runs import CLEAN, DIRTY

pytest.importorskip("pre_commit")

NAMES = (
    "LICENSE", "LICENSE.txt", "licence.md", "LICENSE-MIT", "UNLICENSE", "COPYING", "COPYING.LESSER", "NOTICE.txt", "AUTHORS.md",
    "requirements.txt", "dev-requirements.txt", "requirements-test.txt", "constraints.txt", "robots.txt", "humans.txt", "ads.txt",
    "llms.txt", "CMakeLists.txt", "top_level.txt",
)  # fmt: skip
ARTICLES = ("license-plates-to-change.txt", "a.txt", "README.md", "notice-to-readers.md", "robots-at-work.txt")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "work", tmp_path / "home")
    repository.commit({".pre-commit-config.yaml": local_config()})
    return repository


def test_the_hooks_exclude_what_walks_pass_by() -> None:
    (found,) = re.findall(r"exclude: &\w+ \|\n(.*?)\n\n", MANIFEST.read_text("utf-8"), re.DOTALL)
    pattern = re.compile(found.strip())
    for name in (*NAMES, *ARTICLES):
        assert bool(pattern.search(f"below/{name}")) is bool(pattern.search(name)) is bool(NO_ARTICLE.fullmatch(name)), name
        assert bool(NO_ARTICLE.fullmatch(name)) is (name in NAMES), name


def test_a_dirty_article_is_blocked_explained_and_cleaned(repository: Repository) -> None:
    repository.put({"a.txt": DIRTY, "LICENSE.txt": DIRTY, "page.html": DIRTY})
    done = repository.pre_commit("run")
    assert done.returncode == 1
    assert 'a.txt:3:1: HL101 removed "Harbour town opens its longest pier after nine years"' in done.stdout
    assert "The same headline stands at line 1." in done.stdout
    assert "LICENSE" not in done.stdout
    assert "files were modified by this hook" in done.stdout.partition("cleanup (fix)")[2]
    assert "files were modified" not in done.stdout.partition("cleanup (fix)")[0]
    assert "to go back: cleanup undo cleanup-report" in done.stdout
    assert repository.read("a.txt") == CLEAN
    assert repository.git("status", "--short") == "A  LICENSE.txt\nAM a.txt\nA  page.html\n"


@pytest.mark.slow
def test_what_is_clean_passes_and_leaves_no_account(repository: Repository) -> None:
    repository.put({"a.txt": DIRTY})
    assert repository.pre_commit("run", "cleanup-fix").returncode == 1
    repository.git("add", "--all")
    assert repository.pre_commit("run").returncode == 0
    assert [path.name for path in sorted((repository.folder / "cleanup-report").iterdir())] == [".gitignore", "1"]
    assert repository.cleanup("undo", "cleanup-report/1").returncode == 0
    assert repository.read("a.txt") == DIRTY


@pytest.mark.slow
def test_the_configuration_of_the_repository_counts(repository: Repository) -> None:
    repository.put(
        {"a.txt": DIRTY, "old/a.txt": DIRTY, "pyproject.toml": '[tool.cleanup]\nignore = ["HL"]\nexclude = ["old/"]\n'}
    )
    done = repository.pre_commit("run", "cleanup")
    assert "HL101" not in done.stdout
    assert "a.txt:11:1: BP101" in done.stdout
    assert "old/" not in done.stdout


@pytest.mark.slow
def test_only_the_lines_of_the_commit_are_spoken_of(repository: Repository) -> None:
    config = local_config().replace("--force-exclude --quiet", "--force-exclude --quiet --changed-lines")
    repository.commit({".pre-commit-config.yaml": config, "a.txt": DIRTY})
    repository.put({"a.txt": DIRTY.replace("for thirty years.\n", "for thirty years.The end.\n")})
    done = repository.pre_commit("run", "cleanup")
    found = re.findall(r"^a\.txt:\d+:\d+: \w+", done.stdout, re.MULTILINE)
    assert found == ["a.txt:9:82: SP102"]
    repository.commit({"a.txt": DIRTY + "\nLeave a Comment\n"})
    first, last = repository.git("rev-parse", "HEAD^", "HEAD").split()
    done = repository.pre_commit("run", "cleanup", "--from-ref", first, "--to-ref", last)
    assert re.findall(r"^a\.txt:\d+:\d+: \w+", done.stdout, re.MULTILINE) == ["a.txt:15:1: BP101"]
