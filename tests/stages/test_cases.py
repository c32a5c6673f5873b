"""Every fixture case: one stage alone, byte for byte, and back."""

from __future__ import annotations

import json

import pytest

from tests.stages.cases import CASES, Case, cases, edits

ALL = [pytest.param(case, id=f"{case.stage}/{case.folder.name}") for case in cases()]


@pytest.mark.parametrize("case", ALL)
def test_a_stage_gives_the_text_the_edits_and_the_way_back_that_its_case_has(case: Case) -> None:
    text = case.read("input.txt")
    result = case.explain(text)
    assert result.text == case.read("expected.txt")
    assert edits(result) == [json.loads(line) for line in case.read("edits.jsonl").split("\n") if line]
    assert result.undo() == text
    assert case.explain(result.text).text == result.text


def test_every_folder_is_a_whole_case() -> None:
    for folder in CASES.glob("*/*/"):
        names = {file.name for file in folder.iterdir()}
        assert {"input.txt", "expected.txt", "edits.jsonl"} <= names, folder
