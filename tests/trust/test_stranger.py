"""A profile or an index of known documents from a stranger is used or refused in one line: no code runs, nothing hangs."""

from __future__ import annotations

import io
import json
import os
import pickle
import random
import shutil
import struct
import zlib
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from cleanup.corpus import near
from cleanup.corpus.near import NearDuplicates, entry_of
from cleanup.corpus.segment import MAGIC, KnownError, read, write
from tests.cli.program import cleanup
from tests.conftest import Tally
from tests.corpus.prose import article
from tests.run.runs import DIRTY, put
from tests.trust.commands import files, run

LINE = {"text": "Share this", "pages": 3}
DEEP = "[" * 200_000
MANY_DIGITS = "9" * 5_000


class Runs:
    """What unpickles into a file that should not be."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return os.mkdir, ("ran",)


def profile(sites: object) -> bytes:
    return json.dumps({"v": 1, "sites": sites}).encode()


PROFILES = {
    "pickled": pickle.dumps(Runs()),
    "yaml": b"!!python/object/apply:os.mkdir ['ran']",
    "empty": b"",
    "not UTF-8": b'{"v": 1, "sites": {"\xff\xfe": {}}}',
    "deep": DEEP.encode(),
    "deep inside": profile({"a.org": {"pages": 1, "lines": []}}).replace(b"[]", DEEP.encode()),
    "digits": b'{"v": ' + MANY_DIGITS.encode() + b', "sites": {}}',
    "digits inside": b'{"v": 1, "sites": {"a.org": {"pages": ' + MANY_DIGITS.encode() + b"}}}",
    "version": b'{"v": {"a": []}, "sites": {}}',
    "sites": profile([1]),
    "not a number": profile({"a.org": {"pages": float("nan")}}),
    "infinite": profile({"a.org": {"pages": float("inf"), "lines": [LINE]}}),
    "more pages than there are": profile({"a.org": {"pages": 1, "lines": [LINE]}}),
    "terminal": profile({"\x1b]0;mine\x07\x1b[2J": {"pages": -1}}),
    "month": profile({"a.org": {"pages": 3, "months": {"\x1b[31m": 3}}}),
    "text": profile({"a.org": {"pages": 3, "lines": [LINE | {"text": ["Share"]}]}}),
    "unknown key": profile({"a.org": {"pages": 3, "lines": [LINE | {"__class__": "os.system"}]}}),
}


def one_line(said: bytes) -> bool:
    """No traceback, and nothing that a terminal obeys."""
    return said.count(b"\n") == 1 and said.startswith(b"cleanup: ") and len(said) < 1_000 and not set(said) & {0x1B, 0x07, 0}


@pytest.mark.parametrize("name", PROFILES)
def test_a_file_that_is_not_a_profile_is_reported_in_one_line(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tally: Tally
) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, {"in/a.txt": DIRTY, "profile.json": PROFILES[name]})
    for command in (("fix", "in", "-o", "out", "--profile", "profile.json"), ("learn", "in", "--merge", "profile.json")):
        assert cleanup(*command) == 2
        assert one_line(capfdbinary.readouterr().err)
    assert files(tmp_path).keys() == {"in/a.txt", "profile.json"}
    assert not (tmp_path / "ran").exists()
    tally.add("hostile inputs tried", 1)


def test_a_profile_that_names_every_line_leaves_the_article(tmp_path: Path, tally: Tally) -> None:
    """It may say that all goes; the guard of every text stands above it."""
    text = "\n\n".join(article(seed, 3) for seed in range(8)) + "\n"
    lines = [{"text": line, "pages": 9, "head": 9, "tail": 9} for line in text.split("\n") if line]
    put(tmp_path, {"in/a.txt": text, "profile.json": profile({"in": {"pages": 9, "lines": lines}})})
    done = run("fix", "in", "-o", "out", "--profile", "profile.json", "--site", "in", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "out") == {"a.txt": text.encode()}
    tally.add("hostile inputs tried", 1)


def test_a_profile_of_many_lines_does_not_hang_a_run(tmp_path: Path, tally: Tally) -> None:
    lines = [{"text": f"{'a' * 40}{number}", "pages": 3} for number in range(20_000)]
    put(tmp_path, {"in/a.txt": "a" * 20_000 + "\n" + DIRTY, "profile.json": profile({"in": {"pages": 3, "lines": lines}})})
    done = run("fix", "in", "-o", "out", "--profile", "profile.json", "--site", "in", "-q", cwd=tmp_path, timeout=60)
    assert done.returncode == 0, done.stderr
    tally.add("hostile inputs tried", 1)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with texts and an index that holds a segment and a log."""
    place = tmp_path_factory.mktemp("model")
    put(place, {f"in/{seed}.txt": article(seed, 6) for seed in range(8)} | {"mine/empty": "", "mine/kept": "mine"})
    with pytest.MonkeyPatch.context() as patch, NearDuplicates(place / "index") as known:
        patch.setattr(near, "_MOST_RECENT", 20)
        known.remember(entry_of(article(seed, 6), str(seed), "a.org")[0] for seed in range(20))
        known.add(article(20, 6), "20", "a.org")
    assert files(place / "index").keys() == {"known.json", "lock", "segment-2", "log-3"}
    return place


