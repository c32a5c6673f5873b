"""Tables, Parquet and compressed files through a run: what must stay stays, and undo gives back what it says."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanup.pipeline.config import Config
from cleanup.report.summary import Summary
from cleanup.run.fix import fix_file
from cleanup.run.inplace import fix_in_place
from cleanup.run.request import Request
from cleanup.run.results.undo import undo
from cleanup.run.sources.documents import documents
from cleanup.run.sources.walk import walk
from cleanup.run.workers.job import Job
from tests.run.runs import CLEAN, DIRTY, put

NAMES = ("id", "title", "text", "url")
TITLE = CLEAN.partition("\n")[0]
ROWS = [("1", TITLE, DIRTY, "https://a.example/1"), ("2", "", CLEAN, ""), ("3", "", "", ""), ("4", "", DIRTY, 'say "x"')]


def table(rows: Any = (NAMES, *ROWS), **options: Any) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, **options).writerows(rows)
    return out.getvalue().encode()


def cleaned(source: Path, out: str, **options: object) -> Summary:
    config = Config().with_options(options)
    return fix_file(walk([source]).sources[0], source.with_name(out), Request(Job(config)))


def back(source: Path, out: str) -> bytes:
    done = list(undo(source.with_name(out + ".report"), source.with_name("back"), force=True))
    assert [each.status for each in done] == ["restored"], done
    return (source.parent / "back" / source.name).read_bytes()


def there_and_back(folder: Path, name: str, data: bytes, **options: object) -> tuple[bytes, Summary]:
    """The cleaned file, once undo gave the original back and cleaning it again changed nothing."""
    source, out = put(folder, {name: data}) / name, f"out-{name}"
    summary = cleaned(source, out, **options)
    assert back(source, out) == data
    result = source.with_name(out).read_bytes()
    put(folder, {f"again-{name}": result})
    if not options.get("removed_field"):
        assert cleaned(folder / f"again-{name}", f"twice-{name}", **options).edits == 0
        assert (folder / f"twice-{name}").read_bytes() == result
    return result, summary


@pytest.mark.parametrize("dialect", [{}, {"quoting": csv.QUOTE_ALL, "lineterminator": "\n"}, {"delimiter": ";"}])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_only_the_texts_of_a_table_change(tmp_path: Path, dialect: Any, mark: bytes) -> None:
    result, summary = there_and_back(tmp_path, "a.csv", mark + table(**dialect))
    expected = [(id, title, text.replace(DIRTY, CLEAN), url) for id, title, text, url in ROWS]
    assert result == mark + table((NAMES, *expected), **dialect)
    assert summary.documents == {"changed": 2, "clean": 2}


def test_columns_of_a_tsv_without_header_are_named_by_number(tmp_path: Path) -> None:
    data = table(ROWS, delimiter="\t")
    result, _ = there_and_back(tmp_path, "a.tsv", data, no_header=True, field=["3"], title_field="2", url_field="4")
    assert result == table([(*row[:2], row[2].replace(DIRTY, CLEAN), row[3]) for row in ROWS], delimiter="\t")


def test_bad_rows_stay_and_the_run_goes_on(tmp_path: Path) -> None:
    bad = b'9,no,quotes,in,this\r\n8,"a" b,c,d\r\n7,x,caf\xe9,d\r\n\r\n'
    data = table((NAMES, ROWS[0])) + bad + table(ROWS[3:]) + b'6,"left open'
    result, summary = there_and_back(tmp_path, "a.csv", data)
    assert bad in result
    assert result.endswith(b'6,"left open')
    assert b"Leave a Reply" not in result
    assert summary.documents == {"changed": 2, "failed": 4}
    lines = [why.partition(":")[0] for _, why in summary.problems]
    first = data[: data.index(bad)].count(b"\n")
    assert lines == [f"line {first + 1}", f"line {first + 2}", f"line {first + 3}", f"line {data.count(10) + 1}"]


def test_a_column_for_what_was_removed(tmp_path: Path) -> None:
    data = table() + b"9,bad\r\n\r\n"
    result, _ = there_and_back(tmp_path, "a.csv", data, removed_field="removed")
    rows = list(csv.DictReader(io.StringIO(result.decode(), newline="")))
    assert "Leave a Reply" in rows[0]["removed"]
    assert [row["removed"] for row in rows[1:3]] == ["", ""]
    assert b"9,bad\r\n\r\n" in result


cell = st.text(st.sampled_from('",;\t\r\n a.é'), max_size=8) | st.sampled_from([DIRTY, CLEAN, DIRTY.replace("\n", "\r\n")])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(cell, cell), max_size=4), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.binary(max_size=9))
def test_undo_gives_every_byte_back(tmp_path: Path, rows: list[tuple[str, str]], quoting: Any, tail: bytes) -> None:
    data = table([("text", "b"), *rows], quoting=quoting) + tail
    source = put(tmp_path, {"a.csv": data}) / "a.csv"
    summary = cleaned(source, "out.csv", field=["text"])
    if not any(doc == "a.csv" for doc, _ in summary.problems):
        assert back(source, "out.csv") == data


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_compressed_files_come_back_with_what_is_in_them(tmp_path: Path, ending: str) -> None:
    pack, unpack = packing(ending)
    source = put(tmp_path, {f"a.csv.{ending}": pack(table())}) / f"a.csv.{ending}"
    cleaned(source, f"out.csv.{ending}")
    assert b"Leave a Reply" not in unpack(source.with_name(f"out.csv.{ending}").read_bytes())
    assert unpack(back(source, f"out.csv.{ending}")) == table()


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_a_compressed_file_cut_short_is_left_alone(tmp_path: Path, ending: str) -> None:
    pack, _ = packing(ending)
    source = (
        put(tmp_path, {f"a.jsonl.{ending}": pack((json.dumps({"text": DIRTY}) + "\n").encode() * 3)[:-4]}) / f"a.jsonl.{ending}"
    )
    data = source.read_bytes()
    summary = cleaned(source, "out.jsonl")
    assert not source.with_name("out.jsonl").exists()
    ((_, why),) = [problem for problem in summary.problems if problem[0] == source.name]
    assert "cut short" in why
    fix_in_place(walk([source]).sources, tmp_path, Request(Job(Config())), tmp_path / "reports")
    assert source.read_bytes() == data


def packing(ending: str) -> tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]:
    if ending == "gz":
        return gzip.compress, gzip.decompress
    zstandard = pytest.importorskip("zstandard")
    return zstandard.compress, lambda data: zstandard.ZstdDecompressor().stream_reader(data).read()


@pytest.mark.parametrize(
    ("table", "advice"),
    [
        ("id|text\n1|a\n", "there is 'id|text': name the one to clean with --field; is another --delimiter meant?"),
        ("1,a\n2,b\n", "there are '1', 'a': name the one to clean with --field; if these are no names, say --no-header"),
    ],
)
def test_a_table_without_a_field_to_clean_says_what_may_be_meant(tmp_path: Path, table: str, advice: str) -> None:
    put(tmp_path, {"a.csv": table})
    failed: list[str] = []
    assert not list(documents(walk([tmp_path / "a.csv"]).sources, Config(), lambda doc, why: failed.append(why)))
    assert [why.partition("; ")[2] for why in failed] == [advice]
