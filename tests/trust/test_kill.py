"""Killed at any moment, no source is half written, no account says what is not so, and the next run finishes the work.

The moments are spread over the time that an undisturbed run takes. CLEANUP_KILLS sets how many for each command.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cleanup.files.atomic import TEMPORARY
from cleanup.run.account import RUN, AccountError, numbers, read_entries, read_run
from cleanup.run.walk import walk
from tests.trust.commands import files, fresh, killed, moments, records, run, texts, timed

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")]

KILLS = int(os.environ.get("CLEANUP_KILLS", "24"))
FINISHED = 10
"""After one kill in so many the command is run again and undone; the files are looked at after every kill."""


def without_temporaries(found: dict[str, bytes]) -> dict[str, bytes]:
    """What a walk could take: the files but those being written when the run was killed."""
    return {name: data for name, data in found.items() if not re.fullmatch(TEMPORARY, name.rpartition("/")[2])}


def complete(account: Path) -> bool:
    """Whether the account says it is whole, and then it is; one that is not says so."""
    if not (account / RUN).exists():
        with pytest.raises(AccountError):
            read_run(account)
        return False
    announced = read_run(account)["documents"]
    assert len(list(read_entries(account))) == announced
    return True


@dataclass
class Case:
    """One command: what it starts from, what it makes of it, and what must hold after each kill.

    `holds` takes the folder and gives how many files were compared; `ends` runs it to its end, and back.
    """

    model: Path
    command: list[str]
    holds: Callable[[Path], int]
    ends: Callable[[Path], None]

    def kills(self, place: Path, seed: int) -> str:
        """Kill it again and again; counts for people."""
        took = timed(*self.command, cwd=fresh(place, self.model))
        survived = compared = finished = ended = 0
        for number, after in enumerate(moments(KILLS, took * 0.25, took * 1.05, seed)):
            fresh(place, self.model)
            done = killed(*self.command, cwd=place, after=after)
            assert done.status in (0, -9), done.said.decode()
            compared += self.holds(place)
            ended += done.status == 0
            survived += 1
            if number % FINISHED == 0:
                self.ends(place)
                finished += 1
        assert ended < survived, "no run was killed while it ran"
        name = " ".join(self.command)
        return (
            f"{name}: {survived - ended} kills within {took:.2f} s survived ({ended} runs ended before), "
            f"{compared:,} files compared, {finished} times run again to its end, nothing lost"
        )


def old_or_new(found: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> int:
    """Each file is as it was or as it shall be, none is gone, none came; how many were compared."""
    found = without_temporaries(found)
    assert found.keys() == old.keys()
    for name, data in found.items():
        assert data in (old[name], new[name]), f"{name} is half written"
    return len(found)


def made(found: dict[str, bytes], new: dict[str, bytes]) -> int:
    """Of what shall be there each file is whole or missing, and nothing else is there."""
    found = without_temporaries(found)
    for name, data in found.items():
        assert data == new[name], f"{name} is half written"
    return len(found)


INPUT = {"texts": "in", "records": "in/a.jsonl"}


def corpus(model: Path, kind: str) -> Path:
    """Texts or records to work on, in `in/`."""
    if kind == "texts":
        return texts(model / "in", 60)
    return records(model / INPUT[kind], 150).parent


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print counts, whatever pytest captures."""

    def show(line: str) -> None:
        with capsys.disabled():
            print(f"\n{line}")

    return show


@pytest.mark.parametrize("kind", ["texts", "records"])
def test_fix_into_a_folder(tmp_path: Path, kind: str, report: Callable[[str], None]) -> None:
    model = tmp_path / "model"
    old = files(corpus(model, kind))
    whole = fresh(tmp_path / "whole", model)
    assert run("fix", INPUT[kind], "-o", "out", "-q", cwd=whole).returncode == 0
    new = files(whole / "out")
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
        assert run("fix", INPUT[kind], "-o", "out", "-q", cwd=place).returncode == 0
        assert files(place / "out") == new, "the next run takes temporary files away"
        assert run("undo", "out.report", "--to", "back", "-q", cwd=place).returncode == 0
        assert files(place / "back") == old

    report(Case(model, ["fix", INPUT[kind], "-o", "out", "-q"], holds, ends).kills(tmp_path / "place", 1))


