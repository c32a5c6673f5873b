"""Rejected edits: what a reader found wrong stays as it was, through later runs and changes elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import Cleaner, explain
from cleanup.pipeline.config import ConfigError
from cleanup.pipeline.rejected import Rejected, Rejection, load_rejected
from cleanup.pipeline.result import Finding
from cleanup.report.record import records
from cleanup.text.anchor import Anchor
from cleanup.text.document import Document
from cleanup.text.fold import fold
from tests.laws.strategies import articles

HEADLINE = "Harbour town opens its longest pier after nine years\n\n"
BODY = (
    "The first ferry of the season left the harbour shortly before seven , on Monday morning.\n\n"
    "Nobody at the meeting spoke against the plan, although some asked who would sweep the steps.\n"
)
PLAIN = Cleaner()
TEXT = HEADLINE + HEADLINE + BODY + "\nLeave a Reply\n\nYour email address will not be published.\n"


def line(text: str, finding: Finding, **more: Any) -> str:
    """The edit as the report's page writes it down."""
    anchor = Anchor.of(text, finding.start, finding.end)
    facts = {"v": 1, "doc": "news/a.txt", "id": "", "before": anchor.before, "after": finding.after, "codes": [finding.code]}
    return json.dumps({**facts, "left": anchor.left, "right": anchor.right, **more})


def cleaner(folder: Path, *lines: str) -> Cleaner:
    file = folder / "rejected.jsonl"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return Cleaner(rejected=[str(file)])


def edits(text: str) -> dict[str, Finding]:
    """The edits by what they take away; a small one by its code."""
    return {finding.before.strip() or finding.code: finding for finding in explain(text).findings if finding.status == "applied"}


@pytest.mark.parametrize("what", ["Leave a Reply", "Your email address will not be published.", HEADLINE.strip(), "SP201"])
def test_a_rejected_stretch_stays_and_the_others_go(what: str, tmp_path: Path) -> None:
    made = edits(TEXT)
    assert len(made) == 4
    careful = cleaner(tmp_path, line(TEXT, made[what]))
    result = careful.explain(TEXT)
    left = [finding for finding in result.findings if finding.status == "applied"]
    assert len(left) == 3
    assert all(finding.before.strip() != made[what].before.strip() or finding.before.strip() == "" for finding in left)
    assert any(finding.why == "the stretch is protected" for finding in result.declined)
    assert careful.clean(result.text) == result.text


def test_it_outlives_changes_elsewhere_in_the_text(tmp_path: Path) -> None:
    careful = cleaner(tmp_path, line(TEXT, edits(TEXT)["Leave a Reply"]))
    longer = TEXT.replace(HEADLINE, "New pier\n\n", 1).replace("before seven", "after nine")
    assert "Leave a Reply" in careful.clean(longer)
    moved = TEXT.replace("although some asked who would sweep the steps", "and that was that, as it often is in this town")
    assert "Leave a Reply" in careful.clean(moved)


def test_it_holds_in_its_own_document_only_and_a_phrase_everywhere(tmp_path: Path) -> None:
    made = edits(TEXT)["Leave a Reply"]
    here = cleaner(tmp_path, line(TEXT, made))
    kept = {
        name: "Leave a Reply" in here.run(Document(TEXT, id=name)).text for name in ("news/a.txt", "a.txt", "b.txt", "x/a.txt")
    }
    assert kept == {"news/a.txt": True, "a.txt": True, "b.txt": False, "x/a.txt": False}
    everywhere = cleaner(tmp_path, line(TEXT, made, everywhere=True))
    assert "Leave a Reply" in everywhere.run(Document(TEXT, id="b.txt")).text


def test_whichever_rule_would_touch_it(tmp_path: Path) -> None:
    careful = cleaner(tmp_path, line(TEXT, edits(TEXT)["Leave a Reply"]))
    spaced = TEXT.replace("Leave a Reply", "Leave a Reply  \n\nLEAVE A REPLY")
    assert "Leave a Reply" in careful.clean(spaced)


@given(articles(), st.data())
def test_laws_hold_whatever_is_rejected(text: str, data: st.DataObject) -> None:
    made = [finding for finding in explain(text).findings if finding.status == "applied"]
    if not made:
        return
    chosen = data.draw(st.lists(st.sampled_from(made), min_size=1, max_size=3))
    anchors = [Anchor.of(text, finding.start, finding.end) for finding in chosen]
    careful = replace(PLAIN._engine, rejected=Rejected(tuple(Rejection("a.txt", anchor) for anchor in anchors)))
    result = careful.run(Document(text))
    assert result.undo() == text
    for finding in chosen:
        same = [edit for edit in result.findings if edit.status == "applied" and edit.start == finding.start]
        assert all((edit.before, edit.after) != (finding.before, finding.after) for edit in same)
    if all(len(fold(anchor.before)) >= 4 for anchor in anchors):  # white space is known by its neighbours, which may go
        assert careful.run(Document(result.text)).text == result.text


