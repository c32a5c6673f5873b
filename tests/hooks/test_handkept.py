"""A repository of texts that people write by hand: the hooks find nothing in them, and everything in an article beside them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from cleanup.pipeline.config import Config
from cleanup.run.workers.cleanfile import clean_file
from cleanup.run.workers.job import Job
from tests.hooks.repository import MANIFEST, ROOT, Repository, local_config
from tests.run.runs import DIRTY

BOTH = "[{id: cleanup}, {id: cleanup-fix}]"
HANDKEPT = ROOT / "fixtures" / "handkept"
TEXTS = sorted(path for path in HANDKEPT.rglob("*") if path.suffix in (".md", ".txt"))


@pytest.mark.parametrize("path", TEXTS, ids=[path.relative_to(HANDKEPT).as_posix() for path in TEXTS])
def test_nothing_is_found_in_what_people_keep_by_hand(path: Path) -> None:
    if path.name in ("LICENSE.md", "requirements.txt", "robots.txt"):
        pytest.skip("passed by")
    outcome = clean_file(path, path.name, Job(Config(curated=True)))
    assert [(finding.line, finding.code, finding.before) for finding in outcome.findings] == []


@pytest.mark.slow
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


def readme_config() -> str:
    """The configuration that the README shows."""
    (block,) = re.findall(r"^```yaml\n(repos:.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return str(block)


def test_the_readme_shows_a_configuration_of_five_lines() -> None:
    yaml = pytest.importorskip("yaml")  # comes with pre-commit
    assert len(readme_config().splitlines()) <= 5
    (repo,) = yaml.safe_load(readme_config())["repos"]
    published = {hook["id"] for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))}
    assert published == {"cleanup", "cleanup-fix"}
    assert {hook["id"] for hook in repo["hooks"]} <= published


@pytest.mark.slow
def test_pre_commit_installs_this_repository_and_runs_both_hooks(tmp_path: Path) -> None:
    """`try-repo`, then the README's configuration; both install everything from the package index."""
    pytest.importorskip("pre_commit")
    repository = Repository(tmp_path / "work", tmp_path / "home")
    shutil.copytree(HANDKEPT, repository.folder, dirs_exist_ok=True)
    repository.commit()
    done = repository.pre_commit("try-repo", str(ROOT), "--all-files")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Passed") == 2

    config = readme_config().replace("https://git.example.org/cleanup", str(ROOT)).replace("[{id: cleanup}]", BOTH)
    config = config.replace("v0.1.0", repository.run("git", "-C", str(ROOT), "rev-parse", "HEAD").stdout.strip())
    repository.commit({".pre-commit-config.yaml": config})
    assert repository.pre_commit("install").returncode == 0
    repository.put({"articles/pier.md": DIRTY})
    done = repository.run("git", "commit", "-m", "An article")
    assert done.returncode == 1, done.stderr
    assert "articles/pier.md:3:1: HL101 removed" in done.stderr
    assert "files were modified by this hook" in done.stderr
    assert repository.git("status", "--short") == "AM articles/pier.md\n"
    repository.git("add", "--all")
    assert repository.run("git", "commit", "-m", "An article").returncode == 0
    assert repository.git("status", "--short") == ""
