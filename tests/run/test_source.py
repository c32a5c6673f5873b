"""The files of a run are an ordinary sequence, in much less memory than objects would take."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.pipeline.config import Config
from cleanup.run.sources.source import Source, Sources
from cleanup.run.sources.walk import walk
from cleanup.run.workers.items import first_records
from cleanup.run.workers.job import Job
from tests.run.runs import put

NAMES = st.lists(st.text(st.sampled_from("ab-/\udcffé\n"), min_size=1, max_size=4), unique=True, max_size=600).map(sorted)


def made(count: int) -> list[Source]:
    return [Source(f"{n:07}/{n}.txt", f"in/{n:07}/{n}.txt", n % 2 == 0, "s3://a" * (n % 3)) for n in range(count)]


@given(NAMES)
def test_names_come_back_as_they_were(names: list[str]) -> None:
    given = [Source(name, f"in/x{name}", called=name) for name in names]
    packed = Sources(given)
    assert list(packed) == given
    assert [source.called for source in packed] == names
    assert all(packed.named(name) == source for name, source in zip(names, given, strict=True))
    assert packed.named("c") is packed.named("") is None


def test_places_and_slices_are_those_of_a_list() -> None:
    given = made(1_000)
    packed = Sources(given)
    assert (len(packed), packed[0], packed[255], packed[256], packed[-1]) == (1_000, given[0], given[255], given[256], given[-1])
    assert [source.given for source in packed] == [source.given for source in given]
    for part in (slice(None), slice(2), slice(5_000), slice(250, 260), slice(0, None, 7)):
        assert list(packed[part]) == given[part]
    assert packed == Sources(given)
    assert packed != Sources(given[1:])
    with pytest.raises(IndexError):
        packed[1_000]


def test_a_million_files_take_some_ten_megabytes() -> None:
    given = made(20_000)
    assert len(Sources(given)) == len(given)  # for what paths keep of themselves once they are asked
    tracemalloc.start()
    try:
        packed = Sources(given)
        assert tracemalloc.get_traced_memory()[0] < 15 * len(packed)
    finally:
        tracemalloc.stop()


def test_a_walk_goes_in_the_order_of_whole_names(tmp_path: Path) -> None:
    put(tmp_path, dict.fromkeys(["a/x.txt", "a-b/x.txt", "a.txt", "a/b/c.txt", "a/b.txt", "a0.txt", "é/1.txt", "Z.txt"], ""))
    names = [source.name for source in walk([tmp_path]).sources]
    assert names == sorted(names)
    assert len(names) == 8
    several = walk([tmp_path / "a", tmp_path / "a.txt", tmp_path / "a-b", tmp_path / "é"]).sources
    assert [source.name for source in several] == ["a-b/x.txt", "a.txt", "a/b.txt", "a/b/c.txt", "a/x.txt", "é/1.txt"]
    nested = walk([tmp_path / "a", tmp_path / "a/b", tmp_path / "a/b/c.txt"]).sources
    assert [(source.name, source.given) for source in nested] == [("b.txt", False), ("b/c.txt", True), ("x.txt", False)]


def test_of_each_kind_the_first_one_is_known() -> None:
    given = [Source("a.txt", "a.txt"), Source("b.jsonl", "b.jsonl"), Source("c.jsonl.gz", "c.jsonl.gz"), Source("d.csv", "d.csv")]
    outright = Source("e.txt", "e.txt", given=True)
    kinds = Sources([*given, outright, Source("f.md", "f.md")]).kinds
    assert kinds == (given[0], given[1], given[3], outright)
    job = Job(Config(format="csv"))
    assert first_records(Sources(given), job) == given[1]
    assert first_records(Sources([given[0], outright]), job) == outright
    assert first_records(Sources([given[0]]), job) is None
