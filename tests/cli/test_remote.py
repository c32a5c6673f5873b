"""The program on remote files: on the file systems of fsspec that need no other package."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import cleanup
from tests.run.runs import CLEAN, DIRTY

fsspec = pytest.importorskip("fsspec")


@pytest.fixture(params=["memory", "file"])
def there(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a folder, while the working folder is an empty one."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return f"memory://{tmp_path.name}" if request.param == "memory" else f"file://{(tmp_path / 'there').as_posix()}"


def put(address: str, text: str) -> None:
    with fsspec.open(address, "wb", auto_mkdir=True) as file:
        file.write(text.encode())


def get(address: str) -> str:
    with fsspec.open(address, "rb") as file:
        return str(file.read(), "utf-8")


TABLE = f'id,text\r\n1,"{DIRTY}"\r\n2,"{CLEAN}"\r\n'


def test_a_table_is_cleaned_there_and_undone_here(there: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(f"{there}/a.csv", TABLE)
    assert cleanup("fix", f"{there}/a.csv", "-o", f"{there}/out/clean.csv") == 0
    said = capsys.readouterr().err
    assert f"cleaned files in {there}/out/clean.csv" in said
    assert f"cleanup undo {there}/out/clean.csv.report --to DIR" in said
    assert get(f"{there}/out/clean.csv") == TABLE.replace(DIRTY, CLEAN)
    assert "Leave a Reply" in get(f"{there}/out/clean.csv.report/edits.jsonl")
    assert list(Path().iterdir()) == []
    assert cleanup("undo", f"{there}/out/clean.csv.report", "--to", "back") == 0
    assert f"{there}/out/clean.csv.report to back: 1 restored" in capsys.readouterr().err
    assert Path("back/a.csv").read_bytes() == TABLE.encode()


def test_a_folder_goes_there_and_comes_back(there: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b/c.txt"):
        put(f"{there}/in/{name}", DIRTY)
    for _ in range(2):  # the second run replaces the first one's
        assert cleanup("fix", f"{there}/in", "-o", f"{there}/out", "-q") == 0
    assert get(f"{there}/out/b/c.txt") == CLEAN
    assert cleanup("undo", f"{there}/out.report", "--to", "back") == 0
    assert {path.as_posix(): path.read_text("utf-8") for path in Path().rglob("*.txt")} == {
        "back/a.txt": DIRTY,
        "back/b/c.txt": DIRTY,
    }


def test_from_there_to_here_and_from_here_to_there(there: str) -> None:
    put(f"{there}/a.csv", TABLE)
    assert cleanup("fix", f"{there}/a.csv", "-o", "clean.csv", "-q") == 0
    assert cleanup("undo", "clean.csv.report", "--to", "back", "-q") == 0
    assert Path("back/a.csv").read_bytes() == TABLE.encode()
    assert cleanup("fix", "back/a.csv", "-o", f"{there}/b.csv", "-q") == 0
    assert get(f"{there}/b.csv") == Path("clean.csv").read_bytes().decode()


def test_check_names_addresses(there: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(f"{there}/a.csv", TABLE)
    assert cleanup("check", f"{there}/a.csv") == 1
    assert capsys.readouterr().out.startswith(f"{there}/a.csv:2:text:3:1: HL101")
    put(f"{there}/in/b/c.txt", DIRTY)
    assert cleanup("check", f"{there}/in/b/") == 1
    assert capsys.readouterr().out.startswith(f"{there}/in/b/c.txt:3:1: HL101")


def test_what_is_wrong_is_one_line_and_nothing_is_written(there: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(f"{there}/a.csv", TABLE)
    put(f"{there}/taken.csv", "mine")
    for args, what in [
        (("fix", f"{there}/no.csv", "-o", "x"), f"{there}/no.csv: no such file or folder"),
        (("fix", f"{there}/a.csv", "-o", f"{there}/taken.csv"), f"{there}/taken.csv already exists, but there is no account"),
        (("fix", f"{there}/a.csv", "--in-place"), "cannot be changed in place"),
        (("fix", f"{there}/a.csv", "here.csv", "-o", "x"), "need separate runs"),
        (("fix", "nowhere://a.csv", "-o", "x"), "Protocol not known"),
        (("undo", f"{there}/taken.csv.report"), "--to DIR"),
        (("undo", f"{there}/taken.csv.report", "--to", "back"), "no such file or folder"),
        (("learn", f"{there}/a.csv"), "takes no remote addresses"),
        (("learn", ".", "-o", "s3://bucket/p.json"), "takes no remote addresses"),
        (("learn", ".", "--merge", "s3://bucket/p.json"), "takes no remote addresses"),
        (("dedup", ".", "-o", "s3://bucket/unique"), "takes no remote addresses"),
        (("dedup", ".", "-o", "unique", "--known", "s3://bucket/index"), "takes no remote addresses"),
    ]:
        assert cleanup(*args) == 2
        said = capsys.readouterr().err
        assert what in said
        assert said.count("\n") == 1
    assert get(f"{there}/taken.csv") == "mine"
    assert list(Path().iterdir()) == []
