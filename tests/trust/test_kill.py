"""Killed at any moment, no source is half written, no account says what is not true, and the next run finishes the work.

CLEANUP_KILLS sets how often each command is killed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.corpus.near import NearDuplicates
from cleanup.run.results.account import DUPLICATES, RUN, numbers
from cleanup.run.sources.walk import walk
from tests.conftest import Tally
from tests.trust.commands import PROGRAM, environment, files, records, texts
from tests.trust.forking import Forking
from tests.trust.kill import Case, complete, made, old_or_new, without_temporaries

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")]

INPUT = {"texts": "in", "records": "in/a.jsonl"}


@pytest.fixture(scope="module")
def program() -> Iterator[Forking]:
    with Forking() as forking:
        yield forking


def corpus(model: Path, kind: str) -> Path:
    """Texts or records to work on, in `in/`."""
    if kind == "texts":
        return texts(model / "in", 16)
    return records(model / INPUT[kind], 40).parent


def begun(program: Forking, tmp_path: Path, kind: str, *commands: list[str]) -> tuple[Path, Path]:
    """A folder to start from, and one in which the commands have come to their end."""
    model, whole = tmp_path / "model", tmp_path / "whole"
    corpus(model, kind)
    shutil.copytree(model, whole)
    for command in commands:
        done = program.run(*command, cwd=whole)
        assert done.status == 0, done.said
    return model, whole


def _copies(model: Path) -> None:
    for number in range(4):
        shutil.copy(model / "in/0/5.txt", model / f"in/{number}/copy.txt")


@pytest.mark.parametrize(
    ("kind", "jobs"), [("texts", "1"), ("records", "1"), ("texts", "2")], ids=["texts", "records", "processes"]
)
def test_fix_into_a_folder(program: Forking, tmp_path: Path, kind: str, jobs: str, tally: Tally) -> None:
    command = ["fix", INPUT[kind], "-o", "out", "-q", "--jobs", jobs]
    model, whole = begun(program, tmp_path, kind)
    if jobs == "2":
        texts(model / "in", 200)  # what is less goes to one process
        shutil.copytree(model, whole, dirs_exist_ok=True)
    assert program.run(*command, cwd=whole).status == 0
    old, new = files(model / "in"), files(whole / "out")
    assert new.keys() == old.keys()
    assert new != old

    def holds(place: Path) -> int:
        assert files(place / "in") == old
        count = made(files(place / "out"), new)
        if complete(place / "out.report"):
            assert without_temporaries(files(place / "out")) == new
        elif (place / "out").exists():
            assert {source.name for source in walk([place / "out"], records=True).sources} <= new.keys()
        return len(old) + count

    def ends(place: Path) -> None:
        case.well(*command, cwd=place)
        assert files(place / "out") == new, "the next run takes temporary files away"
        case.well("undo", "out.report", "--to", "back", cwd=place)
        assert files(place / "back") == old

    case = Case(program, model, command, holds, ends, dear=4 if jobs == "2" else 1)
    case.kills(tmp_path / "place", tally)


def test_fix_again_what_changed(program: Forking, tmp_path: Path, tally: Tally) -> None:
    """The account of the last run is read while the new one is written."""
    command = ["fix", "in", "-o", "out", "-q"]
    model, whole = begun(program, tmp_path, "texts")
    assert program.run(*command, cwd=model).status == 0
    before = files(model / "out")
    for path in sorted((model / "in").rglob("*.txt"))[::3]:
        path.write_text(path.read_text() + "\nThe tide turned at noon.\n\nLeave a Reply\n")
    shutil.copytree(model, whole, dirs_exist_ok=True)
    assert program.run(*command, cwd=whole).status == 0
    old, new = files(model / "in"), files(whole / "out")
    assert new != before

    def holds(place: Path) -> int:
        assert files(place / "in") == old
        if complete(place / "out.report"):
            assert without_temporaries(files(place / "out")) in (before, new)
        return old_or_new(files(place / "out"), before, new)

    def ends(place: Path) -> None:
        case.well(*command, cwd=place)
        assert files(place / "out") == new
        case.well("undo", "out.report", "--to", "back", cwd=place)
        assert files(place / "back") == old
        assert not list((place / "out.report").glob("*.last"))

    case = Case(program, model, command, holds, ends)
    case.kills(tmp_path / "place", tally)


@pytest.mark.parametrize("kind", ["texts", "records"])
def test_fix_and_take_duplicates_out(program: Forking, tmp_path: Path, kind: str, tally: Tally) -> None:
    """Between cleaning and taking out, the account may be one of cleaning alone; while taking out it is incomplete."""
    plain, command = ["fix", INPUT[kind], "-o", "out", "-q"], ["fix", INPUT[kind], "-o", "out", "--dedup", "-q"]
    model, whole = begun(program, tmp_path, kind)
    if kind == "texts":
        _copies(model)
        shutil.copytree(model, whole, dirs_exist_ok=True)
    assert program.run(*plain, cwd=whole).status == 0
    old, fixed = files(model / "in"), files(whole / "out")
    assert program.run(*command, cwd=whole).status == 0
    new = files(whole / "out")
    assert len(b"".join(new.values())) < len(b"".join(fixed.values())) * 0.9

    def holds(place: Path) -> int:
        assert files(place / "in") == old
        found = without_temporaries(files(place / "out"))
        if complete(place / "out.report"):
            assert found == (new if (place / "out.report" / DUPLICATES).exists() else fixed)
        return len(old) + made(found, fixed, new)

    def ends(place: Path) -> None:
        case.well(*command, cwd=place)
        assert files(place / "out") == new
        case.well("undo", "out.report", "--to", "back", cwd=place)
        assert files(place / "back") == old

    case = Case(program, model, command, holds, ends)
    case.kills(tmp_path / "place", tally)


@pytest.mark.parametrize("kind", ["texts", "records"])
def test_fix_in_place(program: Forking, tmp_path: Path, kind: str, tally: Tally) -> None:
    command = ["fix", INPUT[kind], "--in-place", "-q"]
    model, whole = begun(program, tmp_path, kind, command)
    old, new = files(model / "in"), files(whole / "in")
    assert new != old

    def holds(place: Path) -> int:
        found = without_temporaries(files(place / "in"))
        count = old_or_new(found, old, new)
        accounts = numbers(place / "cleanup-report")
        if found != old:
            assert complete(place / "cleanup-report" / str(accounts[-1])), "files were replaced without a way back"
        return count

    def ends(place: Path) -> None:
        case.well(*command, cwd=place)
        assert files(place / "in") == new
        while program.run("undo", "cleanup-report", "-q", cwd=place).status == 0:
            pass
        assert files(place / "in") == old

    case = Case(program, model, command, holds, ends)
    case.kills(tmp_path / "place", tally)


@pytest.mark.parametrize("merge", [[], ["--merge", "profile.json"]], ids=["replaced", "merged"])
def test_learn_into_a_profile(program: Forking, tmp_path: Path, merge: list[str], tally: Tally) -> None:
    first = ["learn", "in/0", "in/1", "-o", "profile.json", "--min-pages", "2", "-q"]
    command = ["learn", "in", *merge, "-o", "profile.json", "--min-pages", "2", "-q"]
    model, whole = begun(program, tmp_path, "texts", first, command)
    assert program.run(*first, cwd=model).status == 0
    old, new = files(model), files(whole)
    assert old != new

    def holds(place: Path) -> int:
        return old_or_new(files(place), old, new)

    def ends(place: Path) -> None:
        if merge and (place / "profile.json").read_bytes() == new["profile.json"]:
            return  # to merge the same pages again would count them twice
        case.well(*command, cwd=place)
        assert without_temporaries(files(place)) == new

    case = Case(program, model, command, holds, ends)
    case.kills(tmp_path / "place", tally)


def test_dedup(program: Forking, tmp_path: Path, tally: Tally) -> None:
    command = ["dedup", "in", "-o", "out", "--threshold", "0.99", "--containment", "1", "--duplicates-to", "gone", "-q"]
    model, whole = begun(program, tmp_path, "texts")
    _copies(model)
    shutil.copytree(model, whole, dirs_exist_ok=True)
    assert program.run(*command, cwd=whole).status == 0
    old, new, gone = files(model / "in"), files(whole / "out"), files(whole / "gone")
    assert len(gone) >= 4
    assert len(new) > 8

    def holds(place: Path) -> int:
        assert files(place / "in") == old
        count = made(files(place / "out"), new) + made(files(place / "gone"), gone)
        if (place / "out.report" / RUN).exists():
            assert without_temporaries(files(place / "out")) == new
        return len(old) + count

    def ends(place: Path) -> None:
        case.well(*command, cwd=place)
        assert without_temporaries(files(place / "out")) == new
        assert without_temporaries(files(place / "gone")) == gone

    case = Case(program, model, command, holds, ends)
    case.kills(tmp_path / "place", tally)


@pytest.mark.parametrize("count", [30, 2_300], ids=["log", "base"])
def test_dedup_into_an_index(program: Forking, tmp_path: Path, count: int, tally: Tally) -> None:
    """An index has all documents of a run or none, and a run that did not get so far is made again with the same result."""
    first = ["dedup", "first.jsonl", "-o", "one", "--known", "index", "-q"]
    command = ["dedup", "in.jsonl", "-o", "out.jsonl", "--known", "index", "-q"]
    model, whole = tmp_path / "model", tmp_path / "whole"
    model.mkdir()
    for name, start, end in (("first", 0, 20), ("in", 10, count)):
        lines = (
            json.dumps({"id": number, "text": f"Ferry {number} sails to pier {number * 7}."}) for number in range(start, end)
        )
        (model / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines))
    assert program.run(*first, cwd=model).status == 0
    shutil.copytree(model, whole)
    assert program.run(*command, cwd=whole).status == 0
    new, old = files(whole)["out.jsonl"], files(model)
    duplicates = files(whole)["out.jsonl.report/duplicates.jsonl"]
    assert new.count(b"\n") == count - 20
    assert duplicates.count(b"\n") == 10

    sizes = [len(list((place / "index").iterdir())) for place in (model, whole)]

    def known(place: Path) -> int:
        with NearDuplicates(place / "index") as index:
            assert index.find("Ferry 3 sails to pier 21.")
            return len(index)

    def holds(place: Path) -> int:
        found = without_temporaries(files(place))
        if before := found.get("out.jsonl"):
            assert before == new
        if (place / "out.jsonl.report" / RUN).exists():
            assert found["out.jsonl.report/duplicates.jsonl"] == duplicates
            assert before == new
        assert known(place) in ((20, count) if (place / "out.jsonl.report" / RUN).exists() else (20,))
        assert len(list((place / "index").iterdir())) in sizes, "what does not count stays"
        return len(old)

    def ends(place: Path) -> None:
        if known(place) == count:
            return
        case.well(*command, cwd=place)
        assert known(place) == count
        holds(place)

    case = Case(program, model, command, holds, ends, dear=1 if count < 100 else 4)
    case.kills(tmp_path / "place", tally)


@pytest.mark.parametrize("kind", ["texts", "records"])
def test_undo_in_place(program: Forking, tmp_path: Path, kind: str, tally: Tally) -> None:
    model, _ = begun(program, tmp_path, kind)
    old = files(model / "in")
    assert program.run("fix", INPUT[kind], "--in-place", "-q", cwd=model).status == 0
    new = files(model / "in")
    assert new != old

    def holds(place: Path) -> int:
        return old_or_new(files(place / "in"), old, new)

    def ends(place: Path) -> None:
        again = program.run("undo", "cleanup-report", "-q", cwd=place)
        assert again.status == 0 or "already undone" in again.said, again.said
        assert without_temporaries(files(place / "in")) == old

    Case(program, model, ["undo", "cleanup-report", "-q"], holds, ends).kills(tmp_path / "place", tally)


def test_undo_to_a_folder(program: Forking, tmp_path: Path, tally: Tally) -> None:
    command = ["undo", "out.report", "--to", "back", "-q"]
    model, _ = begun(program, tmp_path, "texts")
    old = files(model / "in")
    assert program.run("fix", "in", "-o", "out", "-q", cwd=model).status == 0
    new = files(model / "out")

    def holds(place: Path) -> int:
        assert files(place / "out") == new
        return len(new) + made(files(place / "back"), old)

    def ends(place: Path) -> None:
        case.well("undo", "out.report", "--to", "back", cwd=place)
        assert without_temporaries(files(place / "back")) == old

    case = Case(program, model, command, holds, ends)
    case.kills(tmp_path / "place", tally)


def test_processes_end_with_the_one_that_was_killed(tmp_path: Path) -> None:
    """They would write on beside the next run, and then wait for ever."""
    texts(tmp_path / "in", 1_500)
    command = [*PROGRAM, "fix", "in", "-o", "out", "-q", "--jobs", "2"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment()) as first:
        while len(files(tmp_path / "out")) < 40:
            time.sleep(0.01)
        first.kill()
    time.sleep(0.1)
    written = files(tmp_path / "out").keys()
    time.sleep(1)
    assert files(tmp_path / "out").keys() == written
    assert len(written) < 1_000
