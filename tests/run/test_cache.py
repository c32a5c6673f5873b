"""A second run into the same folder cleans only what has changed, and leaves what a first one would."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cleanup.pipeline.config import Config
from cleanup.run.fix import account_of, fix_into
from cleanup.run.request import Request
from cleanup.run.results.account import read_entries
from cleanup.run.sources.walk import walk
from cleanup.run.workers.job import Job, Outcome
from cleanup.text.anchor import Anchor
from tests.run.runs import CLEAN, DIRTY, contents, into, put

FILES: dict[str, str | bytes] = {f"{number}.txt": DIRTY.replace("nine", str(number)) for number in range(4)}
TIMED = ("run.json", "cache.jsonl")


def again(source: Path, out: Path, config: Config | None = None) -> dict[str, bool]:
    """Clean a folder once more; for each file whether its result was kept."""
    told: list[Outcome] = []
    found = walk([source], out=out)
    fix_into(found.sources, found.root, out, Request(Job(config or Config()), told.append))
    return {outcome.entry.doc: outcome.kept for outcome in told}


def results(out: Path) -> dict[str, bytes]:
    """All that a run left, but for what holds times."""
    account = {name: data for name, data in contents(account_of(out)).items() if name not in TIMED}
    return contents(out) | {f"report/{name}": data for name, data in account.items()}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = put(tmp_path / "in", {**FILES, "clean.txt": CLEAN, "b/bytes.txt": b"\x00\x01"})
    into(folder, tmp_path / "out")
    return folder


def test_nothing_is_written_where_nothing_changed(source: Path, tmp_path: Path) -> None:
    before = contents(tmp_path)
    assert all(again(source, tmp_path / "out").values())
    assert contents(tmp_path) == before


def test_the_summary_is_the_same(source: Path, tmp_path: Path) -> None:
    assert into(source, tmp_path / "out").to_json() == into(source, tmp_path / "other").to_json()


CHANGES: dict[str, Callable[[Path, Path], object]] = {
    "one edited": lambda source, out: put(source, {"2.txt": DIRTY + "\nShare this article\n"}),
    "one new": lambda source, out: put(source, {"15.txt": DIRTY}),
    "one gone": lambda source, out: ((source / "1.txt").unlink(), (out / "1.txt").unlink()),
    "a result edited": lambda source, out: put(out, {"2.txt": "Somebody wrote here."}),
    "a result gone": lambda source, out: (out / "b/bytes.txt").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_cleaned_and_all_is_as_after_a_first_run(change: str, source: Path, tmp_path: Path) -> None:
    CHANGES[change](source, tmp_path / "out")
    kept = again(source, tmp_path / "out")
    assert list(kept.values()).count(False) == (change != "one gone")
    into(source, tmp_path / "fresh/out")
    assert results(tmp_path / "out") == results(tmp_path / "fresh/out")
    assert all(again(source, tmp_path / "out").values())


@pytest.mark.parametrize("config", [Config(keep="body"), Config(ignore=("BP",)), Config(max_removed=0.9)])
def test_another_configuration_cleans_everything(config: Config, source: Path, tmp_path: Path) -> None:
    assert not any(again(source, tmp_path / "out", config).values())


def test_rules_and_rejections_count_by_what_they_say(source: Path, tmp_path: Path) -> None:
    (tmp_path / "rejected.jsonl").write_text("")
    config = Config(rejected=(str(tmp_path / "rejected.jsonl"),))
    assert not any(again(source, tmp_path / "out", config).values())
    assert all(again(source, tmp_path / "out", config).values())
    (tmp_path / "rejected.jsonl").write_text("\n")
    assert not any(again(source, tmp_path / "out", config).values())


def test_one_program_sees_what_was_rejected_between_two_runs(tmp_path: Path) -> None:
    source, out, rejected = put(tmp_path / "in", {"a.txt": DIRTY.encode("utf-16")}), tmp_path / "out", tmp_path / "rejected.jsonl"
    rejected.write_text("")
    config = Config(rejected=(str(rejected),))
    again(source, out, config)
    edits = next(read_entries(account_of(out))).edits
    for count, edit in enumerate(edits, 1):
        anchor = Anchor.of(DIRTY, edit["start"], edit["end"])
        line = {"v": 1, "doc": "a.txt", "before": anchor.before, "left": anchor.left, "right": anchor.right}
        with rejected.open("a") as lines:
            lines.write(json.dumps(line) + "\n")
        again(source, out, config)
        left = [each["id"] for entry in read_entries(account_of(out)) for each in entry.edits]
        assert left == [each["id"] for each in edits[count:]]
    assert len(edits) > 1
    assert (out / "a.txt").read_bytes() == (source / "a.txt").read_bytes()


@pytest.mark.parametrize("broken", ["", "{}", "not JSON", '{"digest": 1}\n[1]'])
def test_a_broken_cache_is_none(broken: str, source: Path, tmp_path: Path) -> None:
    (account_of(tmp_path / "out") / "cache.jsonl").write_text(broken)
    assert not any(again(source, tmp_path / "out").values())
    assert all(again(source, tmp_path / "out").values())


def test_an_account_that_was_touched_is_made_anew(source: Path, tmp_path: Path) -> None:
    with (account_of(tmp_path / "out") / "edits.jsonl").open("a") as edits:
        edits.write("\n")
    assert not any(again(source, tmp_path / "out").values())


def test_the_first_files_alone(source: Path, tmp_path: Path) -> None:
    found = walk([source], out=tmp_path / "out")
    told: list[Outcome] = []
    fix_into(found.sources, found.root, tmp_path / "out", Request(Job(Config(), limit=2), told.append))
    assert [outcome.kept for outcome in told] == [True, True]
