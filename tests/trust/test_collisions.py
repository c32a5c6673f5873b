"""Names that are one file on a disk that folds case, forms of Unicode or final dots: reported before anything is written.

No file system of Linux that is always there folds names, so the one question that the program asks of it is answered as such a
disk would; that a disk of Linux is asked and folds nothing is tested as it is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanup.run.sources.collisions import colliding
from tests.conftest import Tally
from tests.run.runs import CLEAN, DIRTY, put
from tests.trust.commands import files, run, with_defect

FOLDING = """
import os, unicodedata
def fold(name):
    return unicodedata.normalize("NFC", name).casefold().rstrip(". ")
def lexists(path):
    folder, name = os.path.split(os.fsdecode(path))
    try:
        return fold(name) in map(fold, os.listdir(folder or "."))
    except OSError:
        return False
os.path.lexists = lexists
"""
PAIRS = [("A.txt", "a.txt"), ("b/é.txt", "B/e\u0301.txt"), ("c./x.txt", "c/x.txt"), ("Straße/É.txt", "strasse/é.txt")]


def refused(said: bytes) -> bool:
    return b"would be one file in" in said and b"Traceback" not in said


def test_nothing_is_one_where_names_are_kept_apart(tmp_path: Path) -> None:
    assert colliding([name for pair in PAIRS for name in pair], tmp_path / "not" / "there") is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("pair", PAIRS, ids=ascii)
def test_two_names_of_one_file_stop_a_run_before_it_writes(tmp_path: Path, pair: tuple[str, str], tally: Tally) -> None:
    put(tmp_path / "in", {pair[0]: DIRTY, pair[1]: CLEAN})
    before, folding = files(tmp_path), with_defect(tmp_path / "world", FOLDING)
    for command in ("fix", "dedup"):
        done = run(command, "in", "-o", "out", "-q", cwd=tmp_path, env=folding)
        assert done.returncode == 2
        assert refused(done.stderr), done.stderr
        assert not (tmp_path / "out").exists()
        assert not (tmp_path / "out.report").exists()
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path).returncode == 0
    done = run("undo", "out.report", "--to", "back", cwd=tmp_path, env=folding)
    assert (done.returncode, refused(done.stderr)) == (2, True)
    assert not (tmp_path / "back").exists()
    assert {name: data for name, data in files(tmp_path).items() if name.startswith("in/")} == before
    tally.add("hostile inputs tried", 3)


def test_names_that_only_look_alike_are_two_files(tmp_path: Path) -> None:
    put(
        tmp_path / "in",
        {"straße.txt": DIRTY, "strasse2.txt": DIRTY, "ﬁ.txt": DIRTY, "fi.txt": CLEAN, "x/A.txt": "", "y/a.txt": ""},
    )
    done = run("fix", "in", "-o", "out", "-q", cwd=tmp_path, env=with_defect(tmp_path / "world", FOLDING))
    assert done.returncode == 2, "the folding of this world takes the ligature for its letters"
    (tmp_path / "in" / "ﬁ.txt").unlink()
    done = run("fix", "in", "-o", "out", "-q", cwd=tmp_path, env=with_defect(tmp_path / "world", FOLDING))
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "out").keys() == files(tmp_path / "in").keys()
