"""Examples in docstrings and in Markdown are run: what is shown to a reader is what happens."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [path for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "fixtures/README.md") if path.exists()]
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted((ROOT / "cleanup").rglob("*.py"))
    if ">>> " in path.read_text("utf-8")
]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    assert outcome.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_in_pages(page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The blocks of a page are one session; a block with prompts must print what it shows."""
    source = page.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    session: dict[str, object] = {}
    for match in BLOCK.finditer(source):
        block, line = match.group(1), source.count("\n", 0, match.start()) + 1
        if ">>> " in block:
            test = doctest.DocTestParser().get_doctest(block, session, page.name, str(page), line)
            assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, clear_globs=False).failed == 0
            session = test.globs
        else:
            exec(compile("\n" * line + block, str(page), "exec"), session)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_pages_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
