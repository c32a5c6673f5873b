"""Texts whose lines end with "\\r" alone are cleaned as those with "\\n", and keep their line ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleanup import Cleaner, SiteProfile
from cleanup.files.text import decode
from cleanup.pipeline.result import by_newlines
from cleanup.text.document import Document
from tests.laws.corpus_laws import Item, check

ARTICLES = Path(__file__).parents[2] / "fixtures" / "articles"
CLEANER = Cleaner()


@pytest.mark.parametrize("file", sorted(ARTICLES.glob("*.txt")), ids=lambda file: file.stem)
def test_they_come_to_what_the_same_with_newlines_comes_to(file: Path) -> None:
    text = decode(file.read_bytes()).text.replace("\r\n", "\n")
    old = text.replace("\n", "\r")
    expected, result = CLEANER.explain(text), CLEANER.explain(old)
    assert result.text == expected.text.replace("\n", "\r")
    assert result.undo() == result.original == old
    assert result.changes.apply(old) == result.text
    found = [(edit.start, edit.old, edit.new, edit.reasons) for edit in result.changes.edits]
    assert found == [
        (edit.start, edit.old.replace("\n", "\r"), edit.new.replace("\n", "\r"), edit.reasons) for edit in expected.changes.edits
    ]
    assert [(each.line, each.column) for each in result.findings] == [(each.line, each.column) for each in expected.findings]
    assert [(each.line, each.column) for each in result.declined] == [(each.line, each.column) for each in expected.declined]
    assert not check(Item(file.stem, old)).failures


@pytest.mark.parametrize(
    "text", ["\r", "a \rb", "a &#13; b\r\rc ,d", "a\r\r\r\rb &#10; c", "a\rb \n c", "\r\n\r", "\n\ra \r b", "<p>a</p>\r<p>b</p>"]
)
def test_the_laws_hold_wherever_one_stands(text: str) -> None:
    assert not check(Item("text", text)).failures


def test_a_stray_one_in_a_text_with_newlines_ends_no_line() -> None:
    assert CLEANER.clean("One \r two.\n") == "One \r two.\n"


def test_to_git_such_a_text_has_one_line() -> None:
    text = "Orsa opens its quay\r\rThe quay opened , at last.\r\rOrsa opens its quay again"
    (finding,) = CLEANER.explain(text).findings
    assert (finding.line, finding.column) == (3, 16)
    seen = by_newlines(finding, text)
    assert (seen.line, seen.column) == (1, text.index(" ,") + 1)
    for other in (text.replace("\r", "\n"), text.replace("\r", "\r\n"), text.replace("\r\r", "\r\n", 1)):
        (finding,) = CLEANER.explain(other).findings
        assert by_newlines(finding, other) == finding


def test_rejected_edits_are_found_again(tmp_path: Path) -> None:
    text = "The quay opens again\r\rThe quay opens again\r\rThe quay of Orsa opened on Monday, after nine months of work.\r"
    (edit,) = CLEANER.explain(text).changes.edits
    assert edit.old == "\r\rThe quay opens again"
    line = {"v": 1, "doc": "a.txt", "before": edit.old, "after": "", "reasons": [reason.to_json() for reason in edit.reasons]}
    (tmp_path / "rejected.jsonl").write_text(json.dumps(line))
    cleaner = Cleaner(rejected=[str(tmp_path / "rejected.jsonl")])
    assert cleaner.run(Document(text, id="a.txt")).text == text


def test_their_lines_are_learned() -> None:
    pages = [
        f"Ferry {n} sails at {n}\r\rIt sails at dawn, {n} days a week.\r\rSubscribe to our newsletter today\r" for n in range(9)
    ]
    profile = SiteProfile.learn(Document(page, url=f"https://orsa.example/{n}") for n, page in enumerate(pages))
    plain = SiteProfile.learn(Document(page.replace("\r", "\n"), url=f"https://orsa.example/{n}") for n, page in enumerate(pages))
    assert profile.sites == plain.sites
    assert "Subscribe to our newsletter today" in str(profile.sites)
