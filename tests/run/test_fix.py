"""A folder into another: sources untouched, everything accounted for, the same account whatever the number of processes."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from cleanup.pipeline.config import Config
from cleanup.run.fix import account_of, fix_into
from cleanup.run.request import Request
from cleanup.run.results.account import AccountError, read_run
from cleanup.run.results.leftovers import leftovers
from cleanup.run.results.report import write_report
from cleanup.run.sources.paths import leads_out
from cleanup.run.sources.walk import WalkError, walk
from cleanup.run.workers.job import Job
from tests.run.runs import CLEAN, DIRTY, contents, entries, into, put

posix = pytest.mark.skipif(os.name == "nt", reason="names and rights that Windows has not")


def test_the_tree_is_mirrored_and_the_sources_stay(dirty: Path, tmp_path: Path) -> None:
    before = contents(dirty)
    summary = into(dirty, tmp_path / "out")
    assert contents(dirty) == before
    clean = CLEAN.encode()
    assert contents(tmp_path / "out") == {"a.txt": clean, "b/c.md": clean, "d.txt": clean, "empty.txt": b""}
    assert summary.documents == {"changed": 2, "clean": 2}
    assert {doc: entry.status for doc, entry in entries(tmp_path / "out").items()} == {
        "a.txt": "changed", "b/c.md": "changed", "d.txt": "clean", "empty.txt": "clean",
    }  # fmt: skip


def test_the_account_lies_beside_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert account_of(tmp_path / "clean") == tmp_path / "clean.report"
    assert account_of(Path("clean.v1")) == Path("clean.v1.report")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert account_of(Path()) == tmp_path / "here.report"
    assert account_of(Path("..")) == Path(f"{tmp_path}.report")


def test_two_processes_give_the_same_account_as_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"{number:02}.txt": DIRTY.replace("nine", str(number)) for number in range(70)}
    source = put(tmp_path / "in", files)
    for jobs in (1, 2):
        into(source, tmp_path / f"jobs{jobs}" / "out", Config(jobs=jobs))
    one, two = (contents(tmp_path / f"jobs{jobs}") for jobs in (1, 2))
    assert one.keys() == two.keys()
    assert {name for name in one if one[name] != two[name]} == {"out.report/cache.jsonl", "out.report/run.json"}
    assert len(one) == 70 + 7


def test_the_order_of_paths_does_not_matter(dirty: Path, tmp_path: Path) -> None:
    paths = [dirty / "b", dirty / "a.txt", dirty / "d.txt"]
    for name, order in (("one", paths), ("two", paths[::-1])):
        found = walk(order)
        fix_into(found.sources, found.root, tmp_path / name, Request(Job(Config())))
    for name in ("edits.jsonl", "changes.patch", "summary.json"):
        assert (tmp_path / "one.report" / name).read_bytes() == (tmp_path / "two.report" / name).read_bytes()


def test_only_run_json_speaks_of_time(dirty: Path, tmp_path: Path) -> None:
    into(dirty, tmp_path / "out")
    run = read_run(account_of(tmp_path / "out"))
    assert {"started", "finished", "cleanup", "rules", "configuration", "mode", "root"} <= run.keys()
    first = contents(account_of(tmp_path / "out"))
    into(dirty, tmp_path / "out")
    second = contents(account_of(tmp_path / "out"))
    assert {name for name in first if first[name] != second[name]} <= {"run.json"}


def test_a_second_run_replaces_the_account_and_lists_what_has_no_source_now(dirty: Path, tmp_path: Path) -> None:
    into(dirty, tmp_path / "out")
    (dirty / "a.txt").rename(dirty / "z.txt")
    into(dirty, tmp_path / "out")
    assert list(entries(tmp_path / "out")) == ["b/c.md", "d.txt", "empty.txt", "z.txt"]
    assert leftovers(tmp_path / "out", entries(tmp_path / "out").get) == ["a.txt"]
    assert (tmp_path / "out" / "a.txt").exists()


def test_a_target_that_cannot_be_written_is_one_failure(dirty: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "a.txt").mkdir(parents=True)
    put(tmp_path / "out", {"b": "a file where a folder should be"})
    summary = into(dirty, tmp_path / "out")
    assert summary.documents == {"failed": 2, "clean": 2}
    assert all(why.startswith(f"cannot be written to {tmp_path / 'out'}: ") for _, why in summary.problems)
    assert (tmp_path / "out" / "d.txt").read_text() == CLEAN


@posix
def test_no_link_in_the_output_is_followed_out_of_it(dirty: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "b").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "out" / "a.txt").symlink_to(tmp_path / "elsewhere" / "a.txt")
    summary = into(dirty, tmp_path / "out")
    assert summary.documents["failed"] == 2
    assert contents(tmp_path / "elsewhere") == {}


def test_a_source_is_never_a_target(tmp_path: Path) -> None:
    out = put(tmp_path / "out", {"in/in/a.txt": DIRTY, "in/a.txt": DIRTY})
    before = contents(out)
    found = walk([out / "in"], out=out)
    with pytest.raises(WalkError, match="is a source and would be overwritten"):
        fix_into(found.sources, found.root, out, Request(Job(Config())))
    assert contents(tmp_path) == {f"out/{name}": data for name, data in before.items()}


def test_files_of_others_where_the_account_would_go_are_left_alone(dirty: Path, tmp_path: Path) -> None:
    put(tmp_path / "out.report", {"summary.json": "mine"})
    with pytest.raises(AccountError, match="holds other files"):
        into(dirty, tmp_path / "out")
    assert contents(tmp_path / "out.report") == {"summary.json": b"mine"}
    assert not (tmp_path / "out").exists()


def test_walks_pass_by_accounts(dirty: Path, tmp_path: Path) -> None:
    into(dirty, dirty / "clean")
    assert [source.name for source in walk([dirty], out=dirty / "clean").sources] == ["a.txt", "b/c.md", "d.txt", "empty.txt"]


@posix
def test_permissions_are_kept(dirty: Path, tmp_path: Path) -> None:
    (dirty / "a.txt").chmod(0o640)
    into(dirty, tmp_path / "out")
    assert stat.S_IMODE((tmp_path / "out" / "a.txt").stat().st_mode) == 0o640


NAMES = (
    "a b.txt", 'quo"te.txt', "new\nline.txt", "tab\there.txt", "Öl für Zürich – 你好.txt", "back\\slash.txt", "-rf.txt",
    os.fsdecode(b"bytes\xff\xfe.txt"), "x" * 240 + ".txt", "trailing .txt ", "\u202etxt.txt", "deep/er/and deeper/a.txt",
)  # fmt: skip


@posix
def test_any_name_makes_a_sound_account_and_a_patch_that_applies(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for number, name in enumerate(name if name.endswith(".txt") else name + "x.txt" for name in NAMES):
        text = DIRTY.replace("nine", str(number))
        files[name] = (text.rstrip("\n") if number % 3 == 1 else text).replace("\n", "\r\n" if number % 2 else "\n")
    files["form.txt"] = DIRTY.replace("seven", "se\x0bven \u2028 \x85")
    source = put(tmp_path / "in", files)
    summary = into(source, tmp_path / "out")
    assert summary.documents == {"changed": len(files)}

    account = account_of(tmp_path / "out")
    for line in (account / "edits.jsonl").read_bytes().splitlines():
        json.loads(line.decode("utf-8"))
    assert set(entries(tmp_path / "out")) == set(contents(source))
    json.loads((account / "summary.json").read_bytes())

    before, after = contents(source), contents(tmp_path / "out")
    patch = account / "changes.patch"
    there = put(tmp_path / "there", dict(before))
    run = subprocess.run(["git", "apply", "--whitespace=nowarn", str(patch)], cwd=there, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    assert contents(there) == after
    back = put(tmp_path / "back", dict(after))
    run = subprocess.run(["patch", "-R", "-p1", "--binary", "-i", str(patch)], cwd=back, capture_output=True, check=False)
    assert run.returncode == 0, run.stdout
    assert contents(back) == before


@posix
@pytest.mark.parametrize(
    ("name", "out"),
    [("a.txt", False), ("b/c/a.txt", False), ("in/a.txt", False), ("off/a.txt", True), ("b/off/c/a.txt", True),
     ("off/../a.txt", True), ("b/../a.txt", False), ("../out/a.txt", False), ("../a.txt", True)],
)  # fmt: skip
@pytest.mark.parametrize("root", ["out", "./out", "link"])
def test_links_lead_out_wherever_they_stand(tmp_path: Path, name: str, out: bool, root: str) -> None:
    for folder in ("out/b/c", "elsewhere/c", "elsewhere/deep"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "link").symlink_to("out")
    (tmp_path / "out" / "in").symlink_to("b")
    (tmp_path / "out" / "off").symlink_to(tmp_path / "elsewhere" / "deep")
    (tmp_path / "out" / "b" / "off").symlink_to("../../elsewhere")
    top = tmp_path / root
    assert leads_out(top / name, top) is out


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_made_as_a_run_goes_is_the_one_made_from_its_account(tmp_path: Path, jobs: int) -> None:
    put(tmp_path, {f"in/{number}.txt": f"{DIRTY}\n\nNumber {number}.\n" for number in range(70)})
    (tmp_path / "in" / "bytes.txt").write_bytes(b"PLAthe caf\xe9  was , he said, open.\n\nLeave a Reply\n\xff\n")
    (tmp_path / "in" / "binary.txt").write_bytes(b"\0\1")
    summary = into(tmp_path / "in", tmp_path / "out", Config(jobs=jobs))
    page = account_of(tmp_path / "out") / "index.html"
    made = page.read_bytes()
    assert summary.edits > 70
    assert b"Number 69" in made
    assert write_report(page.parent).read_bytes() == made
