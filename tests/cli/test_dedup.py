"""`cleanup dedup`: one of each cluster is written, and nothing is lost without a word."""

from __future__ import annotations

import gzip
import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from cleanup.corpus import near
from tests.cli.program import cleanup
from tests.corpus.prose import article, changed
from tests.run.runs import DIRTY, contents, put

Capsys = pytest.CaptureFixture[str]
ARTICLE = article(1)
COPY = changed(ARTICLE, 0.03, 1)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with three articles in `in/`, two of which are near-duplicates."""
    texts = {"in/a.txt": ARTICLE, "in/b/copy.md": COPY + "\n\nAnd one more line of it.", "in/c.txt": article(2)}
    monkeypatch.chdir(put(tmp_path, texts | {"in/d.txt": "", "in/e.txt": b"\x00\x01"}))
    return tmp_path


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_of_two_copies_in_a_folder_one_goes_and_is_listed(here: Path, capsys: Capsys) -> None:
    before = contents(here / "in")
    assert cleanup("dedup", "in", "-o", "unique", "--duplicates-to", "gone") == 0
    assert contents(here / "in") == before
    assert contents(here / "unique") == {name: data for name, data in before.items() if name != "a.txt"}
    assert contents(here / "gone") == {"a.txt": before["a.txt"]}
    (line,) = lines(here / "unique.report" / "duplicates.jsonl")
    assert (line["doc"], line["keeper"], line["code"]) == ("a.txt", "b/copy.md", "ND101")
    assert 0.5 < line["jaccard"] < line["containment"] < 1
    assert capsys.readouterr().err == (
        "4 documents: 3 unique, 1 near-duplicate in 1 cluster\n"
        "what stays is in unique, the duplicates are listed in unique.report/duplicates.jsonl and written to gone\n"
    )
    assert cleanup("dedup", "in", "-o", "unique", "--duplicates-to", "gone", "--quiet") == 0


def test_the_code_says_why_and_the_account_is_none_of_edits(here: Path, capsys: Capsys) -> None:
    put(here, {"in/half.txt": article(2)[: len(article(2)) // 3]})
    assert cleanup("dedup", "in", "-o", "unique", "--quiet") == 0
    assert [(line["doc"], line["code"]) for line in lines(here / "unique.report/duplicates.jsonl")] == [
        ("a.txt", "ND101"),
        ("half.txt", "ND102"),
    ]
    assert cleanup("rules", "ND102") == 0
    assert capsys.readouterr().out.startswith("ND102 contained\n")
    for command in (["report"], ["undo"], ["undo", "--to", "back"]):
        assert cleanup(command[0], "unique.report", *command[1:]) == 2
        (said,) = capsys.readouterr().err.splitlines()
        assert "unique.report/duplicates.jsonl lists the duplicates" in said


def test_a_dry_run_prints_and_writes_nothing(here: Path, capsys: Capsys) -> None:
    before = contents(here)
    assert cleanup("dedup", "in", "--dry-run") == 0
    assert json.loads(capsys.readouterr().out)["doc"] == "a.txt"
    assert contents(here) == before


@pytest.fixture
def records(here: Path) -> list[bytes]:
    """The lines of recs.jsonl; its second, third and fifth records are one article."""
    rows = [
        {"n": 1, "text": article(5), "url": "https://www.one.example/1", "date": "2026-03-01"},
        {"n": 2, "text": ARTICLE, "url": "https://www.two.example/1", "date": "2026-03-02T10:00:00Z"},
        {"n": 3, "text": COPY, "url": "https://news.three.example/1", "date": "Sun, 01 Mar 2026 08:00:00 GMT"},
        {"n": 4, "text": 7},
        {"n": 5, "text": ARTICLE + " More of it stands here.", "url": "https://one.example/2"},
    ]
    made = [json.dumps(row).encode() + b"\r\n" for row in rows]
    made.insert(3, b"\n")
    (here / "recs.jsonl").write_bytes(b"".join(made))
    return made


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ([], 5),
        (["--keeper", "earliest"], 3),
        (["--keeper", "newest"], 2),
        (["--keep-from", "three.example"], 3),
        (["--keep-from", "four.example", "--keep-from", "www.two.example", "--keeper", "earliest"], 2),
    ],
)
def test_records_keep_every_other_byte(here: Path, records: list[bytes], options: list[str], kept: int) -> None:
    assert cleanup("dedup", "recs.jsonl", "-o", "out.jsonl", *options) == 0
    assert (here / "out.jsonl").read_bytes() == b"".join(
        line for line in records if not line.strip() or json.loads(line)["n"] in (1, 4, kept)
    )
    gone = lines(here / "out.jsonl.report" / "duplicates.jsonl")
    assert {line["keeper"] for line in gone} == {f"recs.jsonl#{kept + (kept > 3)}"}


def test_the_date_may_be_in_another_field(here: Path, records: list[bytes]) -> None:
    (here / "recs.jsonl").write_bytes(b"".join(records).replace(b'"date"', b'"published"'))
    assert cleanup("dedup", "recs.jsonl", "-o", "out.jsonl", "--keeper", "earliest", "--date-field", "published") == 0
    assert {line["keeper"] for line in lines(here / "out.jsonl.report" / "duplicates.jsonl")} == {"recs.jsonl#3"}


def test_compressed_records_stay_compressed(here: Path, records: list[bytes]) -> None:
    (here / "recs.jsonl.gz").write_bytes(gzip.compress(b"".join(records)))
    assert cleanup("dedup", "recs.jsonl.gz", "-o", "out") == 0
    assert len(gzip.decompress((here / "out" / "recs.jsonl.gz").read_bytes()).splitlines()) == 4


def test_day_by_day_against_an_index(here: Path, capsys: Capsys) -> None:
    put(here, {"day2/x.txt": changed(ARTICLE, 0.02, 9), "day2/y.txt": article(3)})
    assert cleanup("dedup", "in", "-o", "one", "--known", "index") == 0
    assert cleanup("dedup", "day2", "-o", "two", "--known", "index") == 0
    assert set(contents(here / "two")) == {"y.txt"}
    (line,) = lines(here / "two.report" / "duplicates.jsonl")
    assert (line["doc"], line["keeper"], line["known"]) == ("x.txt", "b/copy.md", True)
    assert "2 documents: 1 unique, no near-duplicates, 1 known before\n" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process of its own")
def test_a_run_that_was_killed_can_be_made_again(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Killed while it adds to the index, after several merges: the index has none of its documents, so none goes for itself."""
    put(here, {f"many/{seed}.txt": article(100 + seed, 4) for seed in range(40)})
    assert cleanup("dedup", "in", "-o", "one", "--known", "index", "--quiet") == 0
    before = contents(here / "index")
    child = os.fork()
    if not child:
        monkeypatch.setattr(near, "_MOST_RECENT", 6)
        merges, merge = iter(range(3)), near.NearDuplicates._merge

        def dies(index: near.NearDuplicates) -> None:
            merge(index)
            if next(merges) == 2:
                os.kill(os.getpid(), signal.SIGKILL)

        monkeypatch.setattr(near.NearDuplicates, "_merge", dies)
        try:
            cleanup("dedup", "many", "-o", "two", "--known", "index", "--quiet")
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert before.items() < contents(here / "index").items(), "what was merged lies beside what counts"
    assert cleanup("dedup", "many", "-o", "two", "--known", "index") == 0
    assert "40 documents: 40 unique" in capfd.readouterr().err
    assert len(contents(here / "two")) == 40