@pytest.mark.parametrize("code", ["SP101", "EN102"])
def test_a_seam_near_an_end_of_the_text_is_found_by_it_though_the_other_side_changed(code: str, tmp_path: Path) -> None:
    text = "PLAthe town &amp; port  \n\n\n\nend"
    rejected = next(finding for finding in PLAIN.explain(text).findings if finding.code == code)
    careful = cleaner(tmp_path, line(text, rejected))
    cleaned = careful.run(Document(text, id="news/a.txt")).text
    assert (rejected.before or "PLAthe") in cleaned
    assert careful.run(Document(cleaned, id="news/a.txt")).text == cleaned


def test_an_anchor_is_found_where_it_was_taken() -> None:
    for finding in edits(TEXT).values():
        spans = Anchor.of(TEXT, finding.start, finding.end).find(TEXT)
        assert any(span.start < max(finding.end, finding.start + 1) and span.end >= finding.start for span in spans)
    assert Anchor.of(TEXT, 3, 9).find("Something else altogether") == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{}", "version None is not known here"),
        ("[]", "not an object"),
        ("{", "not JSON"),
        ('{"v": 1, "doc": "a", "before": "x"}', "without left, right"),
        ('{"v": 1, "doc": "a", "status": "clean", "before": "9f"}', "is about a document, take only lines of edits"),
        ('{"v": 1, "doc": "a", "before": "x", "left": "", "right": "", "codes": [1]}', "codes is not a list"),
        ('{"v": 1, "doc": "a", "before": "x", "left": "", "right": "", "everywhere": "yes"}', "everywhere is not true or false"),
        ('{"v": 1, "doc": "", "before": "x", "left": "", "right": ""}', "doc is empty: it concerns no document"),
    ],
)
def test_a_bad_file_is_one_line_with_its_place(content: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "rejected.jsonl"
    file.write_text("\n" + content, "utf-8")
    with pytest.raises(ConfigError, match=message) as error:
        load_rejected([file])
    assert str(error.value).startswith(f"{file}:2: not a rejected edit: ")


def test_lines_of_edits_jsonl_will_do_for_words(tmp_path: Path) -> None:
    result = explain(TEXT)
    lines = {edit["reasons"][0]["code"]: json.dumps(edit) for edit in records("news/a.txt", TEXT, result.findings)}
    assert set(lines) == {"HL101", "SP201", "BP101", "BP102"}
    careful = cleaner(tmp_path, lines["BP101"], lines["HL101"])
    assert careful.explain(TEXT).rules() == {"SP201": 1, "BP102": 1}
    assert load_rejected([tmp_path / "rejected.jsonl"]).counts == {"BP101": 1, "HL101": 1}
    with pytest.raises(
        ConfigError, match=r"rejected.jsonl:1: not a rejected edit: a line of edits.jsonl does not tell what stands"
    ):
        cleaner(tmp_path, lines["SP201"])


def test_rules_are_counted(tmp_path: Path) -> None:
    lines = [line(TEXT, finding) for finding in edits(TEXT).values()]
    cleaner(tmp_path, *lines, *lines)
    assert sum(load_rejected([tmp_path / "rejected.jsonl"]).counts.values()) == 4


def test_a_rejected_space_that_somebody_took_out_is_not_put_in(tmp_path: Path) -> None:
    text = "The minister said on Tuesday that the PLA the military wing had left. More was not known."
    anchor = Anchor.of(text, (place := text.index(" the military")), place + 1)
    rejected = json.dumps({"v": 1, "doc": "a.txt", "before": anchor.before, "left": anchor.left, "right": anchor.right})
    glued = text.replace("PLA the", "PLAthe")
    assert PLAIN.clean(glued) == text
    assert cleaner(tmp_path, rejected).run(Document(glued, id="a.txt")).text == glued


def test_it_outlives_repairs_of_damaged_characters_on_both_sides(tmp_path: Path) -> None:
    text = "It was late. Nobody in the cafÃ© PLAthe rÃ©gime closed had heard of it."
    rejected = next(finding for finding in PLAIN.explain(text).findings if finding.code == "SP101")
    careful = cleaner(tmp_path, line(text, rejected))
    cleaned = careful.run(Document(text, id="news/a.txt")).text
    assert "café PLAthe régime" in cleaned
    assert careful.run(Document(cleaned, id="news/a.txt")).text == cleaned
