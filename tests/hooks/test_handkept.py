"""A repository of what people keep by hand: the hooks find nothing in it, and in an article beside it everything."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cleanup.pipeline.config import Config
from cleanup.run.one import Job, clean_file
from tests.hooks.repository import ROOT, Repository, local_config
from tests.run.runs import DIRTY

HANDKEPT = ROOT / "fixtures" / "handkept"
TEXTS = sorted(path for path in HANDKEPT.rglob("*") if path.suffix in (".md", ".txt"))


@pytest.mark.parametrize("path", TEXTS, ids=[path.relative_to(HANDKEPT).as_posix() for path in TEXTS])
def test_nothing_is_found_in_what_people_keep_by_hand(path: Path) -> None:
    if path.name in ("LICENSE.md", "requirements.txt", "robots.txt"):
        pytest.skip("passed by")
    outcome = clean_file(path, path.name, Job(Config(curated=True)))
    assert [(finding.line, finding.code, finding.before) for finding in outcome.findings] == []


def test_the_hooks_pass_a_repository_of_such_texts_and_stop_an_article(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    repository = Repository(tmp_path / "work", tmp_path / "home")
    shutil.copytree(HANDKEPT, repository.folder, dirs_exist_ok=True)
    repository.commit({".pre-commit-config.yaml": local_config()})
    done = repository.pre_commit("run", "--all-files")
    assert done.returncode == 0, done.stdout
    assert repository.git("status", "--short") == ""
    repository.put({"articles/pier.md": DIRTY})
    done = repository.pre_commit("run", "cleanup")
    assert done.returncode == 1
    assert [line.split()[1] for line in done.stdout.splitlines() if line.startswith("articles/")] == ["HL101", "BP101", "BP102"]


@pytest.mark.slow
def test_pre_commit_installs_this_repository_and_runs_both_hooks(tmp_path: Path) -> None:
    """`try-repo`, as whoever thinks of using it would; installs everything from the package index."""
    pytest.importorskip("pre_commit")
    repository = Repository(tmp_path / "work", tmp_path / "home")
    shutil.copytree(HANDKEPT, repository.folder, dirs_exist_ok=True)
    repository.commit()
    for hook in ("cleanup", "cleanup-fix"):
        done = repository.pre_commit("try-repo", str(ROOT), hook, "--all-files")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Passed" in done.stdout
    repository.put({"articles/pier.md": DIRTY})
    done = repository.pre_commit("try-repo", str(ROOT), "cleanup", "--all-files")
    assert done.returncode == 1
    assert "articles/pier.md:3:1: HL101 removed" in done.stdout
    assert repository.read("articles/pier.md") == DIRTY
    done = repository.pre_commit("try-repo", str(ROOT), "cleanup-fix", "--all-files")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert repository.read("articles/pier.md") != DIRTY
    assert "cleanup-report" not in repository.git("status", "--short")
