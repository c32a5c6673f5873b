"""Short sentences that end an article and resemble what a page prints below it: each stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanup import Cleaner

ENDINGS = sorted((Path(__file__).parents[2] / "fixtures/endings").glob("*.txt"))


@pytest.mark.parametrize("keep", ["article", "body"])
@pytest.mark.parametrize("file", ENDINGS, ids=[file.stem for file in ENDINGS])
def test_the_last_sentence_stays(file: Path, keep: str) -> None:
    prose, endings = file.read_text("utf-8").split("\n\n")
    cleaner = Cleaner(keep=keep)
    texts = [prose.replace("\n", gap) + gap + ending for ending in endings.splitlines() for gap in ("\n\n", "\n")]
    assert [cleaner.clean(text) for text in texts] == texts
