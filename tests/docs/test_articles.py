"""The sample articles: git and editors have left their bytes alone, and each is described."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
ARTICLES = sorted(path for path in (FIXTURES / "articles").iterdir() if path.is_file())


def test_the_readme_describes_each_article_and_no_other() -> None:
    readme = (FIXTURES / "README.md").read_text("utf-8")
    described = re.findall(r"^\| ([\w-]+\.\w+) \|", readme, re.MULTILINE)
    assert described == [path.name for path in ARTICLES]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_bytes_are_as_written(path: Path) -> None:
    data = path.read_bytes()
    assert (b"\r" in data) is (path.name == "related-stories-crlf.txt")
    assert data.count(b"\r") == data.count(b"\r\n")
    assert data.startswith(b"\xef\xbb\xbf") is (path.name == "newsletter-and-ads.txt")
    assert data.endswith(b"\n") is (path.name not in {"no-final-newline.txt", "recipe-with-repeats.txt"})
    if path.name == "spanish-windows-1252.txt":
        with pytest.raises(UnicodeDecodeError):
            data.decode("utf-8")
        assert "Peña" in data.decode("cp1252")
    else:
        data.decode("utf-8")


def test_invisible_characters_are_still_there() -> None:
    text = (FIXTURES / "articles/loose-spaces.txt").read_text("utf-8")
    assert {"\u200b", "\ufeff", "\u00a0"} <= set(text)
    assert " \n" in text
    assert "\n\n\n\n" in text