def test_an_index_that_was_cut_off_is_reported(here: Path, capsys: Capsys) -> None:
    assert cleanup("dedup", "in", "-o", "one", "--known", "index", "--quiet") == 0
    log = here / "index" / "log-1"
    log.write_bytes(log.read_bytes() + b"torn!")
    assert cleanup("dedup", "in", "-o", "two", "--known", "index", "--quiet") == 0
    assert capsys.readouterr().err == "index: an earlier run was cut off while writing; its last 5 bytes were dropped\n"


def test_the_same_on_two_processes(here: Path) -> None:
    put(here, {f"many/{seed % 40}-{seed}.txt": changed(article(seed % 40), 0.01, seed) for seed in range(80)})
    assert cleanup("dedup", "many", "-o", "one") == 0
    assert cleanup("dedup", "many", "-o", "two", "--jobs", "2") == 0
    assert contents(here / "one") == contents(here / "two")
    assert len(contents(here / "one")) == 40
    assert (here / "one.report/duplicates.jsonl").read_bytes() == (here / "two.report/duplicates.jsonl").read_bytes()


def test_what_cannot_be_read_is_reported_and_copied(here: Path, capsys: Capsys) -> None:
    broken = gzip.compress(json.dumps({"text": COPY}).encode() + b"\n" + json.dumps({"text": article(8)}).encode())[:-30]
    (here / "in" / "f.txt").write_bytes(b"\xff\xfe\x00\xd8")
    (here / "r.jsonl.gz").write_bytes(broken)
    assert cleanup("dedup", "in", "r.jsonl.gz", "-o", "unique") == 1
    assert (here / "unique/in/f.txt").read_bytes() == b"\xff\xfe\x00\xd8"
    assert (here / "unique/r.jsonl.gz").read_bytes() == broken
    assert "r.jsonl.gz: cannot be read to its end" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_at_all_is_named_and_the_others_are_written(here: Path, capsys: Capsys) -> None:
    os.mkfifo(here / "pipe.txt")
    assert cleanup("dedup", "pipe.txt", "in", "-o", "unique") == 1
    assert "pipe.txt: cannot be read: is a pipe" in (said := capsys.readouterr().err)
    assert "4 documents: 3 unique" in said
    assert sorted(contents(here / "unique")) == ["in/b/copy.md", "in/c.txt", "in/d.txt", "in/e.txt"]
    assert (here / "unique.report/run.json").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["in"], "say where the unique documents go: -o DIR, or --dry-run"),
        (["in", "-o", "u", "--threshold", "0"], "--threshold 0: expected a share above 0 and up to 1"),
        (["in", "-o", "u", "--containment", "1.5"], "--containment 1.5: expected a share above 0 and up to 1"),
        (["in", "-o", "u", "--keeper", "best"], "--keeper best: expected one of longest, earliest, newest"),
        (["-", "-o", "u"], "this command reads files and folders, not standard input (-)"),
        (["in", "-o", "in"], "the output in is where the sources are"),
        (["in", "-o", "taken"], "taken holds files, but there is no account of an earlier run at taken.report"),
        (["in", "-o", "u", "--duplicates-to", "taken"], "taken holds files"),
        (["in", "-o", "u", "--known", "taken"], "taken: holds other files"),
        (["more.jsonl", "-o", "taken/mine.jsonl"], "taken/mine.jsonl already exists, but there is no account of an earlier run"),
        (["more.jsonl", "-o", "u.csv"], "more.jsonl holds jsonl, and u.csv says csv: records are written as they were read"),
        (["in", "-o", "taken/mine.txt"], "taken/mine.txt is not a folder"),
        (["in", "-o", "u", "--duplicates-to", "u"], "-o and --duplicates-to name the same folder"),
    ],
)
def test_mistakes_are_one_line(here: Path, args: list[str], said: str, capsys: Capsys) -> None:
    put(here, {"taken/mine.txt": "mine", "taken/mine.jsonl": "mine", "more.jsonl": '{"text": "x"}\n'})
    assert cleanup("dedup", *args) == 2
    assert said in capsys.readouterr().err
    assert not (here / "u").exists()
    assert {*contents(here / "taken").values()} == {b"mine"}


