"""What strangers give us cannot run code, hang a run, or write elsewhere than where the user said."""

from __future__ import annotations

import gzip
import json
import os
import stat
from pathlib import Path

import pytest
import zstandard

from tests.conftest import Tally
from tests.run.runs import CLEAN, DIRTY, put
from tests.trust.commands import files, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links, pipes and names that Windows has not")

RULE = """
[[rule]]
code = "BP998"
name = "hang"
kind = "pattern"
where = "anywhere"
why = "It never ends."
literals = ["aaa"]
patterns = ['(a|aa)+b']
removes = ["aaab"]
keeps = ["aaa is a text."]
"""
NAMES = ["a\nb.txt", "a\x1b[31m.txt", "a..txt", "‮evil.txt", "A.txt", "a.txt", "-o.txt", "ä.txt", "ä.txt"]
ARCHIVED = [
    "a.tar.gz.txt",
    "a.zip.txt",
    "a\\..\\..\\b.txt",
    "C:\\a.txt",
    "C:a.txt",
    "a%2f..%2f..%2fb.txt",
    "a.txt\\..\\b.txt",
    "~.txt",
    "$HOME.txt",
]
"""Names that are a way out of the folder for programs that take archives apart, or for other systems."""
BYTES = {
    "nul.txt": b"The first\0ferry left.\n" * 40,
    "utf8-broken.txt": b"The caf\xc3 was open \xff\xfe \xed\xa0\x80 \xf4\x90\x80\x80 today.\n" * 20,
    "utf16-odd.txt": b"\xff\xfe" + "Leave a Reply\n".encode("utf-16-le") + b"\0",
    "utf16-lone.txt": b"\xff\xfe\x00\xd8a\x00\n\x00",
    "bidi.txt": "The \u202eyrrefa\u202c left \u2066now\u2069 and \u200fstayed.\n".encode() * 20,
    "zalgo.txt": ("Z" + "\u0301\u0323" * 2_000 + " walked home.\n").encode() * 5,
    "line.txt": b"word " * 200_000,
}


def test_a_pattern_that_never_ends_stops_the_run_with_a_word(tmp_path: Path, tally: Tally) -> None:
    put(tmp_path, {"rules.toml": RULE, **{f"in/{number}.txt": CLEAN + "\n" + "a" * 200 + "!b\n" for number in range(40)}})
    for jobs in ("1", "2"):  # without a limit neither would end: each more letter doubles the time
        done = run("fix", "in", "-o", "out", "--rules", "rules.toml", "--jobs", jobs, "-q", cwd=tmp_path)
        assert done.returncode == 2
        assert b"BP998: the pattern '(a|aa)+b' takes over 1 s for one line" in done.stderr
        assert b"Traceback" not in done.stderr
    tally.add("hostile inputs tried", 2)


def test_hostile_names_and_bytes_come_through_and_back(tmp_path: Path, tally: Tally) -> None:
    put(tmp_path / "in", {**dict.fromkeys([*NAMES, *ARCHIVED], DIRTY), **BYTES})
    old = files(tmp_path / "in")
    os.chmod(tmp_path / "in" / "a.txt", 0o640)
    done = run("fix", "in", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not set(done.stdout + done.stderr) & {0x1B, 0x00}
    assert files(tmp_path / "out").keys() == old.keys()
    assert stat.S_IMODE((tmp_path / "out" / "a.txt").stat().st_mode) == 0o640
    assert run("undo", "out.report", "--to", "back", "-q", cwd=tmp_path).returncode == 0
    assert files(tmp_path / "back") == old
    tally.add("hostile inputs tried", len(old))


def test_links_and_pipes_in_the_input_lead_nowhere(tmp_path: Path, tally: Tally) -> None:
    put(tmp_path, {"in/a.txt": DIRTY, "secret/s.txt": DIRTY})
    (tmp_path / "in" / "circle").symlink_to(".")
    (tmp_path / "in" / "up").symlink_to("../..")
    (tmp_path / "in" / "s.txt").symlink_to(tmp_path / "secret" / "s.txt")
    (tmp_path / "in" / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path, timeout=30).returncode == 0
    assert files(tmp_path / "out").keys() == {"a.txt"}
    assert run("fix", "in", "--in-place", "-q", cwd=tmp_path, timeout=30).returncode == 0
    assert files(tmp_path / "secret") == {"s.txt": DIRTY.encode()}
    tally.add("hostile inputs tried", 5)


PIPED = [
    "check in --profile pipe",
    "fix in -o out --rejected pipe",
    "rules --rejected pipe",
    "learn in --merge pipe",
    "learn in -o pipe",
]


@pytest.mark.parametrize("command", PIPED)
def test_a_pipe_for_what_is_read_again_is_refused_unread(tmp_path: Path, command: str, tally: Tally) -> None:
    put(tmp_path, {"in/a.txt": DIRTY})
    os.mkfifo(tmp_path / "pipe")
    done = run(*command.split(), cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"pipe: is a pipe" in done.stderr
    assert files(tmp_path).keys() == {"in/a.txt"}
    tally.add("hostile inputs tried", 1)


@pytest.mark.parametrize("name", ["run.json", "edits.jsonl", "summary.json", "cache.jsonl"])
def test_a_pipe_in_an_account_holds_up_nobody(tmp_path: Path, name: str, tally: Tally) -> None:
    put(tmp_path, {"in/a.txt": DIRTY})
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path).returncode == 0
    (tmp_path / "out.report" / name).unlink()
    os.mkfifo(tmp_path / "out.report" / name)
    needed = name in ("run.json", "edits.jsonl")
    for command in ("undo out.report --to back", "report out.report"):
        done = run(*command.split(), cwd=tmp_path)
        assert done.returncode == (2 if needed else 0)
        assert (f"{name}: cannot be read: is a pipe".encode() in done.stderr) is needed
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path).returncode == 0  # makes it anew
    assert run("undo", "out.report", "--to", "again", "-q", cwd=tmp_path).returncode == 0
    assert files(tmp_path / "again") == {"a.txt": DIRTY.encode()}
    tally.add("hostile inputs tried", 1)


