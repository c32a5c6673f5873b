"""Parquet through a run: the texts change, and the values come back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleanup.files.parquet import Parquet
from cleanup.pipeline.config import Config
from cleanup.run.corpus import read
from cleanup.run.dedup import Wanted, decide
from cleanup.run.fix import fix_file, fix_into
from cleanup.run.inplace import fix_in_place
from cleanup.run.request import Request
from cleanup.run.results.undo import undo
from cleanup.run.sources.regular import open_regular
from cleanup.run.sources.walk import walk
from cleanup.run.unique import write_dropped, write_unique
from cleanup.run.workers.job import Job, Outcome
from tests.run.runs import CLEAN, DIRTY

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

BAD = pa.array([DIRTY.encode(), CLEAN.encode(), None, b"caf\xe9", DIRTY.encode()], pa.binary()).cast(pa.string(), safe=False)
TABLE = pa.table({"id": [1, 2, 3, 4, 5], "text": BAD, "title": [CLEAN.partition("\n")[0], None, "", None, None], "n": [1.1] * 5})


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.parquet"
    pq.write_table(TABLE, path, row_group_size=2, compression="zstd")
    return path


def bytes_of(path: Path) -> Any:
    """The table with texts as bytes, as not all of them are UTF-8."""
    read = pq.read_table(path)
    place = read.schema.get_field_index("text")
    return read.set_column(place, "text", read.column(place).cast(pa.binary()))


def cleaned(source: Path, out: str, **options: object) -> Any:
    fix_file(walk([source]).sources[0], source.with_name(out), Request(Job(Config().with_options(options))))
    return bytes_of(source.with_name(out))


def back(source: Path, account: Path) -> Any:
    done = list(undo(account, source.with_name("back"), force=True))
    assert [each.status for each in done] == ["restored"], done
    return bytes_of(source.parent / "back" / source.name)


def test_only_the_texts_change_and_the_values_come_back(source: Path) -> None:
    result = cleaned(source, "out.parquet")
    assert result.column("text").to_pylist() == [CLEAN.encode(), CLEAN.encode(), None, b"caf\xe9", CLEAN.encode()]
    assert result.drop_columns(["text"]).equals(TABLE.drop_columns(["text"]))
    assert back(source, source.with_name("out.parquet.report")).equals(bytes_of(source))
    again = cleaned(source.with_name("out.parquet"), "again.parquet")
    assert again.equals(result)
    assert source.with_name("again.parquet").read_bytes() == source.with_name("out.parquet").read_bytes()  # copied


def test_a_column_for_what_was_removed_comes_and_goes(source: Path) -> None:
    result = cleaned(source, "out.parquet", removed_field="removed", title_field="title")
    assert [bool(text) for text in result.column("removed").to_pylist()] == [True, False, False, False, True]
    assert back(source, source.with_name("out.parquet.report")).equals(bytes_of(source))


def test_every_value_comes_back_after_a_run_in_place(source: Path, tmp_path: Path) -> None:
    before = bytes_of(source)
    _, account = fix_in_place(walk([source]).sources, tmp_path, Request(Job(Config())), tmp_path / "reports")
    assert bytes_of(source).column("text")[0].as_py() == CLEAN.encode()
    assert [done.status for done in undo(account)] == ["restored"]
    assert bytes_of(source).equals(before)


def test_a_column_that_holds_no_texts_is_not_written_over(source: Path) -> None:
    job = Job(Config(removed_field="n"))
    summary = fix_file(walk([source]).sources[0], source.with_name("out.parquet"), Request(job))
    assert ("a.parquet", "cannot be written: the column 'n' holds no texts") in summary.problems
    assert not source.with_name("out.parquet").exists()


def test_a_file_that_kills_its_reader_is_named_and_the_others_are_cleaned(source: Path, tmp_path: Path) -> None:
    broken = tmp_path / "in" / "b.parquet"
    broken.parent.mkdir()
    before, _, after = source.read_bytes().rpartition(b"\x25\x02\x18\x04text")
    broken.write_bytes(before + b"\x25\x00\x18\x04text" + after)  # see tests/files/test_parquetsource.py
    for other in "ac":
        broken.with_name(f"{other}.parquet").write_bytes(source.read_bytes())
    told: list[Outcome] = []
    found = walk([broken.parent], records=True)
    fix_into(found.sources, found.root, tmp_path / "out", Request(Job(Config()), told.append))
    failed = [(outcome.entry.doc, outcome.entry.why) for outcome in told if "Parquet" in outcome.entry.why]
    assert [doc for doc, _ in failed] == ["b.parquet"]
    assert failed[0][1].startswith("cannot be read as Parquet: ")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.parquet", "c.parquet"]


def test_a_page_that_is_broken_where_only_writing_looks_is_no_error_of_writing(source: Path) -> None:
    data = source.read_bytes()
    column = pq.ParquetFile(source).metadata.row_group(0).column(3)
    page = column.data_page_offset
    source.write_bytes(data[:page] + b"\xff" * 8 + data[page + 8 :])
    found = walk([source]).sources[0]
    summary = fix_file(found, source.with_name("out.parquet"), Request(Job(Config())))
    assert [why.partition(": ")[0] for name, why in summary.problems if name == "a.parquet"] == ["cannot be read as Parquet"]
    assert not source.with_name("out.parquet").exists()


def test_a_file_that_is_changed_while_it_is_read_is_an_error(source: Path) -> None:
    with open_regular(source) as stream:
        records = Parquet().read(stream, ["text"])
        next(records)
        with source.open("ab") as more:
            more.write(b" ")
        with pytest.raises(OSError, match="changed while it was read"):
            list(records)


def test_duplicates_go_from_any_row_group(tmp_path: Path) -> None:
    texts = [" ".join(f"word{number}x{each}" for each in range(40)) for number in range(4)]
    rows = [(texts[0], 1), (texts[1], 2), (texts[1], 3), (texts[1], 4), (texts[2], 5), (texts[0], 6), (None, 7), (texts[3], 8)]
    source, config = tmp_path / "a.parquet", Config()
    pq.write_table(pa.table({"n": [n for _, n in rows], "text": [text for text, _ in rows]}), source, row_group_size=2)
    sources, failures = walk([source]).sources, list[str]()
    corpus = read(sources, config, lambda doc, why: failures.append(why))
    gone = {each.place for each in decide(corpus, Wanted())}
    write_unique(sources, tmp_path / "unique.parquet", gone, config, to_file=True)
    write_dropped(sources, tmp_path / "gone", gone, config)
    unique, dropped = pq.ParquetFile(tmp_path / "unique.parquet"), pq.ParquetFile(tmp_path / "gone" / "a.parquet")
    assert [unique.metadata.row_group(group).num_rows for group in range(unique.num_row_groups)] == [2, 1, 2]
    assert [(row["text"], row["n"]) for row in unique.read().to_pylist()] == [rows[at] for at in (0, 1, 4, 6, 7)]
    assert [(row["text"], row["n"]) for row in dropped.read().to_pylist()] == [rows[at] for at in (2, 3, 5)]
    assert (unique.schema_arrow.equals(pq.read_schema(source)), failures) == (True, [])
