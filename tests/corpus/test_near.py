"""Documents one at a time against known ones: round trip of the index, and what is left of it after a crash."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.corpus import merging, near
from cleanup.corpus.entry import Entry
from cleanup.corpus.known import Segment
from cleanup.corpus.near import NearDuplicates, entry_of
from cleanup.corpus.stored import KnownError
from tests.corpus.prose import article, changed, sentence
from tests.cost import costs_at_most

FOOTER = article(900, 12)


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches and segments so small that a few documents make many."""
    monkeypatch.setattr(near, "_MOST_RECENT", 6)
    monkeypatch.setattr(near, "BATCH", 3)


def test_a_copy_is_found_and_not_remembered() -> None:
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
    log = (whole / "log-1").read_bytes()
    counts = set()
    for size in range(0, len(log), 97):
        torn = tmp_path / f"torn{size}"
        shutil.copytree(whole, torn)
        (torn / "log-1").write_bytes(log[:size])
        with NearDuplicates(torn) as known:
            counts.add(len(known))
            assert len(known) % 2 == 0
            missing = [seed for seed in range(6) if known.add(article(seed, 4), str(seed)) is None]
            assert missing == list(range(6 - len(missing), 6))
        with NearDuplicates(torn) as known:
            assert (len(known), known.torn) == (6, 0)
        shutil.rmtree(torn)
    assert counts == {0, 2, 4}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_crash_while_segments_are_merged_leaves_all_or_nothing_of_it(tmp_path: Path, often: None) -> None:
    index = tmp_path / "index"
    with NearDuplicates(index) as known:
        for seed in range(11):
            known.add(article(seed), str(seed))
    before = contents(index)
    with NearDuplicates(index) as known:
        known.remember(entry_of(article(seed), str(seed), "")[0] for seed in range(11, 30))
    after = contents(index)
    assert not {name for name in before if name.startswith("log-")} & after.keys()
    both = before | after | {"known.json.tmp": b"half", "segment-900": b"half"}
    for listed, count in ((before["known.json"], 11), (after["known.json"], 30)):
        shutil.rmtree(index)
        index.mkdir()
        for name, data in (both | {"known.json": listed}).items():
            (index / name).write_bytes(data)
        with NearDuplicates(index) as known:
            assert len(known) == count
            assert known.find(article(10)) == near.Known("10", 1.0, 1.0)
            assert (known.find(article(25)) is None) == (count == 11)
        assert contents(index) == (before if count == 11 else after)


def test_documents_are_copied_as_often_as_the_index_doubles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one segment for all, 64 merges of n documents each would copy 32 n² of them."""
    monkeypatch.setattr(near, "_MOST_RECENT", 4)
    copied = []
    monkeypatch.setattr(near, "merged", lambda segments: copied.append(sum(map(len, segments))) or merging.merged(segments))
    known = NearDuplicates(tmp_path)
    known.remember(entry_of(article(seed, 3), str(seed), "")[0] for seed in range(256))
    assert len(known) == 256
    assert sum(copied) < 256 * 8
    assert len(list(tmp_path.glob("segment-*"))) < 8
    assert [known.find(article(seed, 3)) for seed in range(256)] == [near.Known(str(seed), 1, 1) for seed in range(256)]
    known.close()


def test_counts_and_holders_are_those_of_one_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few numbers are held as objects at once, and however the segments were made."""
    texts = [f"{article(seed, 2)}\n\n{FOOTER}" for seed in range(40)]
    made = []
    for most, piece in ((1_000, 1 << 17), (6, 7)):
        monkeypatch.setattr(near, "_MOST_RECENT", most)
        monkeypatch.setattr(merging, "_PIECE", piece)
        known = NearDuplicates()
        known.remember(entry_of(text, str(seed), f"{seed % 3}.example")[0] for seed, text in enumerate(texts))
        recent = merging.packed(known._recent, lambda digest: False)
        made.append(merging.merged([*known._segments, Segment(recent)]))
    assert made[0] == made[1]


def test_an_index_of_version_1_is_read_and_goes_on(tmp_path: Path, often: None) -> None:
    index = tmp_path / "index"
    with NearDuplicates(index) as known:
        known.remember(entry_of(article(seed), str(seed), "")[0] for seed in range(12))
        known.add(article(12), "12")
    (segment,), (log,) = index.glob("segment-*"), index.glob("log-*")
    segment.rename(index / "base-3")
    log.rename(index / "log-3")
    (index / "known.json").unlink()
    (index / "lock").unlink()
    with NearDuplicates(index) as known:
        assert len(known) == 13
        assert {path.name for path in index.iterdir()} == {"base-3", "log-3", "lock"}
        known.remember(entry_of(article(seed), str(seed), "")[0] for seed in range(13, 20))
    assert not list(index.glob("base-*"))
    with NearDuplicates(index) as known:
        assert [known.find(article(seed)) for seed in range(20)] == [near.Known(str(seed), 1, 1) for seed in range(20)]


def test_a_run_is_remembered_whole_or_not_at_all(tmp_path: Path, often: None) -> None:
    """Whatever it had merged before it was cut off: a run made again would take its own documents for copies."""
    index = tmp_path / "index"
    with NearDuplicates(index) as known:
        for seed in range(8):
            known.add(article(seed, 4), str(seed))
    before = contents(index)

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
    with NearDuplicates(index) as known:
        assert contents(index) == before
        known.remember(entries(until=0))
    with NearDuplicates(index) as known:
        assert len(known) == 40
        assert known.find(article(20, 4)) == near.Known("20", 1.0, 1.0)
    listed = json.loads((index / "known.json").read_bytes())
    assert contents(index).keys() == {"known.json", "lock", listed["log"], *listed["segments"]}


def test_a_damaged_segment_is_refused(tmp_path: Path, often: None) -> None:
    with NearDuplicates(tmp_path / "index") as known:
        for seed in range(8):
            known.add(article(seed), str(seed))
    segment = next((tmp_path / "index").glob("segment-*"))
    data = bytearray(segment.read_bytes())
    data[-50] ^= 1
    segment.write_bytes(data)
    with pytest.raises(KnownError, match="damaged"):
        NearDuplicates(tmp_path / "index")


def test_folders_of_others_and_other_versions_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    with pytest.raises(KnownError, match="holds other files"):
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
    """Each has other lines in common with it: 300 texts in one took 250 units when the whole was worked through for each."""
    chance = random.Random(3)
    furniture = [sentence(chance) for _ in range(30)]
    known, texts = NearDuplicates(), []
    for seed in range(300):
        texts.append("\n\n".join([sentence(chance), sentence(chance), *chance.sample(furniture, 5)]))
        known.add(texts[-1], str(seed), "example.org")
    with costs_at_most(45):
        assert known.find("\n\n".join(texts), "example.org")


def test_an_error_of_what_is_to_be_remembered_costs_nothing_that_was_known(often: None) -> None:
    def entries() -> Iterator[Entry]:
        yield entry_of(article(2), "2", "")[0]
        raise OSError("gone")

    known = NearDuplicates()
    known.add(article(1), "1")
    with pytest.raises(OSError, match="gone"):
        known.remember(entries())
    assert len(known) == 1
    assert known.find(article(2)) is None