@pytest.fixture
def place(model: Path, tmp_path: Path) -> Path:
    return shutil.copytree(model, tmp_path / "place")


LISTED = {
    "deep": DEEP,
    "digits": '{"v": ' + MANY_DIGITS + "}",
    "no table": "[]",
    "of others": '{"name": "my-package", "version": "1.0"}',
    "version": '{"v": 3, "segments": [], "log": "log-3"}',
    "above": '{"v": 2, "segments": ["../mine/kept"], "log": "log-3"}',
    "log above": '{"v": 2, "segments": ["segment-2"], "log": "../mine/empty"}',
    "absolute": '{"v": 2, "segments": ["segment-2"], "log": "/tmp/log-3"}',
    "not there": '{"v": 2, "segments": ["segment-9"], "log": "log-3"}',
    "twice": '{"v": 2, "segments": ["segment-2", "segment-2"], "log": "log-3"}',
    "a text": '{"v": 2, "segments": "segment-2", "log": "log-3"}',
    "no texts": '{"v": 2, "segments": [{}], "log": 3}',
}


def refused(place: Path) -> None:
    mine = files(place / "mine")
    done = run("dedup", "in", "-o", "out", "--known", "index", cwd=place)
    assert done.returncode == 2
    assert one_line(done.stderr), done.stderr
    assert files(place / "mine") == mine


@pytest.mark.parametrize("name", LISTED)
def test_a_list_of_files_leads_nowhere_else(
    place: Path, name: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tally: Tally
) -> None:
    (place / "index" / "known.json").write_text(LISTED[name])
    monkeypatch.chdir(place)
    assert cleanup("dedup", "in", "-o", "out", "--known", "index") == 2
    assert one_line(capfdbinary.readouterr().err)
    assert (place / "index" / "segment-2").exists(), "what an index does not name goes only once all that it names is there"
    tally.add("hostile inputs tried", 1)


def test_an_index_without_its_list_is_not_begun_anew(place: Path, tally: Tally) -> None:
    (place / "index" / "known.json").unlink()
    before = files(place / "index")
    refused(place)
    assert files(place / "index") == before
    tally.add("hostile inputs tried", 1)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="links and pipes that Windows has not")
@pytest.mark.parametrize("name", ["known.json", "lock", "segment-2", "log-3"])
@pytest.mark.parametrize("target", ["../mine/empty", "../mine/not-there", "/dev/zero", None])
def test_links_and_pipes_are_not_followed(place: Path, name: str, target: str | None, tally: Tally) -> None:
    (place / "index" / name).unlink()
    if target:
        (place / "index" / name).symlink_to(target)
    else:
        os.mkfifo(place / "index" / name)
    refused(place)
    tally.add("hostile inputs tried", 1)


