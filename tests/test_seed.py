"""The file this project exists to clean, and a text of our own with the same dirt in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from cleanup import Cleaner, Result
from tests.stages.cases import CASES

SEED = "000_af64fddcb1062455.txt"
DIGEST = "c975a07778af5aba0119b138df329935d82a62425122cae4bfc28f5ecf984248"


@pytest.fixture
def seed(shared: Path) -> str:
    file = shared / "seed" / SEED
    if not file.exists():
        pytest.skip("the seed is not here")
    return file.read_bytes().decode("utf-8")


def families(result: Result) -> list[str]:
    return [found.code[:2] for found in result.findings]


def test_the_seed_is_clean_after_five_edits(seed: str) -> None:
    result = Cleaner().explain(seed)
    assert families(result) == ["HL", "HL", "SP", "BP", "BP"]
    assert {found.status for found in result.findings} == {"applied"}
    glue = result.findings[2]
    assert (glue.line, glue.column, glue.before, glue.after) == (24, 168, "", " ")
    assert len(result.text) == 2_633
    assert hashlib.sha256(result.text.encode("utf-8")).hexdigest() == DIGEST


@pytest.mark.parametrize("keep", ["article", "body"])
def test_the_seed_comes_back_and_stays_clean(seed: str, keep: str) -> None:
    cleaner = Cleaner(keep=keep)
    result = cleaner.explain(seed)
    assert result.undo() == seed
    assert not cleaner.explain(result.text).changed


@pytest.mark.parametrize("name", ["headline-glue-and-comment-form"])
def test_a_text_with_the_same_dirt_is_clean_after_five_edits(name: str) -> None:
    text = (CASES / "all" / name / "input.txt").read_bytes().decode("utf-8")
    result = Cleaner().explain(text)
    assert families(result) == ["HL", "HL", "SP", "BP", "BP"]
    assert (result.findings[2].before, result.findings[2].after) == ("", " ")
    headline, article = text.split("\n\n", 2)[1:]
    body = article.split("\n\nLeave a Reply")[0].replace("RWAthe", "RWA the")
    assert result.text == f"{headline}\n\n{body}"
    assert result.undo() == text