@pytest.mark.parametrize("kind", ["texts", "records"])
def test_fix_in_place(tmp_path: Path, kind: str, report: Callable[[str], None]) -> None:
    model = tmp_path / "model"
    old = files(corpus(model, kind))
    whole = fresh(tmp_path / "whole", model)
    assert run("fix", INPUT[kind], "--in-place", "-q", cwd=whole).returncode == 0
    new = files(whole / "in")
    assert new != old

    def holds(place: Path) -> int:
        found = without_temporaries(files(place / "in"))
        count = old_or_new(found, old, new)
        accounts = numbers(place / "cleanup-report")
        if found != old:
            assert complete(place / "cleanup-report" / str(accounts[-1])), "files were replaced without a way back"
        return count

    def ends(place: Path) -> None:
        assert run("fix", INPUT[kind], "--in-place", "-q", cwd=place).returncode == 0
        assert files(place / "in") == new
        while run("undo", "cleanup-report", "-q", cwd=place).returncode == 0:
            pass
        assert files(place / "in") == old

    report(Case(model, ["fix", INPUT[kind], "--in-place", "-q"], holds, ends).kills(tmp_path / "place", 2))


def test_learn(tmp_path: Path, report: Callable[[str], None]) -> None:
    model = tmp_path / "model"
    corpus(model, "texts")
    assert run("learn", "in/0", "-o", "profile.json", "-q", cwd=model).returncode == 0
    old = files(model)
    whole = fresh(tmp_path / "whole", model)
    assert run("learn", "in", "-o", "profile.json", "-q", cwd=whole).returncode == 0
    new = files(whole)
    assert old != new

    def ends(place: Path) -> None:
        assert run("learn", "in", "-o", "profile.json", "-q", cwd=place).returncode == 0
        assert without_temporaries(files(place)) == new

    def holds(place: Path) -> int:
        return old_or_new(files(place), old, new)

    report(Case(model, ["learn", "in", "-o", "profile.json", "-q"], holds, ends).kills(tmp_path / "place", 3))


def test_dedup(tmp_path: Path, report: Callable[[str], None]) -> None:
    model = tmp_path / "model"
    old = files(corpus(model, "texts"))
    whole = fresh(tmp_path / "whole", model)
    command = ["dedup", "in", "-o", "out", "--threshold", "0.99", "--containment", "1", "-q"]
    assert run(*command, cwd=whole).returncode == 0
    new = files(whole / "out")
    assert len(new) > 20

    def holds(place: Path) -> int:
        assert files(place / "in") == old
        count = made(files(place / "out"), new)
        if (place / "out.report" / RUN).exists():
            assert without_temporaries(files(place / "out")) == new
        return len(old) + count

    def ends(place: Path) -> None:
        assert run(*command, cwd=place).returncode == 0
        assert without_temporaries(files(place / "out")) == new

    report(Case(model, command, holds, ends).kills(tmp_path / "place", 4))


@pytest.mark.parametrize("kind", ["texts", "records"])
def test_undo_in_place(tmp_path: Path, kind: str, report: Callable[[str], None]) -> None:
    model = tmp_path / "model"
    old = files(corpus(model, kind))
    assert run("fix", INPUT[kind], "--in-place", "-q", cwd=model).returncode == 0
    new = files(model / "in")
    assert new != old

    def holds(place: Path) -> int:
        return old_or_new(files(place / "in"), old, new)

    def ends(place: Path) -> None:
        again = run("undo", "cleanup-report", "-q", cwd=place)
        assert again.returncode == 0 or b"undone already" in again.stderr, again.stderr.decode()
        assert without_temporaries(files(place / "in")) == old
        shutil.rmtree(place)

    report(Case(model, ["undo", "cleanup-report", "-q"], holds, ends).kills(tmp_path / "place", 5))


def test_undo_to_a_folder(tmp_path: Path, report: Callable[[str], None]) -> None:
    model = tmp_path / "model"
    old = files(corpus(model, "texts"))
    assert run("fix", "in", "-o", "out", "-q", cwd=model).returncode == 0
    new = files(model / "out")

    def holds(place: Path) -> int:
        assert files(place / "out") == new
        return len(new) + made(files(place / "back"), old)

    def ends(place: Path) -> None:
        assert run("undo", "out.report", "--to", "back", "-q", cwd=place).returncode == 0
        assert without_temporaries(files(place / "back")) == old

    report(Case(model, ["undo", "out.report", "--to", "back", "-q"], holds, ends).kills(tmp_path / "place", 6))