def test_what_is_written_beside_does_not_follow_a_planted_link(
    place: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    monkeypatch.setattr(near, "_MOST_RECENT", 4)
    for name in ("known.json.tmp", "segment-4", "log-5"):
        (place / "index" / name).symlink_to("../mine/kept")
    with NearDuplicates(place / "index") as known:
        known.remember(entry_of(article(seed, 6), str(seed), "a.org")[0] for seed in range(30, 40))
    assert files(place / "mine") == {"kept": b"mine", "empty": b""}
    tally.add("hostile inputs tried", 3)


def changed(arrays: dict[str, array[int]], name: str, chance: random.Random) -> None:
    """One number of an array made another one, or the array of another length."""
    values = arrays[name]
    most = 1 << (8 * values.itemsize)
    what = chance.randrange(4)
    if what == 0 or not values:
        values.append(chance.randrange(most))
    elif what == 1:
        del values[chance.randrange(len(values)) :]
    else:
        values[chance.randrange(len(values))] = chance.choice([0, 1, most - 1, chance.randrange(most)])


def used(index: Path) -> str:
    """Everything that a run does with an index."""
    with NearDuplicates(index) as known:
        for seed in (3, 20, 41):
            known.find(article(seed, 6), "a.org")
            known.find(article(seed, 6) + article(seed + 50, 2), "a.org")
        known.remember(entry_of(article(seed, 6), str(seed), "a.org")[0] for seed in range(60, 84))
    return "used"


def test_arrays_with_a_right_checksum_and_wrong_numbers_end_in_no_other_error(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    monkeypatch.setattr(near, "_MOST_RECENT", 10)
    chance, outcomes = random.Random(4), set()
    whole = {name: array(values.format, values) for name, values in read(place / "index" / "segment-2").items()}
    for number in range(100):
        index = shutil.copytree(place / "index", tmp_path / f"index{number}")
        arrays = {name: values[:] for name, values in whole.items()}
        changed(arrays, chance.choice(sorted(arrays)), chance)
        data = io.BytesIO()
        write(data, arrays)
        (index / "segment-2").write_bytes(data.getvalue())
        try:
            outcomes.add(used(index))
        except KnownError as error:
            outcomes.add(str(error).partition(": ")[2])
        shutil.rmtree(index)
    assert outcomes == {"used", "damaged (what it holds does not fit together); remove the index and begin anew"}
    tally.add("hostile inputs tried", 100)


@pytest.mark.parametrize("where", ["the head of a segment", "a batch"])
def test_bytes_with_a_right_checksum_end_in_no_other_error(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, tally: Tally
) -> None:
    monkeypatch.setattr(near, "_MOST_RECENT", 10)
    chance, outcomes = random.Random(5), set()
    name = "log-3" if where == "a batch" else "segment-2"
    whole = (place / "index" / name).read_bytes()
    for number in range(100):
        index = shutil.copytree(place / "index", tmp_path / f"index{number}")
        data = bytearray(whole)
        start = len(MAGIC) + (8 if where == "a batch" else 0)
        for _ in range(chance.randint(1, 3)):
            data[start + chance.randrange(min(1_200, len(data) - start))] = chance.choice(b'0129"[],-' + bytes(range(0, 256, 51)))
        if where == "a batch":
            data[len(MAGIC) : start] = struct.pack("<II", len(data) - start, zlib.crc32(data[start:]))
        (index / name).write_bytes(data)
        try:
            outcomes.add(used(index))
        except KnownError:
            outcomes.add("refused")
        shutil.rmtree(index)
    assert outcomes == {"used", "refused"}
    tally.add("hostile inputs tried", 100)
