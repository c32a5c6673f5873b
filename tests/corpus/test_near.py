"""Documents one at a time against known ones: round trip of the index, and what a crash leaves of it."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.corpus import near
from cleanup.corpus.near import NearDuplicates, entry_of
from cleanup.corpus.stored import Entry, KnownError
from tests.corpus.prose import article, changed, sentence

FOOTER = article(900, 12)


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches and bases so small that a few documents make many."""
    monkeypatch.setattr(near, "_LEAST", 6)
    monkeypatch.setattr(near, "_MOST", 6)
    monkeypatch.setattr(near, "BATCH", 3)


def test_a_copy_is_told_and_not_remembered() -> None:
    known = NearDuplicates()
    assert known.add(article(1), "first") is None
    assert known.add(article(2), "second") is None
    found = known.add(changed(article(1), 0.03, 1), "copy")
    assert found is not None
    assert found.name == "first"
    assert 0.7 < found.jaccard < 1
    assert known.add(article(1).upper(), "same") == near.Known("first", 1.0, 1.0)
    assert len(known) == 2
    assert known.add("") is None
    assert known.add("") is None


def test_pages_of_one_template_are_no_copies_once_their_furniture_is_known() -> None:
    known = NearDuplicates()
    found = [known.add(f"{article(seed, 2)}\n\n{FOOTER}", str(seed), "example.org") for seed in range(40)]
    assert not any(found[3:])


def test_what_was_added_is_there_when_opened_again(tmp_path: Path, often: None) -> None:
    texts = {str(seed): article(seed) for seed in range(40)}
    for start in range(0, 40, 10):
        with NearDuplicates(tmp_path / "index") as known:
            for name in list(texts)[start : start + 10]:
                assert known.add(texts[name], name, "example.org") is None
    with NearDuplicates(tmp_path / "index") as known, NearDuplicates() as memory:
        assert len(known) == 40
        assert known.torn == 0
        for name, text in texts.items():
            memory.add(text, name, "example.org")
        for name, text in texts.items():
            copy = changed(text, 0.04, 3)
            found = known.find(copy, "example.org")
            assert found == memory.find(copy, "example.org")
            assert found is not None
            assert found.name == name


def test_every_crash_point_leaves_whole_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "BATCH", 2)
    whole = tmp_path / "whole"
    with NearDuplicates(whole) as known:
        for seed in range(6):
            known.add(article(seed, 4), str(seed))
    log = (whole / "log-0").read_bytes()
    counts = set()
    for size in range(0, len(log), 97):
        torn = tmp_path / f"torn{size}"
        torn.mkdir()
        (torn / "log-0").write_bytes(log[:size])
        with NearDuplicates(torn) as known:
            counts.add(len(known))
            assert len(known) % 2 == 0
            missing = [seed for seed in range(6) if known.add(article(seed, 4), str(seed)) is None]
            assert missing == list(range(6 - len(missing), 6))
        with NearDuplicates(torn) as known:
            assert (len(known), known.torn) == (6, 0)
        shutil.rmtree(torn)
    assert counts == {0, 2, 4}


def test_a_crash_between_the_new_base_and_the_end_of_the_old_one(tmp_path: Path, often: None) -> None:
    index = tmp_path / "index"
    with NearDuplicates(index) as known:
        for seed in range(5):
            known.add(article(seed), str(seed))
    before = {path.name: path.read_bytes() for path in index.iterdir()}
    with NearDuplicates(index) as known:
        for seed in range(5, 8):
            known.add(article(seed), str(seed))
    assert {path.name for path in index.iterdir()} == {"base-1", "log-1"}
    for name, data in before.items():
        (index / name).write_bytes(data)
    (index / "base-2.tmp").write_bytes(b"half")
    (index / "log-1").unlink()
    with NearDuplicates(index) as known:
        assert len(known) == 8


def test_a_run_is_remembered_whole_or_not_at_all(tmp_path: Path, often: None) -> None:
    """Whatever it had merged before it was cut off: a run made again would take its own documents for copies."""
    index = tmp_path / "index"
    with NearDuplicates(index) as known:
        for seed in range(8):
            known.add(article(seed, 4), str(seed))
    before = {path.name: path.read_bytes() for path in index.iterdir()}

    def entries(until: int) -> Iterator[Entry]:
        for seed in range(8, 40):
            if seed == until:
                raise OSError("the disk is gone")
            yield entry_of(article(seed, 4), str(seed), "")[0]

    with NearDuplicates(index) as known:
        with pytest.raises(OSError, match="gone"):
            known.remember(entries(until=35))
        assert len(known) == 8
        assert known.find(article(20, 4)) is None
    assert {path.name: path.read_bytes() for path in index.iterdir() if path.suffix != ".staged"} == before
    with NearDuplicates(index) as known:
        known.remember(entries(until=0))
    with NearDuplicates(index) as known:
        assert len(known) == 40
        assert known.find(article(20, 4)) == near.Known("20", 1.0, 1.0)
    assert not list(index.glob("*.staged"))


def test_a_damaged_base_is_refused(tmp_path: Path, often: None) -> None:
    with NearDuplicates(tmp_path / "index") as known:
        for seed in range(8):
            known.add(article(seed), str(seed))
    base = next((tmp_path / "index").glob("base-*"))
    data = bytearray(base.read_bytes())
    data[-50] ^= 1
    base.write_bytes(data)
    with pytest.raises(KnownError, match="damaged"):
        NearDuplicates(tmp_path / "index")


def test_folders_of_others_and_other_versions_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    with pytest.raises(KnownError, match="files of others"):
        NearDuplicates(tmp_path)
    with pytest.raises(KnownError, match="is a folder"):
        NearDuplicates(tmp_path / "a.txt")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "log-0").write_bytes(b"cleanup known documents 0.0\n")
    with pytest.raises(KnownError, match="version"):
        NearDuplicates(tmp_path / "old")


def test_two_processes_cannot_have_one_index(tmp_path: Path) -> None:
    with NearDuplicates(tmp_path / "index"), pytest.raises(KnownError, match="another process"):
        NearDuplicates(tmp_path / "index")


def test_a_text_made_of_many_known_ones_costs_no_more_than_its_length() -> None:
    """Each has other lines in common with it: 300 texts in one took 5 s when the whole was worked through for each."""
    chance = random.Random(3)
    furniture = [sentence(chance) for _ in range(30)]
    known, texts = NearDuplicates(), []
    for seed in range(300):
        texts.append("\n\n".join([sentence(chance), sentence(chance), *chance.sample(furniture, 5)]))
        known.add(texts[-1], str(seed), "example.org")
    start = time.process_time()
    assert known.find("\n\n".join(texts), "example.org")
    assert time.process_time() - start < 1
