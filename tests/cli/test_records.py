"""Record files on the command line: places that people can use, mistakes reported, streams."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.cli.program import cleanup, program
from tests.run.runs import CLEAN, DIRTY, contents, put

Capsys = pytest.CaptureFixture[str]
RECORDS = "".join(json.dumps({"n": 1.10, "text": text}) + "\n" for text in (CLEAN, DIRTY, CLEAN))
CLEANED = "".join(json.dumps({"n": 1.10, "text": text}) + "\n" for text in (CLEAN, CLEAN, CLEAN))


@pytest.fixture
def records(here: Path) -> Path:
    return put(here, {"a.jsonl": RECORDS})


def test_check_names_line_field_and_the_place_in_the_text(records: Path, capsys: Capsys) -> None:
    assert cleanup("check", "a.jsonl", "--output-format", "concise", "--quiet") == 1
    assert capsys.readouterr().out.splitlines() == [
        'a.jsonl:2:text:3:1: HL101 removed "Harbour town opens its longest pier after nine years"',
        'a.jsonl:2:text:11:1: BP101 removed "Leave a Reply"',
        'a.jsonl:2:text:13:1: BP102 removed "Your email address will not be published."',
    ]
    assert cleanup("check", "a.jsonl", "--output-format", "json") == 1
    out, err = capsys.readouterr()
    assert [found["record"] for found in json.loads(out)] == [{"doc": "a.jsonl#2", "number": 2, "line": 2, "field": "text"}] * 3
    assert err.startswith("a.jsonl: 3 records, the text in 'text'\n3 documents: 1 would change, 2 already clean\n")
    assert cleanup("check", "a.jsonl", "--output-format", "github", "-q") == 1
    assert capsys.readouterr().out.startswith("::error title=cleanup HL101,file=a.jsonl,line=2::removed ")
    assert cleanup("check", "a.jsonl", "--diff", "-q") == 1
    assert capsys.readouterr().out.startswith("--- a/a.jsonl#2\n+++ b/a.jsonl#2\n")


def test_a_file_goes_to_a_file_or_a_folder_and_comes_back(records: Path, capsys: Capsys) -> None:
    assert cleanup("fix", "a.jsonl", "-o", "b.jsonl") == 0
    assert "cleaned files in b.jsonl, every edit in b.jsonl.report; to go back: cleanup undo b.jsonl.report --to DIR" in (
        capsys.readouterr().err
    )
    assert cleanup("fix", "a.jsonl", "-o", "b.jsonl", "-q") == 0  # its account lets it be written anew
    assert cleanup("fix", "a.jsonl", "-o", "out", "-q") == 0
    assert (records / "b.jsonl").read_text() == (records / "out" / "a.jsonl").read_text() == CLEANED
    assert cleanup("undo", "b.jsonl.report", "--to", "back") == 0
    assert contents(records / "back") == {"a.jsonl": RECORDS.encode()}
    assert cleanup("report", "b.jsonl.report") == 0
    put(records, {"c.jsonl": "mine"})
    assert cleanup("fix", "a.jsonl", "-o", "c.jsonl") == 2
    assert capsys.readouterr().err.endswith("of an earlier run at c.jsonl.report; choose another name, or --force\n")
    assert (records / "c.jsonl").read_text() == "mine"
    assert cleanup("fix", "a.jsonl", "-o", "a.jsonl", "--force") == 2


def test_records_and_texts_cleaned_in_place_can_be_undone(records: Path) -> None:
    assert cleanup("fix", "a.jsonl", "in/a.txt", "--in-place", "-q") == 0
    assert ((records / "a.jsonl").read_text(), (records / "in" / "a.txt").read_text()) == (CLEANED, CLEAN)
    assert cleanup("undo", "cleanup-report") == 0
    assert ((records / "a.jsonl").read_text(), (records / "in" / "a.txt").read_text()) == (RECORDS, DIRTY)


def test_records_stream_from_standard_input_to_standard_output(records: Path) -> None:
    done = program("fix", "-", "--format", "jsonl", cwd=records, data=RECORDS.encode())
    assert (done.returncode, done.stdout.decode()) == (0, CLEANED)
    assert done.stderr == b"-: 3 records, the text in 'text'\n"
    done = program("fix", "-", "--stdin-filename", "x.jsonl", cwd=records, data=b"broken\n" + RECORDS.encode())
    assert (done.returncode, done.stdout) == (1, b"broken\n" + CLEANED.encode())
    assert b"x.jsonl#1: line 1: not JSON: Expecting value at column 1\n" in done.stderr
    done = program("check", "-", "--format", "jsonl", "--output-format", "concise", "-q", cwd=records, data=RECORDS.encode())
    assert done.stdout.startswith(b"-:2:text:3:1: HL101")


def test_parquet_streams_too(records: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    arrow = pytest.importorskip("pyarrow")
    parquet.write_table(arrow.table({"n": [1, 2], "text": [DIRTY, CLEAN]}), records / "a.parquet")
    data = (records / "a.parquet").read_bytes()
    done = program("fix", "-", "--format", "parquet", "-q", cwd=records, data=data)
    (records / "b.parquet").write_bytes(done.stdout)
    assert parquet.read_table(records / "b.parquet").to_pydict() == {"n": [1, 2], "text": [CLEAN, CLEAN]}
    assert cleanup("fix", "a.parquet", "-o", "c.parquet", "-q", "--removed-field", "gone") == 0
    assert parquet.read_table(records / "c.parquet").column_names == ["n", "text", "gone"]
    assert cleanup("undo", "c.parquet.report", "--to", "back") == 0
    assert parquet.read_table(records / "back" / "a.parquet").equals(parquet.read_table(records / "a.parquet"))


def test_mistakes_are_reported_with_the_choices(records: Path, capsys: Capsys) -> None:
    assert cleanup("check", "a.jsonl", "--field", "txet") == 1
    assert "a.jsonl: no record has a text in 'txet'; there are 'n', 'text': name the one to clean with --field" in (
        capsys.readouterr().err
    )
    assert cleanup("check", "a.jsonl", "--format", "jsnl") == 2
    assert "allowed are jsonl, csv, tsv, parquet" in capsys.readouterr().err


def test_records_are_written_as_they_were_read(records: Path, capsys: Capsys) -> None:
    for out in ("b.csv", "b.tsv.gz", "b.parquet"):
        assert cleanup("fix", "a.jsonl", "-o", out) == 2
        assert f"a.jsonl holds jsonl, and {out} says " in capsys.readouterr().err
    assert not list(records.glob("b.*"))
    put(records, {"a.data": RECORDS})
    assert cleanup("fix", "a.data", "--format", "jsonl", "-o", "b.ndjson") == 0
    assert (records / "b.ndjson").read_text() == CLEANED


@pytest.mark.parametrize(
    ("data", "args", "told"),
    [
        (
            b'{"article": {"body": "a , b"}}\n',
            ("--field", "article"),
            "'article' holds none: a text within it has to be brought out",
        ),
        (b'{"text": "caf\xe9 , x"}\n', ("--encoding", "cp1252"), "0xe9 at 14; JSON lines are read as UTF-8, whatever --encoding"),
        (b'{"text": 1}\n', (), "holds none: a text within it has to be brought out first)\n"),
        (b'{"text": 1, "n": 2}\n', (), "has to be brought out first); there is 'n': name the one to clean with --field\n"),
        (b'[\n {"text": "a , b"}\n]\n', (), "a.jsonl: this is JSON over several lines, not a record a line: jq -c '.[]'"),
        (b'{"text": "a , b"}\n', ("--removed-field", "text"), "would overwrite the field 'text'; name a new one"),
        (b'{"text": "a , b"}\n', ("--removed-field", "title"), "would overwrite the field 'title'; name a new one"),
    ],
)
def test_what_makes_no_records_is_reported_with_what_to_do(
    here: Path, capsys: Capsys, data: bytes, args: tuple[str, ...], told: str
) -> None:
    put(here, {"a.jsonl": data})
    assert cleanup("fix", "a.jsonl", "-o", "b.jsonl", *args) == 1
    assert told in capsys.readouterr().err


def test_a_field_that_what_was_removed_writes_over_is_named(here: Path, capsys: Capsys) -> None:
    put(here, {"a.jsonl": '{"text": "The ferry sailed , empty.", "by": "A"}\n{"text": 1}\n'})
    assert cleanup("fix", "a.jsonl", "-o", "b.jsonl", "--removed-field", "by") == 0
    said = capsys.readouterr().err.splitlines()[0]
    assert said == "a.jsonl: 2 records, the text in 'text', 1 without one, 'by' written over with what was removed"
    assert cleanup("fix", "a.jsonl", "-o", "b.jsonl", "--removed-field", "gone") == 0
    assert "written over" not in capsys.readouterr().err


def test_of_a_file_that_breaks_off_nothing_is_written_and_that_is_said(here: Path, capsys: Capsys) -> None:
    put(here, {"a.jsonl.gz": gzip.compress(b'{"text": "The ferry sailed , empty."}\n' * 9)[:-9]})
    assert cleanup("fix", "a.jsonl.gz", "-o", "b.jsonl.gz") == 1
    assert "before byte" in (said := capsys.readouterr().err.splitlines()[0])
    assert said.endswith("; nothing of it was written")
    assert not (here / "b.jsonl.gz").exists()
    assert cleanup("check", "a.jsonl.gz", "-q") == 1
    assert "written" not in capsys.readouterr().err


def test_explain_says_what_happens_to_a_record(records: Path, capsys: Capsys) -> None:
    put(records, {"a.jsonl": RECORDS + "broken\n\n"})
    assert cleanup("explain", "a.jsonl:2") == 0
    out = capsys.readouterr().out
    assert out.startswith('a.jsonl:2:text\n\n3:1: removed "Harbour town opens its longest pier after nine years"\n  HL101 ')
    assert '\n\n13:1: removed "Your email address will not be published."\n  BP102 ' in out
    for line, said in (("1", ":text: nothing is changed in this text"), ("4", ": not JSON: Expecting value at column 1")):
        assert cleanup("explain", f"a.jsonl:{line}") == 0
        assert capsys.readouterr().out == f"a.jsonl:{line}{said}\n"
    assert cleanup("explain", "a.jsonl:9") == 2
    assert capsys.readouterr().err == "cleanup: a.jsonl:9: there is no such line\n"
    put(records, {"b.jsonl": '{"txt": "x"}\n'})
    assert cleanup("explain", "b.jsonl:1") == 1


def test_a_broken_record_is_named_as_its_file_was(records: Path, capsys: Capsys) -> None:
    put(records, {"in/x.jsonl": RECORDS + "{\n"})
    assert cleanup("fix", "in/x.jsonl", "-o", "out") == 1
    assert "\nin/x.jsonl#4: line 4: not JSON: Expecting property name enclosed in double quotes at column 3\n" in (
        capsys.readouterr().err
    )
    assert (records / "out" / "x.jsonl").read_text() == CLEANED + "{\n"


def test_folders_give_record_files_only_when_told_what_is_in_them(records: Path, capsys: Capsys) -> None:
    put(records, {"in/x.jsonl": RECORDS})
    assert cleanup("fix", "in", "-o", "out") == 0
    assert "skipped, other kinds of files: 1 .jsonl" in capsys.readouterr().err
    assert cleanup("fix", "in", "-o", "out", "--preset", "scrapy") == 0
    assert (records / "out" / "x.jsonl").read_text() == CLEANED


def test_a_folder_of_nothing_but_record_files_says_how_to_have_them_cleaned(tmp_path: Path, capsys: Capsys) -> None:
    put(tmp_path, {"x.jsonl": RECORDS, "y.csv": "text\na\n"})
    assert cleanup("check", tmp_path) == 0
    assert capsys.readouterr().err.splitlines() == [
        "no documents",
        "skipped, other kinds of files: 1 .csv, 1 .jsonl",
        "record files in folders are read only with --format, --field or --preset",
    ]


def test_no_output_is_named_where_none_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cut.jsonl.gz").write_bytes(gzip.compress(RECORDS.encode())[:-5])
    assert cleanup("fix", "cut.jsonl.gz", "-o", "out.jsonl.gz") == 1
    said = capsys.readouterr().err
    assert "cut short" in said
    assert "out.jsonl.gz" not in said
    assert not Path("out.jsonl.gz").exists()
    Path("in").mkdir()
    assert cleanup("fix", "in", "-o", "out") == 0
    assert capsys.readouterr().err == "no documents\n"


def test_a_limit_counts_records(records: Path, capsys: Capsys) -> None:
    put(records, {"a.jsonl": RECORDS * 3})
    assert cleanup("check", "a.jsonl", "--limit", "4", "-q", "--output-format", "concise") == 1
    assert {line.split(":")[1] for line in capsys.readouterr().out.splitlines()} == {"2"}
    assert cleanup("fix", "a.jsonl", "-o", "b.jsonl", "--limit", "4", "-q") == 0
    assert (records / "b.jsonl").read_text() == CLEANED + RECORDS * 2
    assert cleanup("undo", "b.jsonl.report", "--to", "back", "-q") == 0
    assert (records / "back" / "a.jsonl").read_text() == RECORDS * 3


def test_the_configuration_names_fields_by_the_same_names(records: Path, capsys: Capsys) -> None:
    put(records, {"cleanup.toml": 'field = "other"\nremoved-field = "gone"\n', "o.jsonl": json.dumps({"other": DIRTY}) + "\n"})
    assert cleanup("fix", "o.jsonl", "-o", "p.jsonl", "-q") == 0
    found = json.loads((records / "p.jsonl").read_text())
    assert found["other"] == CLEAN
    assert found["gone"].endswith("\nYour email address will not be published.")


def test_texts_kept_by_hand_are_the_same_in_a_record_as_in_a_file(here: Path, capsys: Capsys) -> None:
    case = Path(__file__).parents[2] / "fixtures/cases/boilerplate/joined-with-notices"
    (text,) = (file.read_text("utf-8") for file in case.iterdir() if file.name.startswith("in"))
    put(here, {"a.txt": text, "a.jsonl": json.dumps({"text": text}) + "\n"})
    assert cleanup("check", "a.txt", "a.jsonl", "-q") == 1
    capsys.readouterr()
    assert cleanup("check", "a.txt", "a.jsonl", "-q", "--curated") == 0