def test_a_site_to_keep_without_documents_is_reported(here: Path, records: list[bytes], capsys: Capsys) -> None:
    assert (
        cleanup(
            "dedup", "in", "--dry-run", "--site", "news.one.example", "--keep-from", "one.example", "--keep-from", "tow.example"
        )
        == 0
    )
    said = [line for line in capsys.readouterr().err.splitlines() if "no document is from" in line]
    assert said == ["no document is from tow.example: --keep-from tow.example has no effect"]


def test_fix_and_dedup_at_once_and_back(here: Path, records: list[bytes], capsys: Capsys) -> None:
    """Judged on the cleaned text, whose furniture is gone; undo gives the duplicates back, too."""
    put(here, {"in/x.txt": article(9) + "\n\nLeave a Reply\n", "in/y.txt": article(9) + "\n\nShare this:\n\nFacebook\n"})
    before = contents(here / "in")
    assert cleanup("fix", "in", "-o", "clean", "--dedup") == 0
    gone = {(line["doc"], line["keeper"]) for line in lines(here / "clean.report/duplicates.jsonl")}
    assert gone == {("a.txt", "b/copy.md"), ("y.txt", "x.txt")}
    assert set(contents(here / "clean")) == before.keys() - {"a.txt", "y.txt"}
    assert "6 documents: 4 unique, 2 near-duplicates in 2 clusters\n" in capsys.readouterr().err
    assert cleanup("undo", "clean.report", "--to", "back") == 0
    assert contents(here / "back") == before
    assert cleanup("fix", "recs.jsonl", "-o", "out.jsonl", "--dedup") == 0
    assert [json.loads(line)["n"] for line in (here / "out.jsonl").read_bytes().splitlines() if line] == [1, 4, 5]
    assert cleanup("undo", "out.jsonl.report", "--to", "old") == 0
    assert (here / "old/recs.jsonl").read_bytes() == b"".join(records)
    assert cleanup("fix", "in", "-o", "clean") == 0
    assert set(contents(here / "clean")) == before.keys()
    assert not (here / "clean.report/duplicates.jsonl").exists()
    assert not (here / "clean.report/whole").exists()
    assert cleanup("fix", "in", "--in-place", "--dedup") == 2