@pytest.mark.parametrize(
    "place",
    [
        "out/a.txt",
        "out/b",
        "out.report/.cleanup-account",
        "out.report/edits.jsonl",
        "out.report/run.json",
        "out.report/index.html",
    ],
)
def test_a_planted_link_is_not_written_through(tmp_path: Path, place: str, tally: Tally) -> None:
    put(tmp_path, {"in/a.txt": DIRTY, "in/b/c.txt": DIRTY, "mine/kept": "mine", "mine/folder/kept": "mine"})
    if not place.endswith(".cleanup-account"):
        put(tmp_path, {"out.report/.cleanup-account": ""})
    link = tmp_path / place
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "mine" / ("folder" if place == "out/b" else "kept"))
    run("fix", "in", "-o", "out", "-q", cwd=tmp_path)
    assert files(tmp_path / "mine") == {"kept": b"mine", "folder/kept": b"mine"}
    tally.add("hostile inputs tried", 1)


@pytest.mark.parametrize("name", ["../mine/kept", "/tmp/cleanup-planted", "a/../../mine/kept", "./a.txt", "a\0b"])
def test_an_account_from_a_stranger_cannot_lead_out(tmp_path: Path, name: str, tally: Tally) -> None:
    put(tmp_path, {"in/a.txt": DIRTY, "mine/kept": "mine"})
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path).returncode == 0
    account = tmp_path / "out.report" / "edits.jsonl"
    lines = [json.loads(line) | {"doc": name} for line in account.read_text().splitlines()]
    account.write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = run("undo", "out.report", "--to", "back", cwd=tmp_path)
    assert done.returncode == 2
    assert b"leads out of the folder" in done.stderr
    assert not (tmp_path / "back").exists()
    assert files(tmp_path / "mine") == {"kept": b"mine"}
    tally.add("hostile inputs tried", 1)


IDS = [
    "../../mine/kept",
    "/tmp/cleanup-planted",
    "..",
    ".",
    "",
    "a.tar/../../mine/kept",
    "C:\\kept",
    "..\\kept",
    "a\0b",
    "a\nb",
    {"a": []},
    None,
]


def test_ids_of_records_are_no_paths(tmp_path: Path, tally: Tally) -> None:
    lines = "".join(json.dumps({"id": name, "text": DIRTY + f"\nNumber {number}.\n"}) + "\n" for number, name in enumerate(IDS))
    put(tmp_path, {"in.jsonl": lines, "mine/kept": "mine"})
    before = files(tmp_path)
    assert run("fix", "in.jsonl", "-o", "out", "-q", cwd=tmp_path).returncode == 0
    assert run("undo", "out.report", "--to", "back", "-q", cwd=tmp_path).returncode == 0
    assert run("dedup", "in.jsonl", "-o", "unique", "--duplicates-to", "gone", "-q", cwd=tmp_path).returncode == 0
    ours = ("out", "out.report", "back", "unique", "unique.report", "gone")
    after = files(tmp_path)
    assert {name: data for name, data in after.items() if name.split("/")[0] not in ours} == before
    assert after["back/in.jsonl"] == lines.encode()
    assert not Path("/tmp/cleanup-planted").exists()
    tally.add("hostile inputs tried", len(IDS))


def bomb(kind: str) -> bytes:
    """300 MB of records in some 300 kB, in a field that nobody cleans."""
    data = (b'{"text": "", "more": "' + b"a" * 1_000_000 + b'"}\n') * 300
    return gzip.compress(data, 1) if kind == "gz" else zstandard.ZstdCompressor(level=1).compress(data)


BOMBED = [
    ["fix", "-o", "out"],
    *(pytest.param(each, marks=pytest.mark.slow) for each in (["fix", "--in-place"], ["check"], ["dedup", "-o", "out"])),
]


@pytest.mark.parametrize("kind", ["gz", "zst"])
@pytest.mark.parametrize("command", BOMBED, ids=" ".join)
def test_a_bomb_is_a_file_that_failed(tmp_path: Path, kind: str, command: list[str], tally: Tally) -> None:
    name, data = f"in.jsonl.{kind}", bomb(kind)
    (tmp_path / name).write_bytes(data)
    done = run(*command, name, "-q", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert b"--max-expansion" in done.stderr
    assert b"Traceback" not in done.stderr
    copied = {f"out/{name}": data} if command[0] == "dedup" else {}  # as whatever it could not read
    assert {found: each for found, each in files(tmp_path).items() if not found.startswith(("out.", "cleanup-"))} == {
        name: data,
        **copied,
    }
    tally.add("hostile inputs tried", 1)


def test_a_text_cannot_act_in_the_report(tmp_path: Path, tally: Tally) -> None:
    attack = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    put(tmp_path, {"in/a.txt": DIRTY + f"\n{attack} walked  home , he said.\n"})
    assert run("fix", "in", "-o", "out", "-q", cwd=tmp_path).returncode == 0
    page = (tmp_path / "out.report" / "index.html").read_text("utf-8")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    tally.add("hostile inputs tried", 1)
