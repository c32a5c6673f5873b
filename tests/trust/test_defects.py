"""The suites of faults find faults: each fails when a defect is planted in the program."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleanup.run.results.lock import account_locked
from tests.run.runs import CLEAN, DIRTY, put
from tests.trust.commands import files, run, texts, with_defect
from tests.trust.test_collisions import FOLDING
from tests.trust.test_hostile import bomb
from tests.trust.test_vanish import AT_THE_SIXTH, REMOVED

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="links and signals that Windows has not")]

HALF = """
import os
def replace(source, target):
    data = open(source, "rb").read()
    with open(target, "wb") as file:
        file.write(data[: len(data) // 2])
        if str(target).endswith("a.txt"):
            file.flush()
            os.kill(os.getpid(), 9)
        file.write(data[len(data) // 2 :])
    os.unlink(source)
os.replace = replace
"""
FOLLOWED = """
import os
os.path.islink = lambda path: False
os.replace = lambda source, target: (open(target, "wb").write(open(source, "rb").read()), os.unlink(source))
"""
UNESCAPED = """
import cleanup.report.embedded as embedded
embedded._made_safe = lambda encoded, text: encoded
"""

PASSED_OVER = """
import cleanup.text.atomic as atomic
real = atomic.write_atomic
def write(path, data, *, mode_from=None):
    try:
        real(path, data, mode_from=mode_from)
    except OSError:
        open(path, "wb").close()
atomic.write_atomic = write
"""
NOT_LOOKED_AT = """
import contextlib
import cleanup.run.results.samefolder as samefolder
def stands(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return contextlib.nullcontext()
samefolder.same_folder = stands
"""
WITHOUT_LOCK = """
import cleanup.run.results.lock as lock
lock._system = lambda: None
"""
CHANGED = """
import os
import cleanup.run.sources.regular as regular
real = os.read
changed = []
def read(handle, size):
    name = os.readlink(f"/proc/self/fd/{handle}")
    if name.endswith("in/a.txt") and not changed:
        changed.append(name)
        with open(name, "ab") as other:
            other.write(b"new")
    return real(handle, size)
os.read = read
"""
"""Somebody writes to a file while it is read, which is no defect; see UNNOTICED."""

UNNOTICED = """
regular._still = lambda found, now, path: None
"""
BY_HASH = """
import cleanup.report.jsonl as jsonl
real = jsonl.write
jsonl.write = lambda entry: b" " * (hash(entry.doc) % 2) + real(entry)
"""
UNLIMITED = """
import cleanup.files.compressed as compressed
compressed.HARMLESS_SIZE = 1 << 40
"""
ANY_NAME = """
import re
import cleanup.corpus.stored as stored
stored._SEGMENT = stored._LOG = re.compile(".*")
"""


def test_a_write_without_rename_leaves_half_a_file_behind(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": DIRTY, "whole/a.txt": DIRTY})
    assert run("fix", "whole", "--in-place", "-q", cwd=tmp_path).returncode == 0
    new = files(tmp_path / "whole")
    assert run("fix", "in", "--in-place", "-q", cwd=tmp_path, env=with_defect(tmp_path, HALF)).returncode == -9
    assert files(tmp_path / "in") not in ({"a.txt": DIRTY.encode()}, new)


def test_a_followed_link_writes_elsewhere(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": DIRTY, "mine/kept": "mine", "out.report/.cleanup-account": "", "out/b.txt": ""})
    (tmp_path / "out" / "a.txt").symlink_to(tmp_path / "mine" / "kept")
    run("fix", "in", "-o", "out", "-q", cwd=tmp_path)
    assert files(tmp_path / "mine") == {"kept": b"mine"}
    run("fix", "in", "-o", "out", "-q", cwd=tmp_path, env=with_defect(tmp_path, FOLLOWED))
    assert files(tmp_path / "mine") != {"kept": b"mine"}


def test_an_unescaped_text_acts_in_the_page(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": DIRTY + "\n</script><script>alert(1)</script> walked  home , he said.\n"})
    run("fix", "in", "-o", "out", "-q", cwd=tmp_path, env=with_defect(tmp_path, UNESCAPED))
    assert "<script>alert(1)" in (tmp_path / "out.report" / "index.html").read_text("utf-8")


def test_a_disk_error_that_is_ignored_loses_files(tmp_path: Path, small: Path) -> None:
    old = files(texts(tmp_path / "in", 60))
    assert run("fix", "in", "-o", "small", "--force", "-q", cwd=tmp_path).returncode == 1
    done = run("fix", "in", "-o", "small", "--force", "-q", cwd=tmp_path, env=with_defect(tmp_path, PASSED_OVER))
    assert done.returncode == 0
    assert b"" in files(small).values()
    assert b"" not in old.values()


def test_an_output_that_nobody_looks_at_is_thought_to_be_there(tmp_path: Path) -> None:
    old = files(texts(tmp_path / "in", 16))
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path).returncode == 0
    taken = AT_THE_SIXTH.format(REMOVED.format("back"))
    for defect, status in (("", 2), (NOT_LOOKED_AT, 0)):
        done = run("undo", "out.report", "--to", "back", "-q", cwd=tmp_path, env=with_defect(tmp_path, taken + defect))
        assert done.returncode == status, done.stderr
    assert files(tmp_path / "back").keys() < old.keys()


def test_runs_without_a_lock_meet(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": DIRTY})
    with account_locked(tmp_path / "out.report"):
        assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path).returncode == 2
        assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path, env=with_defect(tmp_path, WITHOUT_LOCK)).returncode == 0


def test_a_change_that_is_not_noticed_is_cleaned_half(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": DIRTY})
    for defect, status in ((CHANGED, 1), (CHANGED + UNNOTICED, 0)):
        done = run("fix", "in", "-o", "out", "-q", cwd=tmp_path, env=with_defect(tmp_path, defect))
        assert done.returncode == status, done.stderr


def test_what_hangs_on_the_hash_seed_differs(tmp_path: Path) -> None:
    texts(tmp_path / "in", 16)
    seen = []
    for seed in "12":
        done = run(
            "fix", "in", "-o", f"{seed}/out", "-q", cwd=tmp_path, env=with_defect(tmp_path, BY_HASH) | {"PYTHONHASHSEED": seed}
        )
        assert done.returncode == 0
        seen.append((tmp_path / seed / "out.report" / "edits.jsonl").read_bytes())
    assert seen[0] != seen[1]


def test_a_bomb_without_a_limit_goes_off(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(bomb("gz"))
    assert run("check", "in.jsonl.gz", "-q", cwd=tmp_path).returncode == 1
    assert run("check", "in.jsonl.gz", "-q", cwd=tmp_path, env=with_defect(tmp_path, UNLIMITED)).returncode == 0


def test_an_index_that_may_name_any_file_leads_elsewhere(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": CLEAN, "mine/kept": ""})
    assert run("dedup", "in", "-o", "out", "--known", "index", "-q", cwd=tmp_path).returncode == 0
    (tmp_path / "index" / "known.json").write_text('{"v": 2, "segments": [], "log": "../mine/kept"}')
    run("dedup", "in", "-o", "out", "--known", "index", "-q", cwd=tmp_path)
    assert files(tmp_path / "mine") == {"kept": b""}
    run("dedup", "in", "-o", "out", "--known", "index", "-q", cwd=tmp_path, env=with_defect(tmp_path, ANY_NAME))
    assert files(tmp_path / "mine") != {"kept": b""}


def test_names_that_nobody_compares_are_one_file(tmp_path: Path) -> None:
    put(tmp_path, {"in/A.txt": DIRTY, "in/a.txt": CLEAN})
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path, env=with_defect(tmp_path, FOLDING)).returncode == 2
    blind = FOLDING + "\nimport cleanup.run.sources.collisions as collisions\ncollisions._key = lambda name: name\n"
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path, env=with_defect(tmp_path, blind)).returncode == 0