def test_a_dry_run_makes_no_index(here: Path, capsys: Capsys) -> None:
    before = contents(here)
    (here / "empty").mkdir()
    for index in ("known", "empty"):
        assert cleanup("dedup", "in", "--dry-run", "--known", index) == 0
        assert "0 known before" in capsys.readouterr().err
    assert contents(here) == before
    assert not (here / "known").exists()


def test_an_account_of_another_command_is_replaced_whole(here: Path) -> None:
    put(here, {"in/dirty.txt": DIRTY})
    assert cleanup("fix", "in", "-o", "out", "-q") == 0
    assert {"edits.jsonl", "changes.patch", "index.html"} <= {*contents(here / "out.report")}
    assert cleanup("dedup", "in", "-o", "out", "-q") == 0
    assert {*contents(here / "out.report")} == {".cleanup-account", "duplicates.jsonl", "summary.json", "run.json"}


def test_a_run_that_is_made_again_is_told_why_nothing_stays(here: Path, capsys: Capsys) -> None:
    assert cleanup("dedup", "in", "-o", "out", "--known", "known") == 0
    assert "known before:" not in capsys.readouterr().err
    assert cleanup("dedup", "in", "-o", "out", "--known", "known") == 0
    assert "all were known before: a run that is made again finds its own documents in the index\n" in capsys.readouterr().err


@pytest.mark.parametrize("command", [("dedup", "in", "--dry-run"), ("learn", "in")])
def test_what_cannot_be_read_goes_by_the_name_the_user_gave(here: Path, capsys: Capsys, command: tuple[str, ...]) -> None:
    put(here, {"in/a.txt": ARTICLE, "in/b.jsonl": '{"text": "x"}\nbroken\n'})
    assert cleanup(*command, "-q", "--format", "jsonl") == 1
    assert capsys.readouterr().err.startswith("in/b.jsonl#2: line 2: not JSON: ")
