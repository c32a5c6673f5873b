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
PLACE = re.compile(r"\]\(#([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    assert outcome.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_in_pages_runs_and_prints_what_they_show(page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_a_page_lead_to_a_heading(page: Path) -> None:
    source = page.read_text("utf-8")
    headings = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(source)}
    assert set(PLACE.findall(source)) <= headings


def test_the_first_example_of_the_readme_is_a_case_of_ours() -> None:
    """Its lines stand in the case in their order; those between them are left out, and "[...]" is the rest of a long one."""
    block = re.search(r"^```diff\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert block
    case = ROOT / "fixtures/cases/all/headline-glue-and-comment-form"
    for name, marks in (("input.txt", " -"), ("expected.txt", " +")):
        lines = iter((case / name).read_text("utf-8").split("\n"))
        shown = [line[1:].removesuffix("[...]") for line in block[1].splitlines() if line[0] in marks]
        assert all(any(line.startswith(start) if start else not line for line in lines) for start in shown), name
