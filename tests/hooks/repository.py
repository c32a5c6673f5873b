"""A git repository of a test, and pre-commit run in it with a folder of its own for what it installs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
_GIT = {
    "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
}  # fmt: skip


class Repository:
    """Runs programs in a repository at `folder`, whose pre-commit keeps its things in `home`."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
        self.environment = {**inherited, **_GIT, "PRE_COMMIT_HOME": str(home), "SKIP": ""}
        self.git("init", "-q", "-b", "main")

    def run(self, *command: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """What a program said and how it ended."""
        environment = {**self.environment, **(env or {})}
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=1200
        )

    def git(self, *arguments: str) -> str:
        """git's output; it must not fail."""
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def cleanup(self, *arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Our program."""
        return self.run(sys.executable, "-m", "cleanup.cli", *arguments, env=env)

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The real one."""
        return self.run(sys.executable, "-m", "pre_commit", *arguments, "--color=never")

    def put(self, files: Mapping[str, str | bytes]) -> None:
        """Write files and stage them."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.git("add", "--all")

    def commit(self, files: Mapping[str, str | bytes] | None = None) -> None:
        """Write files and commit them, without hooks."""
        self.put(files or {})
        self.git("commit", "-qm", "Kept", "--no-verify", "--allow-empty")

    def read(self, name: str) -> str:
        """A file's text."""
        return (self.folder / name).read_bytes().decode()


def local_config() -> str:
    """Both hooks of the manifest as local ones that run this interpreter: what is tested is what the manifest says."""
    manifest = MANIFEST.read_text("utf-8")
    anchors = re.sub(r"\n+#[^\n]*", "", manifest)
    hooks = anchors.replace("language: python", "language: system").replace(
        "entry: cleanup ", f"entry: {sys.executable} -m cleanup.cli "
    )
    body = "\n".join(f"      {line}" if line and not line.startswith("#") else "" for line in hooks.split("\n"))
    return f"repos:\n  - repo: local\n    hooks:\n{body}\n"
